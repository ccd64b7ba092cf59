// MARK: - What is done with a conversation as a ticket

extension Conversation {
  /// The most that one command puts down, and the longest value in Unicode scalars.
  package static let mostFields = 32
  package static let longestField = 1000
  /// The longest that something is set aside.
  package static let longestHold = Duration.seconds(366 * 86_400)

  func ticketAct(
    _ command: Command, _ agent: AgentName, _ role: Role, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    switch command {
    case .tag(let add, let remove): return [try tagging(add, remove, .agent(agent))]
    case .setFields(let fields):
      return [.recorded(try checked(fields, circumstances), .agent(agent))]
    case .decline(let reason):
      guard offer?.agent.id == agent.id else {
        throw Refusal(.notWaiting, "it is not offered to you")
      }
      return [.declined(agent, .refused(reason: reason))]
    case .escalate(let queue, let reason, let stay):
      try owner(for: agent, role)
      return try escalation(to: queue, reason, .agent(agent), circumstances)
        + (stay ? [.followed(agent, begins: true)] : [])
    case .follow(let begins):
      guard followers.contains(where: { $0.id == agent.id }) != begins else {
        throw Refusal(.invalid, begins ? "you follow it already" : "you do not follow it")
      }
      return [.followed(agent, begins: begins)]
    case .hold(let until, let reason):
      try owner(for: agent, role)
      return [try holding(until, .agent(agent), reason, circumstances)]
    case .wake:
      guard heldUntil != nil else { throw Refusal(.invalid, "it is not on hold") }
      try owner(for: agent, role)
      return [.woken(.agent)]
    case .close: return [try closing(.agent(agent))]
    default: throw Refusal(.notAllowed, "agents cannot do that")
    }
  }

  func categorisation(
    _ category: String, _ author: Author, _ circumstances: Circumstances
  ) throws(Refusal) -> Event {
    guard (1...64).contains(category.unicodeScalars.count),
      category.unicodeScalars.allSatisfy(isPlain)
    else { throw Refusal(.invalid, "a category has 1 to 64 characters on one line") }
    return .categorised(try circumstances.categories.category(category), author)
  }

  private func tagging(_ add: [String], _ remove: [String], _ author: Author) throws(Refusal)
    -> Event
  {
    guard !add.isEmpty || !remove.isEmpty else {
      throw Refusal(.invalid, "name a tag to add or to remove")
    }
    if let odd = (add + remove).first(where: { !Tagging.isTag($0) }) {
      throw Refusal(
        .invalid,
        "“\(odd.beginning(Tagging.longest))” is no tag: 1 to \(Tagging.longest) letters, digits or "
          + "- _ . / : without blanks")
    }
    let new = Set(tags).subtracting(remove).union(add)
    guard new.count <= Tagging.most else {
      throw Refusal(.invalid, "a conversation has at most \(Tagging.most) tags")
    }
    return .tagged(Tagging(added: add, removed: remove, author))
  }

  /// The values as they are kept; the desk's own fields say what they may hold.
  private func checked(_ fields: [Field], _ circumstances: Circumstances) throws(Refusal)
    -> [Field]
  {
    try checkFields(fields)
    guard !circumstances.fields.isEmpty else { return fields }
    var kept: [Field] = []
    for field in fields {
      // Nothing takes a value back.
      let plan = try circumstances.fields.plan(field.name)
      kept.append(Field(field.name, field.value.isEmpty ? "" : try plan.normal(field.value)))
    }
    return kept
  }

  private func checkFields(_ fields: [Field]) throws(Refusal) {
    guard (1...Self.mostFields).contains(fields.count) else {
      throw Refusal(.invalid, "name 1 to \(Self.mostFields) fields")
    }
    for field in fields {
      guard (1...64).contains(field.name.unicodeScalars.count),
        field.name.unicodeScalars.allSatisfy(isPlain)
      else { throw Refusal(.invalid, "a field's name has 1 to 64 characters on one line") }
      guard field.value.unicodeScalars.count <= Self.longestField else {
        throw Refusal(
          .tooLong, "the field \(field.name) has at most \(Self.longestField) characters")
      }
    }
  }

