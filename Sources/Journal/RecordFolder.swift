import Desk
import Glibc

/// The folder that holds the record, and the lock that keeps a second server out of it.
///
/// The lock lasts as long as this object and goes with the process, however that ends.
package final class RecordFolder {
  package let path: String
  private let lock: Int32

  package var recordPath: String { path + "/frontdesk.db" }
  private var markPath: String { path + "/frontdesk.store" }

  /// Makes the folder where there is none, and takes its lock.
  package init(path: String) throws(RecordFailure) {
    self.path = path
    try Self.make(path)
    let lockPath = path + "/frontdesk.lock"
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw RecordFailure(
        .broken, "cannot write in the data folder \(path): \(reason()); mend its permissions")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw RecordFailure(
        .taken, "another frontdesk serves the data folder \(path); stop it, or use another folder")
    }
    lock = descriptor
  }

  deinit { close(lock) }

  private static func make(_ path: String) throws(RecordFailure) {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw RecordFailure(
        .broken, "cannot make the data folder \(path): \(reason()); make it, or name another")
    }
  }

  /// Opens the record, or makes a new one in a folder that never had one.
  ///
  /// A folder whose record is missing, damaged or of a newer version is refused: an empty record in
  /// its place would look as if nothing had ever been said.
  package func openRecord(now: Instant) throws(RecordFailure) -> SQLiteRecord {
    let isExpected = access(markPath, F_OK) == 0
    let exists = access(recordPath, F_OK) == 0
    guard exists || !isExpected else {
      throw RecordFailure(
        .damaged,
        "the record \(recordPath) is missing, but \(markPath) says that there was one; restore it "
          + "from a backup, or remove \(markPath) to begin anew")
    }
    let record = try SQLiteRecord(path: recordPath, now: now)
    if exists { try Inspection.atStart(record, path: recordPath) }
    if !isExpected { try mark(record.epoch) }
    return record
  }

  private func mark(_ epoch: String) throws(RecordFailure) {
    let descriptor = open(markPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw RecordFailure(.broken, "cannot write \(markPath): \(reason())")
    }
    defer { close(descriptor) }
    let line = Array((epoch + "\n").utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw RecordFailure(.broken, "cannot write \(markPath): \(reason())")
    }
  }

  /// Whether a server holds the folder's lock now.
  package static func isServed(_ path: String) -> Bool {
    let descriptor = open(path + "/frontdesk.lock", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
    flock(descriptor, LOCK_UN)
    return false
  }
}

private func reason() -> String { String(cString: strerror(errno)) }
