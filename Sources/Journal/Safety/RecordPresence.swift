import Glibc

/// Whether the files of an open record are still where they were: one that was deleted or replaced
/// under a running desk goes on taking words that nobody will find again.
///
/// May be asked from any thread. Looks by name only: a file that a thread opens and closes loses
/// the locks that SQLite has on it.
package struct RecordPresence: Sendable {
  private let files: [Entry]
  private let mark: MarkFile?

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

  init(_ paths: RecordPaths, mark: MarkFile?) {
    files = [paths.record, paths.log, paths.logIndex, paths.lock, paths.mark].compactMap(Entry.init)
    self.mark = mark
  }

  /// A sentence about the first that is gone; nil while all are there.
  package func loss() -> String? {
    for file in files where Entry(file.path) != file {
      return "\(file.path) was deleted or replaced while the desk ran"
    }
    return nil
  }

  /// Puts the mark on disk. The commit leaves that to the system, for its own speed.
  package func syncMark() { mark?.sync() }
}
