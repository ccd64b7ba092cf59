package import Desk

/// A conversation that took a person so long.
package struct Handled: Equatable, Sendable {
  package let span: Duration
  package let agent: Identifier<Agent>?
  package let queue: Identifier<Queue>?

  package init(_ span: Duration, by agent: Identifier<Agent>?, in queue: Identifier<Queue>?) {
    self.span = span
    self.agent = agent
    self.queue = queue
  }
}

/// What a customer was promised of a wait, and what came of it, with the ticket's number.
package struct KeptPromise: Equatable, Sendable {
  package let number: Int64
  package let settled: WaitPromise.Settled

  package init(_ number: Int64, _ settled: WaitPromise.Settled) {
    self.number = number
    self.settled = settled
  }
}

/// The table of promised waits: a row for each wait that was promised something, once it is over.
package enum PromiseTable {
  static func write(_ promises: [KeptPromise], to database: Database) throws(RecordFailure) {
    guard !promises.isEmpty else { return }
    let insert = try database.prepare(
      """
      INSERT INTO promises (number, queue, at, shortest, longest, waited, outcome)
      VALUES (?,?,?,?,?,?,?)
      """)
    for promise in promises {
      let settled = promise.settled
      insert.bind(1, promise.number)
      insert.bind(2, settled.queue.text)
      insert.bind(3, settled.at.milliseconds)
      insert.bind(4, settled.range.from.milliseconds)
      insert.bind(5, settled.range.to.milliseconds)
      insert.bind(6, settled.waited.milliseconds)
      insert.bind(7, settled.outcome.rawValue)
      try insert.run()
    }
  }

  /// The promises made from one moment up to, but not including, another, in the order in which the
  /// waits were over.
  package static func each(
    in database: Database, from: Instant, to: Instant, queue: Identifier<Queue>?,
    _ take: (KeptPromise) -> Void
  ) throws(RecordFailure) {
    let rows = try database.prepare(
      """
      SELECT number, queue, at, shortest, longest, waited, outcome FROM promises
      WHERE at>=? AND at<?\(queue == nil ? "" : " AND queue=?") ORDER BY row
      """)
    rows.bind(1, from.milliseconds)
    rows.bind(2, to.milliseconds)
    if let queue { rows.bind(3, queue.text) }
    for promise in try rows.rows(promise) { take(promise) }
  }

  private static func promise(_ row: Statement) throws(RecordFailure) -> KeptPromise {
    guard let outcome = WaitPromise.Settled.Outcome(rawValue: row.text(6)) else {
      throw RecordFailure(.damaged, "a promise came to \(row.text(6)), which is nothing known")
    }
    return KeptPromise(
      row.int(0),
      WaitPromise.Settled(
        queue: Identifier(row.text(1)), at: Instant(milliseconds: row.int(2)),
        range: WaitPromise.Range(
          from: .milliseconds(row.int(3)), to: .milliseconds(row.int(4))),
        waited: .milliseconds(row.int(5)), outcome: outcome))
  }
}

extension Schema {
  /// What version 7 added of promised waits.
  static let promiseTable = """
    -- What customers were promised of their waits, in milliseconds, and what came of it.
    CREATE TABLE promises (
      row INTEGER PRIMARY KEY, number INTEGER NOT NULL, queue TEXT NOT NULL, at INTEGER NOT NULL,
      shortest INTEGER NOT NULL, longest INTEGER NOT NULL, waited INTEGER NOT NULL,
      outcome TEXT NOT NULL
    );
    CREATE INDEX promises_at ON promises (at);
    """
}
