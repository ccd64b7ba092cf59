/// How the desk is set up: what `config/desk.yaml` says, as its rules need it.
package struct DeskPlan: Sendable {
  package var queues: [QueuePlan]
  package var hours: OpeningHours
  /// The first that is for a conversation counts.
  package var serviceLevels: [ServiceLevel] = []
  /// The IANA name of the zone whose clock hangs on the desk's wall; nil where it has none.
  package var zone: String?
  /// The clocks of the world, by the IANA names of their zones: seconds ahead of UTC, as with
  /// `OpeningHours.offset`; nil for a name that the system does not know.
  package var zones: @Sendable (String) -> (@Sendable (Int64) -> Int)? = { _ in nil }
  /// Whether the desk sends mail, which flows ask before they promise any.
  package var hasMail = false
  /// What can be said where customers write besides the page, for people, by the channel's name.
  package var channels: [String: String] = [:]
  /// Who gets what was escalated too often; nil where the desk names nobody.
  package var lastResort: Identifier<Agent>?
  /// Conversations an agent may have at once.
  package var capacity: Int
  /// How long a waiting customer may wait before a ticket is offered instead.
  package var acceptWithin: Duration
  /// How long an agent may be gone before their conversations are given back.
  package var grace: Duration
  /// The longest text in Unicode scalars.
  package var textLimit: Int
  /// Where events are mirrored to.
  package var destinations: [OutsideDestination]
  /// What matters can be about; empty where any word can be a category.
  package var categories = CategoryTree()
  /// What tickets keep beside what flows ask.
  package var fields: [FieldPlan] = []
  /// What customers may write at most.
  package var quotas = Quotas.standard
  /// How long an agent's session lives unused, and at all.
  package var sessionIdle: Duration
  package var sessionLife: Duration
  /// Whether nobody logs in without a second factor; else only those of whom it is asked.
  package var asksSecondFactor = false
  /// How long after its last use a customer's token is still good.
  package var customerToken: Duration
  /// How long after a customer has asked for it nothing is left of them.
  package var eraseAfter = Duration.seconds(86_400)
  /// The sites on which nobody chats who has not signed in.
  package var sitesOfTheSigned: Set<String> = []
  /// What may be sent besides words; nil where nothing is.
  package var files: FileLimits?
  /// The customer systems that are asked; nil where there are none.
  package var lookUps: LookUpPlan?
  /// Whether customers see who is there, with photos.
  package var showsFaces = true
  /// Who works together, what agents can do and what is fair among them.
  package private(set) var crew = Crew()

  package init(
    queues: [QueuePlan], hours: OpeningHours = .always, capacity: Int = 4,
    acceptWithin: Duration = .seconds(300), grace: Duration = .seconds(60), textLimit: Int = 4000,
    destinations: [OutsideDestination] = [], quotas: Quotas = .standard,
    sessionIdle: Duration = .seconds(8 * 3600), sessionLife: Duration = .seconds(24 * 3600),
    customerToken: Duration = .seconds(30 * 86_400)
  ) {
    precondition(!queues.isEmpty, "a desk has at least one queue")
    self.queues = queues
    self.hours = hours
    self.capacity = capacity
    self.acceptWithin = acceptWithin
    self.grace = grace
    self.textLimit = textLimit
    self.destinations = destinations
    self.quotas = quotas
    self.sessionIdle = sessionIdle
    self.sessionLife = sessionLife
    self.customerToken = customerToken
  }

  package var offersAnything: Bool { queues.contains { $0.routing.mode.offers } }

  package func queue(_ id: Identifier<Queue>) -> QueuePlan? { queues.first { $0.id == id } }

  /// Works with these teams and people from now on.
  package mutating func employ(_ crew: Crew) {
    self.crew = crew
    for place in queues.indices { queues[place].man(by: crew.teams) }
  }

  /// When people are there for a queue: its own hours, or the desk's.
  package func hours(of queue: QueuePlan) -> OpeningHours { queue.hours ?? hours }

  /// When people are there for what is in a queue; the desk's hours for what is in none.
  package func hours(of queue: Identifier<Queue>?) -> OpeningHours {
    queue.flatMap(self.queue)?.hours ?? hours
  }

  /// The same change for the desk's hours and for those of each queue.
  package mutating func changeHours(_ change: (OpeningHours) -> OpeningHours) {
    hours = change(hours)
    for place in queues.indices { queues[place].hours = queues[place].hours.map(change) }
  }

  /// What the rules are told of the desk for somebody who comes back to a conversation that is
  /// over: the agent who had it where they are there and `free`, else how many serve its queue.
  package func circumstances(
    for conversation: Conversation, agents: (QueuePlan) -> Int,
    free: (AgentName) -> AgentName?, at now: Instant
  ) -> Circumstances {
    var circumstances = Circumstances(textLimit: textLimit, capacity: capacity, queues: queues)
    circumstances.now = now
    circumstances.categories = categories
    circumstances.fields = fields
    circumstances.hasMail = hasMail
    circumstances.hasCustomerSystems = lookUps != nil
    circumstances.requiredFields = fields.filter(\.isRequired).map(\.name)
    guard conversation.stage.word.isOver else { return circumstances }
    let queue = conversation.queue.flatMap(queue) ?? general
    let absence = absence(in: queue, agents: agents(queue), at: now)
    if let absence {
      let replyBy = replyBy(in: queue.id, at: now)
      circumstances.reception = .nobody(absence, replyBy: replyBy)
    } else if let last = conversation.lastAgent, let agent = free(last) {
      circumstances.reception = .agent(agent)
    }
    return circumstances
  }

  /// Why nobody comes to a queue at once; nil while somebody who serves it is there.
  package func absence(in queue: QueuePlan, agents: Int, at now: Instant) -> Absence? {
    guard hours(of: queue).isOpen(at: now) else { return .closed }
    return agents > 0 ? nil : .empty
  }

  /// By when a person should have answered, as far as the customer waits for one: what was promised
  /// where a reply is, else what the queue aims at, in opening hours.
  package func due(
    _ stage: Stage, _ queue: Identifier<Queue>?, _ course: Course
  ) -> Instant? {
    guard case .person(let since) = course.owed else { return nil }
    let queue = queue.flatMap(self.queue) ?? general
    let hours = hours(of: queue)
    switch stage {
    case .waiting: return hours.deadline(queue.answerWithin, from: since)
    case .missed(let promised): return promised ?? replyBy(in: queue.id, at: since)
    case .promised(let replyBy): return replyBy
    case .withAgent:
      return hours.deadline(queue.answerWithin, from: max(since, course.handed ?? since))
    case .withBot, .left, .resolved, .closed: return nil
    }
  }

  /// What the desk does for somebody to whom nobody came in time: a reply is promised, as soon as
  /// their queue has it.
  package func lateness(
    of conversation: Conversation, _ absence: Absence = .unanswered, at now: Instant
  ) -> Command {
    .promise(replyBy: replyBy(in: conversation.queue, at: now), absence)
  }

  /// How much of an agent's work a conversation is.
  package func piece(
    _ queue: Identifier<Queue>?, _ priority: Priority, channel: String
  ) -> Workload.Piece {
    let plan = queue.flatMap(self.queue) ?? general
    return Workload.Piece(plan.id, weight: plan.routing.weight.of(priority, channel: channel))
  }

  package func piece(_ conversation: Conversation) -> Workload.Piece {
    piece(
      conversation.queue, conversation.priority,
      channel: conversation.opening?.channel ?? Opening.web)
  }

  /// The queue for whatever no flow claims.
  package var general: QueuePlan { queues[0] }
}
