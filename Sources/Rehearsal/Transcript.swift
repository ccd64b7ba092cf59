package import Desk

/// Events as one would read them aloud.
package enum Transcript {
  package static func lines(_ event: Event) -> [String] {
    switch event {
    case .said(let message): return said(message)
    case .noted(let author, let text): return ["note by \(name(author)): \(text)"]
    case .queued(let handoff):
      let summary = handoff.summary.isEmpty ? "" : ": \(handoff.summary)"
      return ["=> waits in \(handoff.queue) (\(handoff.reason.rawValue))\(summary)"]
    case .taken(let agent): return ["=> \(agent.name) takes it"]
    case .released(let agent, let why): return ["=> \(agent.name) gives it back (\(why.rawValue))"]
    case .transferred(let agent, .queue(let queue), _):
      return ["=> \(agent.name) passes it to \(queue)"]
    case .transferred(let agent, .agent(let other), _):
      return ["=> \(agent.name) passes it to \(other.name)"]
    case .transferred(let agent, .bot(let flow), _):
      return ["=> \(agent.name) returns it to the bot" + (flow.map { " (\($0))" } ?? "")]
    case .withdrawn(let why): return ["=> missed (\(why.rawValue))"]
    case .promised(_, let why): return ["=> a reply is promised (\(why.rawValue))"]
    case .resolved(let author): return ["=> resolved by \(name(author))"]
    case .reopened(let author): return ["=> reopened by \(name(author))"]
    case .rated(let score, let comment):
      return ["=> rated \(score)" + (comment.map { ": \($0)" } ?? "")]
    case .routed(let queue, let author): return ["=> to \(queue) by \(name(author))"]
    case .escalated(let escalation):
      return ["=> escalated to \(escalation.queue) by \(name(escalation.author))"]
    case .offered(let agent, _): return ["=> offered to \(agent.name)"]
    case .held: return ["=> on hold"]
    case .woken(let waking): return ["=> no longer on hold (\(waking.rawValue))"]
    case .closed(let author): return ["=> closed by \(name(author))"]
    case .erasureAsked: return ["=> the customer asked to be erased"]
    case .erased: return ["=> erased"]
    case .breached(let target, _): return ["=> \(target.rawValue) is late"]
    case .started, .identified, .recorded, .categorised, .prioritised, .suggested, .judged,
      .concluded, .tagged, .declined, .considered, .followed, .linked, .unlinked, .nearing,
      .notified, .transcriptAsked, .erasureWithdrawn, .lookedUp:
      return []
    }
  }

  private static func said(_ message: Message) -> [String] {
    var lines = ["\(name(message.author)): \(message.text)"]
    for card in message.offer?.cards ?? [] { lines.append("  card: \(card.title)") }
    for field in message.offer?.form ?? [] { lines.append("  field: \(field.label)") }
    let options = (message.offer?.options ?? []).map(\.label)
    if !options.isEmpty { lines.append("  [\(options.joined(separator: " | "))]") }
    return lines
  }

  private static func name(_ author: Author) -> String {
    switch author {
    case .customer: "customer"
    case .bot: "bot"
    case .rule(let rule): "rule \(rule)"
    case .agent(let agent): agent.name
    }
  }
}
