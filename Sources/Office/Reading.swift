import Desk
import Journal
import Knowledge
import Wire

// MARK: - Following, watching, asking

extension Office {
  /// Events a follower gets at once; the rest when these have been sent.
  static let page = 200

  func read(_ arrival: Arrival, _ deliveries: inout [Delivery]) {
    do throws(RecordFailure) {
      switch arrival {
      case .follow(let caller, let id, let epoch, let after):
        deliveries.append(try follow(caller, id, epoch: epoch, after: after))
      case .more(let caller, let id, let after):
        deliveries.append(try backlog(caller, id, after: after))
      case .watch(let caller): deliveries.append(watch(caller))
      case .ask(let caller, let question): deliveries.append(try answer(question, to: caller))
      default: break
      }
    } catch {
      let refusal = Refusal(.storage, "the record cannot be read now", mayRetry: true)
      guard let line = Self.line(of: arrival) else { return }
      deliveries.append(.frame(line, ServerFrame.refused(refusal, id: nil).bytes))
    }
  }

  private static func line(of arrival: Arrival) -> Line? {
    switch arrival {
    case .follow(let caller, _, _, _), .more(let caller, _, _), .watch(let caller),
      .ask(let caller, _):
      caller.line
    default: nil
    }
  }

  private func readable(_ id: Identifier<Conversation>, by caller: Caller) throws(RecordFailure)
    -> Live?
  {
    guard case .known(let principal) = caller.who, let live = try live(id),
      authorize(principal, .read, .conversation(live.conversation))
    else { return nil }
    return live
  }

  private func follow(
    _ caller: Caller, _ id: Identifier<Conversation>, epoch: String, after: Int64
  ) throws(RecordFailure) -> Delivery {
    guard let live = try readable(id, by: caller) else { return notFound(caller.line) }
    guard epoch == record.epoch else {
      return .frame(caller.line, ServerFrame.reset(id, reason: .epoch).bytes)
    }
    guard after <= live.conversation.seq else {
      return .frame(caller.line, ServerFrame.reset(id, reason: .ahead).bytes)
    }
    return try backlog(caller, id, after: after)
  }

  private func backlog(_ caller: Caller, _ id: Identifier<Conversation>, after: Int64)
    throws(RecordFailure) -> Delivery
  {
    guard let live = try readable(id, by: caller) else { return notFound(caller.line) }
    let entries = try record.entries(of: id, after: after, limit: Self.page)
    var told: [Told] = []
    for kept in entries {
      told.append(
        Told(
          seq: kept.seq, at: kept.at, body: kept.body,
          customersBody: CustomersView.text(of: try Self.event(kept), body: kept.body)))
    }
    if live.conversation.stage.word == .waiting { placesAreStale = true }
    let isAll = entries.count < Self.page
    return .backlog(
      caller.line, id, told, caughtUp: isAll ? live.conversation.seq : nil,
      Audience(live.conversation))
  }

  private func notFound(_ line: Line, id: String? = nil) -> Delivery {
    let refusal = Refusal(.notFound, "there is no such conversation, or it is not yours")
    return .frame(line, ServerFrame.refused(refusal, id: id).bytes)
  }

  // MARK: Watching

  /// Summaries at once of what waits, is promised, or is with the agent.
  private func watch(_ caller: Caller) -> Delivery {
    guard case .known(let principal) = caller.who, authorize(principal, .seeQueue, .desk) else {
      let refusal = Refusal(.notAllowed, "only agents watch the queue")
      return .frame(caller.line, ServerFrame.refused(refusal, id: nil).bytes)
    }
    let shown = lives.values.compactMap { live -> Summary? in
      guard Audience(live.conversation).includes(principal) else { return nil }
      return isListed(live.conversation) ? summary(of: live.conversation) : nil
    }
    let frames = shown.sorted { $0.number < $1.number }.map { ServerFrame.summary($0).bytes }
    let end = [
      ServerFrame.watching.bytes,
      ServerFrame.desk(agentsOnline: staff.online, waiting: line.count).bytes,
    ]
    return .listing(caller.line, frames + end)
  }

  private func isListed(_ conversation: Conversation) -> Bool {
    switch conversation.stage {
    case .waiting, .promised, .withAgent: true
    case .withBot, .resolved: false
    }
  }

