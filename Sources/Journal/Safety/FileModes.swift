import Glibc

/// Keeps what lies in a data folder from everybody but its owner.
///
/// The program's mask sees to what it makes itself; this sees to what was there before: made by an
/// older program, by hand, or unpacked from a copy.
enum FileModes {
  /// What the desk makes there. Other files in the folder are not ours to change.
  private static func isOurs(_ name: String) -> Bool {
    name.hasPrefix("frontdesk.") || name.hasPrefix("demo-") || name == "control.sock"
  }

  /// Makes private what others could read or write. Returns a sentence for each thing that was.
  static func mend(_ folder: String) -> [String] {
    var said: [String] = []
    if let mode = mode(folder), mode & 0o077 != 0 { said.append(mendFolder(folder, mode)) }
    for name in FolderListing.names(in: folder) {
      let path = folder + "/" + name
      guard isOurs(name), let mode = mode(path), mode & 0o077 != 0 else { continue }
      said.append(
        chmod(path, mode & 0o700) == 0
          ? "\(path) was open to others (\(octal(mode))); made \(octal(mode & 0o700))"
          : "\(path) is open to others (\(octal(mode))): \(String(cString: strerror(errno))); "
            + "run: chmod go= \(path)")
    }
    return said.sorted()
  }

  /// A folder that everybody writes in, such as /tmp, stays as it is: others need it so.
  private static func mendFolder(_ folder: String, _ mode: mode_t) -> String {
    let isShared = mode & 0o1002 != 0
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
