import Glibc

/// Whether the files of an open record are still where they were and what they were: one that was
/// deleted, replaced, emptied or written over under a running desk goes on taking words that nobody
/// will find again.
///
/// Belongs to one thread at a time. Looks at the record by name and through SQLite only: a file
/// that a thread opens and closes loses the locks that SQLite has on it.
package final class RecordPresence: @unchecked Sendable {
  // Unchecked because it is made before the thread that watches, and used by that one only.
  private let paths: RecordPaths
  private let files: [Entry]
  private let mark: MarkFile?
  private let view: RecordFileView
  private var facts: RecordFileView.Facts?
  private var log: LogState?
  private var size: Int64

  private struct Entry: Equatable {
    let path: String
    let device: UInt64
    let number: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.path = path
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  init(_ paths: RecordPaths, mark: MarkFile?) throws(RecordFailure) {
    self.paths = paths
    files = [paths.record, paths.log, paths.logIndex, paths.lock, paths.mark].compactMap(Entry.init)
    self.mark = mark
    view = try RecordFileView(paths.record)
    facts = view.facts()
    log = view.log()
    size = paths.size(paths.record) ?? 0
  }

  /// A sentence about the first that is gone; nil while all are there.
  package func loss() -> String? {
    for file in files where Entry(file.path) != file {
      return "\(file.path) was deleted or replaced while the desk ran"
    }
    if let path = changed() { return "\(path) was emptied or written over while the desk ran" }
    return nil
  }

  /// Puts the mark on disk. The commit leaves that to the system, for its own speed.
  package func syncMark() { mark?.sync() }

  // MARK: Written over in place

  /// What is seen amid a write of our own is seen otherwise a moment later.
  private static let looks = 5
  private static let pause: UInt32 = 20_000

  private func changed() -> String? {
    let before = size
    size = paths.size(paths.record) ?? 0
    // The desk never makes it shorter.
    if size < before { return paths.record }
    for look in 1...Self.looks {
      let path = otherFile() ?? otherLog()
      if path == nil || look == Self.looks { return path }
      usleep(Self.pause)
    }
    return nil
  }

  /// The file only goes on: what it was as it was, and no fewer transactions.
  private func otherFile() -> String? {
    guard let known = facts else {
      facts = view.facts()
      return nil
    }
    guard let now = view.facts(), now.title == known.title, now.epoch == known.epoch,
      now.turns >= known.turns,
      now.standing == known.standing || now.standing == RecordFacts.Standing.open.rawValue
    else { return paths.record }
    facts = now
    return nil
  }

  private func otherLog() -> String? {
    guard let now = view.log(), now.isThere(paths.log, before: log) else { return paths.log }
    log = now
    return nil
  }
}