  /// The summary to tell agents, if what they see in their lists has changed.
  ///
  /// Words alone in a conversation that an agent has are no news: its agent follows it anyway.
  func changedSummary(of live: Live) -> Delivery? {
    let conversation = live.conversation
    guard isListed(conversation) else { return parting(of: live) }
    if live.shown?.stage == .agent, conversation.stage.word == .agent, !live.rowMayChange {
      return nil
    }
    let summary = summary(of: conversation)
    if let shown = live.shown, shown.isSameInLists(as: summary) { return nil }
    live.shown = summary
    return .summary(ServerFrame.summary(summary).bytes, Audience(conversation))
  }

  /// The last summary of what leaves the lists: to everybody who had it there, but with no word that
  /// they could not read before.
  private func parting(of live: Live) -> Delivery? {
    guard let shown = live.shown else { return nil }
    live.shown = nil
    let conversation = live.conversation
    let last = Summary(
      conversation: shown.conversation, number: shown.number, stage: conversation.stage.word,
      queue: shown.queue, priority: shown.priority, category: shown.category,
      customerName: shown.customerName, email: shown.email, language: shown.language,
      subject: shown.subject, agent: conversation.lastAgent, waitingSince: nil, replyBy: nil,
      lastText: shown.lastText, lastBy: shown.lastBy, lastAt: shown.lastAt, seq: conversation.seq)
    return .summary(ServerFrame.summary(last).bytes, .everyAgent)
  }

  func summary(of conversation: Conversation) -> Summary {
    var agent: AgentName?
    var since: Instant?
    var answerBy: Instant?
    var replyBy: Instant?
    switch conversation.stage {
    case .withAgent(let owner): agent = owner
    case .waiting(let moment, _):
      since = moment
      answerBy = conversation.queue.flatMap(plan.queue).map {
        plan.hours.deadline($0.answerWithin, from: moment)
      }
    case .promised(let moment): replyBy = moment
    case .withBot, .resolved: break
    }
    return Summary(
      conversation: conversation.id, number: conversation.opening?.number ?? 0,
      stage: conversation.stage.word, queue: conversation.queue, priority: conversation.priority,
      category: conversation.category, customerName: conversation.contact.name,
      email: conversation.contact.email, language: conversation.opening?.language ?? "en",
      subject: conversation.subject, agent: agent ?? conversation.lastAgent, waitingSince: since,
      answerBy: answerBy, replyBy: replyBy, lastText: conversation.latest.text,
      lastBy: conversation.latest.author,
      lastAt: conversation.times.latest, seq: conversation.seq)
  }

  // MARK: Asking

  private func answer(_ question: Question, to caller: Caller) throws(RecordFailure) -> Delivery {
    guard case .known(let principal) = caller.who else {
      return refusal(.notAllowed, "start a conversation first", question, caller)
    }
    switch question.subject {
    case .articles(let text): return reply(.articles(found(text)), question, caller)
    case .article(let id):
      guard let article = bot.articles.article(id.text) else {
        return refusal(.notFound, "there is no article \(id)", question, caller)
      }
      return reply(.article(title: article.title, text: article.body), question, caller)
    case .agents:
      guard authorize(principal, .seeColleagues, .desk) else {
        return refusal(.notAllowed, "only agents see who works here", question, caller)
      }
      return reply(.agents(staff.colleagues), question, caller)
    case .conversation(let id):
      guard case .agent = principal, let live = try readable(id, by: caller) else {
        return notFound(caller.line, id: question.id)
      }
      return reply(.conversation(summary(of: live.conversation)), question, caller)
    }
  }

  private func found(_ text: String) -> [Reply.Found] {
    bot.articles.search(String(text.prefix(1000)), language: nil, limit: 8, floor: 0.1).map {
      Reply.Found(
        article: Identifier($0.id), title: $0.title, excerpt: $0.excerpt,
        score: Int(($0.score * 100).rounded()))
    }
  }

  private func reply(_ reply: Reply, _ question: Question, _ caller: Caller) -> Delivery {
    .frame(caller.line, ServerFrame.answer(question.id, reply).bytes)
  }

  private func refusal(
    _ code: Refusal.Code, _ why: String, _ question: Question, _ caller: Caller
  ) -> Delivery {
    .frame(caller.line, ServerFrame.refused(Refusal(code, why), id: question.id).bytes)
  }
}

extension Summary {
  /// The same but for the latest words, which only matter in lists while somebody waits.
  fileprivate func isSameInLists(as other: Summary) -> Bool {
    guard stage == other.stage, stage == .agent else { return self == other }
    return queue == other.queue && priority == other.priority && category == other.category
      && customerName == other.customerName && email == other.email && agent == other.agent
      && subject == other.subject
  }
}
