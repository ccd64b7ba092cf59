import Desk
import Journal
import Wire

/// What agents' lists show, and what of it they are still to be told.
struct Lists {
  /// Of each conversation that people have to do with.
  private(set) var summaries: [Identifier<Conversation>: Summary] = [:]
  private var customers: [Identifier<Conversation>: Identifier<Customer>] = [:]
  private var conversations: [Identifier<Customer>: Set<Identifier<Conversation>>] = [:]
  /// Connections whose agents watch; without one, words alone are no news.
  var watchers: Set<ConnectionNumber> = []
  /// When each was last told, as far as it matters still.
  private var told: [Identifier<Conversation>: Instant] = [:]
  /// Those of which there is news that waits.
  private var late = Deadlines<Identifier<Conversation>>()

  /// Words between two people change what their row shows with every message: the first is told
  /// at once, the others of that span together.
  static let pause = Duration.seconds(1)

  init(watchers: Set<ConnectionNumber> = []) { self.watchers = watchers }

  var nextDue: Instant? { late.next }

  mutating func keep(_ summary: Summary, of customer: Identifier<Customer>?) {
    let id = summary.conversation
    summaries[id] = summary
    guard let customer, customers[id] == nil else { return }
    customers[id] = customer
    conversations[customer, default: []].insert(id)
  }

  mutating func remove(_ id: Identifier<Conversation>) -> Summary? {
    told[id] = nil
    late.clear(id)
    if let customer = customers.removeValue(forKey: id) {
      conversations[customer]?.remove(id)
      if conversations[customer]?.isEmpty == true { conversations[customer] = nil }
    }
    return summaries.removeValue(forKey: id)
  }

  func open(of customer: Identifier<Customer>) -> Set<Identifier<Conversation>> {
    conversations[customer] ?? []
  }

  /// Whether news of words is told now; if not, it will be taken when it is due.
  mutating func mayTell(_ id: Identifier<Conversation>, at moment: Instant) -> Bool {
    if let last = told[id], moment.since(last) < Self.pause, moment >= last {
      late.set(id, last + Self.pause)
      return false
    }
    note(id, at: moment)
    return true
  }

  mutating func note(_ id: Identifier<Conversation>, at moment: Instant) {
    told[id] = moment
    late.clear(id)
  }

  mutating func takeDue(at moment: Instant) -> Identifier<Conversation>? {
    late.takeDue(at: moment)
  }
}

// MARK: - Telling agents

extension Office {
  /// What agents are to be told after a turn: of what it touched, of customers who came or went,
  /// of words that waited.
  func summaries(after additions: [TurnDraft.Addition]) -> [Delivery] {
    var news: [Delivery] = []
    for addition in additions {
      news += changedSummary(of: addition)
    }
    while let id = lists.takeDue(at: now) {
      if let live = lives[id] { news += renewed(live) }
    }
    for customer in customersThere.takeChanged(at: now) {
      for id in lists.open(of: customer).sorted() { news += presence(of: customer, in: id) }
    }
    for id in answering.takeChanged() {
      if let live = lives[id] { news += renewed(live) }
    }
    return news
  }

  /// The summary to tell agents, if what they see in their lists has changed.
  private func changedSummary(of addition: TurnDraft.Addition) -> [Delivery] {
    let conversation = addition.live.conversation
    guard conversation.stage.isOpen else {
      return parting(of: conversation).map { [$0] } ?? []
    }
    let isOfWords = !addition.rowMayChange && lists.summaries[conversation.id] != nil
    if isOfWords, lists.watchers.isEmpty || !lists.mayTell(conversation.id, at: now) { return [] }
    return renewed(addition.live)
  }

  /// Nothing is read for it: a crowd that comes back after a start costs no more than its frames.
  private func presence(of customer: Identifier<Customer>, in id: Identifier<Conversation>)
    -> [Delivery]
  {
    if let live = lives[id] { return renewed(live) }
    let isThere = customersThere.isThere(customer)
    guard let shown = lists.summaries[id], shown.isPresent != isThere else { return [] }
    let summary = shown.with(isPresent: isThere)
    lists.keep(summary, of: customer)
    return [.summary(ServerFrame.summary(summary).bytes, audience(of: summary))]
  }

