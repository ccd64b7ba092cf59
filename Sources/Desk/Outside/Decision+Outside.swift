// MARK: - What people of another system do

extension Conversation {
  /// How long an answer from elsewhere keeps a conversation aside; the customer's next words bring
  /// it back at once.
  package static let setAsideByAnswer = Duration.seconds(30 * 86_400)

  /// An answer from elsewhere reaches the customer whoever has the conversation. Where nobody has
  /// it, somebody has seen it now: it is set aside under their name until the customer writes.
  func answeredElsewhere(
    _ agent: AgentName, _ text: String, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard agent.isOutside else {
      throw Refusal(.notAllowed, "only people of other systems answer from there")
    }
    try writable()
    let said = Event.said(
      Message(.agent(agent), try words(text, circumstances), file: try takeFile(circumstances)))
    let aside = Event.held(
      until: circumstances.now + Self.setAsideByAnswer, .agent(agent), reason: nil)
    switch stage {
    case .withAgent(let owner):
      return owner.id == agent.id && heldUntil == nil ? [said, aside] : [said]
    case .left, .resolved: return [.reopened(.agent(agent)), said, aside]
    case .withBot, .waiting, .missed, .promised: return [.taken(agent), said, aside]
    case .closed: throw isClosed
    }
  }
}
