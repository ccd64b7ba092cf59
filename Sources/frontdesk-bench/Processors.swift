import CEpoll

/// On which processors who runs: the server on one, the load on another, so that neither takes the
/// other's time and every server has as much.
struct Processors: Sendable {
  /// The server's; nil where everybody runs anywhere.
  let server: Int?

  static let anywhere = Processors(server: nil)

  /// Keeps this process to one processor and servers to another; where there is only one, nobody.
  static func apart() -> Processors {
    let allowed = load_processors()
    let mine = (0..<64).filter { allowed >> $0 & 1 == 1 }
    guard mine.count > 1, load_keep_on(1 << UInt64(mine[1])) == 0 else { return anywhere }
    return Processors(server: mine[0])
  }

  /// What stands before a server's command.
  var command: [String] { server.map { ["/usr/bin/taskset", "-c", "\($0)"] } ?? [] }

  var words: String {
    server.map { "servers on processor \($0), the load on another" } ?? "servers and load anywhere"
  }
}
