package import Desk

/// Copies a record to one file, whether a desk serves it or not.
package enum RecordBackup {
  /// What was copied, for the operator to compare.
  package struct Done: Sendable {
    package let extent: RecordExtent
    package let epoch: String
    package let bytes: Int64
  }

  /// Copies the record of a data folder to a file, checks the copy, and only then gives it its
  /// name.
  package static func make(of folder: String, to path: String, now: Instant)
    throws(RecordFailure) -> Done
  {
    let paths = RecordPaths(folder: folder)
    try BackupPlace.check(path, paths)
    let mark = try MarkFile.read(paths.mark)
    if !RecordFolder.isServed(folder), case .refused(let why) = try RecordLook(paths).verdict {
      throw paths.refusal(why)
    }
    let copy = try RecordCopy(to: path)
    try copy.fill(from: Database(path: paths.record, mode: .reading), now: now.milliseconds)
    let done = try check(copy, mark, paths)
    try copy.keep()
    return done
  }

  /// The mark was read before the copy was begun: the copy holds at least as much.
  private static func check(_ copy: RecordCopy, _ mark: MarkFile.Content, _ paths: RecordPaths)
    throws(RecordFailure) -> Done
  {
    let database = try Database(path: copy.draft, mode: .reading)
    guard let facts = try RecordFacts(database) else {
      throw paths.refusal("it is empty: no record, and no copy of one")
    }
    var faults: [String] = []
    if case .mark(let mark) = mark, mark.epoch == facts.epoch {
      faults = try Inspection.faults(of: database, against: mark)
      if mark.turns > facts.turns { throw paths.refusal(faults.joined(separator: "; ")) }
    }
    faults += try Inspection.verify(database).faults
    guard faults.isEmpty else {
      throw RecordFailure(
        .damaged,
        "the copy has \(faults.count) faults and was not kept: \(faults[0]); run frontdesk record "
          + "verify")
    }
    return Done(
      extent: try RecordExtent(database), epoch: facts.epoch, bytes: paths.size(copy.draft) ?? 0)
  }
}
