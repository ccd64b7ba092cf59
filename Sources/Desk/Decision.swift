/// What a decision needs to know beyond the conversation itself.
package struct Circumstances: Sendable {
  package let textLimit: Int
  /// What a `start` opens; nil for every other command.
  package var opening: Opening?
  /// How many conversations the agent who would get this one has now, and how many they may have.
  package var openWork: Int
  package var capacity: Int
  /// What keeps them from this one, by weights and by the limits of its queue.
  package var obstacle: WorkLimits.Obstacle?
  /// The colleague to whom it would be passed on; nil if nobody is called so.
  package var colleague: Colleague?
  package var queues: [QueuePlan]
  /// The flows that a conversation can be given back to.
  package var flows: [String]
  /// A flow is talking with the customer although the matter is resolved: a survey.
  package var isSurveying: Bool
  /// The customer's words do no more than thank or take leave.
  package var isFarewell: Bool
  /// The customer's words are about no matter: a wish for a person, thanks, a greeting.
  package var isAside = false
  /// Who the customer of a conversation that begins is, as far as it is known.
  package var contact: Contact?
  /// What a customer who comes back for a person meets at the desk.
  package var reception: Reception
  /// Colleagues whom a note names, and who may read it.
  package var mentioned: [AgentName] = []
  /// How far the agent had read who wrote the words of a `say`; nil where they do not tell.
  package var seen: Int64?
  /// The file that comes with the words; it has been checked and is kept.
  package var file: Attachment?
  /// How many files a conversation may hold.
  package var mostFiles = 0
  /// The moment at which it is decided.
  package var now = Instant(milliseconds: 0)
  /// Who gets what was escalated too often; nil where the desk names nobody.
  package var lastResort: AgentName?
  /// The other ticket of a command that touches two; for a split, one that is not begun yet.
  package var other: Conversation?
  /// Whether the desk writes letters.
  package var hasMail = false
  /// Whether the desk asks any customer system.
  package var hasCustomerSystems = false
  /// The customer's words that a split takes along.
  package var words: [String] = []
  /// Fields that must be filled in before it is resolved, by name.
  package var requiredFields: [String] = []
  /// What matters can be about; empty where any word can be a category.
  package var categories = CategoryTree()
  /// The desk's own fields; empty where any name can be one.
  package var fields: [FieldPlan] = []

  package init(
    textLimit: Int, opening: Opening? = nil, openWork: Int = 0, capacity: Int = 0,
    colleague: Colleague? = nil, queues: [QueuePlan] = [], flows: [String] = [],
    isSurveying: Bool = false, isFarewell: Bool = false, reception: Reception = .people
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
    self.reception = reception
  }

  /// What a customer who comes back for a person meets at the desk.
  package enum Reception: Equatable, Sendable {
    /// People who serve the queue; the customer waits for one of them.
    case people
    /// The agent who had them, and has time.
    case agent(AgentName)
    /// Nobody: the reply that newcomers would be promised.
    case nobody(Absence, replyBy: Instant)
  }

  /// Somebody a conversation can be passed on to.
  package struct Colleague: Sendable {
    package let agent: AgentName
    /// Connected, and taking conversations.
    package let isThere: Bool
    package let role: Role

    package init(_ agent: AgentName, isThere: Bool, role: Role = .agent) {
      self.agent = agent
      self.isThere = isThere
      self.role = role
    }
  }

  /// Where a conversation would be passed on to a queue: whether somebody who serves it is there,
  /// and by when a reply is promised where nobody is.
  package var staffing: Staffing?

  /// Who is there for a queue.
  package struct Staffing: Sendable {
    package let absence: Absence?
    package let replyBy: Instant
    /// Who serves it, by name; empty where everybody does.
    package let names: [String]

    package init(absence: Absence?, replyBy: Instant, names: [String]) {
      self.absence = absence
      self.replyBy = replyBy
      self.names = names
    }
  }
}

extension Conversation {
  /// What happens if the command is carried out, or why it is not.
  package func decide(
    _ command: Command, by principal: Principal, in circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    let members = circumstances.queues.members(of: queue)
    guard authorize(principal, command.action, .conversation(self, members: members)) else {
      throw Refusal.noSuchConversation
    }
    return endingOffer(try decided(command, by: principal, in: circumstances))
  }

  private func decided(
    _ command: Command, by principal: Principal, in circumstances: Circumstances
  ) throws(Refusal) -> [Event] {
    switch principal {
    case .customer: try customers(command, circumstances)
    case .agent(let agent, let role): try agents(command, agent, role, circumstances)
    case .bot: try bots(command)
    case .rule(let name): try rules(command, .rule(name), circumstances)
    case .desk: try desks(command, circumstances)
    }
  }
}

