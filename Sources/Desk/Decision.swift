/// What a decision needs to know beyond the conversation itself.
package struct Circumstances: Sendable {
  package let textLimit: Int
  /// What a `start` opens; nil for every other command.
  package var opening: Opening?
  /// How many conversations the agent who would get this one has now, and how many they may have.
  package var openWork: Int
  package var capacity: Int
  /// The colleague to whom it would be passed on; nil if nobody is called so.
  package var colleague: Colleague?
  package var queues: [QueuePlan]
  /// The flows that a conversation can be given back to.
  package var flows: [String]
  /// A flow is talking with the customer although the matter is resolved: a survey.
  package var isSurveying: Bool
  /// The customer's words do no more than thank or take leave.
  package var isFarewell: Bool

  package init(
    textLimit: Int, opening: Opening? = nil, openWork: Int = 0, capacity: Int = 0,
    colleague: Colleague? = nil, queues: [QueuePlan] = [], flows: [String] = [],
    isSurveying: Bool = false, isFarewell: Bool = false
  ) {
    self.textLimit = textLimit
    self.opening = opening
    self.openWork = openWork
    self.capacity = capacity
    self.colleague = colleague
    self.queues = queues
    self.flows = flows
    self.isSurveying = isSurveying
    self.isFarewell = isFarewell
  }

  /// Somebody a conversation can be passed on to.
  package struct Colleague: Sendable {
    package let agent: AgentName
    /// Connected, and taking conversations.
    package let isThere: Bool

    package init(_ agent: AgentName, isThere: Bool) {
      self.agent = agent
      self.isThere = isThere
    }
  }
}

extension Conversation {
  /// What happens if the command is carried out, or why it is not.
  package func decide(
    _ command: Command, by principal: Principal, in circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard authorize(principal, command.action, .conversation(self)) else {
      throw Refusal.noSuchConversation
    }
    switch principal {
    case .customer: return try customers(command, circumstances)
    case .agent(let agent, let role): return try agents(command, agent, role, circumstances)
    case .bot: return try bots(command)
    case .desk: return try desks(command)
    }
  }
}

extension Command {
  package var action: Action {
    switch self {
    case .start: .begin
    case .say(_), .choose, .fill, .identify, .rate: .read
    case .take, .note, .release, .transfer, .prioritise, .categorise: .work
    case .resolve: .resolve
    case .reopen: .reopen
    case .speak, .record, .suggest, .judge, .escalate, .withdraw, .promise, .conclude,
      .giveBack:
      .automate
    }
  }
}

// MARK: - The customer's

extension Conversation {
  private func customers(_ command: Command, _ circumstances: Circumstances) throws(Refusal)
    -> [Event]
  {
    switch command {
    case .start: return [try beginning(circumstances)]
    case .say(let text):
      try check(text, circumstances)
      return wordsOfCustomer(Message(.customer, text), circumstances)
    case .choose(let option, let question):
      return wordsOfCustomer(try choice(option, question), circumstances)
    case .fill(let fields, let question):
      return wordsOfCustomer(try filled(fields, question, circumstances), circumstances)
    case .identify(let name, let email):
      return [.identified(try contact(name, email))]
    case .rate(let score, let comment): return [try rating(score, comment, circumstances)]
    case .resolve: return try resolution(.customer)
    case .reopen: return try customersReturn()
    default: throw Refusal(.notAllowed, "customers cannot do that")
    }
  }

  private func beginning(_ circumstances: Circumstances) throws(Refusal) -> Event {
    guard let opening = circumstances.opening else {
      throw Refusal(.invalid, "a conversation starts once")
    }
    return .started(opening)
  }

  /// Thanks after the end open nothing anew: it stays resolved, and may be rated.
  private func wordsOfCustomer(_ message: Message, _ circumstances: Circumstances) -> [Event] {
    guard stage == .resolved, !circumstances.isSurveying, !circumstances.isFarewell else {
      return [.said(message)]
    }
    return [.reopened(.customer), .said(message)] + backToQueue
  }

  /// A customer who comes back after a person had answered waits for a person again.
  private var backToQueue: [Event] {
    guard let queue, lastAgent != nil else { return [] }
    return [
      .queued(
        Handoff(queue: queue, priority: priority, summary: summary, reason: .returned, path: path))
    ]
  }

  private func customersReturn() throws(Refusal) -> [Event] {
    guard stage == .resolved else { throw Refusal(.notResolved, "this is not resolved") }
    return [.reopened(.customer)] + backToQueue
  }

