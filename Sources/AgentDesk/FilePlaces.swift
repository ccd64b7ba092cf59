import Desk
import Glibc

/// Where files of this machine are put and looked for, and what opens them.
package struct FilePlaces: Sendable {
  /// The folder for what is saved; nil where there is neither a setting nor a home.
  var downloads: String?
  /// A folder for this user alone, for what is only looked at.
  var seclusion: String?
  /// A program and its arguments; the file's path comes last.
  var opener = ["xdg-open"]
  var home: String?

  package init() {}

  /// By the agent's settings, else by the environment.
  init(_ preferences: Preferences, _ environment: [String: String], private folder: String) {
    home = environment["HOME"]
    let named = preferences.downloads.isEmpty ? environment["XDG_DOWNLOAD_DIR"] : nil
    downloads =
      [preferences.downloads, named ?? ""].first { !$0.isEmpty }.map { expanded($0) }
      ?? home.map { "\($0)/Downloads" }
    seclusion = "\(folder)/opened"
    if !preferences.openCommand.isEmpty { opener = preferences.openCommand }
  }

  /// `~/photo.jpg` with the home in place of the `~`.
  func expanded(_ path: String) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  // MARK: Saving

  /// The longest name in bytes; file systems take 255, and a number may be put into it.
  private static let longestName = 200
  /// So many names are tried: `photo (2).jpg`, `photo (3).jpg` …
  private static let mostNames = 1_000

  /// Writes a file under its name, or one beside it that is free; never over another, never as
  /// anything that can run. Returns where it is.
  static func save(_ bytes: [UInt8], as name: String, in folder: String) throws(StateFailure)
    -> String
  {
    if mkdir(folder, 0o700) != 0 && errno != EEXIST {
      throw StateFailure("make the folder", folder)
    }
    let name = fitting(Attachment.cleaned(name: name))
    for number in 1...mostNames {
      let path = "\(folder)/\(numbered(name, number))"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor < 0 && errno == EEXIST { continue }
      guard descriptor >= 0 else { throw StateFailure("write", path) }
      defer { close(descriptor) }
      do throws(StateFailure) {
        try PrivateFile.write(bytes, to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw StateFailure("write", path) }
      } catch {
        unlink(path)
        throw error
      }
      return path
    }
    throw StateFailure("\(folder) holds \(mostNames) files that are called \(name) already")
  }

  private static func parts(_ name: String) -> (stem: Substring, ending: Substring) {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return (name[...], "") }
    return (name[..<dot], name[dot...])
  }

  private static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    let (stem, ending) = parts(name)
    return "\(stem) (\(number))\(ending)"
  }

  /// Cut before its ending where it is longer than file systems take.
  private static func fitting(_ name: String) -> String {
    guard name.utf8.count > longestName else { return name }
    var (stem, ending) = parts(name)
    if ending.utf8.count > 20 { (stem, ending) = (name[...], "") }
    while stem.utf8.count + ending.utf8.count > longestName { stem.removeLast() }
    return String(stem + ending)
  }

  // MARK: Looking

  /// As many paths as are offered at once.
  private static let mostPaths = 100
  /// As many names of a folder as are looked at.
  private static let mostLooked = 5_000

  /// The paths that begin so, folders with a `/` at their end; hidden ones only where a dot was
  /// typed, and none that could not be typed.
  func paths(_ begun: String) -> [FoundPath] {
    let cut = begun.lastIndex(of: "/").map { begun.index(after: $0) } ?? begun.startIndex
    let (head, start) = (begun[..<cut], begun[cut...])
    let folder = head.isEmpty ? "." : expanded(String(head))
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    for _ in 0..<Self.mostLooked {
      guard let entry = readdir(listing) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(start), name != ".", name != "..",
        start.first == "." || name.first != "."
      else { continue }
      if Attachment.cleaned(name: name) == name || name.first == "." { names.append(name) }
    }
    return names.sorted().prefix(Self.mostPaths).compactMap { name in
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { return FoundPath(path: "\(head)\(name)/", meaning: "folder") }
      guard kind == S_IFREG else { return nil }
      return FoundPath(path: "\(head)\(name)", meaning: FileSaying.size(Int64(status.st_size)))
    }
  }

  /// What lies at a path that somebody typed.
  func look(_ typed: String) throws(StateFailure) -> FileOnDisk {
    let path = expanded(typed)
    let (descriptor, status) = try Self.opened(path)
    defer { close(descriptor) }
    let head = try Self.read(descriptor, path, from: 0, upTo: 4096)
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return FileOnDisk(
      path: path, name: Attachment.cleaned(name: last), size: Int64(status.st_size),
      media: FileMedia.media(last, head: head), stamp: Self.stamp(status))
  }

  /// A piece of a file, if it is still the one that was looked at.
  static func piece(
    of file: FileOnDisk, from offset: Int64, upTo count: Int
  ) throws(StateFailure) -> [UInt8] {
    let (descriptor, status) = try opened(file.path)
    defer { close(descriptor) }
    guard stamp(status) == file.stamp else {
      throw StateFailure("\(file.name) was changed while it was sent; send it again")
    }
    return try read(descriptor, file.path, from: offset, upTo: count)
  }

  private static func opened(_ path: String) throws(StateFailure) -> (Int32, stat) {
    // Without waiting, should it be a pipe.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw StateFailure("read", path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StateFailure("\(path) is no file")
    }
    return (descriptor, status)
  }

  private static func stamp(_ status: stat) -> String {
    "\(status.st_dev)/\(status.st_ino)/\(status.st_size)/"
      + "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  private static func read(
    _ descriptor: Int32, _ path: String, from offset: Int64, upTo count: Int
  ) throws(StateFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
          off_t(offset) + off_t(filled))
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw StateFailure("read", path) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes.prefix(filled))
  }
}
