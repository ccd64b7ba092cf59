import Desk
import Journal

/// A log that now and then has no room, or ends the program at a write, before or after the real
/// one is asked.
final class Moody: EventLog {
  private let real: SQLiteRecord
  var isFull = false
  /// Where the program is to end, the next first.
  var cuts: [Cut] = []
  private(set) var deaths = 0
  /// Since the start, or since the last end.
  private(set) var writes = 0

  /// Which write, counted from the start or from the last end, and whether it still reached the
  /// disk.
  struct Cut: CustomStringConvertible {
    let write: Int
    let isWritten: Bool

    var description: String { "\(isWritten ? "after" : "before") write \(write)" }
  }

  init(_ real: SQLiteRecord) { self.real = real }

  /// From here on writes are counted.
  func begin(_ cuts: [Cut]) {
    writes = 0
    self.cuts = cuts
  }

  func append(_ turn: RecordTurn) throws(RecordFailure) {
    if isFull { throw RecordFailure(.full, "no room") }
    writes += 1
    guard let cut = cuts.first, cut.write == writes else { return try real.append(turn) }
    if cut.isWritten { try real.append(turn) }
    cuts.removeFirst()
    deaths += 1
    writes = 0
    throw RecordFailure(.broken, "the power is gone")
  }

  func follow(from position: Int64, limit: Int) throws(RecordFailure) -> [Kept] {
    try real.follow(from: position, limit: limit)
  }
}
