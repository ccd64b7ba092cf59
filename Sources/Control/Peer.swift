import Glibc

/// Who is at the other end of a UNIX socket.
enum Peer {
  /// The account's name, or its number where it has none.
  ///
  /// https://man7.org/linux/man-pages/man7/unix.7.html (SO_PEERCRED)
  static func name(of descriptor: Int32) -> String {
    var peer = PeerCredentials()
    var size = socklen_t(MemoryLayout<PeerCredentials>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 else {
      return "unknown"
    }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    // Names and folders of an account fit into far less.
    var room = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(peer.user, &entry, &room, room.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return String(peer.user) }
    return String(cString: name)
  }

  /// `struct ucred`, which glibc shows only with _GNU_SOURCE.
  private struct PeerCredentials {
    var process: Int32 = 0
    var user: uid_t = uid_t.max
    var group: gid_t = gid_t.max
  }
}
