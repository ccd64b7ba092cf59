package import Glibc

/// Another program, started word by word: no shell is asked.
package struct ChildProgram: Sendable {
  package let id: pid_t
  /// Whether it leads a group of its own, which ends with it.
  private let isApart: Bool

  /// Where it runs.
  package enum Place: Sendable {
    /// At our terminal, in our place.
    case terminal
    /// Sharing nothing with us: neither letters nor ^C. It reads from there, or nothing; what it
    /// says of faults goes there, or nowhere.
    case apart(input: Int32?, errors: Int32? = nil)
  }

  /// It could not be started.
  package struct Failure: Error, Equatable {
    package let code: Int32
  }

  /// Finds the program as a shell would, and starts it.
  package init(_ words: [String], at place: Place) throws(Failure) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    switch place {
    case .terminal: isApart = false
    case .apart(let input, let errors):
      isApart = true
      Self.close(&actions, input: input, errors: errors)
      posix_spawnattr_setpgroup(&attributes, 0)
    }
    Self.clearSignals(&attributes, isApart: isApart)
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, words[0], &actions, &attributes, arguments, environ)
    guard code == 0 else { throw Failure(code: code) }
    self.id = id
  }

  private static func close(
    _ actions: inout posix_spawn_file_actions_t, input: Int32?, errors: Int32?
  ) {
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_RDWR, 0)
    if let errors {
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_RDWR, 0)
    }
  }

  /// We block some signals, and ignore others while it is in our place; it should not.
  private static func clearSignals(_ attributes: inout posix_spawnattr_t, isApart: Bool) {
    var none = sigset_t()
    sigemptyset(&none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    let group = isApart ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
  }

  /// Its status once it has ended; nil while it runs.
  package func ended() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(id, &status, WNOHANG)
    guard ended != 0 else { return nil }
    return ended == id ? status : -1
  }

  /// Ends it at once, with all it has begun where it is apart.
  package func end() {
    kill(isApart ? -id : id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
  }
}
