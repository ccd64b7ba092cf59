import Desk
import Glibc
import Secrets
import Synchronization

/// The photos of agents, as commands have put them into the data folder: each by the code of its
/// bytes, and a list of whose they are.
///
/// Commands write while the desk runs: the list is looked at again where it was written anew. Used
/// by every thread.
package final class PhotoShelf: Sendable {
  private let folder: String
  private let state = Mutex(State())

  /// The largest photo: shown at 40 pixels, on every page.
  package static let largest = 64 << 10
  /// More than a desk has agents; what is beyond it in the list is passed over.
  private static let most = 10_000

  private struct State {
    var photos: [String: Photo] = [:]
    var media: [String: String] = [:]
    /// When the list was written, as far as it was read.
    var stamp: [Int] = []
    var lookedAt = 0
  }

  private struct Photo {
    let code: String
    let media: String
  }

  /// - Parameter dataFolder: the desk's; there need be no photos in it yet.
  package init(in dataFolder: String) { folder = dataFolder + "/photos" }

  private var list: String { folder + "/agents" }

  // MARK: Showing

  /// The code of an agent's photo; nil where they have none.
  package func code(of login: String) -> String? {
    state.withLock { state in
      look(&state)
      return state.photos[login]?.code
    }
  }

  /// A photo that is some agent's, open for reading.
  package func opened(_ code: String) -> (descriptor: Int32, size: Int, media: String)? {
    let media = state.withLock { state in
      look(&state)
      return state.media[code]
    }
    guard let media else { return nil }
    let descriptor = open("\(folder)/\(code)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_size > 0, facts.st_size <= Self.largest else {
      close(descriptor)
      return nil
    }
    return (descriptor, Int(facts.st_size), media)
  }

  /// Reads the list again where it is another than a second ago.
  private func look(_ state: inout State) {
    let second = time(nil)
    guard second != state.lookedAt else { return }
    state.lookedAt = second
    var facts = stat()
    let isThere = stat(list, &facts) == 0
    let stamp =
      isThere
      ? [Int(facts.st_mtim.tv_sec), facts.st_mtim.tv_nsec, Int(facts.st_size), Int(facts.st_ino)]
      : []
    guard stamp != state.stamp else { return }
    state.stamp = stamp
    state.photos = Self.photos(in: Self.text(of: list) ?? "")
    state.media = Dictionary(
      state.photos.values.map { ($0.code, $0.media) }, uniquingKeysWith: { first, _ in first })
  }

  private static func photos(in text: String) -> [String: Photo] {
    var photos: [String: Photo] = [:]
    for line in text.split(separator: "\n").prefix(most) {
      let parts = line.split(separator: " ").map(String.init)
      guard parts.count == 3, isCode(parts[1]) else { continue }
      photos[parts[0]] = Photo(code: parts[1], media: parts[2])
    }
    return photos
  }

  /// The SHA-256 in base64url: never a path.
  private static func isCode(_ text: String) -> Bool {
    text.utf8.count == 43 && Base64URL.decode(text) != nil
  }

  private static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 4 << 20 {
      let count = read(file, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Changing

  /// Gives an agent a photo, or none; the former goes unless it is somebody else's, too.
  package func put(_ photo: CleanPhoto?, for login: String) throws(FileFailure) {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileFailure(folder, errno) }
    var photos = Self.photos(in: Self.text(of: list) ?? "")
    let former = photos[login]?.code
    photos[login] = nil
    if let photo {
      let code = Base64URL.encode(SHA256.hash(photo.bytes))
      try Self.write(photo.bytes, to: "\(folder)/\(code)")
      photos[login] = Photo(code: code, media: photo.media)
    }
    let lines = photos.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value.code) \($0.value.media)"
    }
    try Self.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: list)
    guard let former, !photos.values.contains(where: { $0.code == former }) else { return }
    unlink("\(folder)/\(former)")
  }

  /// Whole or not at all: whoever reads meanwhile has the former.
  private static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    let passing = "\(path).\(getpid())"
    let file = open(passing, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileFailure(passing, errno) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = FileFailure(passing, errno)
        close(file)
        unlink(passing)
        throw failure
      }
      sent += count
    }
    let isKept = fsync(file) == 0
    close(file)
    guard isKept, rename(passing, path) == 0 else {
      let failure = FileFailure(path, errno)
      unlink(passing)
      throw failure
    }
  }
}
