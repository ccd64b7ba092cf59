import Glibc

/// The file beside the record that holds its mark: `frontdesk.store`.
///
/// Two places of a sector each. The first is written and synced when a desk opens or closes the
/// record; the second after every commit, unsynced, which a killed process cannot lose. If a power
/// cut tears the second, the first still holds.
final class MarkFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// What stands in the file.
  enum Content: Equatable {
    case nothing
    /// A program before version 0.2 wrote the epoch alone.
    case epoch(String)
    case mark(RecordMark)
    case unreadable
  }

  /// Puts a new file with this mark in place of what is there, safe on disk before it returns.
  init(_ path: String, replacingWith mark: RecordMark) throws(RecordFailure) {
    self.path = path
    let draft = path + ".new"
    descriptor = open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("cannot make \(draft)") }
    try Self.write(mark.bytes + mark.bytes, at: 0, to: descriptor, path)
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else {
      throw Self.failure("cannot write \(path)")
    }
    try FolderSync.sync(parentOf: path)
  }

  /// Goes on with the file that is there, which takes no room.
  private init(_ path: String, keeping mark: RecordMark) throws(RecordFailure) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(path)") }
    try keep(mark)
  }

  deinit { close(descriptor) }

  /// The same epoch's file goes on; anything else is replaced.
  static func take(_ path: String, _ content: Content, _ mark: RecordMark) throws(RecordFailure)
    -> MarkFile
  {
    if case .mark(let earlier) = content, earlier.epoch == mark.epoch {
      return try MarkFile(path, keeping: mark)
    }
    return try MarkFile(path, replacingWith: mark)
  }

  static func read(_ path: String) throws(RecordFailure) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw failure("cannot read \(path)") }
      return .nothing
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 2 * RecordMark.size)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw failure("cannot read \(path)") }
    return content(bytes.prefix(count))
  }

  private static func content(_ bytes: ArraySlice<UInt8>) -> Content {
    let places = [bytes.prefix(RecordMark.size), bytes.dropFirst(RecordMark.size)]
    let marks = places.compactMap { RecordMark($0) }
    if let first = marks.first {
      // The second is the newer one, unless it is left from another epoch or an earlier day.
      let last = marks[marks.count - 1]
      return .mark(last.epoch == first.epoch && last.turns > first.turns ? last : first)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let isEpoch = text.utf8.count == 23 && text.hasSuffix("\n") && !text.dropLast().contains("\n")
    return isEpoch ? .epoch(String(text.dropLast())) : .unreadable
  }

  /// After a commit.
  func write(_ mark: RecordMark) throws(RecordFailure) {
    try Self.write(mark.bytes, at: RecordMark.size, to: descriptor, path)
  }

  /// When the record is opened or closed.
  func keep(_ mark: RecordMark) throws(RecordFailure) {
    try Self.write(mark.bytes + mark.bytes, at: 0, to: descriptor, path)
    guard fdatasync(descriptor) == 0 else { throw Self.failure("cannot write \(path)") }
  }

  /// From any thread: puts on disk what was written last.
  func sync() { _ = fdatasync(descriptor) }

  private static func write(
    _ bytes: [UInt8], at offset: Int, to descriptor: Int32, _ path: String
  ) throws(RecordFailure) {
    while true {
      let count = pwrite(descriptor, bytes, bytes.count, offset)
      if count == bytes.count { return }
      if count < 0, errno == EINTR { continue }
      if count >= 0 || errno == ENOSPC || errno == EDQUOT {
        throw RecordFailure(.full, "\(path): no room on the disk")
      }
      throw failure("cannot write \(path)")
    }
  }

  private static func failure(_ what: String) -> RecordFailure {
    RecordFailure(.broken, "\(what): \(String(cString: strerror(errno)))")
  }
}

/// Makes sure that names of files are on disk, as well as what stands in them.
enum FolderSync {
  static func sync(parentOf path: String) throws(RecordFailure) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RecordFailure(.broken, "cannot read \(folder): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    // Some file systems know no sync of a folder.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw RecordFailure(.broken, "cannot sync \(folder): \(String(cString: strerror(errno)))")
    }
  }
}
