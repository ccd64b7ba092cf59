import Glibc

/// Where a copy may be put: nowhere that it would destroy something of the desk's own.
enum BackupPlace {
  static func check(_ path: String, _ paths: RecordPaths) throws(RecordFailure) {
    var record = stat()
    guard stat(paths.record, &record) == 0 else {
      throw RecordFailure(.broken, "there is no record \(paths.record)")
    }
    var target = stat()
    guard lstat(path, &target) == 0 else {
      return try refuseOurs(path, paths)
    }
    guard target.st_mode & S_IFMT == S_IFREG else {
      throw RecordFailure(
        .taken, "\(path) is no plain file but \(kind(target)); name another file")
    }
    if isSame(target, record) {
      throw RecordFailure(.taken, "\(path) is the record itself; name another file")
    }
    try refuseOurs(path, paths)
    for name in FolderListing.names(in: paths.folder) where FileModes.isOurs(name) {
      var ours = stat()
      if lstat(paths.folder + "/" + name, &ours) == 0, isSame(ours, target) {
        throw belongs(path, name)
      }
    }
  }

  /// Also names of what is not there now: the log of a desk that has ended comes again.
  private static func refuseOurs(_ path: String, _ paths: RecordPaths) throws(RecordFailure) {
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard FileModes.isOurs(name) else { return }
    var (parent, folder) = (stat(), stat())
    let place = slash.map { String(path[...$0]) } ?? "."
    if stat(place, &parent) == 0, stat(paths.folder, &folder) == 0, isSame(parent, folder) {
      throw belongs(path, name)
    }
  }

  private static func belongs(_ path: String, _ name: String) -> RecordFailure {
    RecordFailure(.taken, "\(path) is the desk's own \(name); name another file")
  }

  private static func isSame(_ one: stat, _ other: stat) -> Bool {
    one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  private static func kind(_ status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFLNK: "a link"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
