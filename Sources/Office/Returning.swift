import Desk
import Journal

/// Customers who came back while the agent who had them was busy: for a minute they are kept for
/// that one, beside their place in the line.
struct Returning {
  private var kept: [Identifier<Agent>: [Kept]] = [:]
  /// Agents who have given up a conversation in this turn.
  private var freed: Set<Identifier<Agent>> = []

  private struct Kept {
    let conversation: Identifier<Conversation>
    let until: Instant
  }

  /// As long as somebody waits gladly for whom they know.
  static let span = Duration.seconds(60)
  /// Kept for one agent; beyond it the line is as good.
  private static let limit = 20

  mutating func keep(
    _ conversation: Identifier<Conversation>, for agent: Identifier<Agent>, at now: Instant
  ) {
    var list = kept[agent, default: []].filter { $0.until > now }
    guard list.count < Self.limit else { return }
    list.append(Kept(conversation: conversation, until: now + Self.span))
    kept[agent] = list
  }

  mutating func note(_ before: Stage, _ after: Stage) {
    guard case .withAgent(let agent) = before, before != after, kept[agent.id] != nil else {
      return
    }
    freed.insert(agent.id)
  }

  /// Who is kept for those who are free since it was last asked, the first first.
  mutating func takeFreed(at now: Instant)
    -> [(agent: Identifier<Agent>, conversations: [Identifier<Conversation>])]
  {
    guard !freed.isEmpty else { return [] }
    defer { freed = [] }
    return freed.sorted().map { agent in
      (agent, (kept.removeValue(forKey: agent) ?? []).filter { $0.until > now }.map(\.conversation))
    }
  }

  mutating func clockJumped(by jump: Duration) {
    kept = kept.mapValues { list in
      list.map { Kept(conversation: $0.conversation, until: $0.until + jump) }
    }
  }
}

extension Office {
  /// Somebody came back for a person: whom they had is busy now, but may be free in a moment.
  func keepForWhomTheyHad(_ event: Event, _ conversation: Conversation) {
    guard case .queued(let handoff) = event, handoff.reason == .returned,
      let last = conversation.lastAgent, staff.member(last.id)?.isThere == true
    else { return }
    returning.keep(conversation.id, for: last.id, at: now)
  }

  /// Hands those who came back to whom they had, who has room for them now.
  func handBack() throws(RecordFailure) {
    for (agent, conversations) in returning.takeFreed(at: now) {
      for id in conversations {
        guard let live = try live(id), case .waiting = live.conversation.stage,
          let colleague = staff.colleague(agent)
        else { continue }
        guard colleague.isThere, obstacle(of: agent, to: live.conversation) == nil else {
          returning.keep(id, for: agent, at: now)
          continue
        }
        var circumstances = circumstances(of: live.conversation)
        circumstances.colleague = colleague
        guard
          let events = try? live.conversation.decide(
            .transfer(to: .agent(agent), note: nil), by: .desk, in: circumstances)
        else { continue }
        let before = live.conversation.stage.word
        happen(events, to: live, by: Principal.desk.key)
        try botHears(events, from: before, live)
      }
    }
  }
}
