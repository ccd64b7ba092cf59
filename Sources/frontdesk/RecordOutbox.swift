import Courier
import Desk
import Journal
import Office
import Synchronization

/// The courier's side of the record: reads over its own connection, has the Office write.
final class RecordOutbox: Outbox, @unchecked Sendable {
  // Unchecked because the reading connection is only used under `door`.
  private let door = Mutex(())
  private let table: OutboxTable
  private let office: OfficeThread

  init(path: String, epoch: String, office: OfficeThread) throws(RecordFailure) {
    table = try OutboxTable(Database(path: path, mode: .reading), epoch: epoch)
    self.office = office
  }

  func due(for destination: String, at now: Instant, limit: Int) throws -> [Parcel] {
    try door.withLock { _ in
      try table.due(for: destination, at: now, limit: limit).map {
        Parcel(
          row: $0.row, destination: destination, key: $0.key, lane: $0.conversation,
          body: $0.body, attempts: $0.attempts, firstTried: $0.firstTried)
      }
    }
  }

  func report(_ outcomes: [ParcelOutcome], recorded: @escaping @Sendable (Bool) -> Void) {
    let isTaken = office.post(
      .errand { office in
        do {
          try office.settleOutbox(
            outcomes.map { ($0.row, $0.destination, $0.triedAt, Self.outcome($0.verdict)) })
          recorded(true)
        } catch {
          recorded(false)
        }
      })
    if !isTaken { recorded(false) }
  }

  private static func outcome(_ verdict: Verdict) -> OutboxTable.Outcome {
    switch verdict {
    case .delivered: .delivered
    case .retry(let at, let why): .retry(at: at, why: why)
    case .dead(let why): .dead(why: why)
    case .pause(let why): .pause(why: why)
    case .disable(let why): .disable(why: why)
    }
  }
}