  /// What is new of it to those who may see it, and to those who may not any more that it is gone.
  private func renewed(_ live: OpenConversation) -> [Delivery] {
    let conversation = live.conversation
    guard conversation.stage.isOpen else { return [] }
    let summary = summary(of: OpenTicket(conversation))
    let former = lists.summaries[conversation.id]
    guard former != summary else { return [] }
    lists.keep(summary, of: conversation.opening?.customer)
    lists.note(conversation.id, at: now)
    let audience = audience(of: summary)
    let news = Delivery.summary(ServerFrame.summary(summary).bytes, audience)
    guard let former, plan.queues.members(of: summary.queue) != nil else { return [news] }
    let lost = self.audience(of: former).agents(without: audience)
    return [.summary(ServerFrame.unfollowed(conversation.id).bytes, lost), news]
  }

  /// Who has a row in their lists.
  func audience(of summary: Summary) -> Audience {
    Audience(
      customer: nil, stage: summary.stage, lastAgent: summary.agent?.id,
      members: plan.queues.members(of: summary.queue), followers: Set(summary.matter.followers))
  }

  /// The last summary of what leaves the lists: to everybody who had it there, but with no word
  /// that they could not read before.
  private func parting(of conversation: Conversation) -> Delivery? {
    guard let shown = lists.remove(conversation.id) else { return nil }
    let last = Summary(
      conversation: shown.conversation, number: shown.number, stage: conversation.stage.word,
      queue: shown.queue, priority: shown.priority, category: shown.category,
      customerName: shown.customerName, email: shown.email, isVerified: shown.isVerified,
      language: shown.language, subject: shown.subject, agent: conversation.lastAgent,
      owed: conversation.owed,
      isPresent: shown.isPresent, lastText: shown.lastText, lastBy: shown.lastBy,
      lastAt: shown.lastAt, seq: conversation.seq, matter: matter(of: OpenTicket(conversation)),
      channel: shown.channel)
    return .summary(ServerFrame.summary(last).bytes, audience(of: shown))
  }

  func summary(of ticket: OpenTicket) -> Summary {
    let due = plan.due(ticket.stage, ticket.queue, ticket.course)
    var agent: AgentName?
    if case .withAgent(let owner) = ticket.stage { agent = owner }
    return Summary(
      conversation: ticket.conversation, number: ticket.number, stage: ticket.stage.word,
      queue: ticket.queue, priority: ticket.priority, category: ticket.category,
      customerName: ticket.customerName, email: ticket.email,
      isVerified: ticket.customer?.isSigned == true, language: ticket.language,
      subject: ticket.subject, agent: agent ?? ticket.lastAgent, owed: ticket.course.owed,
      by: due, rank: Rank.of(ticket.stage, priority: ticket.priority, due: due),
      warning: answering.warning(of: ticket.conversation),
      isPresent: customersThere.isThere(ticket.customer), lastText: ticket.latestText,
      lastBy: ticket.latestAuthor, lastAt: ticket.latestAt, seq: ticket.seq,
      matter: matter(of: ticket), channel: channel(of: ticket))
  }

  private func channel(of ticket: OpenTicket) -> Summary.Channel? {
    guard ticket.channel != Opening.web else { return nil }
    return Summary.Channel(ticket.channel, limits: plan.channels[ticket.channel])
  }

  private func matter(of ticket: OpenTicket) -> Summary.Matter {
    let matter = ticket.matter
    let offer = matter.offer.map { offered in
      let agent = staff.member(offered.agent)?.agent
      return Conversation.StandingOffer(
        to: agent ?? AgentName(offered.agent, name: offered.agent.text), until: offered.until)
    }
    return Summary.Matter(
      state: ticket.state, tags: matter.tags, heldUntil: matter.heldUntil,
      erasedAt: timers.due(ticket.conversation, .erasure), offer: offer,
      followers: matter.followers)
  }
}