  func requireFields(_ circumstances: Circumstances) throws(Refusal) {
    let missing = circumstances.requiredFields.filter { name in
      !fields.contains { $0.name == name && !$0.value.isEmpty }
    }
    guard missing.isEmpty else {
      throw Refusal(
        .fieldsMissing,
        "fill in \(missing.joined(separator: ", ")) before #\(number) is resolved")
    }
  }

  /// Nowhere twice, and not for ever: who was passed on often enough gets a person by name.
  func escalation(
    to named: Identifier<Queue>?, _ reason: String, _ author: Author,
    _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard stage.isOpen || stage == .withBot else { throw ended }
    guard (1...Self.longestField).contains(reason.unicodeScalars.count) else {
      throw Refusal(.invalid, "say why it is escalated, in 1 to \(Self.longestField) characters")
    }
    guard level < Escalation.highest else { return try lastResort(reason, author, circumstances) }
    let target = try escalationQueue(named, circumstances)
    guard target != queue, !escalatedFrom.contains(target) else {
      throw Refusal(.invalid, "it was in \(target) before; escalate it to another queue")
    }
    let event = Event.escalated(
      Escalation(author, to: target, reason: reason, level: level + 1))
    guard let staffing = circumstances.staffing, let absence = staffing.absence else {
      return [event]
    }
    return [event, .promised(replyBy: staffing.replyBy, absence)]
  }

  private func escalationQueue(_ named: Identifier<Queue>?, _ circumstances: Circumstances)
    throws(Refusal) -> Identifier<Queue>
  {
    let queues = circumstances.queues
    let own = queues.first { $0.id == queue } ?? queues.first
    guard let target = named ?? own?.escalatesTo else {
      throw Refusal(
        .invalid,
        "its queue says nothing of where it is escalated to; name a queue: "
          + queues.map(\.id.text).joined(separator: ", "))
    }
    guard queues.contains(where: { $0.id == target }) else {
      let names = queues.map(\.id.text).joined(separator: ", ")
      throw Refusal(.notFound, "there is no queue \(target); there are \(names)")
    }
    return target
  }

  private func lastResort(
    _ reason: String, _ author: Author, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard let person = circumstances.lastResort else {
      throw Refusal(
        .invalid, "it was escalated \(level) times already; a supervisor has to take it over")
    }
    if case .withAgent(let owner) = stage, owner.id == person.id {
      throw Refusal(.invalid, "\(person.name) has it, and nobody comes after them")
    }
    return [.taken(person), .noted(author, reason)]
  }

  private func holding(
    _ until: Instant, _ author: Author, _ reason: String?, _ circumstances: Circumstances
  ) throws(Refusal) -> Event {
    guard until > circumstances.now else {
      throw Refusal(.invalid, "that moment has passed; name one to come")
    }
    guard until.since(circumstances.now) <= Self.longestHold else {
      throw Refusal(.invalid, "nothing is set aside for longer than a year")
    }
    return .held(until: until, author, reason: reason)
  }

  private func closing(_ author: Author) throws(Refusal) -> Event {
    switch stage {
    case .left, .resolved: return .closed(author)
    case .closed: throw isClosed
    case .withBot, .waiting, .missed, .withAgent, .promised:
      throw Refusal(.notResolved, "resolve it first")
    }
  }

  /// Over for good: whoever writes begins anew.
  var isClosed: Refusal { Refusal(.closed, "this is closed; begin a new conversation") }

  private var ended: Refusal {
    stage == .closed ? isClosed : Refusal(.resolved, "\(ending); reopen it first")
  }

  func writable() throws(Refusal) { if stage == .closed { throw isClosed } }
}

// MARK: - Rules and the desk

