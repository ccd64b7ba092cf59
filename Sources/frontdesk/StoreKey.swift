import Documents
import Glibc
import Operator
import Secrets

/// The key from which first tokens are derived: 32 bytes by chance in a file only the owner reads.
///
/// Without it the record alone lets nobody in. If it is lost, a new one is made, and said where the
/// record has conversations; tokens that were given before keep working.
enum StoreKey {
  static func load(
    _ dataFolder: String, hasConversations: Bool, notice: (String) -> Void
  ) throws -> [UInt8] {
    let path = dataFolder + "/frontdesk.key"
    if let key = try read(path) { return key }
    if hasConversations {
      notice(
        "\(path) was missing beside a record that has conversations; a new key is made. Customers "
          + "who have their token notice nothing; one whose conversation was begun but who never "
          + "got the answer begins another. If you kept the old key, end the desk and put it back")
    }
    let key = Random.bytes(32)
    try write(key, to: path + ".new")
    // Whole or not at all: half a key would keep the next start from serving.
    guard rename(path + ".new", path) == 0 else {
      throw Failure("cannot make \(path): \(reason())", code: 74)
    }
    return key
  }

  private static func write(_ key: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure("cannot make \(path): \(reason())", code: 74) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0 else {
      throw Failure("cannot write \(path): \(reason())", code: 74)
    }
  }

  private static func read(_ path: String) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw Failure("cannot read \(path): \(reason())", code: 74) }
      return nil
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw Failure("\(path) can be read by others; run: chmod 600 \(path)", code: 78)
    }
    var key = [UInt8](repeating: 0, count: 32)
    guard Glibc.read(descriptor, &key, 32) == 32 else {
      throw Failure("\(path) does not hold 32 bytes; remove it to have a new one made", code: 78)
    }
    return key
  }
}
