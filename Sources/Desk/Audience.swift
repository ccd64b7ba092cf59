/// Who may be told of a conversation now; asked again for every event.
///
/// The same reach that `authorize` asks of a principal who wants to read, kept without the
/// conversation.
package struct Audience: Sendable {
  package let customer: Identifier<Customer>?
  private var reach: Reach
  /// Those who are told of it in another way.
  private var others: Reach?

  /// - Parameter members: who alone may see what is in its queue; nil where every agent may.
  package init(_ conversation: Conversation, members: Set<Identifier<Agent>>?) {
    self.init(
      customer: conversation.opening?.customer, stage: conversation.stage.word,
      lastAgent: conversation.lastAgent?.id, members: members,
      followers: Set(conversation.followers.map(\.id)))
  }

  package init(
    customer: Identifier<Customer>?, stage: StageWord, lastAgent: Identifier<Agent>?,
    members: Set<Identifier<Agent>>?, followers: Set<Identifier<Agent>> = []
  ) {
    self.customer = customer
    reach = Reach(stage, lastAgent: lastAgent, members: members, followers: followers)
  }

  /// Those agents of this audience who are none of the other.
  package func agents(without other: Audience) -> Audience {
    var audience = Audience(agents: reach)
    audience.others = other.reach
    return audience
  }

  private init(agents: Reach) {
    customer = nil
    reach = agents
  }

  /// The same for who may read on here because they serve the customer just now in another
  /// conversation: what that person said before is part of serving them, but for what is in a
  /// queue that is closed to them.
  package func includes(_ principal: Principal, serving: Bool) -> Bool {
    if includes(principal) { return true }
    guard serving, case .agent(let agent, .agent) = principal else { return false }
    return !reach.isClosed(to: agent.id)
  }

  /// The same with one agent more.
  package func admitting(_ agent: Identifier<Agent>) -> Audience {
    var audience = self
    audience.reach.admit(agent)
    return audience
  }

  package func includes(_ principal: Principal) -> Bool {
    switch principal {
    case .customer(let customer): customer == self.customer
    case .agent(let agent, .agent):
      reach.includes(agent.id) && others?.includes(agent.id) != true
    case .agent(_, .supervisor): others == nil
    case .agent(_, .admin): false
    case .bot, .desk, .rule: true
    }
  }
}

/// Which agents may read a conversation: those who serve its queue, or every one where the queue is
/// open to all, while people have to do with it; else only the one who last had it.
///
/// Also what another agent just took: two who take at once must both learn the owner. Whoever has
/// it reads it, whatever its queue, and who follows it.
struct Reach: Equatable, Sendable {
  private let isOpen: Bool
  private let isOwned: Bool
  private let lastAgent: Identifier<Agent>?
  private let members: Set<Identifier<Agent>>?
  private var followers: Set<Identifier<Agent>>

  init(
    _ stage: StageWord, lastAgent: Identifier<Agent>?, members: Set<Identifier<Agent>>?,
    followers: Set<Identifier<Agent>> = []
  ) {
    self.followers = followers
    isOpen = stage.isOpen
    isOwned = stage == .agent
    self.lastAgent = lastAgent
    self.members = members
  }

  /// Lets one more read.
  mutating func admit(_ agent: Identifier<Agent>) { followers.insert(agent) }

  /// Whether it is in a queue that others serve.
  func isClosed(to agent: Identifier<Agent>) -> Bool { members?.contains(agent) == false }

  func includes(_ agent: Identifier<Agent>) -> Bool {
    if isOwned, lastAgent == agent { return true }
    if followers.contains(agent) { return true }
    guard members?.contains(agent) != false else { return false }
    return isOpen || lastAgent == agent
  }
}
