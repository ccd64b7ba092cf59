/// Who may be told of a conversation now; asked again for every event.
///
/// The same reach that `authorize` asks of a principal who wants to read, kept without the
/// conversation.
package struct Audience: Sendable {
  package let customer: Identifier<Customer>?
  private let reach: Reach

  package init(_ conversation: Conversation) {
    self.init(
      customer: conversation.opening?.customer, stage: conversation.stage.word,
      lastAgent: conversation.lastAgent?.id)
  }

  package init(customer: Identifier<Customer>?, stage: StageWord, lastAgent: Identifier<Agent>?) {
    self.customer = customer
    reach = Reach(stage, lastAgent: lastAgent)
  }

  private init(customer: Identifier<Customer>?, _ reach: Reach) {
    self.customer = customer
    self.reach = reach
  }

  /// Those who had a conversation in their lists while any agent could see it.
  package static let everyAgent = Audience(customer: nil, .everyAgent)

  package func includes(_ principal: Principal) -> Bool {
    switch principal {
    case .customer(let customer): customer == self.customer
    case .agent(let agent, .agent): reach.includes(agent.id)
    case .agent(_, .supervisor): true
    case .agent(_, .admin): false
    case .bot, .desk: true
    }
  }
}

/// Which agents may read a conversation: every one while people have to do with it, else only the
/// one who last had it.
///
/// Also what another agent just took: two who take at once must both learn the owner.
struct Reach: Equatable, Sendable {
  private let isOpen: Bool
  private let lastAgent: Identifier<Agent>?

  static let everyAgent = Reach(.waiting, lastAgent: nil)

  init(_ stage: StageWord, lastAgent: Identifier<Agent>?) {
    isOpen = stage.isOpen
    self.lastAgent = lastAgent
  }

  func includes(_ agent: Identifier<Agent>) -> Bool { isOpen || lastAgent == agent }
}
