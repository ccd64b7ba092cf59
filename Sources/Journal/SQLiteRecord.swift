package import Desk
import Secrets

/// The log in one SQLite file, in which the tables stand too: WAL, `synchronous=FULL`, one
/// connection that writes.
///
/// Belongs to the Office's thread. A turn is one transaction; COMMIT returns when it is on disk.
package final class SQLiteRecord: EventLog {
  package let database: Database
  package let tables: Tables
  let witness: Witness

  /// Opens the file, or makes it where there is none.
  package init(path: String, now: Instant) throws(RecordFailure) {
    database = try Database(path: path, mode: .writing)
    try Schema.prepare(database, epoch: Random.identifier, now: now.milliseconds)
    witness = try Witness(database)
    database.witness = witness
    tables = try Tables(database, epoch: database.epoch(), witness: witness)
  }

  package var epoch: String { tables.epoch }

  /// Closes it in order, so that its file alone is whole. Nothing is written afterwards.
  package func close() throws(RecordFailure) { try witness.close() }

  // Whoever must know whether that succeeded calls `close` first.
  deinit { try? close() }

  package func append(_ turn: RecordTurn) throws(RecordFailure) {
    do throws(RecordFailure) {
      try database.transaction { () throws(RecordFailure) in try tables.write(turn) }
    } catch {
      tables.forget()
      throw error
    }
  }

  package func follow(from position: Int64, limit: Int) throws(RecordFailure) -> [Kept] {
    var page: [Kept] = []
    for event in try tables.events.events(from: position, limit: limit) {
      page.append(event.kept(try tables.events.name(of: event.conversation) ?? DeskStream.id))
    }
    return page
  }
}
