import Glibc
import Secrets
import Synchronization

/// The key that addresses for answers are signed with: 32 bytes by chance in a file that only the
/// owner reads, made when the first letter needs it.
///
/// If it is lost, answers to letters of before still land by their references. Where it cannot be
/// kept, the addresses hold until the program ends.
package final class ReplyKey: Sendable {
  private let path: String
  private let known = Mutex<Secret<[UInt8]>?>(nil)
  private static let size = 32

  package init(path: String) { self.path = path }

  var value: Secret<[UInt8]> {
    known.withLock { known in
      if let known { return known }
      let key = Secret(read() ?? made())
      known = key
      return key
    }
  }

  private func read() -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.size)
    return Glibc.read(descriptor, &bytes, Self.size) == Self.size ? bytes : nil
  }

  private func made() -> [UInt8] {
    let key = Random.bytes(Self.size)
    let descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return key }
    defer { close(descriptor) }
    // Whole or not at all.
    if write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0 {
      _ = rename(path + ".new", path)
    }
    return key
  }
}
