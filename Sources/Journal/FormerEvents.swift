import Desk

/// The events of a file before version 5: to be checked as they are, and to be moved into that
/// version's table.
///
/// Each keeps its position, its salt and its hash; only how its row holds it is another.
struct FormerEvents: EventsByStream {
  static let table = "former_events"

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Whether a file's events are still such.
  static func stand(in database: Database) throws(RecordFailure) -> Bool {
    try database.number("PRAGMA user_version") ?? 0 < 5
  }

  private static let columns =
    "position, conversation, seq, at, author, cid, fingerprint, body, salt, hash"

  func each(of number: Int64, _ take: (StoredEvent) throws(RecordFailure) -> Bool)
    throws(RecordFailure)
  {
    let rows = try database.prepare(
      "SELECT \(Self.columns) FROM events WHERE conversation=? ORDER BY seq")
    rows.bind(1, number)
    while try rows.step() {
      guard try take(Self.event(rows)) else { return }
    }
  }

  // MARK: Moving

  private static let page: Int64 = 10_000
  /// So many are held in memory before it is written where they stand.
  private static let batch = 500_000

  /// Belongs into the transaction that renamed the table.
  static func move(_ database: Database) throws(RecordFailure) {
    let key = try database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('marks', ?)")
    key.bind(1, Schema.newKeyForMarks())
    try key.run()
    let events = try EventTable(database)
    let rows = try database.prepare(
      """
      SELECT \(columns) FROM \(table) WHERE position>? ORDER BY position LIMIT \(page)
      """)
    var position: Int64 = 0
    while true {
      rows.bind(1, position)
      let page = try rows.rows(Self.event)
      guard let last = page.last else { break }
      for event in page { try events.add(event, turn: 0) }
      position = last.position
      if events.whereabouts.held >= batch { try events.whereabouts.writeAll() }
    }
    try events.whereabouts.writeAll()
    try database.run("DROP TABLE \(table)")
  }

  private static func event(_ row: Statement) -> StoredEvent {
    StoredEvent(
      position: row.int(0), conversation: row.int(1), seq: row.int(2), at: row.int(3),
      author: row.text(4), cid: row.optionalText(5), fingerprint: row.optionalInt(6),
      body: row.blob(7), salt: row.blob(8), hash: row.blob(9))
  }
}
