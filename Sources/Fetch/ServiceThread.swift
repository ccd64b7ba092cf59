import CCurl
import Glibc

/// A thread of our own for work that waits: started once, waited for once.
package final class ServiceThread: Sendable {
  private let thread: pthread_t

  /// Starts the work under a name of at most 15 bytes, as `ps` and `perf` show it.
  ///
  /// Throws when the system gives out no more threads.
  package init(name: String, _ work: @escaping @Sendable () -> Void) throws(ThreadRefused) {
    let load = Unmanaged.passRetained(Work(name: name, run: work))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().start()
        return nil
      }, load.toOpaque())
    guard code == 0 else {
      load.release()
      throw ThreadRefused(name: name, code: code)
    }
    self.thread = thread
  }

  /// Whether the caller is this thread.
  package var isCurrent: Bool { pthread_equal(thread, pthread_self()) != 0 }

  /// Waits until the work is over. To be called once, and never by the thread itself.
  package func join() {
    precondition(!isCurrent, "a thread must not wait for its own end")
    let code = pthread_join(thread, nil)
    precondition(code == 0, "a thread must be waited for once")
  }

  private final class Work {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }

    func start() {
      // Only a label: if it is refused, nothing else changes.
      _ = frontdesk_name_thread(name)
      run()
    }
  }
}

/// The system refused another thread.
package struct ThreadRefused: Error, CustomStringConvertible {
  let name: String
  let code: Int32

  package var description: String {
    "the thread \(name) could not be started: \(String(cString: strerror(code)))"
  }
}
