import Glibc

/// Keeps what lies in a data folder from everybody but its owner.
///
/// The program's mask sees to what it makes itself; this sees to what was there before: made by an
/// older program, by hand, or unpacked from a copy.
package enum FileModes {
  /// What the desk makes there. Other files in the folder are not ours to change.
  static func isOurs(_ name: String) -> Bool {
    name.hasPrefix("frontdesk.") || name.hasPrefix("demo-") || name == "control.sock"
  }

  /// Makes private what others could read or write. Returns a sentence for each thing that was.
  static func mend(_ folder: String) -> [String] {
    var said: [String] = []
    if let mode = mode(folder), mode & 0o077 != 0 { said.append(mendFolder(folder, mode)) }
    for name in FolderListing.names(in: folder) {
      let path = folder + "/" + name
      guard isOurs(name), let mode = mode(path), mode & 0o077 != 0 else { continue }
      said.append(mendFile(path, mode))
    }
    return said.sorted()
  }

  /// For those who only read the record: SQLite gives the log and its index the record's own mode.
  ///
  /// Leaves alone what is another user's.
  package static func mendRecord(in folder: String) -> [String] {
    let paths = RecordPaths(folder: folder)
    return [paths.record, paths.log, paths.logIndex].compactMap { path in
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), status.st_mode & 0o077 != 0
      else { return nil }
      return mendFile(path, status.st_mode & 0o7777)
    }
  }

  private static func mendFile(_ path: String, _ mode: mode_t) -> String {
    chmod(path, mode & 0o700) == 0
      ? "\(path) was open to others (\(octal(mode))); made \(octal(mode & 0o700))"
      : "\(path) is open to others (\(octal(mode))): \(String(cString: strerror(errno))); "
        + "run: chmod go= \(path)"
  }

  /// A folder that everybody uses, such as /tmp, stays as it is: others need it so. One that only
  /// happens to be open and holds a record is the desk's.
  private static func mendFolder(_ folder: String, _ mode: mode_t) -> String {
    let isShared = mode & 0o1000 != 0 || (mode & 0o002 != 0 && !RecordFolder.hasRecord(folder))
    guard !isShared, chmod(folder, mode & 0o700) == 0 else {
      return "the data folder \(folder) is open to others (\(octal(mode))); give the desk a folder "
        + "of its own: chmod 700"
    }
    return "the data folder \(folder) was open to others (\(octal(mode))); "
      + "made \(octal(mode & 0o700))"
  }

  /// The permissions of a file, socket or folder; nil for a link, which is not followed, and for
  /// what is not there.
  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return nil }
    return status.st_mode & 0o7777
  }

  private static func octal(_ mode: mode_t) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
