/// How far somebody has come who reads behind the writer, kept in the table `followers`.
final class Cursor {
  fileprivate(set) var position: Int64
  private let name: String
  private let update: Statement

  init(_ name: String, _ database: Database) throws(RecordFailure) {
    self.name = name
    let row = try database.prepare("SELECT position FROM followers WHERE name=?")
    row.bind(1, name)
    position = try row.first { $0.int(0) } ?? 0
    update = try database.prepare("INSERT OR REPLACE INTO followers (name, position) VALUES (?, ?)")
  }

  /// Belongs into the transaction of what was made of the part before it.
  func move(to new: Int64) throws(RecordFailure) {
    update.bind(1, name)
    update.bind(2, new)
    try update.run()
    position = new
  }
}

/// Makes something of every event behind the writer's back, once and in order: an index, figures.
///
/// What is made of a page of events is written in one transaction with how far the follower has
/// come, so that whatever ends the program, no event is missed and none is taken twice.
package final class LogFollower {
  private let cursor: Cursor
  private let database: Database

  /// `name` keeps its place over starts; `database` is the connection that writes what is made.
  package init(_ name: String, _ database: Database) throws(RecordFailure) {
    cursor = try Cursor(name, database)
    self.database = database
  }

  /// The position of the last event that was taken.
  package var position: Int64 { cursor.position }

  /// Takes the next events of the log, at most `limit`. Returns how many there were.
  package func advance(
    over log: any EventLog, limit: Int, _ take: ([Kept]) throws(RecordFailure) -> Void
  ) throws(RecordFailure) -> Int {
    let page = try log.follow(from: cursor.position, limit: limit)
    guard let last = page.last else { return 0 }
    let before = cursor.position
    do throws(RecordFailure) {
      try database.transaction { () throws(RecordFailure) in
        try take(page)
        try cursor.move(to: last.position)
      }
    } catch {
      cursor.takeBack(to: before)
      throw error
    }
    return page.count
  }
}

extension Cursor {
  /// The transaction was rolled back.
  func takeBack(to former: Int64) { position = former }
}
