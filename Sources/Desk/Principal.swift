/// Who asks: proven by a token, a password, or by being part of the desk.
package enum Principal: Hashable, Sendable {
  case customer(Identifier<Customer>)
  case agent(AgentName, Role)
  case bot
  /// A rule of the desk, by its name.
  case rule(String)
  /// The desk itself, when time has passed or an account has gone.
  case desk

  /// The same name for the same principal for ever: half of what makes a command's cid unique.
  package var key: String {
    switch self {
    case .customer(let customer): "c:\(customer.text)"
    case .agent(let agent, _): "a:\(agent.id.text)"
    case .bot: "bot"
    case .rule(let name): "rule:\(name)"
    case .desk: "desk"
    }
  }
}

/// What can be asked of the desk, as far as permission goes.
package enum Action: Hashable, Sendable, CaseIterable {
  /// Follow a conversation and see what the customer of it may see.
  case read
  /// Speak as the customer: say, choose, fill, identify, rate.
  case converse
  case begin
  /// Take, note, release, transfer, prioritise, categorise, and speak as an agent.
  case work
  case resolve, reopen
  /// Speak and act as the bot does.
  case automate
  case seeQueue
  case seeColleagues
  case readArticles
  /// Make, disable and list accounts.
  case manageAccounts
}

/// What an action is done to.
package enum Resource: Sendable {
  /// With who alone may see what is in its queue; nil where every agent may.
  case conversation(Conversation, members: Set<Identifier<Agent>>? = nil)
  case desk
}

/// Whether somebody may do something: the one place that says so, asked before every command.
///
/// Everything not named here is forbidden. An admin keeps accounts and flows; that alone does not
/// let them read what customers wrote.
package func authorize(_ principal: Principal, _ action: Action, _ resource: Resource) -> Bool {
  switch (principal, resource) {
  case (.bot, _), (.desk, _), (.rule, _): true
  case (.customer(let customer), .conversation(let conversation, _)):
    permits(customer, action, conversation)
  case (.customer, .desk): action == .begin || action == .readArticles
  case (.agent(let agent, let role), .conversation(let conversation, let members)):
    permits(agent, role, action, conversation, members)
  case (.agent(_, let role), .desk): permits(role, action)
  }
}

private func permits(
  _ customer: Identifier<Customer>, _ action: Action, _ conversation: Conversation
) -> Bool {
  switch action {
  case .begin: conversation.opening == nil
  case .read, .converse, .resolve, .reopen: conversation.opening?.customer == customer
  case .work, .automate, .seeQueue, .seeColleagues, .readArticles, .manageAccounts: false
  }
}

private func permits(
  _ agent: AgentName, _ role: Role, _ action: Action, _ conversation: Conversation,
  _ members: Set<Identifier<Agent>>?
) -> Bool {
  guard conversation.opening != nil, role != .admin else { return false }
  switch action {
  case .read, .work, .resolve, .reopen:
    let reach = Reach(
      conversation.stage.word, lastAgent: conversation.lastAgent?.id, members: members,
      followers: Set(conversation.followers.map(\.id)))
    return role == .supervisor || reach.includes(agent.id)
  case .begin, .converse, .automate, .seeQueue, .seeColleagues, .readArticles, .manageAccounts:
    return false
  }
}

private func permits(_ role: Role, _ action: Action) -> Bool {
  switch action {
  case .seeQueue, .seeColleagues: role != .admin
  case .readArticles: true
  case .manageAccounts: role == .admin
  case .read, .converse, .begin, .work, .resolve, .reopen, .automate: false
  }
}
