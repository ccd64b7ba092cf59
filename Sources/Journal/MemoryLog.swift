import Desk
import Events

/// A log that is gone with the process: for tests and rehearsals.
///
/// The tables follow it, as they follow any log that is not kept in their own file: a turn that the
/// log has and they lack is written into them by the next append, or by `catchUp` at a start.
package final class MemoryLog: EventLog {
  private var turns: [RecordTurn] = []
  private var log: [Kept] = []
  private var seqs: [Identifier<Conversation>: Int64] = [:]
  private var tables: Tables?
  private let follower = "log"
  /// Set to make appends fail, as a full or broken disk would.
  package var failure: RecordFailure?
  /// Set to end the process between the log and the tables.
  package var endsBeforeTables = false

  package init() {}

  /// The same log, for other tables.
  package static func copy(of other: MemoryLog) -> MemoryLog {
    let copy = MemoryLog()
    (copy.turns, copy.log, copy.seqs) = (other.turns, other.log, other.seqs)
    return copy
  }

  /// What all turns counted.
  package var figures: [Figure: Int] {
    turns.reduce(into: [:]) { $0.merge($1.figures, uniquingKeysWith: +) }
  }

  /// From now on these tables have every turn when `append` returns.
  package func kept(in tables: Tables) throws(RecordFailure) -> MemoryLog {
    self.tables = tables
    try catchUp()
    return self
  }

  package func append(_ turn: RecordTurn) throws(RecordFailure) {
    if let failure { throw failure }
    for append in turn.appends {
      let seq = seqs[append.after.id] ?? 0
      guard seq == append.expected else {
        throw RecordFailure(.moved, "conversation \(append.after.id) is at seq \(seq)")
      }
    }
    turns.append(turn)
    for append in turn.appends { add(append.events, to: append.after.id) }
    let audit = turn.audit.map {
      Append.Entry(
        at: $0.at, author: $0.by, cid: nil, fingerprint: nil, body: AuditText.write($0))
    }
    add(audit, to: DeskStream.id)
    guard !endsBeforeTables else { throw RecordFailure(.broken, "the power is gone") }
    try catchUp()
  }

  private func add(_ entries: [Append.Entry], to stream: Identifier<Conversation>) {
    for entry in entries {
      let seq = (seqs[stream] ?? 0) + 1
      seqs[stream] = seq
      log.append(
        Kept(
          position: Int64(log.count + 1), conversation: stream, seq: seq, at: entry.at,
          author: entry.author, cid: entry.cid, body: entry.body))
    }
  }

  package func follow(from position: Int64, limit: Int) -> [Kept] {
    Array(log.dropFirst(Int(position)).prefix(limit))
  }

  /// Writes into the tables what they lack, a turn a transaction, each with how far they have come.
  private func catchUp() throws(RecordFailure) {
    guard let tables else { return }
    let cursor = try Cursor(follower, tables.database)
    while cursor.position < turns.count {
      do throws(RecordFailure) {
        try tables.database.transaction { () throws(RecordFailure) in
          try tables.write(turns[Int(cursor.position)])
          try cursor.move(to: cursor.position + 1)
        }
      } catch {
        tables.forget()
        throw error
      }
    }
  }
}
