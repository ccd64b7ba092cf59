import Desk
import Glibc
import Synchronization

/// Starts the program that shows files, and sees whether it fails.
///
/// No shell is asked: the path is one word of its own. What was put into the private folder to be
/// looked at goes away with this object, but what was opened just now: its program may not have
/// read it yet. That, and what a crash left, goes after a day.
final class FileOpener: Sendable {
  private struct Running {
    let pid: pid_t
    let number: FileNumber
  }

  private struct State {
    var running: [Running] = []
    var files: [(path: String, at: Instant)] = []
  }

  private let command: [String]
  private let state = Mutex(State())
  private static let day = 86_400
  /// So long a program may take to read what it was given.
  private static let beginning = Duration.seconds(60)

  init(_ command: [String], _ folder: String?) {
    self.command = command
    if let folder { Self.clear(folder) }
  }

  deinit {
    for file in state.withLock({ $0.files }) where Link.now.since(file.at) > Self.beginning {
      unlink(file.path)
    }
  }

  func open(_ path: String, _ number: FileNumber) throws(StateFailure) {
    state.withLock { $0.files.append((path, Link.now)) }
    let pid = try Self.start(command + [path])
    state.withLock { $0.running.append(Running(pid: pid, number: number)) }
  }

  /// What failed since the last look.
  func look() -> [FileNews] {
    let command = command
    return state.withLock { state in
      var news: [FileNews] = []
      state.running.removeAll { running in
        var status: Int32 = 0
        guard waitpid(running.pid, &status, WNOHANG) != 0 else { return false }
        if status != 0 {
          let word = command.first ?? ""
          news.append(.failed(running.number, "\(word) could not open it; /save-file keeps it"))
        }
        return true
      }
      return news
    }
  }

  private static func start(_ words: [String]) throws(StateFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // It shares nothing with the screen: neither its letters nor its ^C.
    for descriptor in [0, 1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, environ)
    guard code == 0 else {
      throw StateFailure("start", "\(words[0]) (open_command in agent.yaml)", code: code)
    }
    return pid
  }

  /// Files of a day ago have been looked at.
  private static func clear(_ folder: String) {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      let path = "\(folder)/\(name)"
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        time(nil) - status.st_mtim.tv_sec > day
      else { continue }
      unlink(path)
    }
  }
}
