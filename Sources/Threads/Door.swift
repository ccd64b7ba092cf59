import Glibc

/// A lock with a bell: one mutex and one condition that measures time by the monotonic clock.
///
/// The pair stays at one address for its whole life, as POSIX asks.
final class Door: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let bell = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    var status = pthread_mutex_init(mutex, nil)
    precondition(status == 0, "a mutex can be made")
    var clock = pthread_condattr_t()
    status = pthread_condattr_init(&clock)
    precondition(status == 0, "a condition's attributes can be made")
    // The wall clock may be set back while we sleep; the monotonic one cannot.
    status = pthread_condattr_setclock(&clock, CLOCK_MONOTONIC)
    precondition(status == 0, "a condition can follow the monotonic clock")
    status = pthread_cond_init(bell, &clock)
    precondition(status == 0, "a condition can be made")
    pthread_condattr_destroy(&clock)
  }

  deinit {
    pthread_cond_destroy(bell)
    pthread_mutex_destroy(mutex)
    bell.deallocate()
    mutex.deallocate()
  }

  /// Runs `work` while nobody else is inside.
  func locked<Result>(_ work: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try work()
  }

  /// Lets others in until somebody rings; only inside `locked`. `false` once the deadline is past.
  ///
  /// It may also return early without reason: the caller checks its own condition again.
  func sleep(until deadline: MonotonicTime?) -> Bool {
    guard let deadline else { return pthread_cond_wait(bell, mutex) == 0 }
    var moment = deadline.timespec
    return pthread_cond_timedwait(bell, mutex, &moment) == 0
  }

  /// Wakes everybody who sleeps; only inside `locked`.
  func wakeAll() {
    pthread_cond_broadcast(bell)
  }
}
