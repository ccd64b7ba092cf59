package import Desk
import Glibc

/// Puts a copy in a record's place, under a new epoch.
package struct RecordRestoring {
  private let folder: RecordFolder
  private let now: Instant
  private let accepts: Accepted

  /// What the operator says to be meant.
  package struct Accepted: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A file that was in use when it was copied: what its log held may be missing.
    package static let asItIs = Accepted(rawValue: 1)
    /// A record of another desk than the folder's.
    package static let anotherDesk = Accepted(rawValue: 2)
  }

  /// What serves from now on, and where the record before it lies.
  package struct Done: Sendable {
    package let extent: RecordExtent
    package let epoch: String
    /// Where the record that was there is now.
    package let replaced: String?
  }

  package init(into folder: RecordFolder, accepting accepts: Accepted, now: Instant) {
    self.folder = folder
    self.accepts = accepts
    self.now = now
  }

  /// Checks a copy of the file, and puts that in the record's place; the file itself stays.
  ///
  /// Cut off at any point it leaves the former record, or none and a mark that says so: then it is
  /// done again.
  package func restore(_ source: String) throws(RecordFailure) -> Done {
    let paths = folder.paths
    try folder.setAsideForeignLog(now)
    let facts = try facts(of: source)
    try check(facts, source)
    let copy = try RecordCopy(to: paths.record + ".restored")
    try copy.fill(from: Database(path: source, mode: .reading), now: now.milliseconds)
    try copy.keep()
    let draft = copy.path
    do throws(RecordFailure) {
      let (epoch, extent) = try renew(draft)
      let replaced = try moveAside(paths)
      guard rename(draft, paths.record) == 0 else {
        throw RecordFailure(.broken, "cannot put \(draft) in place: \(errnoText())")
      }
      try FolderSync.sync(parentOf: paths.record)
      try mark(paths)
      return Done(extent: extent, epoch: epoch, replaced: replaced)
    } catch {
      for ending in ["", "-wal", "-shm"] { unlink(draft + ending) }
      throw error
    }
  }

  private func facts(of source: String) throws(RecordFailure) -> RecordFacts {
    guard access(source, R_OK) == 0 else {
      throw RecordFailure(.broken, "cannot read \(source): \(errnoText())")
    }
    guard let facts = try RecordFacts(Database(path: source, mode: .reading)) else {
      throw RecordFailure(
        .damaged,
        "\(source) is empty; was it copied without its log (-wal)? Make copies with: frontdesk "
          + "record backup FILE")
    }
    return facts
  }

  private func check(_ facts: RecordFacts, _ source: String) throws(RecordFailure) {
    if facts.standing == .open, !accepts.contains(.asItIs) {
      throw RecordFailure(
        .damaged,
        "\(source) was in use when it was copied, and may lack what stood in its log (-wal); make "
          + "copies with frontdesk record backup FILE; to restore this one as it is: --as-is")
    }
    if let desk = try ownDesk(), desk != facts.desk, !accepts.contains(.anotherDesk) {
      throw RecordFailure(
        .damaged,
        "\(source) is another desk's record than that of \(folder.path); to have it replace this "
          + "one: --another-desk")
    }
  }

  /// The desk whose folder it is; nil in a new one.
  private func ownDesk() throws(RecordFailure) -> String? {
    switch try MarkFile.read(folder.paths.mark) {
    case .mark(let mark): mark.desk
    case .epoch(let epoch): epoch
    case .nothing, .unreadable: RecordLook.alone(folder.recordPath)?.desk
    }
  }

  /// Brings the copy up to this version, gives it its epoch, and checks all of it.
  private func renew(_ draft: String) throws(RecordFailure) -> (epoch: String, RecordExtent) {
    let epoch: String
    do {
      let database = try Database(path: draft, mode: .writing)
      try Schema.prepare(database, epoch: { "" }, now: now.milliseconds)
      epoch = try Renewal.renew(database)
    }
    let database = try Database(path: draft, mode: .alone)
    let faults = try Inspection.verify(database).faults
    guard faults.isEmpty else {
      throw RecordFailure(
        .damaged, "nothing was restored: the copy has \(faults.count) faults: \(faults[0])")
    }
    return (epoch, try RecordExtent(database))
  }

  private func moveAside(_ paths: RecordPaths) throws(RecordFailure) -> String? {
    let aside = try paths.aside("replaced", now.stamp)
    var replaced: String?
    let files = [(paths.record, ""), (paths.log, "-wal"), (paths.journal, "-journal")]
    for (path, ending) in files where paths.size(path) != nil {
      guard rename(path, aside + ending) == 0 else {
        throw RecordFailure(.broken, "cannot move \(path) aside: \(errnoText())")
      }
      if ending.isEmpty { replaced = aside }
    }
    unlink(paths.logIndex)
    return replaced
  }

  private func mark(_ paths: RecordPaths) throws(RecordFailure) {
    let database = try Database(path: paths.record, mode: .alone)
    guard let facts = try RecordFacts(database) else {
      throw RecordFailure(.fault, "what was restored is empty")
    }
    var tally = Tally()
    try tally.addEvents(of: database)
    _ = try MarkFile(
      paths.mark,
      replacingWith: RecordMark(
        desk: facts.desk, epoch: facts.epoch, isSettled: true, turns: facts.turns, tally: tally))
  }
}

private func errnoText() -> String { String(cString: strerror(errno)) }
