package import Desk
import Glibc
import Secrets

/// The folder of files: each by the code of its bytes, so that the same is kept once.
///
/// `parts` holds what is still coming, and what became of it for a day; the others stand under the
/// first two characters of their names. Nothing here is ever run or served by its name.
package final class FileStore {
  private let folder: String
  /// Bytes of all files together.
  private var total: Int64

  /// Where sending a file has come to.
  package enum Progress: Equatable, Sendable {
    /// So many bytes are here.
    case at(Int64)
    /// They do not go on from there: so many bytes are here.
    case elsewhere(Int64)
    case done(Attachment)
    /// It was whole before these bytes came again.
    case already(Attachment)
    case refused(String)
    /// There is no more room for anybody.
    case full
  }

  /// Opens the folder, makes it where there is none, and clears away what never came whole.
  package init(_ folder: String) throws(FileFailure) {
    self.folder = folder
    total = 0
    for path in [folder, folder + "/parts"] {
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure(path, errno) }
    }
    total = try measure()
    sweep()
  }

  /// Bytes of all files together, those still coming included.
  package var bytes: Int64 { total }

  // MARK: Coming in

  /// Takes the next bytes of a file; the last of them complete it, once `check` finds no fault.
  package func take(
    _ bytes: [UInt8], at offset: Int64, for grant: FileVouchers.Grant, most: Int64,
    check: ([UInt8], String) -> String?
  ) throws(FileFailure) -> Progress {
    let path = "\(folder)/parts/\(grant.upload)"
    if let file = kept(grant, path) { return .already(file) }
    let part = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard part >= 0 else { throw FileFailure(path, errno) }
    defer { close(part) }
    let here = Int64(lseek(part, 0, SEEK_END))
    guard offset == here else { return .elsewhere(here) }
    guard offset + Int64(bytes.count) <= grant.size else {
      return .refused("more bytes came than the \(grant.size) that were said")
    }
    guard total + Int64(bytes.count) <= most else { return .full }
    try write(bytes, to: part, path)
    total += Int64(bytes.count)
    let now = offset + Int64(bytes.count)
    guard now == grant.size else { return .at(now) }
    return try finish(part, path, grant, check)
  }

  private func write(_ bytes: [UInt8], to part: Int32, _ path: String) throws(FileFailure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(part, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = FileFailure(path, errno)
        // Half of a piece must not look like the whole of it.
        ftruncate(part, lseek(part, 0, SEEK_END) - off_t(sent))
        throw failure
      }
      sent += count
    }
  }

  private func finish(
    _ part: Int32, _ path: String, _ grant: FileVouchers.Grant,
    _ check: ([UInt8], String) -> String?
  ) throws(FileFailure) -> Progress {
    let whole = try Self.read(part, path, Int(grant.size))
    if let fault = check(whole, path) {
      unlink(path)
      total -= grant.size
      return .refused(fault)
    }
    var hash = SHA256()
    hash.update(whole)
    let id = Base64URL.encode(hash.digest())
    let file = Attachment(id: id, name: grant.name, size: grant.size, media: grant.media)
    guard fsync(part) == 0 else { throw FileFailure(path, errno) }
    let place = place(of: id)
    guard mkdir(place.folder, 0o700) == 0 || errno == EEXIST else {
      throw FileFailure(place.folder, errno)
    }
    if access(place.path, F_OK) == 0 {
      unlink(path)
      total -= grant.size
      // Whoever sends it again may say it for as long as the first one could.
      utimensat(AT_FDCWD, place.path, nil, 0)
    } else {
      guard chmod(path, 0o400) == 0, rename(path, place.path) == 0 else {
        throw FileFailure(path, errno)
      }
      try sync(place.folder)
    }
    try remember(file, path + ".kept")
    return .done(file)
  }

  /// The last answer may be lost: who asks again is told the same for a day.
  private func remember(_ file: Attachment, _ path: String) throws(FileFailure) {
    let note = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard note >= 0 else { throw FileFailure(path, errno) }
    defer { close(note) }
    try write(Array(file.id.utf8), to: note, path)
  }

  private func kept(_ grant: FileVouchers.Grant, _ path: String) -> Attachment? {
    let note = Glibc.open(path + ".kept", O_RDONLY | O_CLOEXEC)
    guard note >= 0 else { return nil }
    defer { close(note) }
    guard let bytes = try? Self.read(note, path, 43) else { return nil }
    let id = String(decoding: bytes, as: UTF8.self)
    // What was removed since is sent anew.
    guard access(place(of: id).path, F_OK) == 0 else {
      unlink(path + ".kept")
      return nil
    }
    return Attachment(
      id: id, name: grant.name, size: grant.size,
      media: grant.media)
  }

  static func read(
    _ descriptor: Int32, _ path: String, _ count: Int
  ) throws(FileFailure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let more = pread(
          descriptor, room.baseAddress?.advanced(by: filled), count - filled, off_t(filled))
        if more < 0, errno == EINTR { continue }
        guard more > 0 else {
          failure = more < 0 ? errno : EIO
          return
        }
        filled += more
      }
    }
    guard failure == 0 else { throw FileFailure(path, failure) }
    return bytes
  }

  private func sync(_ folder: String) throws(FileFailure) {
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(folder, errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure(folder, errno) }
  }

  // MARK: Going out

  private func place(of id: String) -> (folder: String, path: String) {
    let folder = "\(folder)/\(id.prefix(2))"
    return (folder, "\(folder)/\(id)")
  }

  /// Opens a file in such a folder for reading; from any thread. Nil where it is not there, or is
  /// not as long as it should be.
  package static func opened(_ file: Attachment, in folder: String) -> Int32? {
    guard file.id.utf8.count == 43, Base64URL.decode(file.id) != nil else { return nil }
    let path = "\(folder)/\(file.id.prefix(2))/\(file.id)"
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, Int64(facts.st_size) == file.size else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// All bytes of a file; from any thread. Nil where it is not there whole.
  package static func bytes(of file: Attachment, in folder: String) -> [UInt8]? {
    guard let descriptor = opened(file, in: folder) else { return nil }
    defer { close(descriptor) }
    return try? read(descriptor, file.id, Int(file.size))
  }

  /// Whether it lies in such a folder; from any thread.
  package static func isThere(_ file: Attachment, in folder: String) -> Bool {
    access("\(folder)/\(file.id.prefix(2))/\(file.id)", R_OK) == 0
  }

  // MARK: Keeping house

  /// Removes files from such a folder, from any thread. Returns how many bytes that frees.
  package static func remove(_ ids: [String], from folder: String) -> Int64 {
    var freed: Int64 = 0
    for id in ids where id.utf8.count == 43 && Base64URL.decode(id) != nil {
      let path = "\(folder)/\(id.prefix(2))/\(id)"
      var facts = stat()
      guard stat(path, &facts) == 0, unlink(path) == 0 else { continue }
      freed += Int64(facts.st_size)
    }
    return freed
  }

  /// Removes what has not been gone on with for a day.
  package func sweep() {
    let parts = folder + "/parts"
    let limit = time(nil) - 86_400
    for name in Self.names(in: parts) {
      var facts = stat()
      guard stat("\(parts)/\(name)", &facts) == 0, facts.st_mtim.tv_sec < limit,
        unlink("\(parts)/\(name)") == 0
      else { continue }
      total -= Int64(facts.st_size)
    }
  }

  /// A file is said with words within two days of leave to send it; an hour more for the clock.
  package static let longestUnsaid = 2 * 86_400 + 3600

  /// The rooms of the folder that hold files.
  var rooms: [String] { Self.names(in: folder).filter { $0 != "parts" } }

  /// Removes the files of a room that no conversation holds, and none can any more.
  func sweep(_ room: String, unheld: ([String]) -> [String]?) {
    let limit = time(nil) - Self.longestUnsaid
    let old = Self.names(in: "\(folder)/\(room)").filter { name in
      var facts = stat()
      return stat("\(folder)/\(room)/\(name)", &facts) == 0 && facts.st_mtim.tv_sec < limit
    }
    guard !old.isEmpty, let unheld = unheld(old) else { return }
    total -= Self.remove(unheld, from: folder)
  }

  func free(_ bytes: Int64) { total = max(0, total - bytes) }

  private func measure() throws(FileFailure) -> Int64 {
    var sum: Int64 = 0
    for room in Self.names(in: folder) {
      for name in Self.names(in: "\(folder)/\(room)") {
        var facts = stat()
        if stat("\(folder)/\(room)/\(name)", &facts) == 0 { sum += Int64(facts.st_size) }
      }
    }
    return sum
  }

  static func names(in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}

/// The disk did not do what was asked of it.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let code: Int32

  init(_ path: String, _ code: Int32) {
    self.path = path
    self.code = code
  }

  package var description: String { "\(path): \(String(cString: strerror(code)))" }
  /// Whether there may be room again later.
  package var isWantOfRoom: Bool { code == ENOSPC || code == EDQUOT }
}
