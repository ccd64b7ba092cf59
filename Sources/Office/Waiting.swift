import Desk
import Journal

/// Who waits for a person, what they were told of it, and how long it will take.
struct Waiting {
  private(set) var line = WaitingLine()
  private var promise = WaitPromise()
  /// Who is there for each queue; looked up again after somebody came or went.
  private var servers: [Identifier<Queue>: Set<Outlooks.Server>] = [:]
  /// When what was promised is over.
  private var outgrowing = Deadlines<Identifier<Conversation>>()
  /// Whether anything is known of how long conversations take.
  private var knowsPace = false
  /// What came of promises, to be written with the turn.
  private var settled: [KeptPromise] = []
  /// Whether somebody's place or wait may be another than they were told.
  private var isStale = false
  private var told = Instant(milliseconds: 0)

  /// So that a busy hour does not write to everybody who waits with every turn.
  private static let pause = Duration.seconds(1)

  /// What those who wait are told.
  struct Standing {
    let place: WaitingLine.Place
    /// 1 is next.
    let position: Int
    /// Nil while nothing is known to go by.
    let wait: WaitPromise.Range?
  }

  /// The line as the record has it; what was learned of waits stays.
  mutating func recall(_ open: [OpenTicket], handled: [Handled], _ plan: DeskPlan) {
    line = WaitingLine()
    settled = []
    for ticket in open {
      line.follow(
        ticket.conversation, ticket.stage, ticket.queue, priority: ticket.priority,
        due: plan.due(ticket.stage, ticket.queue, ticket.course))
    }
    for one in handled { promise.learn(handled: one.span, by: one.agent, in: one.queue) }
    knowsPace = knowsPace || !handled.isEmpty
  }

  /// Takes in what an event other than words has made of a conversation.
  mutating func follow(
    _ event: Event, from before: Stage, to conversation: Conversation, _ plan: DeskPlan,
    at moment: Instant
  ) {
    follow(conversation, plan)
    if case .waiting = before, conversation.stage.word != .waiting {
      settle(conversation, at: moment)
    }
    if case .resolved = event, let taken = conversation.times.taken {
      promise.learn(
        handled: moment.since(taken), by: conversation.lastAgent?.id, in: conversation.queue)
      // The first of a desk: now those who wait can be told something.
      if !knowsPace { (knowsPace, isStale) = (true, true) }
    }
  }

  private mutating func settle(_ conversation: Conversation, at moment: Instant) {
    outgrowing.clear(conversation.id)
    let wasServed = conversation.stage.word == .agent
    guard let settled = promise.settle(conversation.id, at: moment, wasServed: wasServed),
      let number = conversation.opening?.number
    else { return }
    self.settled.append(KeptPromise(number, settled))
  }

  private mutating func follow(_ conversation: Conversation, _ plan: DeskPlan) {
    let due = plan.due(conversation.stage, conversation.queue, conversation.course)
    if line.follow(conversation, due: due) { isStale = true }
  }

  /// Something else that waits go by has changed: who is there, or who listens.
  mutating func change() {
    isStale = true
    servers = [:]
  }

  mutating func takeSettled() -> [KeptPromise] {
    defer { settled = [] }
    return settled
  }

  // MARK: How long

  /// The outlook of everybody in the line, in its order.
  private mutating func outlooks(_ find: (Identifier<Queue>) -> Set<Outlooks.Server>)
    -> [WaitPromise.Outlook?]
  {
    let queues = line.places.map(\.queue)
    for queue in queues where servers[queue] == nil { servers[queue] = find(queue) }
    return Outlooks(servers, promise).outlooks(of: queues)
  }

  /// How long somebody may wait who stands in the line, or comes to its end in that queue.
  mutating func wait(
    of conversation: Identifier<Conversation>, in queue: Identifier<Queue>,
    _ find: (Identifier<Queue>) -> Set<Outlooks.Server>
  ) -> WaitPromise.Range? {
    var queues = line.places.map(\.queue)
    let place = line.position(of: conversation).map { $0 - 1 } ?? queues.count
    if place == queues.count { queues.append(queue) }
    for queue in queues where servers[queue] == nil { servers[queue] = find(queue) }
    let known = Outlooks(servers, promise).outlooks(of: queues.prefix(place + 1))
    return known.last.flatMap { $0 }.flatMap(promise.range)
  }

  /// When places are to be told; nil if nobody's has changed.
  var nextDue: Instant? {
    [isStale ? told + Self.pause : nil, outgrowing.next].compactMap { $0 }.min()
  }

  /// Everybody's place, where it is time to tell; what is told is what the desk is held to.
  mutating func tell(
    at now: Instant, _ find: (Identifier<Queue>) -> Set<Outlooks.Server>
  ) -> [Standing] {
    guard isStale, now.since(told) >= Self.pause else { return [] }
    isStale = false
    told = now
    let outlooks = outlooks(find)
    return line.places.enumerated().map { index, place in
      let wait = outlooks[index].flatMap(promise.range)
      if let wait, let outlook = outlooks[index] {
        note(wait, outlook, for: place.conversation, at: now)
      }
      return Standing(place: place, position: index + 1, wait: wait)
    }
  }

  private mutating func note(
    _ wait: WaitPromise.Range, _ outlook: WaitPromise.Outlook,
    for conversation: Identifier<Conversation>, at now: Instant
  ) {
    guard promise.promised(conversation) == nil else { return }
    promise.note(wait, outlook, for: conversation, at: now)
    outgrowing.set(conversation, now + wait.to)
  }

  /// Somebody who has waited longer than they were told, each once.
  mutating func takeOutgrown(at now: Instant) -> Identifier<Conversation>? {
    while let id = outgrowing.takeDue(at: now) {
      if line.position(of: id) != nil { return id }
    }
    return nil
  }

  mutating func clockJumped(by jump: Duration) {
    told = told + jump
    promise.clockJumped(by: jump)
    outgrowing.shift(by: jump)
  }

  mutating func clockSetBack(to moment: Instant) { told = min(told, moment) }
}

extension Office {
  /// Who is there for a queue, as waits go by it.
  func servers(of queue: Identifier<Queue>) -> Set<Outlooks.Server> {
    staff.servers(of: plan.queue(queue) ?? plan.general)
  }

  /// Whoever has waited longer than they were told hears so once, with the choice to wait on or to
  /// leave it as a message.
  func mindOutgrownPromises() throws(RecordFailure) {
    for _ in 0..<Self.outgrownPerTurn {
      guard let id = waiting.takeOutgrown(at: now) else { return }
      guard let live = try live(id), session(of: live)?.isInQueue == true else { continue }
      try stimulate(live, .outgrown)
    }
  }

  /// The others with the next turn: a long line holds nobody else up.
  private static let outgrownPerTurn = 200
}
