import Foundation
import Threads

/// Which signals mean what. They are taken by one thread, never in a handler.
enum Signals {
  private static let taken = [SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2]

  private static func set() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in taken { sigaddset(&set, signal) }
    return set
  }

  /// For every command: whatever keeps logs or watches over processes may send these two, and their
  /// default is to kill.
  static func ignoreStrays() {
    signal(SIGUSR1, SIG_IGN)
    signal(SIGUSR2, SIG_IGN)
  }

  /// Before any thread starts, so that all inherit it.
  static func block() {
    var all = set()
    pthread_sigmask(SIG_BLOCK, &all, nil)
    // One that is ignored would never arrive.
    signal(SIGUSR1, SIG_DFL)
    signal(SIGUSR2, SIG_DFL)
    signal(SIGPIPE, SIG_IGN)
  }

  /// `make` is called on the thread; what it returns is told of each signal.
  static func watch(_ make: @escaping @Sendable () -> (Int32) -> Void) {
    // The thread lasts as long as the process, which has nothing to do without it. It reads flows:
    // a file of 1,000 nested maps, the YAML parser's own limit, takes more than a usual stack.
    _ = try? NamedThread("signals", stackBytes: 16 << 20) {
      let heed = make()
      var wanted = set()
      var signal: Int32 = 0
      while sigwait(&wanted, &signal) == 0 { heed(signal) }
    }
  }
}
