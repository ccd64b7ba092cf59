import Courier
import Desk
import Journal
import Office
import Synchronization

/// The courier's side of the record: reads over its own connection, has the Office write.
final class RecordOutbox: Outbox, @unchecked Sendable {
  // Unchecked because the reading connection is only used under `door`.
  private let door = Mutex(())
  private let reading: OutboxReading
  private let office: OfficeThread
  /// Told when the disk failed to read.
  private let failed: @Sendable (RecordFailure) -> Void

  init(
    path: String, epoch: String, office: OfficeThread,
    failed: @escaping @Sendable (RecordFailure) -> Void
  ) throws(RecordFailure) {
    reading = try OutboxReading(Database(path: path, mode: .reading), epoch: epoch)
    self.office = office
    self.failed = failed
  }

  func due(for destination: String, at now: Instant, limit: Int) throws -> [Parcel] {
    try read(destination) { reading throws(RecordFailure) in
      try reading.due(for: destination, at: now, limit: limit)
    }
  }

  func following(_ parcel: Parcel, limit: Int) throws -> [Parcel] {
    try read(parcel.destination) { reading throws(RecordFailure) in
      try reading.following(
        parcel.seq, of: parcel.lane, for: parcel.destination, limit: limit)
    }
  }

  private func read(
    _ destination: String,
    _ look: (OutboxReading) throws(RecordFailure) -> [OutboxReading.Waiting]
  ) throws(RecordFailure) -> [Parcel] {
    do throws(RecordFailure) {
      return try door.withLock { _ throws(RecordFailure) in
        try look(reading).map {
          Parcel(
            row: $0.position, destination: destination, key: $0.key, lane: $0.conversation,
            seq: $0.seq,
            body: $0.body, attempts: $0.attempts, firstTried: $0.firstTried)
        }
      }
    } catch {
      if error.kind == .broken { failed(error) }
      throw error
    }
  }

  func report(_ outcomes: [ParcelOutcome], recorded: @escaping @Sendable (Bool) -> Void) {
    let settlements = outcomes.map {
      Settlement(
        position: $0.row, destination: $0.destination, at: $0.triedAt, Self.outcome($0.verdict))
    }
    if !office.post(.settled(settlements, recorded: recorded)) { recorded(false) }
  }

  private static func outcome(_ verdict: Verdict) -> Settlement.Outcome {
    switch verdict {
    case .delivered: .delivered
    case .retry(let at, let why): .retry(at: at, why: why)
    case .dead(let why): .dead(why: why)
    case .disable(let why): .disable(why: why)
    }
  }
}