extension Command {
  package var action: Action {
    switch self {
    case .start: .begin
    case .say(_), .choose, .fill, .identify, .rate, .sendTranscript: .read
    case .take, .note, .release, .transfer, .prioritise, .categorise, .tag, .setFields, .decline,
      .escalate, .follow, .hold, .wake, .link, .unlink, .merge, .split, .answerAll, .close,
      .macro, .relay, .lookUp:
      .work
    case .resolve: .resolve
    case .reopen: .reopen
    case .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude,
      .giveBack, .vouch, .route, .offer, .lapse, .consider, .near, .breach, .notify,
      .noteLookUp:
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
    case .start: return try beginning(circumstances)
    case .say(let text):
      try writable()
      let words = try words(text, circumstances)
      let file = try takeFile(circumstances)
      let isAside = file == nil && (circumstances.isAside || isLabel(text))
      return wordsOfCustomer(
        Message(.customer, words, isAside: isAside, file: file), circumstances)
    case .choose(let option, let question):
      return wordsOfCustomer(try choice(option, question), circumstances)
    case .fill(let fields, let question):
      return wordsOfCustomer(try filled(fields, question, circumstances), circumstances)
    case .identify(let name, let email):
      return [.identified(try contact(name, email))]
    case .rate(let score, let comment):
      try writable()
      return [try rating(score, comment, circumstances)]
    case .sendTranscript: return try askingForTranscript(circumstances)
    case .resolve: return try resolution(.customer)
    case .reopen: return try customersReturn(circumstances)
    default: throw Refusal(.notAllowed, "customers cannot do that")
    }
  }

  private func beginning(_ circumstances: Circumstances) throws(Refusal) -> [Event] {
    guard let opening = circumstances.opening else {
      throw Refusal(.invalid, "a conversation starts once")
    }
    return [.started(opening)] + (circumstances.contact.map { [.identified($0)] } ?? [])
  }

  /// Typed as it stands on a button: no more than a press.
  private func isLabel(_ text: String) -> Bool {
    guard let options = openOffer?.options, !options.isEmpty, text.utf8.count <= 256 else {
      return false
    }
    let words = text.lowercased()
    return options.contains { $0.label.lowercased() == words }
  }

  /// Thanks after the end open nothing anew: it stays resolved, and may be rated.
  private func wordsOfCustomer(_ message: Message, _ circumstances: Circumstances) -> [Event] {
    guard stage.word.isOver, !circumstances.isSurveying, !circumstances.isFarewell else {
      return [.said(message)] + (heldUntil == nil ? [] : [.woken(.customer)])
    }
    if stage == .resolved, rating == nil, let score = Self.score(typed: message.text) {
      return [.said(message), .rated(score: score, comment: nil)]
    }
    return [.reopened(.customer), .said(message)] + backToPeople(circumstances)
  }

  /// A customer who comes back after a person had answered waits for a person again: for the one
  /// who had them if that one is there and has time. Where nobody is, they are told at once what a
  /// newcomer would be.
  private func backToPeople(_ circumstances: Circumstances) -> [Event] {
    guard let lastAgent, let queue = queue ?? circumstances.queues.first?.id else { return [] }
    let queued = Event.queued(
      Handoff(queue: queue, priority: priority, summary: summary, reason: .returned, path: path))
    switch circumstances.reception {
    case .people: return [queued]
    case .agent(let agent): return agent.id == lastAgent.id ? [queued, .taken(agent)] : [queued]
    case .nobody(let absence, let replyBy):
      return [queued, .promised(replyBy: replyBy, absence)]
    }
  }

  func customersReturn(_ circumstances: Circumstances) throws(Refusal) -> [Event] {
    try writable()
    guard stage.word.isOver else { throw Refusal(.notResolved, "this is not resolved") }
    return [.reopened(.customer)] + backToPeople(circumstances)
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

  /// So many times in a day its customer may have it by mail.
  static let mostTranscripts = 3
  private static let transcriptSpan = Duration.seconds(86_400)

  /// To the address that is known and to no other, and not so often that it annoys anybody.
  private func askingForTranscript(_ circumstances: Circumstances) throws(Refusal) -> [Event] {
    guard circumstances.hasMail else { throw Refusal(.notAllowed, "this desk sends no mail") }
    guard contact.email != nil else {
      throw Refusal(.invalid, "no e-mail address is known: tell it first")
    }
    let lately = transcripts.filter { circumstances.now.since($0) < Self.transcriptSpan }
    guard lately.count < Self.mostTranscripts else {
      throw Refusal(.quota, "it was sent \(Self.mostTranscripts) times in a day already")
    }
    return [.transcriptAsked]
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

// MARK: - Texts

/// A text must say something, hold no NUL, and keep to the limit.
func check(_ text: String, _ circumstances: Circumstances) throws(Refusal) {
  let measure = text.measure
  guard !measure.holdsNUL else { throw Refusal(.invalid, "a text cannot hold NUL") }
  guard measure.scalars <= circumstances.textLimit else {
    throw Refusal(
      .tooLong, "a text has at most \(circumstances.textLimit) characters, not \(measure.scalars)")
  }
  guard measure.showsASCII || !text.unicodeScalars.allSatisfy(showsNothing) else {
    throw Refusal(.invalid, "a text must say something")
  }
}

func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
}

/// White space, or what has no width: a text of nothing else says nothing to anybody.
func showsNothing(_ scalar: Unicode.Scalar) -> Bool {
  let properties = scalar.properties
  return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
    || [.control, .format].contains(properties.generalCategory)
}
