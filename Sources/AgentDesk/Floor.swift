import Desk
import Wire

/// What is going on at the desk, from the summaries of `watch`.
///
/// Holds at most 5,000 open conversations, those that matter first to come, and the 20 latest of
/// mine that are done.
package struct Floor: Equatable, Sendable {
  package static let limit = 5000
  static let doneLimit = 20

  private var open: [ConversationID: Summary] = [:]
  /// Those heard of since the watch began anew; the others are stale when it is complete.
  private var fresh: Set<ConversationID>?
  package private(set) var done: [Summary] = []
  package private(set) var agentsOnline: Int?
  /// Whether the desk has told all there is, since the connection was made.
  package private(set) var isComplete = false

  package init() {}

  package func summary(_ id: ConversationID) -> Summary? {
    open[id] ?? done.first { $0.conversation == id }
  }

  /// The one with that ticket number.
  package func numbered(_ number: Int64) -> Summary? {
    open.values.first { $0.number == number } ?? done.first { $0.number == number }
  }

  mutating func staffed(_ agents: Int) { agentsOnline = agents }

  /// The connection is new: everything will be told again.
  mutating func beginAnew() {
    fresh = []
    isComplete = false
  }

  mutating func complete() {
    isComplete = true
    guard let fresh else { return }
    open = open.filter { fresh.contains($0.key) }
    self.fresh = nil
  }

  mutating func learn(_ summary: Summary, me: Identifier<Agent>?) {
    let id = summary.conversation
    let wasMine = open[id].map { Self.isMine($0, me) } ?? false
    done.removeAll { $0.conversation == id }
    fresh?.insert(id)
    switch summary.stage {
    case .waiting, .promised: keep(summary)
    case .agent where Self.isMine(summary, me): keep(summary)
    case .agent, .bot: open[id] = nil
    case .resolved:
      open[id] = nil
      if wasMine || Self.isMine(summary, me) { done.insert(summary, at: 0) }
      if done.count > Self.doneLimit { done.removeLast() }
    }
  }

  private mutating func keep(_ summary: Summary) {
    if open.count < Self.limit || open[summary.conversation] != nil {
      open[summary.conversation] = summary
    }
  }

  static func isMine(_ summary: Summary, _ me: Identifier<Agent>?) -> Bool {
    summary.agent != nil && summary.agent?.id == me
  }

  /// What waits, the one to take next first: by priority, then by how long.
  package var queue: [Summary] {
    open.values.filter { $0.stage == .waiting }.sorted { one, other in
      if one.priority != other.priority { return one.priority > other.priority }
      let (first, second) = (one.waitingSince ?? one.lastAt, other.waitingSince ?? other.lastAt)
      return first == second ? one.number < other.number : first < second
    }
  }

  /// What was promised a reply, the earliest first.
  package var promised: [Summary] {
    open.values.filter { $0.stage == .promised }.sorted { one, other in
      let (first, second) = (one.replyBy ?? one.lastAt, other.replyBy ?? other.lastAt)
      return first == second ? one.number < other.number : first < second
    }
  }

  /// What I have, in the order of the tickets' numbers, so that places on the screen stay.
  package func mine(_ me: Identifier<Agent>?) -> [Summary] {
    open.values.filter { $0.stage == .agent && Self.isMine($0, me) }
      .sorted { $0.number < $1.number }
  }
}
