import Desk
import Glibc
import Terminal

/// Gives alerts to the program that an agent has for them: one line on its standard input.
///
/// No shell is asked. One runs at a time; what comes meanwhile waits, the latest alone. One that
/// takes longer than ``patience`` is ended, with all it has begun.
final class Herald {
  static let patience: Int64 = 5_000

  private let command: [String]
  private var running: (pid: pid_t, since: Instant)?
  private var next: Alert?

  init(_ command: [String]) { self.command = command }

  deinit { end() }

  func call(_ alert: Alert) {
    guard !command.isEmpty else { return }
    look()
    guard running == nil else {
      next = alert
      return
    }
    start(alert)
  }

  /// Sees whether the one that runs has ended, or must.
  func look() {
    guard let running else { return }
    var status: Int32 = 0
    if waitpid(running.pid, &status, WNOHANG) == 0 {
      guard Link.now.since(running.since) >= .milliseconds(Self.patience) else { return }
      end()
    }
    self.running = nil
    guard let alert = next else { return }
    next = nil
    start(alert)
  }

  private func end() {
    guard let running else { return }
    kill(-running.pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(running.pid, &status, 0) < 0 && errno == EINTR {}
    self.running = nil
  }

  /// A program that cannot be started rings nothing: the line at the foot has been said already.
  private func start(_ alert: Alert) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    defer { for end in ends { close(end) } }
    for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 { return }
    // Less than a pipe takes at once: nobody waits for the program to read.
    let line = Array(
      (CleanText("\(alert.kind.rawValue): \(alert.text)").text.prefix(500) + "\n").utf8)
    guard write(ends[1], line, line.count) == line.count else { return }
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    for output in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    guard posix_spawnp(&pid, command[0], &actions, &attributes, &words, environ) == 0 else {
      return
    }
    running = (pid, Link.now)
  }
}
