package import Desk
import Glibc

/// The folder that holds the record, and the lock that keeps a second server out of it.
///
/// The lock lasts as long as this object and goes with the process, however that ends.
package final class RecordFolder {
  package let path: String
  /// What the operator should know of what was found, a sentence each.
  package private(set) var notices: [String] = []
  private let lock: Int32

  package var recordPath: String { paths.record }
  var paths: RecordPaths { RecordPaths(folder: path) }

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
    notices = FileModes.mend(path)
  }

  deinit { close(lock) }

  private static func make(_ path: String) throws(RecordFailure) {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw RecordFailure(
        .broken, "cannot make the data folder \(path): \(reason()); make it, or name another")
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

  /// What must stay where it is while the record is in use.
  ///
  /// Asked for once the record is open.
  package func presence(of record: SQLiteRecord) throws(RecordFailure) -> RecordPresence {
    try RecordPresence(paths, mark: record.witness.markFile)
  }

  // MARK: Opening the record

  /// Opens the record, or makes a new one in a folder that never had one.
  ///
  /// A record that is missing, damaged, behind its mark, another desk's or of a newer version is
  /// refused: served, it would look as if what it lacks had never been said. A whole copy of an
  /// earlier day is served under a new epoch. One of an older version is refused unless it may be
  /// brought up; then it is copied first.
  package func openRecord(now: Instant, mayUpgrade: Bool = false) throws(RecordFailure)
    -> SQLiteRecord
  {
    guard try hasRecord() else { return try makeRecord(now) }
    Inspection.prepareStart(recordPath)
    try undoHalfAChange()
    try setAsideForeignLog(now)
    let look = try RecordLook(paths)
    if case .refused(let why) = look.verdict { throw paths.refusal(why) }
    try refuseWhatWasTakenOut(look)
    if let version = look.seen?.version, version < Schema.version {
      try prepareUpgrade(from: version, mayUpgrade, now)
    }
    if case .olderCopy(let why) = look.verdict { try renew(why) }
    let record = try SQLiteRecord(path: recordPath, now: now)
    try Inspection.atStart(record, path: recordPath)
    if case .mark(let mark) = look.mark, look.verdict == .asItWas {
      try keepMark(record, mark.tally, insteadOf: look.mark)
    } else {
      try keepMark(record, Tally(), insteadOf: look.mark)
    }
    return record
  }

  /// What was deleted from the record with its tables left whole: served, it would be forgotten.
  private func refuseWhatWasTakenOut(_ look: RecordLook) throws(RecordFailure) {
    let database = try Database(path: recordPath, mode: .reading)
    let fault: String?
    switch (look.verdict, look.mark) {
    case (.asItWas, .mark(let mark)):
      fault = try Inspection.compareAtStart(database, with: mark)
    case (.olderCopy, _): fault = try Inspection.checkBeforeMarking(database, isCopy: true)
    case (.asItWas, .nothing), (.asItWas, .epoch), (.asItWas, .unreadable), (.unmarked, _),
      (.refused, _):
      fault = try Inspection.checkBeforeMarking(database, isCopy: false)
    }
    if let fault {
      throw paths.refusal("\(fault); frontdesk record verify tells all that is wrong with it")
    }
  }

  /// Whether a file with something in it stands where a folder's record does.
  package static func hasRecord(_ folder: String) -> Bool {
    let paths = RecordPaths(folder: folder)
    return (paths.size(paths.record) ?? 0) > 0
  }

  /// False in a folder that never had one, or where the first start was cut off before a byte of
  /// it was written.
  private func hasRecord() throws(RecordFailure) -> Bool {
    let isExpected = try MarkFile.read(paths.mark) != .nothing
    guard let size = paths.size(recordPath) else {
      guard !isExpected else {
        throw RecordFailure(
          .damaged,
          "the record \(recordPath) is missing, but \(paths.mark) says that there was one; bring "
            + "it back, or restore a backup: frontdesk record restore BACKUP; to begin anew, "
            + "remove \(paths.mark)")
      }
      return false
    }
    let isCutOff = size == 0 && !isExpected && (paths.size(paths.log) ?? 0) == 0
    return !isCutOff
  }

  /// Under another name first: a record is there as a whole or not at all.
  private func makeRecord(_ now: Instant) throws(RecordFailure) -> SQLiteRecord {
    let draft = recordPath + ".new"
    for ending in ["", "-wal", "-shm"] { unlink(draft + ending) }
    do { _ = try SQLiteRecord(path: draft, now: now) }
    for path in [paths.log, paths.logIndex] { unlink(path) }
    guard rename(draft, recordPath) == 0 else {
      throw RecordFailure(.broken, "cannot make \(recordPath): \(reason())")
    }
    try FolderSync.sync(parentOf: recordPath)
    let record = try SQLiteRecord(path: recordPath, now: now)
    try keepMark(record, Tally(), insteadOf: .nothing)
    return record
  }

  /// Begins the mark, or carries it on over what it was behind.
  private func keepMark(
    _ record: SQLiteRecord, _ known: Tally, insteadOf content: MarkFile.Content
  ) throws(RecordFailure) {
    let facts = try RecordFacts(record.database)
    var tally = known
    try tally.addEvents(of: record.database)
    let mark = RecordMark(
      desk: facts?.desk ?? record.epoch, epoch: record.epoch, isSettled: false,
      turns: record.witness.turns, tally: tally)
    try record.witness.open(try MarkFile.take(paths.mark, content, mark), mark)
  }

  private func renew(_ why: String) throws(RecordFailure) {
    let database = try Database(path: recordPath, mode: .writing)
    try Schema.prepare(database, epoch: { "" }, now: 0)
    let epoch = try Renewal.renew(database)
    notices.append(
      """
      THE RECORD \(recordPath) IS NOT THE ONE THAT WAS SERVED HERE LAST: \(why). It is served under \
      the new epoch \(epoch): clients begin their conversations anew, agents log in again, and what \
      was said since then is not in it. If that is not meant, end the desk and put the right record \
      back
      """)
  }

  /// A file without a log, as a copy is, gets one by a change of its own. Cut off in its midst,
  /// that is undone by whoever next opens the file for writing, and nobody can read it before.
  private func undoHalfAChange() throws(RecordFailure) {
    guard (paths.size(paths.journal) ?? 0) > 0 else { return }
    _ = try Database(path: recordPath, mode: .draft).number("SELECT count(*) FROM sqlite_schema")
  }

  // MARK: A log that is not the record's

  func setAsideForeignLog(_ now: Instant) throws(RecordFailure) {
    let mark = try MarkFile.read(paths.mark)
    guard (paths.size(paths.log) ?? 0) > 0,
      Continuity.wasReplaced(alone: RecordLook.alone(recordPath), mark: mark)
    else { return }
    guard !LogIndex.isInUse(paths.logIndex) else {
      throw RecordFailure(
        .taken,
        "the record \(recordPath) was replaced while another program has it open; end that program")
    }
    let aside = try paths.aside("log", now.stamp)
    guard rename(paths.log, aside) == 0 else {
      throw RecordFailure(.broken, "cannot move \(paths.log) aside: \(reason())")
    }
    unlink(paths.logIndex)
    notices.append("\(paths.log) belongs to another record than \(recordPath); moved to \(aside)")
  }

  // MARK: Older versions

  private func prepareUpgrade(
    from version: Int64, _ mayUpgrade: Bool, _ now: Instant
  ) throws(RecordFailure) {
    guard mayUpgrade else { throw Schema.olderThanThis(version, recordPath) }
    let copy = try copyBeforeUpgrade(from: version, now)
    notices.append(
      "the record \(recordPath) is brought from version \(version) to \(Schema.version); a copy of "
        + "it as it was is \(copy)")
  }

  /// One that an upgrade cut off left behind serves again, so that a desk that starts over and over
  /// does not fill the disk.
  private func copyBeforeUpgrade(
    from version: Int64, _ now: Instant
  ) throws(RecordFailure) -> String {
    let source = try Database(path: recordPath, mode: .reading)
    let extent = try RecordExtent(source)
    let beginning = "frontdesk.db.version-\(version)-"
    for name in FolderListing.names(in: path, beginningWith: beginning) {
      guard !name.contains(".part") else {
        // Cut off before it was whole; the folder's lock says that nobody is at it.
        unlink("\(path)/\(name)")
        continue
      }
      let earlier = try Database(path: "\(path)/\(name)", mode: .reading)
      if try RecordExtent(earlier) == extent { return "\(path)/\(name)" }
    }
    let copy = try RecordCopy(to: try paths.aside("version-\(version)", now.stamp))
    try copy.fill(from: source, now: now.milliseconds)
    try copy.keep()
    return copy.path
  }
}

private func reason() -> String { String(cString: strerror(errno)) }

extension Instant {
  /// For names of files: `20261129T124203Z`.
  var stamp: String {
    String(iso8601.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
  }
}
