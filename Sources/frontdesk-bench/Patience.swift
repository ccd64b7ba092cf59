import Glibc
import Threads

/// Waiting for something that other threads bring about, with an end to it.
enum Patience {
  static func wait(
    for what: String, atMost limit: Duration = .seconds(60), until isSo: () throws -> Bool
  ) throws {
    let end = MonotonicTime.now.advanced(by: limit)
    while try !isSo() {
      guard MonotonicTime.now < end else { throw Trouble("gave up waiting for \(what)") }
      usleep(1000)
    }
  }
}
