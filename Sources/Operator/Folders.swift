package import Foundation

/// Reads the folders a desk is made from: flows, articles, the widget's files.
package enum Folders {
  /// A folder of flows holds far less; more is not a folder of flows.
  private static let mostFiles = 5000
  private static let largestFile = 8 << 20

  /// All files below a folder whose names end so, by their paths below it, in order.
  package static func files(in folder: String, endings: Set<String>) throws -> [(
    name: String, body: [UInt8]
  )] {
    try names(in: folder, endings: endings).map { ($0, try read(folder + "/" + $0)) }
  }

  /// The paths of those files below the folder, in order.
  package static func names(in folder: String, endings: Set<String>) throws -> [String] {
    guard isFolder(folder) else {
      throw Failure(
        "there is no folder \(folder); name one, or run from the project's folder", code: 78)
    }
    var found: [String] = []
    var seen: Set<[UInt64]> = []
    // Relative to the folder, which is "" itself.
    var ahead = [""]
    while let below = ahead.popLast() {
      let place = folder + "/" + below
      // Links to folders are followed, and each folder is gone through once: a circle ends.
      guard let status = status(place) else { continue }
      let identity = [UInt64(status.st_dev), UInt64(status.st_ino)]
      guard seen.insert(identity).inserted else { continue }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
        throw Failure("cannot read the folder \(place)", code: 78)
      }
      for name in names where !name.hasPrefix(".") {
        if isFolder(place + name) { ahead.append(below + name + "/") }
        if endings.contains(Paths.ending(name)) { found.append(below + name) }
      }
      guard found.count <= mostFiles, seen.count <= mostFiles else {
        throw Failure("\(folder) holds more than \(mostFiles) files", code: 78)
      }
    }
    return found.sorted()
  }

  package static func isFolder(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  package static func read(_ path: String) throws -> [UInt8] {
    if let status = status(path) {
      // A pipe would be waited for.
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw Failure("\(path) is no plain file", code: 78)
      }
      guard status.st_size <= largestFile else {
        throw Failure("\(path) is larger than \(largestFile >> 20) MiB", code: 78)
      }
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      let why = access(path, R_OK) == 0 ? "" : ": \(reason())"
      throw Failure("cannot read \(path)\(why)", code: 78)
    }
    return Array(data)
  }

  /// Of what a path leads to: links are followed from where they lie, as those are that a file is
  /// mounted by. Nil where there is nothing, or nothing that may be looked at.
  package static func status(_ path: String) -> stat? {
    var status = stat()
    // https://man7.org/linux/man-pages/man2/stat.2.html
    return stat(path, &status) == 0 ? status : nil
  }

  /// What a file that others cannot read holds, without the end of its last line.
  package static func secret(_ file: String, for whom: String) throws(Failure) -> String {
    guard try isThere(file), let mode = status(file)?.st_mode else {
      throw Failure(
        "\(whom): there is no secret file \(file); write the secret into it, then: chmod 600 \(file)",
        code: 78)
    }
    guard mode & 0o077 == 0 else {
      throw Failure("\(whom): others can read \(file); run: chmod 600 \(file)", code: 78)
    }
    let bytes: [UInt8]
    do { bytes = try read(file) } catch {
      throw Failure("\(whom): \(file) cannot be read: \(error)", code: 78)
    }
    var secret = String(decoding: bytes, as: UTF8.self)
    while secret.last?.isNewline == true { secret.removeLast() }
    guard !secret.isEmpty, secret.utf8.count <= 8192, !secret.contains(where: \.isNewline) else {
      throw Failure("\(whom): \(file) must hold the secret and nothing else, on one line", code: 78)
    }
    return secret
  }

  /// Whether there is something; throws where that cannot be known, which is not the same as
  /// nothing.
  package static func isThere(_ path: String) throws(Failure) -> Bool {
    // https://man7.org/linux/man-pages/man2/access.2.html
    if access(path, F_OK) == 0 { return true }
    guard [ENOENT, ENOTDIR].contains(errno) else {
      throw Failure("cannot look at \(path): \(reason())", code: 78)
    }
    return false
  }
}
