package import Desk
package import Journal

/// A customer about whom the desk's systems are to be asked.
package struct LookUpCall: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  package let customer: Identifier<Customer>
  package let email: String
  /// An agent asked: what was said a while ago is not enough.
  package let isAgain: Bool
}

// MARK: - What customer systems know

/// The systems are asked once the turn is on disk, and nobody waits for them. What they say comes
/// back as a command of the desk. A call that a crash loses is made again at the hand-over, or when
/// an agent asks.
extension Office {
  /// Whom an event makes worth asking about: who has said who they are, who is handed over, and
  /// whom an agent asks about.
  func askSystems(after event: Event, in conversation: Conversation) {
    guard let systems = plan.lookUps, let cause = LookUpCause(event),
      let customer = conversation.opening?.customer, let email = conversation.contact.email,
      cause == .agent || conversation.wantsLookUp(systems, at: now)
    else { return }
    let call = LookUpCall(
      conversation: conversation.id, customer: customer, email: email,
      isAgain: cause == .agent)
    if !draft.lookUps.contains(call) { draft.lookUps.append(call) }
  }

  /// Notes what a system said of an address, unless it is not the customer's any more, or known.
  package func note(
    _ lookUp: LookUp, of email: String, in conversation: Identifier<Conversation>
  ) throws(RecordFailure) {
    // Nobody has it any more once they are erased.
    guard let live = try live(conversation), let theirs = live.conversation.contact.email,
      !Contact.areOthers(theirs, email)
    else { return }
    let known = live.conversation.lookedUp.first { $0.system == lookUp.system }
    if let known, known.failure == nil, known.asOf == lookUp.asOf { return }
    deskDoes(.noteLookUp(lookUp), in: live)
  }
}

/// Why systems are asked.
private enum LookUpCause {
  case customer, agent

  init?(_ event: Event) {
    if case .identified(let contact) = event, contact.email != nil {
      self = .customer
    } else if case .queued = event {
      self = .customer
    } else if case .escalated = event {
      self = .customer
    } else if case .lookedUp(let lookUp) = event, case .asked = lookUp.outcome {
      self = .agent
    } else {
      return nil
    }
  }
}
