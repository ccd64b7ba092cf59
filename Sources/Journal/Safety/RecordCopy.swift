import CSQLite
import Glibc

/// A copy of a record while it is made: one file that needs nothing beside it.
///
/// Written under a name of its own, which is locked against a second copy to the same place, and
/// given its true name once it is whole and on disk. What is not kept is removed.
final class RecordCopy {
  /// Where it will stand.
  let path: String
  let draft: String
  private let lock: Int32
  private var isKept = false

  init(to path: String) throws(RecordFailure) {
    self.path = path
    draft = path + ".part"
    lock = try Self.take(draft)
    guard ftruncate(lock, 0) == 0 else { throw Self.failure("cannot write \(draft)") }
    Self.removeBeside(draft)
  }

  deinit {
    if !isKept {
      unlink(draft)
      Self.removeBeside(draft)
    }
    Glibc.close(lock)
  }

  /// The draft, open and locked. One that another copy left behind when it was done is not it.
  private static func take(_ draft: String) throws(RecordFailure) -> Int32 {
    for _ in 0..<100 {
      let descriptor = try open(draft)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        Glibc.close(descriptor)
        throw RecordFailure(.taken, "another copy is being written to \(draft); wait for it")
      }
      var (mine, named) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, lstat(draft, &named) == 0, mine.st_ino == named.st_ino {
        _ = fchmod(descriptor, 0o600)
        return descriptor
      }
      Glibc.close(descriptor)
    }
    throw RecordFailure(.taken, "other copies are being written to \(draft)")
  }

  /// A new file, or one that a copy which was cut off left there: never what a link leads to, nor
  /// what has another name too.
  private static func open(_ draft: String) throws(RecordFailure) -> Int32 {
    let made = Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if made >= 0 { return made }
    guard errno == EEXIST else { throw failure("cannot make \(draft)") }
    // Without waiting, as at a pipe.
    let found = Glibc.open(draft, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard found >= 0 else {
      throw errno == ELOOP || errno == ENXIO
        ? noPlainFile(draft) : failure("cannot write \(draft)")
    }
    var status = stat()
    guard fstat(found, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1
    else {
      Glibc.close(found)
      throw noPlainFile(draft)
    }
    return found
  }

  private static func noPlainFile(_ draft: String) -> RecordFailure {
    RecordFailure(
      .taken, "\(draft) is a link, or no plain file; the copy is made there: remove it")
  }

  private static func removeBeside(_ draft: String) {
    for ending in ["-wal", "-shm", "-journal"] { unlink(draft + ending) }
  }

  // MARK: Making it

  /// Copies all that the record holds at this moment, and what its log holds too.
  ///
  /// In one read transaction, which no writer waits for and none can make begin anew. Until it is
  /// done the record's log cannot shrink.
  func fill(from source: Database, now: Int64) throws(RecordFailure) {
    do {
      let target = try Database(path: draft, mode: .draft)
      try target.run("PRAGMA journal_mode=OFF")
      try target.run("PRAGMA synchronous=OFF")
      try source.copy(to: target)
    }
    // What was copied says that it has a log beside it, until it is told to have none.
    let target = try Database(path: draft, mode: .draft)
    guard try target.text("PRAGMA journal_mode=DELETE") == "delete" else {
      throw RecordFailure(.fault, "\(draft) cannot do without a log")
    }
    try target.run(
      """
      INSERT OR REPLACE INTO meta (name, value)
      VALUES ('standing', '\(RecordFacts.Standing.copy.rawValue)'), ('copied_at', '\(now)')
      """)
  }

  /// Gives it its name, safe on disk.
  func keep() throws(RecordFailure) {
    guard fsync(lock) == 0, rename(draft, path) == 0 else {
      throw Self.failure("cannot write \(path)")
    }
    isKept = true
    try FolderSync.sync(parentOf: path)
  }

  private static func failure(_ what: String) -> RecordFailure {
    let isFull = errno == ENOSPC || errno == EDQUOT
    return RecordFailure(isFull ? .full : .broken, "\(what): \(String(cString: strerror(errno)))")
  }
}

extension Database {
  /// Pages copied between two looks at whether the target has room.
  private static let pagesAtOnce: Int32 = 4096

  fileprivate func copy(to target: Database) throws(RecordFailure) {
    try run("BEGIN")
    // A transaction begins with its first look.
    _ = try number("SELECT count(*) FROM sqlite_schema")
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.failure(sqlite3_errcode(target.handle), "cannot copy")
    }
    var code = SQLITE_OK
    while code == SQLITE_OK { code = sqlite3_backup_step(backup, Self.pagesAtOnce) }
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      throw target.failure(code, "cannot copy: \(String(cString: sqlite3_errstr(code)))")
    }
    try run("COMMIT")
  }
}
