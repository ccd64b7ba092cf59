/// How a file of an older version becomes one of the next, step by step.
enum SchemaChange {
  /// Each in one transaction with its number: a crash between two leaves a whole file of one of
  /// them. Nothing here changes what the events say, or their hashes.
  static func bringUp(_ database: Database, from version: Int64) throws(RecordFailure) {
    for (number, change) in changes where number > version {
      try database.transaction { () throws(RecordFailure) in
        try database.run(change)
        if number == 5 { try FormerEvents.move(database) }
        if number == 7 { try FormerTickets.bringUp(database) }
        if number == 9 { try FileTable.bringUp(database) }
        try database.run("PRAGMA user_version=\(number)")
      }
    }
  }

  private static let changes: [(version: Int64, sql: String)] = [
    (2, publishing), (3, safety.joined(separator: "\n")), (4, followed), (5, inOrder),
    (6, people), (7, tickets + "\n" + crew), (8, Schema.factorTable),
    (9, Schema.outsideTables + "\n" + Schema.fileTable + "\n" + Schema.identityTable),
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
    CREATE TABLE lanes (
      destination TEXT NOT NULL, conversation INTEGER NOT NULL, seq INTEGER NOT NULL,
      place INTEGER NOT NULL, due INTEGER NOT NULL, tried INTEGER NOT NULL,
      PRIMARY KEY (destination, conversation)
    ) WITHOUT ROWID;
    CREATE INDEX lanes_due ON lanes (destination, due, place);
    CREATE INDEX lanes_tried ON lanes (destination, tried) WHERE tried>0;
    INSERT INTO lanes (destination, conversation, seq, place, due, tried)
      SELECT destination, conversation, min(seq), min(row), 0, 0 FROM outbox
      WHERE state='waiting' GROUP BY destination, conversation;
    ALTER TABLE outbox DROP COLUMN due;
    """

  /// Version 4: mirrors follow the events, and keep only how far each has come.
  ///
  /// What waits in one piece up to a conversation's end is a lane; what waits before a gap is tried
  /// again event by event. A mirror's order and the epochs in its events' names stay what they
  /// were.
  private static let followed = """
    \(Schema.eventsTaken)
    ALTER TABLE lanes RENAME TO former_lanes;
    DROP INDEX lanes_due;
    DROP INDEX lanes_tried;
    \(Schema.lanes)
    INSERT INTO epochs (position, epoch)
      SELECT max(e.position), o.epoch FROM outbox o
        JOIN events e ON e.conversation=o.conversation AND e.seq=o.seq
      WHERE o.epoch IS NOT NULL GROUP BY o.epoch;
    CREATE TEMP TABLE waiting AS
      SELECT o.destination, o.conversation, o.seq, o.attempts, o.first_tried, o.why,
        h.last - o.seq = row_number() OVER (
          PARTITION BY o.destination, o.conversation ORDER BY o.seq DESC) - 1 AS is_in_one_piece,
        h.last
      FROM outbox o
        JOIN (SELECT conversation, max(seq) AS last FROM events GROUP BY conversation) h
          ON h.conversation=o.conversation
      WHERE o.state='waiting';
    CREATE INDEX temp.waiting_in_order ON waiting (destination, conversation, seq);
    INSERT INTO given_up (destination, conversation, seq, attempts, why, is_tried_again)
      SELECT destination, conversation, seq, attempts, why, 0 FROM outbox WHERE state='dead'
      UNION ALL
      SELECT destination, conversation, seq, attempts, why, 1 FROM waiting
        WHERE NOT is_in_one_piece;
    INSERT INTO lanes (
        destination, conversation, seq, next, place, due, tried, attempts, first_tried, why)
      SELECT h.destination, h.conversation, h.seq,
        coalesce((SELECT min(w.seq) FROM waiting w WHERE w.destination=h.destination
          AND w.conversation=h.conversation AND w.is_in_one_piece), h.last + 1),
        f.place, f.due, f.tried, h.attempts, h.first_tried, h.why
      FROM former_lanes f JOIN waiting h
        ON h.destination=f.destination AND h.conversation=f.conversation AND h.seq=f.seq;
    DROP TABLE waiting;
    DROP TABLE former_lanes;
    DROP TABLE outbox;
    """

  /// Version 6: who owes whom an answer, who is away, who customers are, and who may not write.
  private static let people = """
    ALTER TABLE tickets ADD COLUMN owed_since INTEGER;
    ALTER TABLE users ADD COLUMN away INTEGER NOT NULL DEFAULT 0;
    \(Schema.peopleTables)
    INSERT INTO customers (customer, name, email, language, updated_at)
      SELECT customer,
        (SELECT n.customer_name FROM tickets n WHERE n.customer=t.customer
          AND n.customer_name IS NOT NULL ORDER BY n.number DESC LIMIT 1),
        (SELECT m.email FROM tickets m WHERE m.customer=t.customer
          AND m.email IS NOT NULL ORDER BY m.number DESC LIMIT 1),
        language, max(started_at)
      FROM tickets t GROUP BY customer;
    """

  /// Version 7: how tickets stand, what is put on them, and who is told of them.
  ///
  /// What is over has no more than its state; what is open is made anew from its events.
  private static let tickets = """
    ALTER TABLE tickets ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
    ALTER TABLE tickets ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE tickets ADD COLUMN held_until INTEGER;
    ALTER TABLE tickets ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tickets ADD COLUMN followers TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE tickets ADD COLUMN offered_to TEXT;
    ALTER TABLE tickets ADD COLUMN offered_until INTEGER;
    ALTER TABLE tickets ADD COLUMN closed_at INTEGER;
    UPDATE tickets SET state=CASE stage
      WHEN 'resolved' THEN 'solved' WHEN 'left' THEN 'closed' WHEN 'missed' THEN 'missed'
      WHEN 'agent' THEN 'open' WHEN 'bot' THEN 'new'
      ELSE CASE WHEN first_reply_at IS NULL THEN 'new' ELSE 'open' END END;
    \(Schema.ticketIndexes)
    \(Schema.ruleTables)
    """

  /// Version 7: what commands say of agents and teams, and what came of promised waits.
  private static let crew = """
    \(Schema.userColumns.map { "ALTER TABLE users ADD COLUMN \($0);" }.joined(separator: "\n"))
    \(Schema.teamTable)
    \(Schema.promiseTable)
    """

  /// Version 5: events at the end of their table only, and found by `stretches`.
  private static let inOrder = """
    ALTER TABLE events RENAME TO \(FormerEvents.table);
    DROP INDEX events_in_order;
    DROP INDEX events_once;
    DROP INDEX events_taken;
    \(Schema.events)
    """
}
