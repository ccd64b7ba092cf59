/// One conversation and the ticket it stands for, as its events have made it.
///
/// A value whose copies share one place in memory until one of them takes in another event: it is
/// looked at and handed on far more often than changed.
package struct Conversation: Equatable, Sendable {
  package let id: Identifier<Conversation>
  private var own: Shared

  package init(id: Identifier<Conversation>) {
    self.id = id
    own = Shared(Standing())
  }

  /// Takes in the next event. It never fails: what has happened has happened.
  package mutating func apply(_ event: Event, at moment: Instant) {
    if !isKnownUniquelyReferenced(&own) { own = Shared(own.standing) }
    own.standing.apply(event, at: moment)
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.id == other.id && (one.own === other.own || one.own.standing == other.own.standing)
  }

  /// Unchecked because `standing` changes only in `apply`, and there only while no other copy, on
  /// whatever thread, holds the same: one that is shared never changes again.
  private final class Shared: @unchecked Sendable {
    var standing: Standing

    init(_ standing: Standing) { self.standing = standing }
  }

  /// An article that was suggested, and whether the customer said it helped.
  package struct Shown: Equatable, Sendable {
    package let article: Identifier<Article>
    package fileprivate(set) var helped: Bool?
  }

  /// What the customer thought of it in the end.
  package struct Rating: Equatable, Sendable {
    package let score: Int
    package let comment: String?
  }

  /// The moments from which the desk's figures are computed.
  package struct Times: Equatable, Sendable {
    package fileprivate(set) var started: Instant?
    /// Who the customer is was told last.
    package fileprivate(set) var identified: Instant?
    /// The wait for a person began.
    package internal(set) var queued: Instant?
    package fileprivate(set) var taken: Instant?
    /// The first words of a person to the customer.
    package fileprivate(set) var firstReply: Instant?
    package fileprivate(set) var resolved: Instant?
    package internal(set) var closed: Instant?
    /// It was set aside; nil while it is not.
    package internal(set) var held: Instant?
    package fileprivate(set) var latest = Instant(milliseconds: 0)
  }

  /// The last words that were said, as lists show them.
  package struct Latest: Equatable, Sendable {
    package fileprivate(set) var text = ""
    package fileprivate(set) var author: Author?
  }

  /// The most fields, path steps and shown articles that are remembered; later ones push out the
  /// oldest.
  package static let memory = 64
  package static let subjectLength = 80
  /// The most agents of whom it is remembered that the customer was told of them.
  package static let mostPeople = 16
  /// What a ticket is called before the customer has said anything of substance.
  package static let neutralSubject = "Asked for a person"
  /// What a ticket is called whose customer was erased.
  package static let erasedSubject = "Erased"
  /// How much of the latest words lists show.
  package static let latestLength = 120
  /// How a flow's end is called when the customer left it: silence, no, or stop.
  package static let outcomesOfLeaving: Set = ["abandoned", "declined", "stopped"]
  /// A recorded field of this name is the ticket's subject rather than one of its fields.
  package static let subjectField = "subject"
}

// MARK: - What it is

extension Conversation {
  /// How many events there are: the seq of the latest.
  package var seq: Int64 { own.standing.seq }
  package var opening: Opening? { own.standing.opening }
  package var stage: Stage { own.standing.stage }
  package var queue: Identifier<Queue>? { own.standing.queue }
  package var priority: Priority { own.standing.priority }
  /// Who gave it its priority; nil while nobody has.
  package var prioritised: Author? { own.standing.prioritised }
  package var category: String? { own.standing.category }
  package var contact: Contact { own.standing.contact }
  /// What was sent besides words, in its order.
  package var files: [Attachment] { own.standing.files }
  /// What customer systems said of the customer, in the order in which they first did.
  package var lookedUp: [LookedUp] { own.standing.lookedUp }
  /// When it was asked for by mail, the latest times.
  package var transcripts: [Instant] { own.standing.transcripts }
  package var summary: String { own.standing.summary }
  package var fields: [Field] { own.standing.fields }
  package var path: [String] { own.standing.path }
  package var shown: [Shown] { own.standing.shown }
  package var rating: Rating? { own.standing.rating }
  package var outcome: String? { own.standing.outcome }
  package var tags: [String] { own.standing.tags }
  /// Agents who are told of it whoever has it.
  package var followers: [AgentName] { own.standing.followers }
  /// Until when it is set aside; nil for what is not.
  package var heldUntil: Instant? { own.standing.heldUntil }
  package var links: [TicketLink] { own.standing.links }
  /// Whom it is put before now.
  package var offer: StandingOffer? { own.standing.offer }
  /// Who did not want it since it began to wait, or let the time pass.
  package var declinedBy: Set<Identifier<Agent>> { own.standing.declinedBy }
  /// How often it was escalated.
  package var level: Int { own.standing.level }
  /// What service levels count.
  package var service: ServiceClock { own.standing.service }
  /// The queues it was escalated from.
  package var escalatedFrom: [Identifier<Queue>] { own.standing.escalatedFrom }
  /// Whose turn it is.
  package var owed: Owed { own.standing.course.owed }
  package var course: Course { own.standing.course }
  /// The agent who last had it.
  package var lastAgent: AgentName? { own.standing.lastAgent }
  /// The agents whom the customer was told of, the latest last.
  package var people: [AgentName] { own.standing.people }
  /// The bot's question that buttons and forms may still answer.
  package var openOffer: Offer? { own.standing.openOffer }
  package var times: Times { own.standing.times }
  package var latest: Latest { own.standing.latest }
  /// The customer's first words of substance: what the ticket is called.
  package var subject: String {
    let own = own.standing
    if own.isErased { return Self.erasedSubject }
    return own.subject.isEmpty && own.times.queued != nil ? Self.neutralSubject : own.subject
  }
  /// The latest words of agents to the customer, of the last two who spoke.
  package var answers: [Answer] { own.standing.answers }
  package var messageCount: Int64 { own.standing.messageCount }
  /// Whether its customer was erased: it is over for good and says nothing.
  package var isErased: Bool { own.standing.isErased }

