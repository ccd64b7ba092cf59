/// One conversation and the ticket it stands for, as its events have made it.
package struct Conversation: Equatable, Sendable {
  package let id: Identifier<Conversation>
  /// How many events there are: the seq of the latest.
  package private(set) var seq: Int64 = 0
  package private(set) var opening: Opening?
  package private(set) var stage = Stage.withBot
  package private(set) var queue: Identifier<Queue>?
  package private(set) var priority = Priority.normal
  package private(set) var category: String?
  package private(set) var contact = Contact(name: nil, email: nil, isVerified: false)
  package private(set) var summary = ""
  package private(set) var fields: [Field] = []
  package private(set) var path: [String] = []
  package private(set) var shown: [Shown] = []
  package private(set) var rating: Rating?
  package private(set) var outcome: String?
  /// The agent who last had it.
  package private(set) var lastAgent: AgentName?
  /// The bot's question that buttons and forms may still answer.
  package private(set) var openOffer: Offer?
  package private(set) var times = Times()
  package private(set) var latest = Latest()
  /// The customer's first words of substance: what the ticket is called.
  package private(set) var subject = ""
  package private(set) var messageCount: Int64 = 0

  package init(id: Identifier<Conversation>) { self.id = id }

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
    /// The wait for a person began.
    package fileprivate(set) var queued: Instant?
    package fileprivate(set) var taken: Instant?
    /// The first words of a person to the customer.
    package fileprivate(set) var firstReply: Instant?
    package fileprivate(set) var resolved: Instant?
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
  /// How much of the latest words lists show.
  package static let latestLength = 120
  /// A recorded field of this name is the ticket's subject rather than one of its fields.
  package static let subjectField = "subject"
}

// MARK: - What has happened

extension Conversation {
  /// Takes in the next event. It never fails: what has happened has happened.
  package mutating func apply(_ event: Event, at moment: Instant) {
    seq += 1
    times.latest = moment
    switch event {
    case .started(let opening):
      self.opening = opening
      times.started = moment
    case .said(let message): apply(message, at: moment)
    case .noted: break
    case .identified(let contact): merge(contact)
    case .recorded(let fields): merge(fields)
    case .categorised(let category, _): self.category = category
    case .prioritised(let priority, _): self.priority = priority
    case .suggested(_, let articles): show(articles)
    case .judged(let helped, let articles): judge(articles, helped)
    case .rated(let score, let comment): rating = Rating(score: score, comment: comment)
    case .concluded(let outcome):
      self.outcome = outcome
      openOffer = nil
    default: changeHands(event, at: moment)
    }
  }

  private mutating func changeHands(_ event: Event, at moment: Instant) {
    openOffer = nil
    switch event {
    case .queued(let handoff): enqueue(handoff, at: moment)
    case .taken(let agent):
      lastAgent = agent
      if times.taken == nil { times.taken = moment }
      stage = .withAgent(agent)
    case .released(_, let release):
      stage = .waiting(since: times.queued ?? moment, atFront: release != .returned)
    case .transferred(_, .queue(let queue), _):
      self.queue = queue
      times.queued = moment
      stage = .waiting(since: moment, atFront: false)
    case .transferred(_, .agent(let agent), _):
      lastAgent = agent
      stage = .withAgent(agent)
    case .withdrawn, .transferred(_, .bot, _): stage = .withBot
    case .promised(let replyBy, _): stage = .promised(replyBy: replyBy)
    case .resolved:
      times.resolved = moment
      stage = .resolved
    case .reopened(let author): reopen(by: author)
    default: break
    }
  }

  private mutating func apply(_ message: Message, at moment: Instant) {
    messageCount += 1
    latest = Latest(text: String(message.text.prefix(Self.latestLength)), author: message.author)
    switch message.author {
    case .bot: if message.offer?.question != nil { openOffer = message.offer }
    case .customer:
      if message.answer != nil { openOffer = nil }
      if message.answer == nil, subject.isEmpty {
        subject = String(message.text.prefix(Self.subjectLength))
      }
    case .agent: if times.firstReply == nil { times.firstReply = moment }
    }
  }

  private mutating func reopen(by author: Author) {
    times.resolved = nil
    if case .agent(let agent) = author {
      lastAgent = agent
      stage = .withAgent(agent)
    } else {
      stage = .withBot
    }
  }

  private mutating func enqueue(_ handoff: Handoff, at moment: Instant) {
    queue = handoff.queue
    priority = handoff.priority
    if !handoff.summary.isEmpty { summary = handoff.summary }
    merge(handoff.fields)
    if !handoff.path.isEmpty { path = Array(handoff.path.suffix(Self.memory)) }
    times.queued = moment
    stage = .waiting(since: moment, atFront: false)
  }

  private mutating func merge(_ contact: Contact) {
    self.contact = Contact(
      name: contact.name ?? self.contact.name, email: contact.email ?? self.contact.email,
      isVerified: contact.isVerified)
  }

  private mutating func merge(_ news: [Field]) {
    for field in news {
      if field.name == Self.subjectField {
        if stage != .resolved { subject = String(field.value.prefix(Self.subjectLength)) }
        continue
      }
      fields.removeAll { $0.name == field.name }
      fields.append(field)
    }
    if fields.count > Self.memory { fields.removeFirst(fields.count - Self.memory) }
  }

  private mutating func show(_ articles: [Identifier<Article>]) {
    for article in articles where !shown.contains(where: { $0.article == article }) {
      shown.append(Shown(article: article, helped: nil))
    }
    if shown.count > Self.memory { shown.removeFirst(shown.count - Self.memory) }
  }

  private mutating func judge(_ articles: [Identifier<Article>], _ helped: Bool) {
    for index in shown.indices where articles.contains(shown[index].article) {
      shown[index].helped = helped
    }
  }
}
