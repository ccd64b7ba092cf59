/// How a file of an older version becomes one of the next, step by step.
enum SchemaChange {
  /// Each in one transaction with its number: a crash between two leaves a whole file of one of
  /// them. Nothing here touches the events.
  static func bringUp(_ database: Database, from version: Int64) throws(RecordFailure) {
    for (number, change) in changes where number > version {
      try database.transaction { () throws(RecordFailure) in
        try database.run(change)
        try database.run("PRAGMA user_version=\(number)")
      }
    }
  }

  private static let changes: [(version: Int64, sql: String)] = [
    (2, publishing), (3, safety.joined(separator: "\n")),
  ]

  /// Version 2: who published what and when, which sessions are live, figures of steps.
  ///
  /// Revisions kept before have no shape: they take part in no hotfix until published again.
  private static let publishing = """
    ALTER TABLE flow_revisions ADD COLUMN author TEXT NOT NULL DEFAULT '';
    ALTER TABLE flow_revisions ADD COLUMN shape TEXT NOT NULL DEFAULT '';
    ALTER TABLE flow_sessions ADD COLUMN is_live INTEGER NOT NULL DEFAULT 0;
    UPDATE flow_sessions SET is_live=1
      WHERE json_valid(CAST(state AS TEXT))
        AND json_extract(CAST(state AS TEXT), '$.state.is')<>'ended';
    \(Schema.flowTables)
    """

  /// Version 3: what keeps strangers out and the record whole, a piece for each matter.
  private static let safety: [String] = [
    Schema.usageTable, restoring, doors, mirrorLanes, timersSet, Schema.handledTickets,
  ]

  /// Which desk it is, and which epoch an event for a mirror was written in: both outlast a
  /// restore.
  private static let restoring = """
    INSERT OR IGNORE INTO meta (name, value) SELECT 'desk', value FROM meta WHERE name='epoch';
    ALTER TABLE outbox ADD COLUMN epoch TEXT;
    """

  /// Who may come in. A token given before is good for its full time from now on; it has arrived,
  /// so that the `start` it came of, whose name stands in the record in clear, is not worth it any
  /// more.
  private static let doors = """
    ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE visitors ADD COLUMN origin TEXT;
    ALTER TABLE visitors ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE visitors ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE visitors ADD COLUMN ends_at INTEGER;
    ALTER TABLE visitors ADD COLUMN previous BLOB;
    UPDATE visitors SET proved=1, used_at=CAST(strftime('%s', 'now') AS INTEGER) * 1000;
    \(Schema.doorTables)
    """

  /// Timers set before tell nothing of the clock they were set by.
  private static let timersSet = "ALTER TABLE timers ADD COLUMN set_at INTEGER NOT NULL DEFAULT 0;"

  /// The heads of what waits for mirrors; what waits for a retry is tried at once.
  private static let mirrorLanes = """
    DROP INDEX outbox_due;
    \(Schema.lanes)
    INSERT INTO lanes (destination, conversation, seq, place, due, tried)
      SELECT destination, conversation, min(seq), min(row), 0, 0 FROM outbox
      WHERE state='waiting' GROUP BY destination, conversation;
    ALTER TABLE outbox DROP COLUMN due;
    """
}
