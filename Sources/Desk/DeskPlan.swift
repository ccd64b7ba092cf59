/// How the desk is set up: what `config/desk.yaml` says, as its rules need it.
package struct DeskPlan: Sendable {
  package var queues: [QueuePlan]
  package var hours: OpeningHours
  /// Conversations an agent may have at once.
  package var capacity: Int
  /// How long a waiting customer may wait before a ticket is offered instead.
  package var acceptWithin: Duration
  /// How long an agent may be gone before their conversations are given back.
  package var grace: Duration
  /// The longest text in Unicode scalars.
  package var textLimit: Int
  /// Where events are mirrored to.
  package var destinations: [String]
  /// What customers may write at most.
  package var quotas = Quotas.standard
  /// How long an agent's session lives unused, and at all.
  package var sessionIdle: Duration
  package var sessionLife: Duration
  /// How long after its last use a customer's token is still good.
  package var customerToken: Duration

  package init(
    queues: [QueuePlan], hours: OpeningHours = .always, capacity: Int = 4,
    acceptWithin: Duration = .seconds(300), grace: Duration = .seconds(60), textLimit: Int = 4000,
    destinations: [String] = [], quotas: Quotas = .standard,
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

  package func queue(_ id: Identifier<Queue>) -> QueuePlan? { queues.first { $0.id == id } }

  /// What the desk does for somebody to whom nobody came in time: a reply is promised, as soon as
  /// their queue has it.
  package func lateness(of conversation: Conversation, at now: Instant) -> Command {
    let queue = conversation.queue.flatMap(queue) ?? general
    return .promise(replyBy: hours.deadline(queue.replyWithin, from: now), .unanswered)
  }

  /// The queue for whatever no flow claims.
  package var general: QueuePlan { queues[0] }
}
