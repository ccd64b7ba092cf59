import Glibc

/// The index of a record's log, which all programs that have the record open share.
enum LogIndex {
  /// The byte that each of them locks: https://www.sqlite.org/walformat.html#locks
  private static let deadManSwitch = 128

  static func isInUse(_ path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var wanted = flock()
    wanted.l_type = Int16(F_WRLCK)
    wanted.l_whence = Int16(SEEK_SET)
    wanted.l_start = Self.deadManSwitch
    wanted.l_len = 1
    return fcntl(descriptor, F_GETLK, &wanted) == 0 && wanted.l_type != Int16(F_UNLCK)
  }
}
