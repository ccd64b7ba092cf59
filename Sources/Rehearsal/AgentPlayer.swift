package import Wire

/// An agent with a session.
package final class AgentPlayer: Player {
  package func watch() throws {
    isWatching = true
    try desk.turn([.watch(try require(caller, "whoever watches has been welcomed"))])
  }

  package var summaries: [Summary] {
    frames.compactMap { if case .summary(let summary) = $0 { summary } else { nil } }
  }
}
