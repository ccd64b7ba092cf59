import CSQLite
import Glibc

/// Where a record's log is by its index, which SQLite keeps in memory that all who have it open
/// share.
///
/// https://www.sqlite.org/walformat.html#the_wal_index_file_format
struct LogState: Equatable {
  /// By chance anew whenever the log begins anew; stands in its title and in each frame.
  let salt: [UInt8]
  let frames: Int
  let pageSize: Int
  /// The last frame's, over all before it.
  let checksum: [UInt8]

  /// Nil while it is being written.
  init?(_ index: UnsafeRawPointer) {
    // Twice, so that a reader can tell whether it is whole.
    guard memcmp(index, index + 48, 48) == 0 else { return nil }
    frames = Int(index.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    let size = Int(index.loadUnaligned(fromByteOffset: 14, as: UInt16.self))
    pageSize = size == 1 ? 65_536 : size
    salt = (32..<40).map { index.load(fromByteOffset: $0, as: UInt8.self) }
    checksum = [24, 28].flatMap { place in
      withUnsafeBytes(of: index.loadUnaligned(fromByteOffset: place, as: UInt32.self).bigEndian) {
        Array($0)
      }
    }
  }

  /// Whether the log's file has its title, the last frame, and what was last when it was looked at
  /// before. One of no frames is not needed.
  ///
  /// SQLite holds no locks on the log's file: it may be opened and closed beside it.
  func isThere(_ path: String, before: LogState?) -> Bool {
    guard frames > 0 else { return true }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard Self.read(descriptor, 8, at: 16) == salt,
      Self.read(descriptor, 16, at: place(of: frames) + 8) == salt + checksum
    else { return false }
    guard let before, before.salt == salt, before.frames > 0 else { return true }
    return Self.read(descriptor, 16, at: place(of: before.frames) + 8) == salt + before.checksum
  }

  private func place(of frame: Int) -> Int { 32 + (frame - 1) * (24 + pageSize) }

  private static func read(_ descriptor: Int32, _ count: Int, at offset: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, offset) == count ? bytes : nil
  }
}