  /// Whether an event that comes next may change what the ticket's row or a list shows, beside the
  /// latest words.
  package func mayChangeRow(_ event: Event) -> Bool {
    switch event {
    case .noted, .considered, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn,
      .lookedUp:
      false
    case .said(let message):
      switch message.author {
      case .bot, .rule: false
      case .customer: own.standing.subject.isEmpty
      case .agent: times.firstReply == nil
      }
    case .started, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .queued,
      .taken, .released, .transferred, .withdrawn, .promised, .resolved, .reopened, .rated,
      .concluded, .tagged, .routed, .offered, .declined, .escalated, .followed, .held, .woken,
      .linked,
      .unlinked, .closed, .erased:
      true
    }
  }
}

// MARK: - What has happened

extension Conversation {
  /// What its events have made of it.
  struct Standing: Equatable, Sendable {
    var seq: Int64 = 0
    var opening: Opening?
    var stage = Stage.withBot
    var course = Course.beginning
    var queue: Identifier<Queue>?
    var priority = Priority.normal
    var prioritised: Author?
    var category: String?
    var contact = Contact(name: nil, email: nil, isVerified: false)
    var summary = ""
    var fields: [Field] = []
    var path: [String] = []
    var shown: [Shown] = []
    var rating: Rating?
    var outcome: String?
    var lastAgent: AgentName?
    var people: [AgentName] = []
    var openOffer: Offer?
    var times = Times()
    var latest = Latest()
    var subject = ""
    var messageCount: Int64 = 0
    var tags: [String] = []
    var followers: [AgentName] = []
    var heldUntil: Instant?
    var links: [TicketLink] = []
    var offer: Conversation.StandingOffer?
    var declinedBy: Set<Identifier<Agent>> = []
    var level = 0
    var service = ServiceClock()
    var escalatedFrom: [Identifier<Queue>] = []
    var answers: [Conversation.Answer] = []
    var files: [Attachment] = []
    var lookedUp: [LookedUp] = []
    var transcripts: [Instant] = []
    var isErased = false
  }

  /// What an agent said to the customer last.
  package struct Answer: Equatable, Sendable {
    package let seq: Int64
    package let agent: AgentName
    package let text: String
  }
}

extension Conversation.Standing {
  fileprivate mutating func apply(_ event: Event, at moment: Instant) {
    seq += 1
    times.latest = moment
    course.follow(event, at: moment)
    service.follow(event, course.owed, at: moment)
    switch event {
    case .started(let opening): begin(opening, at: moment)
    case .said(let message): apply(message, at: moment)
    case .noted, .considered, .nearing, .breached, .notified, .erasureAsked, .erasureWithdrawn:
      break
    case .transcriptAsked: keepAsking(at: moment)
    case .erased: erase(at: moment)
    case .lookedUp(let lookUp): lookedUp.take(lookUp)
    case .identified(let contact):
      merge(contact)
      if let customer = contact.customer { opening = opening?.passed(to: customer) }
      times.identified = moment
    case .recorded(let fields, _): merge(fields)
    case .categorised(let category, _): self.category = category
    case .prioritised(let priority, let author):
      self.priority = priority
      prioritised = author
    case .suggested(_, let articles): show(articles)
    case .judged(let helped, let articles): judge(articles, helped)
    case .rated(let score, let comment):
      rating = Conversation.Rating(score: score, comment: comment)
    case .concluded(let outcome): conclude(outcome)
    case .queued(let handoff): enqueue(handoff, at: moment)
    case .taken(let agent): take(agent, at: moment)
    case .released(_, let release): wait(since: times.queued ?? moment, release)
    case .transferred(_, let destination, _): pass(to: destination, at: moment)
    case .withdrawn: change(to: .missed(replyBy: stage.replyBy))
    case .promised(let replyBy, .unanswered): change(to: .missed(replyBy: replyBy))
    case .promised(let replyBy, _): change(to: .promised(replyBy: replyBy))
    case .resolved: resolve(at: moment)
    case .reopened(let author): reopen(by: author)
    case .tagged, .routed, .offered, .declined, .escalated, .followed, .held, .woken, .linked,
      .unlinked,
      .closed:
      applyToTicket(event, at: moment)
    }
  }

