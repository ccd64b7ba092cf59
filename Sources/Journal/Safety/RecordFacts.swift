/// What a record's file says about itself.
package struct RecordFacts: Equatable, Sendable {
  package let version: Int64
  /// The epoch the desk began with, the same whatever was restored.
  package let desk: String
  package let epoch: String
  let turns: Int64
  /// Nil in a file of a program that did not say it.
  let standing: Standing?

  /// What the file alone is worth.
  enum Standing: String {
    /// In use: what was said lately stands in the log beside it.
    case open
    /// Closed in order: everything is in it.
    case closed
    /// Made by `record backup`, an upgrade or a restore: everything is in it, as of its moment.
    case copy
  }

  /// Nil for a file without any table.
  init?(_ database: Database) throws(RecordFailure) {
    let application = try database.number("PRAGMA application_id") ?? 0
    let version = try database.number("PRAGMA user_version") ?? 0
    if application == 0, version == 0,
      try database.number("SELECT count(*) FROM sqlite_schema") == 0
    {
      return nil
    }
    try Schema.check(version: version, application: application, path: database.path)
    guard let epoch = try Self.text("epoch", database) else {
      throw RecordFailure(.damaged, "\(database.path) has no epoch")
    }
    self.version = version
    self.epoch = epoch
    desk = try Self.text("desk", database) ?? epoch
    turns = try Self.turns(database)
    standing = try Self.text("standing", database).flatMap(Standing.init)
  }

  init(version: Int64, desk: String, epoch: String, turns: Int64, standing: Standing?) {
    self.version = version
    self.desk = desk
    self.epoch = epoch
    self.turns = turns
    self.standing = standing
  }

  /// Transactions since the record was made: those without an event are counted in `meta`.
  static func turns(_ database: Database) throws(RecordFailure) -> Int64 {
    let counted = try text("turns", database).flatMap { Int64($0) } ?? 0
    guard try !FormerEvents.stand(in: database) else { return counted }
    let latest = "SELECT turn FROM events ORDER BY position DESC LIMIT 1"
    return max(counted, try database.number(latest) ?? 0)
  }

  private static func text(_ name: String, _ database: Database) throws(RecordFailure) -> String? {
    let row = try database.prepare("SELECT value FROM meta WHERE name=?")
    row.bind(1, name)
    return try row.first { $0.text(0) }
  }

  /// Whether the event that a mark calls the latest stands where it says.
  static func holds(_ tally: Tally, _ database: Database) throws(RecordFailure) -> Bool {
    guard tally.position > 0 else { return true }
    let row = try database.prepare("SELECT hash FROM events WHERE position=?")
    row.bind(1, tally.position)
    return try row.first { $0.blob(0) } == tally.latest
  }
}
