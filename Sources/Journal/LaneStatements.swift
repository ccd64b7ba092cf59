import Desk

/// The statements by which lanes are kept, prepared once.
final class LaneStatements {
  let insert: Statement
  let selectEvent: Statement
  let selectLane: Statement
  /// What is tried again of a lane from a seq on.
  let selectAgain: Statement
  private let moveLane: Statement
  private let endLane: Statement
  private let insertGivenUp: Statement
  private let deleteGivenUp: Statement
  private let count: Statement
  private let setState: Statement

  init(_ database: Database) throws(RecordFailure) {
    insert = try database.prepare(
      """
      INSERT OR IGNORE INTO lanes (destination, conversation, seq, next, place)
      VALUES (?1, ?2, ?3, ?3, ?4)
      """)
    selectEvent = try database.prepare("SELECT conversation, seq FROM events WHERE position=?")
    selectLane = try database.prepare(
      """
      SELECT seq, next, attempts, first_tried, why FROM lanes
      WHERE destination=? AND conversation=?
      """)
    selectAgain = try database.prepare(
      """
      SELECT seq FROM given_up
      WHERE destination=? AND conversation=? AND seq>=? AND is_tried_again ORDER BY seq LIMIT 1
      """)
    moveLane = try database.prepare(
      """
      UPDATE lanes SET seq=?3, next=?4, place=?5, due=?6, tried=?7, attempts=?8, first_tried=?9,
        why=?10 WHERE destination=?1 AND conversation=?2
      """)
    endLane = try database.prepare("DELETE FROM lanes WHERE destination=? AND conversation=?")
    insertGivenUp = try database.prepare(
      """
      INSERT OR REPLACE INTO given_up (destination, conversation, seq, attempts, why)
      VALUES (?, ?, ?, ?, ?)
      """)
    deleteGivenUp = try database.prepare(
      "DELETE FROM given_up WHERE destination=? AND conversation=? AND seq=?")
    count = try database.prepare(
      """
      INSERT INTO destinations (name, state, delivered, delivered_at) VALUES (?1, 'active', ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET delivered=delivered+?2, delivered_at=?3
      """)
    setState = try database.prepare(
      """
      INSERT INTO destinations (name, state, why, delivered) VALUES (?1, ?2, ?3, 0)
      ON CONFLICT (name) DO UPDATE SET state=?2, why=?3
      """)
  }

  func keep(_ lane: Lane, _ destination: String, _ number: Int64, place: Int64)
    throws(RecordFailure)
  {
    moveLane.bind(1, destination)
    moveLane.bind(2, number)
    moveLane.bind(3, lane.seq)
    moveLane.bind(4, lane.next)
    moveLane.bind(5, place)
    moveLane.bind(6, lane.due)
    moveLane.bind(7, lane.tried)
    moveLane.bind(8, lane.attempts)
    moveLane.bind(9, lane.firstTried)
    moveLane.bind(10, lane.why)
    try moveLane.run()
  }

  func end(_ destination: String, _ number: Int64) throws(RecordFailure) {
    endLane.bind(1, destination)
    endLane.bind(2, number)
    try endLane.run()
  }

  func giveUp(
    _ destination: String, _ number: Int64, _ seq: Int64, _ attempts: Int64, _ why: String
  ) throws(RecordFailure) {
    insertGivenUp.bind(1, destination)
    insertGivenUp.bind(2, number)
    insertGivenUp.bind(3, seq)
    insertGivenUp.bind(4, attempts)
    insertGivenUp.bind(5, why)
    try insertGivenUp.run()
  }

  func forget(_ destination: String, _ number: Int64, _ seq: Int64) throws(RecordFailure) {
    deleteGivenUp.bind(1, destination)
    deleteGivenUp.bind(2, number)
    deleteGivenUp.bind(3, seq)
    try deleteGivenUp.run()
  }

  func add(_ count: Int64, deliveredTo destination: String, at moment: Instant)
    throws(RecordFailure)
  {
    self.count.bind(1, destination)
    self.count.bind(2, count)
    self.count.bind(3, moment.milliseconds)
    try self.count.run()
  }

  func set(_ destination: String, _ state: String, _ why: String?) throws(RecordFailure) {
    setState.bind(1, destination)
    setState.bind(2, state)
    setState.bind(3, why)
    try setState.run()
  }
}
