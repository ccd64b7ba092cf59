import Glibc

/// Reads a file from its beginning to its end, so that what jumps about in it next finds it in
/// memory.
enum ReadingThrough {
  private static let piece = 1 << 20

  /// Whether it works makes no difference but in time.
  static func read(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: piece, alignment: 4096)
    defer { buffer.deallocate() }
    while Glibc.read(descriptor, buffer, piece) > 0 {}
  }
}
