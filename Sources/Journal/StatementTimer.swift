import CSQLite
import Glibc

/// Ends a statement that goes on for too long, from inside it.
final class StatementTimer {
  private let handle: OpaquePointer
  private let end: UnsafeMutablePointer<Int64>

  /// Steps of SQLite's own machine between two looks at the clock: some ten microseconds.
  private static let steps: Int32 = 1000

  init(_ handle: OpaquePointer, _ budget: Duration) {
    self.handle = handle
    end = .allocate(capacity: 1)
    end.initialize(to: Self.now() &+ budget.milliseconds &* 1_000_000)
    // https://www.sqlite.org/c3ref/progress_handler.html
    sqlite3_progress_handler(
      handle, Self.steps,
      { end in
        guard let end = end?.assumingMemoryBound(to: Int64.self) else { return 0 }
        return StatementTimer.now() > end.pointee ? 1 : 0
      }, end)
  }

  deinit {
    end.deallocate()
  }

  private static func now() -> Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return Int64(moment.tv_sec) * 1_000_000_000 + Int64(moment.tv_nsec)
  }
}
