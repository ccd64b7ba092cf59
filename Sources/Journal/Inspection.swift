import Desk
import Events
import Glibc

/// Looks whether a record is whole.
package enum Inspection {
  /// What `frontdesk record verify` found.
  package struct Findings: Sendable {
    package var events: Int64 = 0
    package var conversations: Int64 = 0
    /// What happened to the desk itself.
    package var deskEvents: Int64 = 0
    /// One sentence each, naming the place; at most `limit`.
    package var faults: [String] = []

    package static let limit = 100

    mutating func add(_ fault: String) {
      if faults.count < Self.limit { faults.append(fault) }
    }
  }

  /// SQLite's own check of a file this large takes under a second.
  private static let quickCheckLimit: Int64 = 256 << 20
  /// How many of the latest events are checked at every start: some 50 ms.
  static let recentEvents = 5000

  /// Whether a start can afford SQLite's own check of the file.
  static func isCheckedAtStart(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int64(status.st_size) <= quickCheckLimit
  }

  /// The check jumps about in the file; a disk that just started would be asked for each page.
  ///
  /// Before SQLite opens the file: whoever closes a file loses all locks that its process has on
  /// it, SQLite's too: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled
  static func prepareStart(_ path: String) {
    if isCheckedAtStart(path) { ReadingThrough.read(path) }
  }

  /// The checks that every start can afford.
  static func atStart(_ record: SQLiteRecord, path: String) throws(RecordFailure) {
    if isCheckedAtStart(path) {
      let verdict = try record.database.text("PRAGMA quick_check(1)") ?? "no answer"
      guard verdict == "ok" else {
        throw RecordFailure(
          .damaged, "the record \(path) is damaged: \(verdict); restore it from a backup")
      }
    }
    if let fault = try chainFault(record.database, latest: recentEvents) {
      throw RecordFailure(
        .damaged, "the record \(path) is damaged: \(fault); run frontdesk record verify")
    }
  }

  /// Checks the latest events against the hash of the one before each.
  private static func chainFault(_ database: Database, latest: Int) throws(RecordFailure) -> String?
  {
    let rows = try database.prepare(
      """
      SELECT CASE e.conversation WHEN \(DeskStream.number) THEN '\(DeskStream.id)'
          ELSE t.conversation END,
        e.seq, e.at, e.author, e.cid, e.salt, e.body, e.hash, p.hash
      FROM (SELECT * FROM events ORDER BY position DESC LIMIT ?) e
      LEFT JOIN events p ON p.conversation=e.conversation AND p.seq=e.seq-1
      LEFT JOIN tickets t ON t.number=e.conversation
      """)
    rows.bind(1, Int64(latest))
    return try rows.rows { row in
      guard row.int(1) == 1 || !row.isNull(8) else {
        return "conversation \(row.text(0)) has no event \(row.int(1) - 1)"
      }
      let previous = row.int(1) == 1 ? HashChain.beginning : row.blob(8)
      return link(row, after: previous) == row.blob(7)
        ? nil : "event \(row.int(1)) of conversation \(row.text(0)) is not what was written"
    }.compactMap { $0 }.first
  }

  private static func link(_ row: Statement, after previous: [UInt8]) -> [UInt8] {
    HashChain.link(
      after: previous, conversation: row.text(0), seq: row.int(1), at: row.int(2),
      author: row.text(3), cid: row.optionalText(4), salt: row.blob(5), body: row.blob(6))
  }

  /// Checks everything: the file, each conversation's chain from its first event, and that the
  /// tables are what the events add up to. Reads only; may run beside a server: what it reads is
  /// of one moment.
  package static func verify(_ database: Database) throws(RecordFailure) -> Findings {
    try database.snapshot { () throws(RecordFailure) in try verifyAll(database) }
  }

  private static func verifyAll(_ database: Database) throws(RecordFailure) -> Findings {
    var findings = Findings()
    try Schema.check(
      version: database.number("PRAGMA user_version") ?? 0,
      application: database.number("PRAGMA application_id") ?? 0, path: database.path)
    for verdict in try database.prepare("PRAGMA integrity_check(10)").rows({ $0.text(0) })
    where verdict != "ok" {
      findings.add("the file is damaged: \(verdict)")
    }
    try verifyEvents(database, &findings)
    try verifyFlows(database, &findings)
    return findings
  }

  private static func verifyEvents(_ database: Database, _ findings: inout Findings)
    throws(RecordFailure)
  {
    let tickets = try database.prepare("SELECT number, conversation FROM tickets ORDER BY number")
    let events = try database.prepare(
      """
      SELECT ?2, seq, at, author, cid, salt, body, hash FROM events
      WHERE conversation=?1 ORDER BY seq
      """)
    for (number, id) in try tickets.rows({ ($0.int(0), $0.text(1)) }) {
      findings.conversations += 1
      events.bind(1, number)
      events.bind(2, id)
      var replay = Replay(id: id)
      _ = try events.rows { row throws(RecordFailure) in replay.take(row) }
      findings.events += replay.conversation.seq
      if let fault = replay.fault {
        findings.add(fault)
      } else {
        try compare(replay.conversation, with: database, &findings)
      }
    }
    try verifyDesk(database, events, &findings)
    let strays =
      try database.number(
        """
        SELECT count(*) FROM events WHERE conversation<>\(DeskStream.number)
          AND conversation NOT IN (SELECT number FROM tickets)
        """) ?? 0
    if strays > 0 { findings.add("\(strays) events belong to no ticket") }
  }

  /// What happened to the desk itself, in the same chain as what was said.
  private static func verifyDesk(
    _ database: Database, _ events: Statement, _ findings: inout Findings
  ) throws(RecordFailure) {
    events.bind(1, DeskStream.number)
    events.bind(2, DeskStream.id.text)
    var previous = HashChain.beginning
    var seq: Int64 = 0
    var fault: String?
    defer { events.reset() }
    while fault == nil, try events.step() {
      seq += 1
      let place = "event \(events.int(1)) of the desk"
      if events.int(1) != seq {
        fault = "\(place) stands where event \(seq) should"
      } else if link(events, after: previous) != events.blob(7) {
        fault = "\(place) is not what was written"
      }
      previous = events.blob(7)
      do throws(TextMistake) { _ = try AuditText.read(events.blob(6)) } catch {
        fault = fault ?? "\(place) cannot be read: \(error)"
      }
    }
    findings.deskEvents = seq
    if let fault { findings.add(fault) }
  }

  /// One conversation's events, checked and added up in order.
  private struct Replay {
    var conversation: Conversation
    var previous = HashChain.beginning
    var fault: String?

    init(id: String) { conversation = Conversation(id: Identifier(id)) }

    mutating func take(_ row: Statement) {
      guard fault == nil else { return }
      let seq = row.int(1)
      let place = "event \(seq) of conversation \(conversation.id)"
      guard seq == conversation.seq + 1 else {
        fault = "\(place) stands where event \(conversation.seq + 1) should"
        return
      }
      let hash = row.blob(7)
      guard Inspection.link(row, after: previous) == hash else {
        fault = "\(place) is not what was written"
        return
      }
      previous = hash
      do {
        let event = try EventText.recorded(row.blob(6))
        conversation.apply(event, at: Instant(milliseconds: row.int(2)))
      } catch {
        fault = "\(place) cannot be read: \(error)"
      }
    }
  }

  private static func compare(
    _ conversation: Conversation, with database: Database, _ findings: inout Findings
  ) throws(RecordFailure) {
    guard let rebuilt = Ticket(conversation) else {
      return findings.add("conversation \(conversation.id) does not begin with its opening")
    }
    if let column = try rebuilt.differing(in: database) {
      findings.add("ticket \(rebuilt.number): \(column) is not what the events add up to")
    }
  }
}
