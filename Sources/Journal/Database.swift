import CSQLite
import Desk

/// Why SQLite could not do something, sorted by what the desk does about it.
package struct RecordFailure: Error, CustomStringConvertible, Sendable {
  package let kind: Kind
  package let what: String

  package init(_ kind: Kind, _ what: String) {
    self.kind = kind
    self.what = what
  }

  /// What is wrong with the file, by what can be done about it.
  package enum Kind: Sendable, Equatable {
    /// No room on the disk: nothing was written, reading goes on, writing may work later.
    case full
    /// The disk failed to read, write or sync: the process must end and start anew.
    case broken
    /// The file is not ours, damaged, or of a newer version.
    case damaged
    /// Another program holds a lock on it. At the start that is another server; later it passes.
    case taken
    /// An append expected another last seq.
    case moved
    /// It would have taken longer than it was given.
    case stopped
    /// A mistake of ours, such as wrong SQL.
    case fault
  }

  package var description: String { what }

  /// Nothing was written and nothing is in doubt: the same may work in a while, and reading goes
  /// on.
  package var isPassing: Bool { kind == .full || kind == .taken }
}

/// One connection to a SQLite file. It belongs to one thread at a time.
///
/// A thin wrapper of our own: GRDB took 1.7 times as long for turns of 256 events, more than the
/// third that would have been fair, and sets `synchronous=NORMAL` by itself in WAL mode.
package final class Database {
  let handle: OpaquePointer
  private var begin: OpaquePointer?
  private var beginReading: OpaquePointer?
  private var commit: OpaquePointer?
  package let path: String
  /// Told of every transaction.
  weak var witness: Witness?
  /// Set once the record has a mark: after it was closed, nothing is written that the mark lacks.
  var isMarked = false
  private let isDraft: Bool
  private var timer: StatementTimer?

  /// Before its first use SQLite can be told not to count its memory, which it does under a lock
  /// that all threads share. Where that comes too late, only speed is lost.
  private static let statistics = desk_sqlite_without_statistics()

  /// What a connection is for, and so what it may do.
  package enum Mode: Sendable {
    /// The one connection that writes and checkpoints.
    case writing
    /// The one connection that writes a file which can be made again from the record: what a power
    /// cut takes from its end is made again, so that no commit waits for the disk.
    case derived
    /// Any other: cannot write, never checkpoints.
    case reading
    /// The file by itself, its log left out. Locks nothing and makes nothing beside it.
    case alone
    /// A file that nobody else knows yet, as a copy is before it has its name.
    case draft
  }

  package init(path: String, mode: Mode) throws(RecordFailure) {
    self.path = path
    isDraft = mode == .draft
    _ = Self.statistics
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(Self.place(path, mode), &opened, Self.flags(mode), nil)
    guard let opened else { throw RecordFailure(.fault, "no memory to open \(path)") }
    guard code == SQLITE_OK else {
      let failure = Self.failure(code, opened, "cannot open the record \(path)")
      sqlite3_close(opened)
      throw failure
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    waitForLocks(Self.patience)
    do throws(RecordFailure) { try configure(mode) } catch {
      sqlite3_close(handle)
      throw error
    }
  }

  deinit {
    sqlite3_finalize(begin)
    sqlite3_finalize(beginReading)
    sqlite3_finalize(commit)
    sqlite3_close_v2(handle)
  }

  private static func flags(_ mode: Mode) -> Int32 {
    switch mode {
    case .writing, .derived, .draft:
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    case .reading: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
    case .alone: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
    }
  }

  private static func place(_ path: String, _ mode: Mode) -> String {
    guard mode == .alone else { return path }
    // The characters that mean something in a URI: https://www.sqlite.org/uri.html
    let plain = path.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "?": "%3f"
      case "#": "%23"
      default: String(scalar)
      }
    }
    return "file:\(plain.joined())?immutable=1"
  }

  private func configure(_ mode: Mode) throws(RecordFailure) {
    switch mode {
    case .writing: try configureWriting()
    case .derived:
      try run("PRAGMA journal_mode=WAL")
      try run("PRAGMA synchronous=NORMAL")
      try run("PRAGMA wal_autocheckpoint=4000")
      try run("PRAGMA cache_size=-16384")
    case .reading, .alone:
      try run("PRAGMA query_only=1")
      // Two connections that checkpoint at once can corrupt a WAL before SQLite 3.51.3.
      try run("PRAGMA wal_autocheckpoint=0")
    case .draft:
      // Alone with the file, SQLite needs nothing beside it that others could share.
      try run("PRAGMA locking_mode=EXCLUSIVE")
    }
  }

  private func configureWriting() throws(RecordFailure) {
    try run("PRAGMA journal_mode=WAL")
    try run("PRAGMA synchronous=FULL")
    try run("PRAGMA foreign_keys=0")
    // What is erased is gone from the file, not only from sight.
    try run("PRAGMA secure_delete=1")
    // 16 MiB: in-line checkpoints of that size cost less than a thread of their own.
    try run("PRAGMA wal_autocheckpoint=4000")
    try run("PRAGMA cache_size=-16384")
    guard try number("PRAGMA synchronous") == 2 else {
      throw RecordFailure(.fault, "SQLite did not accept synchronous=FULL")
    }
  }

  /// How long another program's lock is waited for, at the start and by whoever only reads.
  private static let patience = Duration.seconds(5)

  /// From now on another program's lock is waited for that long; then what was asked fails
  /// `.taken`.
  package func waitForLocks(_ limit: Duration) {
    sqlite3_busy_timeout(handle, Int32(clamping: limit.milliseconds))
  }

  /// From now on no step of a statement goes on for longer than that, counted from now: it fails
  /// `.stopped`. Nil: they take what they take.
  package func stop(after budget: Duration?) {
    timer = budget.map { StatementTimer(handle, $0) }
    if timer == nil { sqlite3_progress_handler(handle, 0, nil, nil) }
  }

  /// Every change is in a transaction, but for a file that nobody else knows yet.
  var mayWrite: Bool { isDraft || sqlite3_get_autocommit(handle) == 0 }

  func isHarmless(_ sql: String) -> Bool {
    ["PRAGMA", "BEGIN", "ROLLBACK", "COMMIT"].contains { sql.hasPrefix($0) }
  }

  package func run(_ sql: String) throws(RecordFailure) {
    assert(mayWrite || isHarmless(sql), "what is written is in a transaction: \(sql)")
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql) }
  }

  /// How many rows the latest statement that writes has changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  package func prepare(_ sql: String) throws(RecordFailure) -> Statement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code, sql) }
    return Statement(statement, of: self)
  }

  /// The first column of the first row; nil where there is no row.
  package func number(_ sql: String) throws(RecordFailure) -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.int(0) : nil
  }

  /// What names the history that a record's file holds.
  func epoch() throws(RecordFailure) -> String {
    guard let epoch = try text("SELECT value FROM meta WHERE name='epoch'") else {
      throw RecordFailure(.damaged, "\(path) has no epoch")
    }
    return epoch
  }

  package func text(_ sql: String) throws(RecordFailure) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.text(0) : nil
  }

  /// All or nothing: a failure of the body or of the commit leaves everything as it was.
  package func transaction<Outcome>(_ body: () throws(RecordFailure) -> Outcome)
    throws(RecordFailure) -> Outcome
  {
    try run(&begin, "BEGIN IMMEDIATE")
    let outcome: Outcome
    do throws(RecordFailure) {
      outcome = try body()
      guard witness != nil || !isMarked else {
        throw RecordFailure(.fault, "the record \(path) was closed")
      }
      try witness?.count()
      try run(&commit, "COMMIT")
    } catch {
      witness?.rolledBack()
      // Some failures roll back by themselves, and then there is nothing left to roll back.
      if sqlite3_get_autocommit(handle) == 0 { try run("ROLLBACK") }
      throw error
    }
    try witness?.committed()
    return outcome
  }

  /// The row that was inserted last.
  var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Carries what stands in the log over into the file. Waits for nobody: false if a reader still
  /// holds an older view.
  func carryOverLog() throws(RecordFailure) -> Bool {
    let answer = try prepare("PRAGMA wal_checkpoint(PASSIVE)").first {
      $0.int(0) == 0 && $0.int(1) == $0.int(2)
    }
    return answer ?? false
  }

  /// Everything read in the body is of one moment, whatever is written meanwhile.
  ///
  /// The log cannot be emptied into the file before it ends: nothing that waits belongs in it.
  package func snapshot<Outcome>(_ body: () throws(RecordFailure) -> Outcome)
    throws(RecordFailure) -> Outcome
  {
    try run(&beginReading, "BEGIN")
    do throws(RecordFailure) {
      let outcome = try body()
      try run(&commit, "COMMIT")
      return outcome
    } catch {
      if sqlite3_get_autocommit(handle) == 0 { try run("ROLLBACK") }
      throw error
    }
  }

  /// Runs BEGIN or COMMIT, prepared once: they stand around every turn and every page of the past.
  private func run(_ statement: inout OpaquePointer?, _ sql: String) throws(RecordFailure) {
    if statement == nil {
      let code = sqlite3_prepare_v3(
        handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
      guard code == SQLITE_OK else { throw failure(code, sql) }
    }
    let code = sqlite3_step(statement)
    // Before the reset: it replaces the message.
    let failure = code == SQLITE_DONE ? nil : failure(code, sql)
    sqlite3_reset(statement)
    if let failure { throw failure }
  }

  func failure(_ code: Int32, _ what: String) -> RecordFailure {
    let failure = Self.failure(code, handle, what)
    if code == Self.readOnlyRollback {
      return RecordFailure(
        .damaged,
        "\(path) was cut off in the midst of a change; frontdesk serve or frontdesk record upgrade "
          + "sets it right")
    }
    if failure.kind == .taken {
      return RecordFailure(
        .taken,
        "another program holds a lock on the record \(path); end that program, or try again when "
          + "it is done")
    }
    if failure.kind == .full {
      return RecordFailure(.full, "\(path): no room on the disk; nothing was written")
    }
    guard failure.kind == .damaged else {
      return RecordFailure(failure.kind, "\(path): \(failure.what)")
    }
    return RecordFailure(
      .damaged, "the record \(path) is damaged: \(failure.what); restore it from a backup")
  }

  /// SQLITE_IOERR_SHMSIZE, a macro that Swift does not see.
  private static let sharedMemorySize: Int32 = 10 | (19 << 8)

  /// SQLITE_READONLY_ROLLBACK, likewise.
  private static let readOnlyRollback: Int32 = 8 | (3 << 8)

  private static func failure(_ code: Int32, _ handle: OpaquePointer, _ what: String)
    -> RecordFailure
  {
    let message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "code \(code)"
    let kind: RecordFailure.Kind =
      switch code & 0xFF {
      // The index beside the log could not grow: as full as a disk can be, and nothing is lost.
      case _ where code == Self.sharedMemorySize: .full
      case SQLITE_FULL: .full
      case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM: .broken
      case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
      case SQLITE_BUSY, SQLITE_LOCKED: .taken
      case SQLITE_INTERRUPT: .stopped
      default: .fault
      }
    return RecordFailure(kind, "\(what): \(message)")
  }
}