extension Conversation {
  /// What a rule does is decided as what people do.
  func rules(_ command: Command, _ author: Author, _ circumstances: Circumstances)
    throws(Refusal) -> [Event]
  {
    switch command {
    case .prioritise(let priority): return [.prioritised(priority, author)]
    case .categorise(let category): return [try categorisation(category, author, circumstances)]
    case .tag(let add, let remove): return [try tagging(add, remove, author)]
    case .setFields(let fields):
      return [.recorded(try checked(fields, circumstances), author)]
    case .note(let text):
      try check(text, circumstances)
      return [.noted(author, text)]
    case .speak(let text, let offer, _):
      try writable()
      try check(text, circumstances)
      return [.said(Message(.bot, text, offer: offer))]
    case .resolve: return try resolutionByRule(author)
    case .close: return [try closing(author)]
    case .escalate(let queue, let reason, _):
      return try escalation(to: queue, reason, author, circumstances)
    case .hold(let until, let reason):
      guard case .withAgent = stage else {
        throw Refusal(.notYours, "only what an agent has is set aside")
      }
      return [try holding(until, author, reason, circumstances)]
    default: return try ticketActOfDesk(command, author, circumstances)
    }
  }

  /// Nobody who waits for a person is resolved by a rule.
  private func resolutionByRule(_ author: Author) throws(Refusal) -> [Event] {
    guard !owed.isPerson else {
      throw Refusal(.notAllowed, "a person owes the customer an answer; no rule resolves that")
    }
    return try resolution(author)
  }

  /// Without an author: the desk itself, when a moment has come.
  func ticketActOfDesk(_ command: Command, _ author: Author?, _ circumstances: Circumstances)
    throws(Refusal) -> [Event]
  {
    switch (command, author) {
    case (.route(let queue), let author?): return try routing(to: queue, author, circumstances)
    case (.close, let author?): return [try closing(author)]
    default: return try momentOfDesk(command, isDue: author == nil)
    }
  }

  private func momentOfDesk(_ command: Command, isDue: Bool) throws(Refusal) -> [Event] {
    switch command {
    case .offer(let agent, let until):
      guard case .waiting = stage, offer == nil else {
        throw Refusal(.notWaiting, "it does not wait for an offer")
      }
      return [.offered(agent, until: until)]
    case .lapse(let decline):
      guard let offer else { throw Refusal(.notWaiting, "it is not offered to anybody") }
      return [.declined(offer.agent, decline)]
    case .consider(let consideration):
      guard case .waiting = stage else { throw Refusal(.notWaiting, "it does not wait") }
      return [.considered(consideration)]
    case .wake:
      guard heldUntil != nil else { throw Refusal(.invalid, "it is not on hold") }
      return [.woken(isDue ? .due : .agent)]
    case .near(let target, let share, let due):
      return [.nearing(target, share: share, due: due)]
    case .breach(let target, let moment): return [.breached(target, at: moment)]
    case .notify(let notification): return [.notified(notification)]
    case .noteLookUp(let lookUp): return [.lookedUp(lookUp)]
    default: throw Refusal(.notAllowed, "the desk cannot do that now")
    }
  }

  /// While nobody has it: to another queue, in the place in time that it had.
  private func routing(
    to target: Identifier<Queue>, _ author: Author, _ circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    guard circumstances.queues.contains(where: { $0.id == target }) else {
      throw Refusal(.notFound, "there is no queue \(target)")
    }
    guard target != queue else { throw Refusal(.invalid, "it is in \(target) already") }
    switch stage {
    case .waiting: return [.routed(target, author)]
    case .missed, .promised:
      // Who found nobody waits again where somebody is.
      guard let staffing = circumstances.staffing, staffing.absence == nil else {
        return [.routed(target, author)]
      }
      let handoff = Handoff(
        queue: target, priority: priority, summary: summary, reason: .routed, path: path)
      return [.routed(target, author), .queued(handoff)]
    case .withBot: throw Refusal(.notWaiting, "the bot is still talking with the customer")
    case .withAgent(let owner):
      throw Refusal(.alreadyTaken, "\(owner.name) has this conversation")
    case .left, .resolved: throw ended
    case .closed: throw isClosed
    }
  }
}