  private func choice(_ option: String, _ question: String) throws(Refusal) -> Message {
    guard let offer = openOffer, offer.question == question else {
      throw Refusal(.stale, "that question is no longer open")
    }
    guard let chosen = offer.options.first(where: { $0.id == option }) else {
      throw Refusal(.invalid, "the question has no such option")
    }
    return Message(.customer, chosen.label, answer: .option(option, question: question))
  }

  private func filled(
    _ fields: [Field], _ question: String, _ circumstances: Circumstances
  ) throws(Refusal) -> Message {
    guard let offer = openOffer, offer.question == question, !offer.form.isEmpty else {
      throw Refusal(.stale, "that form is no longer open")
    }
    var lines: [String] = []
    for expected in offer.form {
      let value = fields.first { $0.name == expected.id }?.value ?? ""
      guard !(value.isEmpty && expected.isRequired) else {
        throw Refusal(.invalid, "“\(expected.label)” must be filled in")
      }
      lines.append("\(expected.label): \(value)")
    }
    guard fields.allSatisfy({ field in offer.form.contains { $0.id == field.name } }) else {
      throw Refusal(.invalid, "the form has no such field")
    }
    let text = lines.joined(separator: "\n")
    try check(text, circumstances)
    return Message(.customer, text, answer: .form(fields, question: question))
  }

  private func contact(_ name: String?, _ email: String?) throws(Refusal) -> Contact {
    for text in [name, email].compactMap({ $0 }) {
      guard (1...254).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(isPlain)
      else { throw Refusal(.invalid, "a name or address has 1 to 254 characters on one line") }
    }
    guard name != nil || email != nil else { throw Refusal(.invalid, "neither name nor e-mail") }
    return Contact(name: name, email: email, isVerified: false)
  }

  private func rating(_ score: Int, _ comment: String?, _ circumstances: Circumstances)
    throws(Refusal) -> Event
  {
    guard stage == .resolved else { throw Refusal(.notResolved, "only what is resolved is rated") }
    guard (1...5).contains(score) else { throw Refusal(.invalid, "a score is 1 to 5") }
    if let comment { try check(comment, circumstances) }
    return .rated(score: score, comment: comment)
  }
}

// MARK: - The agent's

extension Conversation {
  private func agents(
    _ command: Command, _ agent: AgentName, _ role: Role, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    switch command {
    case .take(let over): return [try taking(agent, role, over: over, circumstances)]
    case .say(let text):
      try check(text, circumstances)
      try own(agent)
      return [.said(Message(.agent(agent), text))]
    case .note(let text):
      try check(text, circumstances)
      return [.noted(agent, text)]
    case .release:
      try own(agent)
      return [.released(agent, .returned)]
    case .transfer(let recipient, let note):
      return [try transfer(agent, recipient, note, circumstances)]
    case .resolve:
      if stage != .resolved { try own(agent) }
      return try resolution(.agent(agent))
    case .reopen:
      guard stage == .resolved else { throw Refusal(.notResolved, "this is not resolved") }
      try room(circumstances, "you have")
      return [.reopened(.agent(agent))]
    case .prioritise(let priority): return [.prioritised(priority, .agent(agent))]
    case .categorise(let category):
      guard (1...64).contains(category.unicodeScalars.count),
        category.unicodeScalars.allSatisfy(isPlain)
      else { throw Refusal(.invalid, "a category has 1 to 64 characters on one line") }
      return [.categorised(category, .agent(agent))]
    default: throw Refusal(.notAllowed, "agents cannot do that")
    }
  }

