import Desk
import Secrets

/// The tables, and how a file of an older version becomes one of this.
enum Schema {
  /// Counts up with every change of the tables; a file of a higher version is refused.
  static let version: Int64 = 9

  /// What tells our files from others' (`PRAGMA application_id`): "FDSK".
  static let applicationID: Int64 = 0x4644_534B

  static let tables = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    \(events)

    -- Derived from the events, in the same transaction.
    CREATE TABLE tickets (
      number INTEGER PRIMARY KEY,
      conversation TEXT NOT NULL UNIQUE,
      site TEXT NOT NULL,
      customer TEXT NOT NULL,
      customer_name TEXT,
      email TEXT,
      language TEXT NOT NULL,
      page TEXT,
      channel TEXT NOT NULL,
      stage TEXT NOT NULL,
      queue TEXT,
      priority TEXT NOT NULL,
      category TEXT,
      subject TEXT NOT NULL,
      summary TEXT NOT NULL,
      fields TEXT NOT NULL,
      agent TEXT,
      outcome TEXT,
      score INTEGER,
      comment TEXT,
      started_at INTEGER NOT NULL,
      queued_at INTEGER,
      taken_at INTEGER,
      first_reply_at INTEGER,
      resolved_at INTEGER,
      reply_by INTEGER,
      -- Since when a person owes an answer, while none has the conversation.
      owed_since INTEGER,
      -- The word of ticket systems; whose turn it is while an agent has it is not told here.
      state TEXT NOT NULL DEFAULT 'new',
      -- JSON lists of texts: of tags, of logins.
      tags TEXT NOT NULL DEFAULT '[]',
      held_until INTEGER,
      level INTEGER NOT NULL DEFAULT 0,
      followers TEXT NOT NULL DEFAULT '[]',
      offered_to TEXT,
      offered_until INTEGER,
      closed_at INTEGER
    );
    CREATE INDEX tickets_by_stage ON tickets (stage);
    CREATE INDEX tickets_by_customer ON tickets (customer, number);
    CREATE INDEX tickets_by_agent ON tickets (agent, number);
    \(ticketIndexes)
    \(handledTickets)

