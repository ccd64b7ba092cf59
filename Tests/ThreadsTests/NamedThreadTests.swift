import Glibc
import Synchronization
import Testing

@testable import Threads

@Suite struct NamedThreadTests {
  @Test func aThreadBearsItsNameAndTakesNoSignals() throws {
    let seen = Mutex(("", false))
    let thread = try NamedThread("a name too long for Linux") {
      var bytes = [UInt8](repeating: 0, count: 64)
      let file = open("/proc/thread-self/comm", O_RDONLY)
      let count = max(0, read(file, &bytes, 64))
      close(file)
      var blocked = sigset_t()
      pthread_sigmask(SIG_SETMASK, nil, &blocked)
      let name = String(decoding: bytes[..<count], as: UTF8.self)
      seen.withLock { $0 = (name, sigismember(&blocked, SIGTERM) == 1) }
    }
    thread.join()
    #expect(seen.withLock { $0.0 } == "a name too long\n")
    #expect(seen.withLock { $0.1 })
  }

  @Test func joiningTwiceWaitsOnce() throws {
    let work = Mutex(0)
    let thread = try NamedThread("worker") { work.withLock { $0 += 1 } }
    thread.join()
    thread.join()
    #expect(work.withLock { $0 } == 1)
    #expect(!thread.isCurrent)
  }

  @Test func momentsAreOrderedAndHeldAtTheEndsOfTheScale() {
    let start = MonotonicTime(nanoseconds: 100)
    #expect(start.advanced(by: .seconds(1)).since(start) == .seconds(1))
    #expect(start < start.advanced(by: .nanoseconds(1)))
    #expect(start.advanced(by: .seconds(1 << 62)).nanoseconds == .max)
    let before = MonotonicTime(nanoseconds: -100)
    #expect(before.advanced(by: .seconds(-(1 << 62))).nanoseconds == .min)
  }
}
