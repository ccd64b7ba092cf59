package import Desk
import Journal
import Wire

// MARK: - Who may not write

extension Office {
  /// Keeps somebody out from now on, closes the lines they have, and says so to the operator.
  package func block(
    _ subject: Block.Subject, reason: String, until: Instant?, by author: String
  ) throws {
    let block = Block(subject, reason: reason, by: author, since: now, until: until)
    guard blocks[block.subject] != nil || !blocks.isFull else {
      throw NotPublished(
        description: "\(Blocks.most) are blocked already; take back some, or block a network")
    }
    blocks.set(block)
    draft.record.block(block)
    draft.deliveries.append(.shut(block.subject, block.refusal))
  }

  /// An agent keeps out the customer of a conversation they have; a supervisor, of any.
  func block(
    customerOf id: Identifier<Conversation>, _ caller: Caller, _ question: Question.ID,
    for span: Duration?, reason: String
  ) throws(RecordFailure) {
    func answer(_ frame: ServerFrame) {
      draft.deliveries.append(.frame(caller.line, frame.bytes))
    }
    let refused = Refused(.block, id, id: question)
    guard case .known(.agent(let agent, let role)) = caller.who, let live = try live(id),
      let customer = live.conversation.opening?.customer,
      authorize(.agent(agent, role), .work, resource(live.conversation))
    else { return answer(.refused(.noSuchConversation, refused)) }
    var isTheirs = role == .supervisor
    if case .withAgent(let owner) = live.conversation.stage, owner.id == agent.id {
      isTheirs = true
    }
    guard isTheirs else {
      return answer(.refused(Refusal(.notYours, "take the conversation first"), refused))
    }
    let until = span.map { now + $0 }
    do {
      try block(.customer(customer), reason: reason, until: until, by: agent.id.key)
      answer(.answer(question, .blocked(until: until)))
    } catch {
      answer(.refused(Refusal(.busy, "\(error)"), refused))
    }
  }

  package func unblock(_ subject: Block.Subject, by author: String) throws {
    guard blocks[subject] != nil else {
      throw NotPublished(description: "the \(subject.kind) \(subject.text) is not blocked")
    }
    blocks.remove(subject)
    draft.record.unblock(subject, by: author, at: now)
  }

  /// What is over is nobody's business any more.
  func sweepBlocks() {
    for subject in blocks.takeEnded(at: now) {
      draft.record.unblock(subject, by: AuditEntry.itself, at: now)
    }
  }

  /// What is said to somebody who is kept out; nil to everybody else.
  func refusal(to principal: Principal) -> Refusal? {
    guard case .customer(let customer) = principal else { return nil }
    return blocks.block(of: customer, at: now)?.refusal
  }

  func refusal(from source: Source) -> Refusal? {
    blocks.block(ofAddress: source.address, at: now)?.refusal
  }
}
