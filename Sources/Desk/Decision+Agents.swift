// MARK: - The agent's

extension Conversation {
  func agents(
    _ command: Command, _ agent: AgentName, _ role: Role, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    switch command {
    case .take(let over): return [try taking(agent, role, over: over, circumstances)]
    case .say(let text):
      let words = try words(text, circumstances)
      try own(agent)
      try unanswered(since: circumstances.seen, by: agent)
      return [.said(Message(.agent(agent), words, file: try takeFile(circumstances)))]
    case .note(let text):
      try check(text, circumstances)
      return [.noted(.agent(agent), text)] + followers(by: agent, circumstances)
    case .identify(let name, let email):
      try owner(for: agent, role)
      return [.identified(try contact(name, email))]
    case .release:
      let owner = try owner(for: agent, role)
      return [.released(owner, owner.id == agent.id ? .returned : .ordered)]
    case .transfer(let recipient, let note, let anyway):
      return try transfer(agent, role, recipient, note, anyway: anyway, circumstances)
    case .resolve:
      if !stage.word.isOver, role != .supervisor || !stage.isOpen { try own(agent) }
      try requireFields(circumstances)
      return try resolution(.agent(agent))
    case .reopen:
      try writable()
      guard stage.word.isOver else { throw Refusal(.notResolved, "this is not resolved") }
      try room(circumstances, "you have")
      return [.reopened(.agent(agent))]
    case .prioritise(let priority): return [.prioritised(priority, .agent(agent))]
    case .categorise(let category):
      return
        [try categorisation(category, .agent(agent), circumstances)]
    case .tag, .setFields, .decline, .escalate, .follow, .hold, .wake, .close:
      return try ticketAct(command, agent, role, circumstances)
    case .link, .unlink, .merge, .split, .answerAll:
      return try jointAct(command, agent, role, circumstances)
    case .lookUp: return try askingSystems(agent, circumstances)
    case .relay(let text): return try answeredElsewhere(agent, text, circumstances)
    default: throw Refusal(.notAllowed, "agents cannot do that")
    }
  }

  /// Whoever is named in a note hears of what comes of it.
  private func followers(by agent: AgentName, _ circumstances: Circumstances) -> [Event] {
    let known = Set(followers.map(\.id)).union([agent.id])
    return circumstances.mentioned.filter { !known.contains($0.id) }
      .map { .followed($0, begins: true) }
  }

  /// Two answers to one question: whoever wrote the second must see the first before it is sent.
  private func unanswered(since seen: Int64?, by agent: AgentName) throws(Refusal) {
    guard let seen, let answer = answers.last(where: { $0.agent.id != agent.id }), answer.seq > seen
    else { return }
    throw Refusal(.answeredFirst, "\(answer.agent.name) answered first: “\(answer.text)”")
  }

  private func taking(
    _ agent: AgentName, _ role: Role, over: Bool, _ circumstances: Circumstances
  ) throws(Refusal) -> Event {
    try serve(agent, role, circumstances)
    switch stage {
    case .waiting: try claim(agent, role, circumstances)
    case .missed, .promised: break
    case .withAgent(let owner): try takeOver(from: owner, agent, role, over)
    case .withBot:
      guard over, role == .supervisor else {
        throw Refusal(.notWaiting, "the bot is still talking with the customer")
      }
    case .left, .resolved: throw Refusal(.resolved, "\(ending); reopen it first")
    case .closed: throw isClosed
    }
    try room(circumstances, "you have")
    return .taken(agent)
  }

  /// A queue may be for some agents only.
  private func serve(_ agent: AgentName, _ role: Role, _ circumstances: Circumstances)
    throws(Refusal)
  {
    guard role != .supervisor, let queue = circumstances.queues.first(where: { $0.id == queue }),
      !queue.isServed(by: agent.id)
    else { return }
    throw Refusal(.notAllowed, "the queue \(queue.title) is served by others")
  }

  /// Never by the way: who takes what looked free must learn that it is not.
  private func takeOver(from owner: AgentName, _ agent: AgentName, _ role: Role, _ over: Bool)
    throws(Refusal)
  {
    guard owner.id != agent.id else {
      throw Refusal(.alreadyTaken, "you have this conversation")
    }
    guard over else { throw Refusal(.alreadyTaken, "\(owner.name) has this conversation") }
    guard role == .supervisor else {
      throw Refusal(.notAllowed, "only a supervisor takes over from \(owner.name)")
    }
  }

