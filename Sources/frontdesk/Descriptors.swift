import Foundation
import Logging

/// How many files and sockets the process may have open.
enum Descriptors {
  /// Beside the connections: the record, its readers, mirrors, calls and logs.
  private static let besides = 200

  /// What the system allows, now and at most.
  static func limits() -> (now: Int, most: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return (Int.max, Int.max)
    }
    return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
  }

  static func needed(for connections: Int) -> Int { connections + besides }

  /// Asks the system for as many as the settings' connections need, and says where that is not to
  /// be had: those who come then are turned away.
  static func provide(for connections: Int, _ log: Logger) {
    let needed = needed(for: connections)
    let (now, most) = limits()
    guard now < needed else { return }
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = rlim_t(min(needed, most))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard most < needed else { return }
    log.warning(
      "fewer file descriptors than limits.connections need; raise ulimit -n (LimitNOFILE)",
      metadata: [
        "connections": .stringConvertible(connections), "descriptors": .stringConvertible(most),
        "needed": .stringConvertible(needed), "setting": "limits.connections",
      ])
  }
}
