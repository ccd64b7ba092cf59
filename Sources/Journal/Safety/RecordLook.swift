import Glibc

/// A look at a data folder's record before anything is done with it. Changes nothing.
struct RecordLook {
  let mark: MarkFile.Content
  /// What the file says by itself; nil where it cannot be read without its log.
  let alone: RecordFacts?
  /// What it says with its log; nil for a file without any table.
  let seen: RecordFacts?
  let verdict: Continuity.Verdict

  init(_ paths: RecordPaths) throws(RecordFailure) {
    mark = try MarkFile.read(paths.mark)
    alone = Self.alone(paths.record)
    let database = try Database(path: paths.record, mode: .reading)
    seen = try RecordFacts(database)
    guard let seen else {
      verdict = .refused(why: "it is empty: no record, and no copy of one")
      return
    }
    var holdsLatest = true
    if case .mark(let mark) = mark { holdsLatest = try RecordFacts.holds(mark.tally, database) }
    verdict = Continuity.judge(alone: alone, seen: seen, mark: mark, holdsLatest: holdsLatest)
  }

  /// What cannot be read alone says nothing: amid a carrying over, pages of two days stand side by
  /// side, and the log sets them right.
  static func alone(_ record: String) -> RecordFacts? {
    guard let database = try? Database(path: record, mode: .alone) else { return nil }
    return (try? RecordFacts(database)) ?? nil
  }
}

extension Inspection {
  /// Refuses what is no record of ours, is newer than this program, or (unless any will do) older.
  package static func identify(_ database: Database, ofAnyVersion: Bool) throws(RecordFailure) {
    guard let facts = try RecordFacts(database) else {
      throw RecordFailure(.damaged, "\(database.path) is empty: no record, and no copy of one")
    }
    guard ofAnyVersion || facts.version == Schema.version else {
      throw Schema.olderThanThis(facts.version, database.path)
    }
  }
}

/// Where things stand in a data folder.
struct RecordPaths {
  let folder: String

  var record: String { folder + "/frontdesk.db" }
  var log: String { record + "-wal" }
  var journal: String { record + "-journal" }
  var logIndex: String { record + "-shm" }
  var mark: String { folder + "/frontdesk.store" }
  var lock: String { folder + "/frontdesk.lock" }

  /// What a record is moved aside to before another takes its place: a name that nothing has, with
  /// none of a record's endings either.
  ///
  /// Whoever asks holds the folder's lock, so that nobody takes the name meanwhile.
  func aside(_ what: String, _ moment: String) throws(RecordFailure) -> String {
    for number in 1...1000 {
      let name = "\(record).\(what)-\(moment)" + (number == 1 ? "" : "-\(number)")
      let isFree = ["", "-wal", "-shm", "-journal"].allSatisfy { ending in
        var status = stat()
        return lstat(name + ending, &status) != 0 && errno == ENOENT
      }
      if isFree { return name }
    }
    throw RecordFailure(
      .broken, "no name is free for \(record).\(what)-\(moment); remove what was set aside before")
  }

  func size(_ path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  /// What to do about a record that is not served.
  func refusal(_ why: String) -> RecordFailure {
    RecordFailure(
      .damaged,
      """
      the record \(record) is not served: \(why)
        to serve a backup instead: frontdesk record restore BACKUP
        to go on with what is there, under a new epoch: frontdesk record restore --as-is \(record)
        (add --another-desk if it is another desk's on purpose)
      """)
  }
}