    -- Kept beside the events, in the same transaction.
    CREATE TABLE flow_sessions (
      conversation INTEGER PRIMARY KEY,
      -- What the session is pinned to; wins over what the state says.
      revision TEXT NOT NULL,
      state BLOB NOT NULL,
      is_live INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE flow_revisions (
      revision TEXT PRIMARY KEY, created_at INTEGER NOT NULL, source BLOB NOT NULL,
      author TEXT NOT NULL DEFAULT '', shape TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID;
    \(flowTables)
    CREATE TABLE timers (
      conversation INTEGER NOT NULL, name TEXT NOT NULL, due INTEGER NOT NULL,
      -- What the clock said when it was set: what waits too long after it was set back is found.
      set_at INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (conversation, name)
    ) WITHOUT ROWID;
    \(lanes)
    CREATE TABLE destinations (
      name TEXT PRIMARY KEY, state TEXT NOT NULL, why TEXT, delivered INTEGER NOT NULL,
      delivered_at INTEGER
    ) WITHOUT ROWID;

    -- Who may come in. Tokens are kept as SHA-256 only.
    CREATE TABLE users (
      login TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
      disabled INTEGER NOT NULL, created_at INTEGER NOT NULL,
      -- Takes no conversations until they say so.
      away INTEGER NOT NULL DEFAULT 0,
      -- What commands said of what they can do and take on; nothing: they did not.
      \(userColumns.joined(separator: ", "))
    ) WITHOUT ROWID;
    CREATE TABLE sessions (
      token BLOB PRIMARY KEY, login TEXT NOT NULL, device TEXT NOT NULL,
      created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, address TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID;
    CREATE TABLE visitors (
      token BLOB PRIMARY KEY, customer TEXT NOT NULL, site TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      -- The origin of the pages it is good on; none: given before that was asked, good on all.
      origin TEXT,
      used_at INTEGER NOT NULL DEFAULT 0,
      -- Whether its owner has shown that they have it.
      proved INTEGER NOT NULL DEFAULT 0,
      -- When it ends because another took its place.
      ends_at INTEGER,
      -- The one whose place it took.
      previous BLOB
    ) WITHOUT ROWID;
    \(doorTables)
    \(usageTable)
    \(peopleTables)
    \(ruleTables)
    \(teamTable)
    \(promiseTable)
    \(factorTable)
    \(outsideTables)
    \(fileTable)
    \(identityTable)
    """

  /// What version 9 added about files: which conversations hold them, by their codes.
  static let fileTable = """
    CREATE TABLE kept_files (
      file TEXT NOT NULL, conversation INTEGER NOT NULL, PRIMARY KEY (file, conversation)
    ) WITHOUT ROWID;
    CREATE INDEX kept_files_of ON kept_files (conversation);
    """

  /// What version 9 added about sites that sign: tokens that were used, until they end.
  static let identityTable = """
    CREATE TABLE used_identities (
      code BLOB PRIMARY KEY, place BLOB NOT NULL, expires INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// What version 8 added about logins.
  static let factorTable = """
    -- What accounts show besides their passwords: sealed secrets, digests of recovery codes.
    CREATE TABLE second_factors (
      login TEXT PRIMARY KEY, required INTEGER NOT NULL, secret BLOB NOT NULL,
      proven INTEGER NOT NULL, last_step INTEGER NOT NULL, recovery TEXT NOT NULL
    ) WITHOUT ROWID;
    """

  /// What version 7 added to find tickets by.
  static let ticketIndexes = "CREATE INDEX tickets_by_state ON tickets (state, number);"

  /// What version 6 added about customers.
  static let peopleTables = """
    -- Who a customer is, as their conversations' events tell it; the latest word counts.
    CREATE TABLE customers (
      customer TEXT PRIMARY KEY, name TEXT, email TEXT, zone TEXT, language TEXT,
      updated_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    -- Who may not write for now: a customer, or an address.
    CREATE TABLE blocks (
      kind TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
      since INTEGER NOT NULL,
      -- Nothing: until it is taken back.
      until INTEGER,
      PRIMARY KEY (kind, subject)
    ) WITHOUT ROWID;
    """

  /// The record, written at its end only.
  ///
  /// Nothing in it is found by conversation: an index by which each message would have a page of
  /// its own to write cost ten times the message. `stretches` has that, in batches.
  static let events = """
    -- The record. `conversation` is the ticket's number; 0 is the desk's own stream.
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      conversation INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      -- A number of `authors`.
      author INTEGER NOT NULL,
      -- The 16 bytes of 22 characters of base64url, or the text of another name.
      cid ANY,
      -- What was asked; words are compared themselves.
      fingerprint INTEGER,
      -- Of `beginnings`; then the event's JSON is that, the body and "}".
      beginning INTEGER,
      body BLOB NOT NULL,
      -- Of a stream's first event; those of the others are worked out from it.
      salt BLOB,
      -- Which transaction wrote it; 0 for those before version 5.
      turn INTEGER NOT NULL,
      hash BLOB NOT NULL
    );
    CREATE UNIQUE INDEX events_of_desk ON events (seq) WHERE conversation=0;
    \(eventsTaken)
    CREATE TABLE authors (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
    CREATE TABLE beginnings (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    -- Where a conversation's events stand, from a seq on; up to the position that `followers` has.
    CREATE TABLE stretches (
      conversation INTEGER NOT NULL, first INTEGER NOT NULL, places BLOB NOT NULL,
      PRIMARY KEY (conversation, first)
    ) WITHOUT ROWID;
    -- The record as one would write it down, for whoever looks into the file.
    CREATE VIEW transcript AS
      SELECT e.position, e.conversation, e.seq, e.at, a.key AS author, e.cid,
        CAST(CASE WHEN e.beginning IS NULL THEN e.body
          ELSE b.text || CAST(e.body AS TEXT) || '}' END AS TEXT) AS body, e.hash
      FROM events e LEFT JOIN authors a ON a.number=e.author
      LEFT JOIN beginnings b ON b.number=e.beginning;
    """

  /// What customers (`c:…`) and sites (`s:…`) wrote on a day, for the quotas.
  static let usageTable = """
    CREATE TABLE usage (
      day INTEGER NOT NULL, subject TEXT NOT NULL, messages INTEGER NOT NULL,
      bytes INTEGER NOT NULL, PRIMARY KEY (day, subject)
    ) WITHOUT ROWID;
    """

  /// How far each destination has come in each conversation that it does not have all of.
  ///
  /// What is sent is made from the events; nothing of them is kept here.
  static let lanes = """
    CREATE TABLE lanes (
      destination TEXT NOT NULL,
      conversation INTEGER NOT NULL,
      -- What goes next.
      seq INTEGER NOT NULL,
      -- From here on everything waits; before it only what was given up and is tried again.
      next INTEGER NOT NULL,
      -- The order of turns among those that may go at once.
      place INTEGER NOT NULL,
      -- When a failed attempt may be repeated, and when it was made; 0 for what may go at once.
      due INTEGER NOT NULL DEFAULT 0,
      tried INTEGER NOT NULL DEFAULT 0,
      -- Of what goes next: how often it was tried, since when, and what came of it.
      attempts INTEGER NOT NULL DEFAULT 0,
      first_tried INTEGER,
      why TEXT,
      PRIMARY KEY (destination, conversation)
    ) WITHOUT ROWID;
    CREATE INDEX lanes_due ON lanes (destination, due, place);
    CREATE INDEX lanes_tried ON lanes (destination, tried) WHERE tried>0;
    -- What a destination was not to have, until it is tried again.
    CREATE TABLE given_up (
      destination TEXT NOT NULL,
      conversation INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      why TEXT,
      is_tried_again INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (destination, conversation, seq)
    ) WITHOUT ROWID;
    -- The epoch in which the events up to a position were written, where a restore began another.
    CREATE TABLE epochs (position INTEGER PRIMARY KEY, epoch TEXT NOT NULL);
    -- How far those have come who read the record behind its writer.
    CREATE TABLE followers (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
    """

  /// What an event must be to be found by an agent's `take` that named no conversation: the first
  /// of that very command.
  static let isTaking = "fingerprint=\(Tables.takeFingerprint)"

  static let eventsTaken = "CREATE INDEX events_taken ON events (author, cid) WHERE \(isTaking);"

  /// Finds how long the latest tickets took a person without looking at all of them.
  static let handledTickets = """
    CREATE INDEX tickets_handled ON tickets (resolved_at)
      WHERE resolved_at IS NOT NULL AND taken_at IS NOT NULL;
    """

  /// What version 2 added beside columns.
  static let flowTables = """
    CREATE INDEX flow_sessions_live ON flow_sessions (revision) WHERE is_live;
    CREATE TABLE flow_publications (
      row INTEGER PRIMARY KEY, at INTEGER NOT NULL, revision TEXT, author TEXT NOT NULL,
      deed TEXT NOT NULL, why TEXT
    );
    CREATE TABLE flow_figures (
      day INTEGER NOT NULL, revision TEXT NOT NULL, step TEXT NOT NULL, measure TEXT NOT NULL,
      count INTEGER NOT NULL, PRIMARY KEY (day, revision, step, measure)
    ) WITHOUT ROWID;
    """

  /// What version 3 added about who may come in, beside columns.
  static let doorTables = """
    CREATE INDEX visitors_by_customer ON visitors (customer);
    -- How often passwords were tried, in thousandths; nothing for the login or the address: for all.
    CREATE TABLE login_tries (
      login TEXT NOT NULL, address TEXT NOT NULL, count INTEGER NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (login, address)
    ) WITHOUT ROWID;
    -- From where an account has logged in.
    CREATE TABLE login_addresses (
      login TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (login, address)
    ) WITHOUT ROWID;
    """

  /// Makes the tables in a new file, or brings a file of an older version up to this one.
  static func prepare(_ database: Database, epoch: () -> String, now: Int64) throws(RecordFailure) {
    let version = try database.number("PRAGMA user_version") ?? 0
    let application = try database.number("PRAGMA application_id") ?? 0
    if version == 0, application == 0,
      try database.number("SELECT count(*) FROM sqlite_schema") == 0
    {
      return try create(database, epoch: epoch(), now: now)
    }
    try check(version: version, application: application, path: database.path)
    try SchemaChange.bringUp(database, from: version)
  }

  private static func create(_ database: Database, epoch: String, now: Int64) throws(RecordFailure)
  {
    try database.transaction { () throws(RecordFailure) in
      try database.run(tables)
      let meta = try database.prepare("INSERT INTO meta (name, value) VALUES (?, ?)")
      for (name, value) in [
        ("epoch", epoch), ("desk", epoch), ("created_at", String(now)), ("turns", "0"),
        ("standing", RecordFacts.Standing.closed.rawValue), ("marks", newKeyForMarks()),
      ] {
        meta.bind(1, name)
        meta.bind(2, value)
        try meta.run()
      }
      try database.run("PRAGMA application_id=\(applicationID)")
      try database.run("PRAGMA user_version=\(version)")
    }
  }

  static func newKeyForMarks() -> String { Hex.encode(Random.bytes(ShortHash.keySize)) }

  static func check(version: Int64, application: Int64, path: String) throws(RecordFailure) {
    guard application == applicationID else {
      throw RecordFailure(.damaged, "\(path) is a SQLite file, but not a record of Frontdesk")
    }
    guard version <= Self.version else {
      throw RecordFailure(
        .damaged,
        "\(path) is of version \(version), newer than this program knows (\(Self.version)); "
          + "run the newer program")
    }
  }

  /// For commands that do not bring a record up by the way.
  static func olderThanThis(_ version: Int64, _ path: String) -> RecordFailure {
    RecordFailure(
      .damaged,
      "\(path) is of version \(version), and this program's is \(Self.version); bring it up by "
        + "frontdesk serve or frontdesk record upgrade, which copy it first")
  }
}
