import Desk
import Journal
import Wire

// MARK: - What a customer said before

extension Office {
  /// Whether an agent may read a conversation because they have another one with its customer now.
  func isOfServedCustomer(_ conversation: Conversation, _ principal: Principal) -> Bool {
    guard let customer = conversation.opening?.customer else { return false }
    let audience = Audience(
      conversation, members: plan.queues.members(of: conversation.queue))
    return audience.includes(principal, serving: serves(principal, customer))
  }

  /// Whether an agent has a conversation with a customer now.
  private func serves(_ principal: Principal, _ customer: Identifier<Customer>) -> Bool {
    guard case .agent(let agent, _) = principal else { return false }
    return lists.open(of: customer).contains { id in
      let summary = lists.summaries[id]
      return summary?.stage == .agent && summary?.agent?.id == agent.id
    }
  }

  /// The other conversations of a conversation's customer, as far as they may be read.
  func past(of conversation: Conversation, for principal: Principal) throws(RecordFailure)
    -> [Reply.Past]
  {
    guard let customer = conversation.opening?.customer else { return [] }
    let serving = serves(principal, customer)
    var past: [Reply.Past] = []
    for row in try record.conversations(of: customer, limit: Reply.Past.most + 1)
    where row.conversation != conversation.id && past.count < Reply.Past.most {
      let audience = Audience(
        customer: customer, stage: row.stage, lastAgent: row.agent.map { Identifier($0) },
        members: plan.queues.members(of: row.queue.map { Identifier($0) }),
        followers: Set(row.followers))
      guard audience.includes(principal, serving: serving) else { continue }
      past.append(
        Reply.Past(
          row.conversation, number: row.number, started: row.started, stage: row.stage,
          queue: row.queue, category: row.category, agent: row.agent, subject: row.subject,
          summary: row.summary, score: row.score))
    }
    return past
  }

  /// A customer's own conversations, the latest first: what they know of them, and nothing of what
  /// is said about them.
  func past(of customer: Identifier<Customer>, before number: Int64?) throws(RecordFailure)
    -> [Reply.Past]
  {
    try record.conversations(of: customer, before: number ?? .max, limit: Reply.Past.page).map {
      Reply.Past(
        $0.conversation, number: $0.number, started: $0.started, stage: $0.stage,
        subject: $0.subject, score: $0.score)
    }
  }
}
