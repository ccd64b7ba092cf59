import Courier
import Desk
import Synchronization

/// An outbox in memory that outlives couriers, as the record outlives the program.
final class Shelf: Outbox {
  struct Entry: Sendable {
    var parcel: Parcel
    var due: Instant
    var dead: String?
  }

  struct Contents: Sendable {
    /// By row, so in the order they were committed.
    var entries: [Entry] = []
    var outcomes: [ParcelOutcome] = []
    /// How often to say that nothing could be written down.
    var refusals = 0
    /// How often to fail when asked.
    var failures = 0
    fileprivate var nextRow: Int64 = 1
    fileprivate var watchers: [CheckedContinuation<Bool, Never>] = []

    /// What is neither delivered nor dead.
    var waiting: [Entry] { entries.filter { $0.dead == nil } }
  }

  struct Unreadable: Error {}

  private let contents = Mutex(Contents())

  func read<Answer: Sendable>(_ look: (Contents) -> Answer) -> Answer {
    contents.withLock { look($0) }
  }

  func change(_ change: (inout sending Contents) -> Void) { contents.withLock { change(&$0) } }

  /// Puts events of a conversation in, numbered as a record would.
  func add(
    to destination: String = "shop", lane: String, seqs: ClosedRange<Int> = 1...1,
    body: (Int) -> String = { #"{"seq":\#($0)}"# }
  ) {
    contents.withLock { contents in
      for seq in seqs {
        let parcel = Parcel(
          row: contents.nextRow, destination: destination, key: "epoch1:\(lane):\(seq)", lane: lane,
          seq: Int64(seq), body: Array(body(seq).utf8), attempts: 0, firstTried: nil)
        contents.nextRow += 1
        contents.entries.append(Entry(parcel: parcel, due: Instant(milliseconds: 0)))
      }
    }
  }

  func due(for destination: String, at now: Instant, limit: Int) throws -> [Parcel] {
    try contents.withLock { contents in
      guard contents.failures == 0 else {
        contents.failures -= 1
        throw Unreadable()
      }
      var lanes: Set<String> = []
      let heads = contents.waiting.filter {
        $0.parcel.destination == destination && lanes.insert($0.parcel.lane).inserted
      }
      return Array(heads.filter { $0.due <= now }.prefix(limit).map(\.parcel))
    }
  }

  func following(_ parcel: Parcel, limit: Int) throws -> [Parcel] {
    contents.withLock { contents in
      let behind = contents.waiting.map(\.parcel).filter {
        $0.destination == parcel.destination && $0.lane == parcel.lane && $0.seq > parcel.seq
      }
      return Array(behind.prefix(limit))
    }
  }

  func report(_ outcomes: [ParcelOutcome], recorded: @escaping @Sendable (Bool) -> Void) {
    let isWritten = contents.withLock { contents in
      guard contents.refusals == 0 else {
        contents.refusals -= 1
        return false
      }
      for outcome in outcomes { contents.write(outcome) }
      return true
    }
    recorded(isWritten)
    wakeWatchers()
  }

  /// Waits for outcomes until the contents are as wished; throws when the test's time is over.
  func reaches(_ isReached: @Sendable (Contents) -> Bool) async throws {
    try await withTaskCancellationHandler {
      while !(await look(isReached)) { try Task.checkCancellation() }
    } onCancel: {
      wakeWatchers()
    }
  }

  func isEmptied() async throws { try await reaches { $0.waiting.isEmpty } }

  /// Whether it is so; if not, answers no after the next report.
  private func look(_ isReached: @Sendable (Contents) -> Bool) async -> Bool {
    await withCheckedContinuation { watcher in
      let isThere = contents.withLock { contents in
        if isReached(contents) { return true }
        contents.watchers.append(watcher)
        return false
      }
      if isThere { watcher.resume(returning: true) }
      if Task.isCancelled { wakeWatchers() }
    }
  }

  private func wakeWatchers() {
    let watchers = contents.withLock { contents in
      defer { contents.watchers = [] }
      return contents.watchers
    }
    for watcher in watchers { watcher.resume(returning: false) }
  }
}

extension Shelf.Contents {
  fileprivate mutating func write(_ outcome: ParcelOutcome) {
    outcomes.append(outcome)
    guard let place = entries.firstIndex(where: { $0.parcel.row == outcome.row }) else { return }
    let parcel = entries[place].parcel
    switch outcome.verdict {
    case .delivered: entries.remove(at: place)
    case .dead(let why): entries[place].dead = why
    case .disable: break
    case .retry(let moment, _):
      entries[place].due = moment
      entries[place].parcel = Parcel(
        row: parcel.row, destination: parcel.destination, key: parcel.key, lane: parcel.lane,
        seq: parcel.seq, body: parcel.body, attempts: parcel.attempts + 1,
        firstTried: parcel.firstTried ?? outcome.triedAt)
    }
  }
}