  private mutating func begin(_ opening: Opening, at moment: Instant) {
    self.opening = opening
    times.started = moment
    times.identified = moment
  }

  private mutating func conclude(_ outcome: String) {
    self.outcome = outcome
    openOffer = nil
    if course.stage == .left { stage = .left }
  }

  /// Another's turn: what the bot had asked can no longer be answered by a press.
  mutating func change(to stage: Stage) {
    openOffer = nil
    heldUntil = nil
    offer = nil
    if stage.word != .waiting { declinedBy = [] }
    self.stage = stage
  }

  private mutating func take(_ agent: AgentName, at moment: Instant) {
    meet(agent)
    if times.taken == nil { times.taken = moment }
    change(to: .withAgent(agent))
  }

  /// Whom an agent gave back of their own will stands where their wait had brought them; who was
  /// left by an agent who is gone stands before all others.
  private mutating func wait(since moment: Instant, _ release: Release) {
    change(to: .waiting(since: moment, atFront: release != .returned))
  }

  private mutating func pass(to destination: Destination, at moment: Instant) {
    switch destination {
    case .queue(let queue):
      self.queue = queue
      times.queued = moment
      change(to: .waiting(since: moment, atFront: false))
    case .agent(let agent):
      meet(agent)
      change(to: .withAgent(agent))
    case .bot: change(to: .withBot)
    }
  }

  /// The customer is told of an agent, who has the conversation from now on.
  private mutating func meet(_ agent: AgentName) {
    lastAgent = agent
    people.removeAll { $0.id == agent.id }
    people = people.suffix(Conversation.mostPeople - 1) + [agent]
  }

  private mutating func resolve(at moment: Instant) {
    times.resolved = moment
    change(to: .resolved)
  }

  private mutating func apply(_ message: Message, at moment: Instant) {
    messageCount += 1
    if let file = message.file { files.append(file) }
    latest = Conversation.Latest(
      text: message.text.beginning(Conversation.latestLength), author: message.author)
    switch message.author {
    case .bot, .rule: if message.offer?.question != nil { openOffer = message.offer }
    case .customer:
      if message.answer != nil || (message.file != nil && openOffer?.takes != nil) {
        openOffer = nil
      }
      if message.answer == nil, !message.isAside, subject.isEmpty {
        subject = message.text.beginning(Conversation.subjectLength)
      }
    case .agent(let agent):
      if times.firstReply == nil { times.firstReply = moment }
      // Whoever asks is at most one of two, so the other's are always among them.
      answers.removeAll { $0.agent.id == agent.id }
      answers = answers.suffix(1) + [Conversation.Answer(seq: seq, agent: agent, text: latest.text)]
    }
  }

  private mutating func reopen(by author: Author) {
    times.resolved = nil
    switch author {
    case .agent(let agent):
      meet(agent)
      change(to: .withAgent(agent))
    case .customer, .bot, .rule: change(to: .withBot)
    }
  }

  private mutating func enqueue(_ handoff: Handoff, at moment: Instant) {
    queue = handoff.queue
    priority = handoff.priority
    if handoff.priority != .normal { prioritised = .bot }
    if !handoff.summary.isEmpty { summary = handoff.summary }
    merge(handoff.fields)
    if !handoff.path.isEmpty { path = Array(handoff.path.suffix(Conversation.memory)) }
    times.queued = moment
    change(to: .waiting(since: moment, atFront: false))
  }

  /// What was looked up is of an address, and goes with it.
  private mutating func merge(_ news: Contact) {
    let former = contact.email
    contact = contact.updated(by: news)
    if Contact.areOthers(former, contact.email) { lookedUp = [] }
  }

  private mutating func merge(_ news: [Field]) {
    for field in news {
      if field.name == Conversation.subjectField {
        if !stage.word.isOver { subject = field.value.beginning(Conversation.subjectLength) }
        continue
      }
      fields.removeAll { $0.name == field.name }
      fields.append(field)
    }
    if fields.count > Conversation.memory { fields.removeFirst(fields.count - Conversation.memory) }
  }

  private mutating func show(_ articles: [Identifier<Article>]) {
    for article in articles where !shown.contains(where: { $0.article == article }) {
      shown.append(Conversation.Shown(article: article, helped: nil))
    }
    if shown.count > Conversation.memory { shown.removeFirst(shown.count - Conversation.memory) }
  }

  private mutating func judge(_ articles: [Identifier<Article>], _ helped: Bool) {
    for index in shown.indices where articles.contains(shown[index].article) {
      shown[index].helped = helped
    }
  }
}
