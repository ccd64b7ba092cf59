import Glibc
import Secrets

/// Copies of the folder of files: each once, by the code of its bytes, so that the next copy to the
/// same place takes only what is new.
package struct FileCopies {
  private let folder: String

  /// `folder` is the one whose files are looked at, or that a copy is made from.
  package init(_ folder: String) { self.folder = folder }

  /// What came of it.
  package struct Done: Equatable, Sendable {
    package var copied = 0
    package var bytes: Int64 = 0
    /// Those that are not where they should be.
    package var missing: [String] = []
    /// Those whose bytes are not what their code says.
    package var changed: [String] = []
  }

  /// Whether each is there, and is what it should be: all of it is read.
  package func look(for ids: [String]) -> Done {
    var done = Done()
    for id in ids {
      guard let code = code(of: place(id, in: folder)) else {
        done.missing.append(id)
        continue
      }
      if code != id { done.changed.append(id) }
    }
    return done
  }

  /// Copies those that are not in the other folder yet, and removes what it has besides them where
  /// that is wanted. What is damaged here is not copied.
  package func copy(_ ids: [String], to other: String, removingOthers: Bool)
    throws(FileFailure) -> Done
  {
    var done = Done()
    try make(other)
    for id in ids where !isThere(id, in: other) {
      guard let bytes = read(place(id, in: folder)) else {
        done.missing.append(id)
        continue
      }
      guard Self.code(of: bytes) == id else {
        done.changed.append(id)
        continue
      }
      try write(bytes, id, to: other)
      done.copied += 1
      done.bytes += Int64(bytes.count)
    }
    if removingOthers { remove(from: other, keeping: Set(ids)) }
    return done
  }

  private func place(_ id: String, in folder: String) -> String {
    "\(folder)/\(id.prefix(2))/\(id)"
  }

  private func isThere(_ id: String, in folder: String) -> Bool {
    access(place(id, in: folder), F_OK) == 0
  }

  private func make(_ path: String) throws(FileFailure) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure(path, errno) }
  }

  /// Under its own name only once it is whole and on disk.
  private func write(_ bytes: [UInt8], _ id: String, to other: String) throws(FileFailure) {
    try make("\(other)/\(id.prefix(2))")
    let (path, draft) = (place(id, in: other), place(id, in: other) + ".part")
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileFailure(draft, errno) }
    defer { close(descriptor) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(draft, errno) }
      sent += count
    }
    guard fsync(descriptor) == 0, chmod(draft, 0o400) == 0, rename(draft, path) == 0 else {
      throw FileFailure(path, errno)
    }
  }

  private func remove(from other: String, keeping ids: Set<String>) {
    for room in FileStore.names(in: other) {
      for name in FileStore.names(in: "\(other)/\(room)") where !ids.contains(name) {
        // Only what such a copy is made of: a room of two characters, a code or what was cut off.
        guard room.utf8.count == 2, name.hasPrefix(room) else { continue }
        unlink("\(other)/\(room)/\(name)")
      }
    }
  }

  private func code(of path: String) -> String? { read(path).map(Self.code) }

  private static func code(of bytes: [UInt8]) -> String {
    Base64URL.encode(SHA256.hash(bytes))
  }

  private func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    return try? FileStore.read(descriptor, path, Int(facts.st_size))
  }
}
