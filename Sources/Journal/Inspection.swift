import Desk
import Events
import Glibc

/// Looks whether a record is whole.
package enum Inspection {
  /// What `frontdesk record verify` found.
  package struct Findings: Sendable {
    package var events: Int64 = 0
    package var conversations: Int64 = 0
    /// What happened to the desk itself.
    package var deskEvents: Int64 = 0
    /// Events whose words were erased, which the chain allows for.
    package var erased: Int64 = 0
    /// One sentence each, naming the place; at most `limit`.
    package var faults: [String] = []

    package static let limit = 100

    mutating func add(_ fault: String) {
      if faults.count < Self.limit { faults.append(fault) }
    }
  }

  /// SQLite's own check of a file this large takes under a second.
  private static let quickCheckLimit: Int64 = 256 << 20
  /// How many of the latest events are checked at every start: some 50 ms.
  static let recentEvents = 5000

  /// Whether a start can afford SQLite's own check of the file.
  static func isCheckedAtStart(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int64(status.st_size) <= quickCheckLimit
  }

  /// The check jumps about in the file; a disk that just started would be asked for each page.
  ///
  /// Before SQLite opens the file: whoever closes a file loses all locks that its process has on
  /// it, SQLite's too: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled
  static func prepareStart(_ path: String) {
    if isCheckedAtStart(path) { ReadingThrough.read(path) }
  }

  /// The checks that every start can afford.
  static func atStart(_ record: SQLiteRecord, path: String) throws(RecordFailure) {
    if isCheckedAtStart(path) {
      let verdict = try record.database.text("PRAGMA quick_check(1)") ?? "no answer"
      guard verdict == "ok" else {
        throw RecordFailure(
          .damaged, "the record \(path) is damaged: \(verdict); restore it from a backup")
      }
    }
    if let fault = try chainFault(record.tables.events, latest: recentEvents) {
      throw RecordFailure(
        .damaged, "the record \(path) is damaged: \(fault); run frontdesk record verify")
    }
  }

  /// Checks the latest events against the hash of the one before each.
  private static func chainFault(_ events: EventTable, latest: Int) throws(RecordFailure)
    -> String?
  {
    var links = Links(events)
    let position = try events.database.number("SELECT max(position) FROM events") ?? 0
    for event in try events.events(from: max(0, position - Int64(latest)), limit: latest) {
      if let fault = try links.fault(of: event) { return fault }
    }
    return nil
  }

  /// Looks whether events taken in the order of the record each follow the one before.
  private struct Links {
    private let events: EventTable
    private var streams: [Int64: Stream] = [:]

    private struct Stream {
      let name: String
      let root: [UInt8]
      var seq: Int64
      var hash: [UInt8]
    }

    init(_ events: EventTable) { self.events = events }

    mutating func fault(of event: StoredEvent) throws(RecordFailure) -> String? {
      var known = streams[event.conversation]
      if known == nil { known = try before(event) }
      guard var stream = known else {
        return "ticket \(event.conversation) has no event \(event.seq - 1)"
      }
      guard event.seq == stream.seq + 1 else {
        return "conversation \(stream.name) has no event \(stream.seq + 1)"
      }
      guard event.link(after: stream.hash, in: stream.name, root: stream.root) == event.hash else {
        return "event \(event.seq) of conversation \(stream.name) is not what was written"
      }
      (stream.seq, stream.hash) = (event.seq, event.hash)
      streams[event.conversation] = stream
      return nil
    }

    /// The stream as it stood before an event; nil if the one before it is missing.
    private func before(_ event: StoredEvent) throws(RecordFailure) -> Stream? {
      let name = try events.name(of: event.conversation)?.text ?? ""
      guard event.seq > 1 else {
        return Stream(name: name, root: event.salt ?? [], seq: 0, hash: HashChain.beginning)
      }
      guard let former = try events.event(event.seq - 1, of: event.conversation) else { return nil }
      return Stream(
        name: name, root: try events.root(of: event.conversation), seq: former.seq,
        hash: former.hash)
    }
  }

  /// Checks everything: the file, each conversation's chain from its first event, and that the
  /// tables are what the events add up to. Reads only; may run beside a server: what it reads is
  /// of one moment.
  package static func verify(_ database: Database) throws(RecordFailure) -> Findings {
    try database.snapshot { () throws(RecordFailure) in try verifyAll(database) }
  }

  private static func verifyAll(_ database: Database) throws(RecordFailure) -> Findings {
    var findings = Findings()
    try Schema.check(
      version: database.number("PRAGMA user_version") ?? 0,
      application: database.number("PRAGMA application_id") ?? 0, path: database.path)
    for verdict in try database.prepare("PRAGMA integrity_check(10)").rows({ $0.text(0) })
    where verdict != "ok" {
      findings.add("the file is damaged: \(verdict)")
    }
    try verifyEvents(database, &findings)
    try verifyFlows(database, &findings)
    return findings
  }

  private static func verifyEvents(_ database: Database, _ findings: inout Findings)
    throws(RecordFailure)
  {
    let tickets = try database.prepare("SELECT number, conversation FROM tickets ORDER BY number")
    let events: any EventsByStream =
      try FormerEvents.stand(in: database) ? FormerEvents(database) : EventTable(database)
    for (number, id) in try tickets.rows({ ($0.int(0), $0.text(1)) }) {
      findings.conversations += 1
      var replay = Replay(id: id)
      do throws(RecordFailure) {
        try events.each(of: number) { event in replay.take(event) }
      } catch {
        guard error.kind == .damaged else { throw error }
        replay.fault = "conversation \(id): \(error)"
      }
      findings.events += replay.conversation.seq
      findings.erased += replay.erased
      if let fault = replay.fault {
        findings.add(fault)
      } else {
        try compare(replay.conversation, with: database, &findings)
      }
    }
    try verifyDesk(events, &findings)
    try countStrays(database, &findings)
  }

  /// Events that no conversation has: those of no ticket, and those that were not found although
  /// nothing before them is missing.
  private static func countStrays(_ database: Database, _ findings: inout Findings)
    throws(RecordFailure)
  {
    let strays =
      try database.number(
        """
        SELECT count(*) FROM events WHERE conversation<>\(DeskStream.number)
          AND conversation NOT IN (SELECT number FROM tickets)
        """) ?? 0
    if strays > 0 { findings.add("\(strays) events belong to no ticket") }
    let all = try database.number("SELECT count(*) FROM events") ?? 0
    let lost = all - strays - findings.events - findings.deskEvents
    guard lost > 0, findings.faults.isEmpty else { return }
    findings.add("\(lost) events are in the record, but it is not known where they stand")
  }

  /// What happened to the desk itself, in the same chain as what was said.
  private static func verifyDesk(_ events: any EventsByStream, _ findings: inout Findings)
    throws(RecordFailure)
  {
    var (previous, root) = (HashChain.beginning, [UInt8]())
    var seq: Int64 = 0
    var fault: String?
    func take(_ event: StoredEvent) -> Bool {
      seq += 1
      if seq == 1 { root = event.salt ?? [] }
      let place = "event \(event.seq) of the desk"
      if event.seq != seq {
        fault = "\(place) stands where event \(seq) should"
      } else if event.link(after: previous, in: DeskStream.id.text, root: root) != event.hash {
        fault = "\(place) is not what was written"
      }
      previous = event.hash
      do throws(TextMistake) { _ = try AuditText.read(event.body) } catch {
        fault = fault ?? "\(place) cannot be read: \(error)"
      }
      return fault == nil
    }
    do throws(RecordFailure) { try events.each(of: DeskStream.number) { take($0) } } catch {
      guard error.kind == .damaged else { throw error }
      fault = "the desk's own stream: \(error)"
    }
    findings.deskEvents = seq
    if let fault { findings.add(fault) }
  }

  /// One conversation's events, checked and added up in order.
  private struct Replay {
    var conversation: Conversation
    private var previous = HashChain.beginning
    private var root: [UInt8] = []
    /// Which event each command began with.
    private var commands: [[String]: Int64] = [:]
    private(set) var erased: Int64 = 0
    var fault: String?

    init(id: String) { conversation = Conversation(id: Identifier(id)) }

    /// Whether all is well so far.
    mutating func take(_ stored: StoredEvent) -> Bool {
      fault = faultOf(stored)
      return fault == nil
    }

    private mutating func faultOf(_ stored: StoredEvent) -> String? {
      let place = "event \(stored.seq) of conversation \(conversation.id)"
      guard stored.seq == conversation.seq + 1 else {
        return "\(place) stands where event \(conversation.seq + 1) should"
      }
      if stored.seq == 1 { root = stored.salt ?? [] }
      guard stored.link(after: previous, in: conversation.id.text, root: root) == stored.hash else {
        return "\(place) is not what was written"
      }
      previous = stored.hash
      if let cid = stored.cid,
        let first = commands.updateValue(stored.seq, forKey: [stored.author, cid])
      {
        return "\(place) is of a command that event \(first) was of"
      }
      do {
        let event = try EventText.recorded(stored.body)
        if stored.isErased {
          erased += 1
          // The chain does not hold what stands there now.
          guard EventText.write(event.erased) == stored.body else {
            return "\(place) says something although it was erased"
          }
        }
        conversation.apply(event, at: Instant(milliseconds: stored.at))
      } catch {
        return "\(place) cannot be read: \(error)"
      }
      return nil
    }
  }

  private static func compare(
    _ conversation: Conversation, with database: Database, _ findings: inout Findings
  ) throws(RecordFailure) {
    guard let rebuilt = Ticket(conversation) else {
      return findings.add("conversation \(conversation.id) does not begin with its opening")
    }
    if let column = try rebuilt.differing(in: database) {
      findings.add("ticket \(rebuilt.number): \(column) is not what the events add up to")
    }
  }
}