  func own(_ agent: AgentName) throws(Refusal) {
    switch stage {
    case .withAgent(let owner) where owner.id == agent.id: return
    case .withAgent(let owner): throw Refusal(.notYours, "\(owner.name) has this conversation")
    case .left, .resolved: throw Refusal(.resolved, "\(ending); reopen it first")
    case .closed: throw isClosed
    case .waiting, .missed, .promised, .withBot:
      throw Refusal(.notYours, "take the conversation first")
    }
  }

  /// Whose conversation it is that somebody gives away: their own, or for a supervisor anybody's.
  @discardableResult
  func owner(for agent: AgentName, _ role: Role) throws(Refusal) -> AgentName {
    if role == .supervisor, case .withAgent(let owner) = stage { return owner }
    try own(agent)
    return agent
  }

  var ending: String {
    switch stage {
    case .left: "the customer left this"
    case .closed: "this is closed"
    case .withBot, .waiting, .missed, .withAgent, .promised, .resolved: "this is resolved"
    }
  }

  private func room(_ circumstances: Circumstances, _ who: String) throws(Refusal) {
    let has = circumstances.openWork
    guard has < circumstances.capacity else {
      throw Refusal(.atCapacity, "\(who) \(has) open conversations already")
    }
    switch circumstances.obstacle {
    case .full:
      throw Refusal(
        .atCapacity, "\(who) work of \(has) of \(circumstances.capacity), and this is too much more"
      )
    case .queueFull:
      throw Refusal(.atCapacity, "\(who) as many of this queue as one may have at once")
    case nil: return
    }
  }

  /// Nobody is passed on to where nobody is: that is refused, or where it is meant all the same the
  /// customer is told by when somebody will be.
  private func transfer(
    _ agent: AgentName, _ role: Role, _ recipient: Command.Recipient, _ note: String?,
    anyway: Bool, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    let owner = try owner(for: agent, role)
    let destination = try destination(recipient, circumstances)
    if let note { try check(note, circumstances) }
    switch destination {
    case .agent(let target):
      guard target.id != owner.id else {
        let who = target.id == agent.id ? "you have" : "\(target.name) has"
        throw Refusal(.invalid, "\(who) it already")
      }
      try room(circumstances, "\(target.name) has")
      try reach(target, circumstances)
    case .queue(let queue):
      guard let staffing = circumstances.staffing, let absence = staffing.absence else { break }
      guard anyway else { throw absentees(of: queue, absence, staffing, circumstances) }
      return [
        .transferred(agent, destination, note: note),
        .promised(replyBy: staffing.replyBy, absence),
      ]
    case .bot: break
    }
    return [.transferred(agent, destination, note: note)]
  }

  private func reach(_ target: AgentName, _ circumstances: Circumstances) throws(Refusal) {
    let role = circumstances.colleague?.role ?? .agent
    try serve(target, role, circumstances)
  }

  private func absentees(
    of queue: Identifier<Queue>, _ absence: Absence, _ staffing: Circumstances.Staffing,
    _ circumstances: Circumstances
  ) -> Refusal {
    let title = circumstances.queues.first { $0.id == queue }?.title ?? queue.text
    let names = staffing.names.joined(separator: ", ")
    let who = names.isEmpty ? "" : ", served by \(names),"
    let why =
      absence == .closed
      ? "\(title)\(who) is closed now" : "nobody of \(title)\(who) is here"
    return Refusal(
      .nobodyThere, "\(why); pass it on anyway and the customer is promised a reply instead")
  }

  /// Only to what is there: a queue of the desk, a colleague who works, a flow that can begin.
  private func destination(_ recipient: Command.Recipient, _ circumstances: Circumstances)
    throws(Refusal) -> Destination
  {
    switch recipient {
    case .queue(let queue):
      let queues = circumstances.queues
      guard queues.contains(where: { $0.id == queue }) else {
        let names = queues.map(\.id.text).joined(separator: ", ")
        throw Refusal(.notFound, "there is no queue \(queue); there are \(names)")
      }
      return .queue(queue)
    case .agent(let agent):
      guard let colleague = circumstances.colleague, colleague.agent.id == agent else {
        throw Refusal(.notFound, "there is no agent \(agent)")
      }
      guard colleague.isThere else {
        throw Refusal(.notFound, "\(colleague.agent.name) is not online")
      }
      return .agent(colleague.agent)
    case .bot(let flow):
      guard let flow, !circumstances.flows.contains(flow) else { return .bot(flow: flow) }
      let names = circumstances.flows.joined(separator: ", ")
      throw Refusal(.notFound, "there is no flow \(flow) to return to; there are \(names)")
    }
  }

  func resolution(_ author: Author) throws(Refusal) -> [Event] {
    guard !stage.word.isOver else { throw Refusal(.resolved, "\(ending) already") }
    return [.resolved(author)]
  }
}
