import Glibc

/// A thread of our own, for something outside that has one owner: the sockets, the record.
///
/// It takes no signals: they stay with the thread that asked for it, so that the program decides
/// in one place what a signal means. A thread that nobody joins is let go when this object goes.
package final class NamedThread: @unchecked Sendable {
  // Unchecked because `joined` is guarded by `door`, which the compiler cannot see.
  private let handle: pthread_t
  private let door = Door()
  private var joined = false

  /// Starts `work` at once.
  ///
  /// The name is what `ps -L` and a debugger show; Linux keeps its first 15 bytes. Throws
  /// `ThreadFailure` when the system has no thread to give.
  package init(
    _ name: String, stackBytes: Int = 1 << 20, work: @escaping @Sendable () -> Void
  ) throws {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, max(stackBytes, 1 << 16))

    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    let errand = Unmanaged.passRetained(Errand(name, work))
    var handle = pthread_t()
    let status = pthread_create(
      &handle, &attributes,
      { errand in
        guard let errand else { return nil }
        Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().run()
        return nil
      }, errand.toOpaque())
    guard status == 0 else {
      errand.release()
      throw ThreadFailure(name: name, code: status)
    }
    self.handle = handle
  }

  deinit {
    if !joined { pthread_detach(handle) }
  }

  /// Waits until the work is done; at once if somebody has waited before.
  ///
  /// Never call it from the thread itself.
  package func join() {
    door.locked {
      guard !joined else { return }
      precondition(!isCurrent, "a thread does not wait for itself")
      joined = true
      pthread_join(handle, nil)
    }
  }

  /// Whether the caller runs on this thread.
  package var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }
}

/// The system would not start a thread.
package struct ThreadFailure: Error, CustomStringConvertible {
  /// What the thread would have been called.
  package let name: String
  /// The system's error number.
  package let code: Int32

  package var description: String {
    """
    cannot start the thread "\(name)": \(String(cString: strerror(code))); \
    the limit on processes (ulimit -u, TasksMax) or memory may be too low
    """
  }
}

private final class Errand {
  private let name: String
  private let work: @Sendable () -> Void

  init(_ name: String, _ work: @escaping @Sendable () -> Void) {
    self.name = name
    self.work = work
  }

  func run() {
    takeName()
    work()
  }

  // Through /proc because the calls that set a thread's name are invisible to Swift: one hides
  // behind _GNU_SOURCE, the other takes a variable number of arguments. Without /proc the thread
  // works all the same under the program's name.
  private func takeName() {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    let bytes = Array(name.utf8.prefix(15))
    _ = write(file, bytes, bytes.count)
    close(file)
  }
}

extension NamedThread {
  /// From now on the calling thread yields to all others: for work that nobody waits for.
  ///
  /// On Linux this is of one thread: https://man7.org/linux/man-pages/man2/setpriority.2.html
  package static func giveWay() { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
}
