package import Desk
import Journal
import Secrets
import Wire

// MARK: - What an operator does to a conversation under an agent's account

extension Office {
  /// Decided, recorded and told as if the agent had said it, with an entry in the audit trail that
  /// says who did. Returns the seq of its first event.
  package func act(
    _ command: Command, in id: Identifier<Conversation>, as login: Identifier<Agent>,
    reason: String?, by author: String
  ) throws -> Int64 {
    guard let user = try user(login), !user.isDisabled else {
      throw OperatorRefusal(description: "there is no user \(login), or the account is closed")
    }
    let principal = Principal.agent(AgentName(login, name: user.name), user.role)
    guard let live = try live(id), authorize(principal, .read, resource(live.conversation)) else {
      throw OperatorRefusal(
        description: "there is no such ticket, or \(login) may not see it")
    }
    // What was due is told first, so that the answer names the right seq.
    tellService(of: live)
    let former = live.conversation.stage
    let order = Order(Self.operatorsName(), id, command, reason: reason)
    let decision: (events: [Event], echoes: [Echo])
    do { decision = try self.decision(on: order, by: principal, live) } catch {
      guard let refusal = error as? Refusal else { throw error }
      throw OperatorRefusal(description: refusal.why)
    }
    let seq = live.conversation.seq + 1
    happen(
      decision.events, to: live, by: principal.key, cid: order.cid.text,
      fingerprint: Self.fingerprint(command, of: decision.events))
    note(.actedAs(login, id, deed: command.word), by: author)
    if let intervention = intervention(order, by: principal, id, from: former) {
      note(intervention, by: author)
    }
    try botHears(decision.events, from: former.word, live)
    try happen(decision.echoes, by: principal.key)
    return seq
  }

  /// What comes over the control socket is asked once: its name need only be new.
  private static func operatorsName() -> CommandID {
    guard let name = CommandID(Random.identifier()) else {
      preconditionFailure("an identifier made by chance is the name of a command")
    }
    return name
  }
}