  private func taking(
    _ agent: AgentName, _ role: Role, over: Bool, _ circumstances: Circumstances
  ) throws(Refusal) -> Event {
    try serve(agent, role, circumstances)
    switch stage {
    case .waiting, .promised: break
    case .withAgent(let owner): try takeOver(from: owner, agent, role, over)
    case .withBot: throw Refusal(.notWaiting, "the bot is still talking with the customer")
    case .resolved: throw Refusal(.resolved, "this is resolved; reopen it first")
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

  private func own(_ agent: AgentName) throws(Refusal) {
    switch stage {
    case .withAgent(let owner) where owner.id == agent.id: return
    case .withAgent(let owner): throw Refusal(.notYours, "\(owner.name) has this conversation")
    case .resolved: throw Refusal(.resolved, "this is resolved; reopen it first")
    case .waiting, .promised, .withBot: throw Refusal(.notYours, "take the conversation first")
    }
  }

  private func room(_ circumstances: Circumstances, _ who: String) throws(Refusal) {
    guard circumstances.openWork < circumstances.capacity else {
      throw Refusal(.atCapacity, "\(who) \(circumstances.openWork) open conversations already")
    }
  }

  private func transfer(
    _ agent: AgentName, _ recipient: Command.Recipient, _ note: String?,
    _ circumstances: Circumstances
  ) throws(Refusal) -> Event {
    try own(agent)
    let destination = try destination(recipient, circumstances)
    if let note { try check(note, circumstances) }
    if case .agent(let target) = destination {
      guard target.id != agent.id else { throw Refusal(.invalid, "you have it already") }
      try room(circumstances, "\(target.name) has")
    }
    return .transferred(agent, destination, note: note)
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

  private func resolution(_ author: Author) throws(Refusal) -> [Event] {
    guard stage != .resolved else { throw Refusal(.resolved, "this is resolved already") }
    return [.resolved(author)]
  }
}

// MARK: - The bot's and the desk's

extension Conversation {
  private func bots(_ command: Command) throws(Refusal) -> [Event] {
    switch command {
    case .speak(let text, let offer): return [.said(Message(.bot, text, offer: offer))]
    case .record(let fields): return [.recorded(fields)]
    case .suggest(let query, let articles): return [.suggested(query: query, articles)]
    case .judge(let helped, let articles): return [.judged(helped: helped, articles)]
    case .categorise(let category): return [.categorised(category, .bot)]
    case .prioritise(let priority): return [.prioritised(priority, .bot)]
    case .rate(let score, let comment): return [.rated(score: score, comment: comment)]
    case .escalate(let handoff): return try escalation(handoff)
    case .withdraw(let absence):
      guard case .waiting = stage else { throw Refusal(.notWaiting, "it does not wait") }
      return [.withdrawn(absence)]
    case .promise(let replyBy, let absence): return try promise(replyBy, absence)
    case .identify(let name, let email):
      return [.identified(Contact(name: name, email: email, isVerified: false))]
    case .conclude(let outcome):
      let isOver = stage == .withBot && Self.endings.contains(outcome)
      return [.concluded(outcome: outcome)] + (isOver ? [.resolved(.bot)] : [])
    default: throw Refusal(.notAllowed, "the bot cannot do that")
    }
  }

  /// The outcomes after which nobody needs to come.
  private static let endings: Set = ["resolved", "abandoned", "declined", "stopped"]

  private func escalation(_ handoff: Handoff) throws(Refusal) -> [Event] {
    switch stage {
    // Who was promised a reply and comes back while people are there need not wait for it.
    case .withBot, .promised: return [.queued(handoff)]
    case .resolved: return [.reopened(.customer), .queued(handoff)]
    case .waiting, .withAgent:
      throw Refusal(.notWaiting, "a person is called already")
    }
  }

  private func promise(_ replyBy: Instant, _ absence: Absence) throws(Refusal) -> [Event] {
    switch stage {
    case .withBot, .waiting: return [.promised(replyBy: replyBy, absence)]
    case .resolved: return [.reopened(.customer), .promised(replyBy: replyBy, absence)]
    case .withAgent, .promised: throw Refusal(.notWaiting, "a person is called already")
    }
  }

  private func desks(_ command: Command) throws(Refusal) -> [Event] {
    switch (command, stage) {
    case (.reopen, _): return try customersReturn()
    case (.giveBack(let release), .withAgent(let agent)): return [.released(agent, release)]
    case (.promise(let replyBy, let absence), .waiting):
      return [.promised(replyBy: replyBy, absence)]
    default: throw Refusal(.notAllowed, "there is nothing to give back")
    }
  }
}

// MARK: - Texts

/// A text must say something, hold no NUL, and keep to the limit.
private func check(_ text: String, _ circumstances: Circumstances) throws(Refusal) {
  let measure = text.measure
  guard !measure.holdsNUL else { throw Refusal(.invalid, "a text cannot hold NUL") }
  guard measure.scalars <= circumstances.textLimit else {
    throw Refusal(
      .tooLong, "a text has at most \(circumstances.textLimit) characters, not \(measure.scalars)")
  }
  guard measure.showsASCII || !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
    throw Refusal(.invalid, "a text must say something")
  }
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
}
