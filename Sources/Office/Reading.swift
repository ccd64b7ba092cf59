import Desk
import Journal
import Knowledge
import Wire

// MARK: - Watching and asking

extension Office {
  func answer(_ look: Look, _ deliveries: inout [Delivery]) throws(RecordFailure) {
    do throws(RecordFailure) {
      switch look {
      case .watch(let caller): watch(caller, &deliveries)
      case .ask(let caller, let question): deliveries.append(try answer(question, to: caller))
      case .mirrored(let caller, let id):
        if let frame = try mirrored(id) { deliveries.append(.frame(caller.line, frame)) }
      }
    } catch {
      guard error.kind != .broken else { throw error }
      var refusal = Refusal(.storage, "the record cannot be read now", mayRetry: true)
      if error.kind == .damaged { refusal = Self.unreadableRefusal }
      deliveries.append(.notice(.unread(error.what)))
      deliveries.append(.frame(look.line, ServerFrame.refused(refusal, look.refused).bytes))
    }
  }

  private func readable(_ id: Identifier<Conversation>, by caller: Caller) throws(RecordFailure)
    -> OpenConversation?
  {
    guard case .known(let principal) = caller.who, let live = try live(id),
      authorize(principal, .read, resource(live.conversation))
        || isOfServedCustomer(live.conversation, principal)
    else { return nil }
    return live
  }

  // MARK: Watching

  /// Begins to answer with summaries of what waits, is promised, or is with the agent.
  private func watch(_ caller: Caller, _ deliveries: inout [Delivery]) {
    guard case .known(let principal) = caller.who, authorize(principal, .seeQueue, .desk) else {
      let refusal = Refusal(.notAllowed, "only agents watch the queue")
      deliveries.append(.frame(caller.line, ServerFrame.refused(refusal, Refused(.watch)).bytes))
      return
    }
    let open = lists.summaries.values.map { (number: $0.number, id: $0.conversation) }
      .sorted { $0.number < $1.number }.map(\.id)
    lists.watchers.insert(caller.line)
    // One line has one answer under way: asking again begins anew.
    listings.removeAll { $0.line == caller.line }
    listings.append(Listing(line: caller.line, principal: principal, left: open[...]))
  }

  /// Summaries written in one turn, so that a long list keeps no customer waiting: about 2 ms.
  private static let summariesPerTurn = 500

  /// Goes on with the lists that were asked for, each a share of the turn.
  func list(_ deliveries: inout [Delivery]) {
    guard !listings.isEmpty else { return }
    let share = max(1, Self.summariesPerTurn / listings.count)
    for index in listings.indices.prefix(Self.summariesPerTurn) {
      let part = listings[index].left.prefix(share)
      listings[index].left.removeFirst(part.count)
      deliveries.append(.listing(listings[index].line, frames(of: part, for: listings[index])))
    }
    listings.removeAll { $0.left.isEmpty }
  }

  private func frames(of part: ArraySlice<Identifier<Conversation>>, for listing: Listing)
    -> [[UInt8]]
  {
    let shown = part.compactMap { id -> [UInt8]? in
      guard let shown = lists.summaries[id], audience(of: shown).includes(listing.principal) else {
        return nil
      }
      // Where something was done since the start, the latest words are at hand.
      guard let live = lives[id] else { return ServerFrame.summary(shown).bytes }
      let latest = summary(of: OpenTicket(live.conversation))
      lists.keep(latest, of: live.conversation.opening?.customer)
      return ServerFrame.summary(latest).bytes
    }
    guard listing.left.isEmpty else { return shown }
    return shown + [
      ServerFrame.watching.bytes,
      ServerFrame.desk(agentsOnline: staff.online, waiting: waiting.line.count).bytes,
    ]
  }

  // MARK: Asking

  func ask(_ caller: Caller, _ question: Question) {
    use(caller.line)
    draft.looks.append(.ask(caller, question))
  }

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
      return reply(
        .article(title: article.title, text: article.body, link: article.link), question, caller)
    case .search:
      return refusal(.busy, "searches are answered from the index", question, caller)
    case .earlier:
      return refusal(.busy, "the past is answered from the record", question, caller)
    case .faces(let id):
      guard let live = try readable(id, by: caller) else {
        return refusal(.notFound, Refusal.noSuchConversation.why, question, caller)
      }
      return reply(.faces(faces(of: live.conversation)), question, caller)
    case .shortcuts(let text):
      guard authorize(principal, .seeQueue, .desk) else {
        return refusal(.notAllowed, "only agents have replies and macros", question, caller)
      }
      return reply(.shortcuts(shortcuts(text)), question, caller)
    case .shortcut(let kind, let name, let id):
      guard case .agent = principal, let live = try readable(id, by: caller) else {
        return refusal(.notFound, Refusal.noSuchConversation.why, question, caller)
      }
      guard let preview = preview(kind, name, live.conversation) else {
        let why = "there is no \(kind.rawValue) \(name.prefix(64))"
        return refusal(.notFound, why, question, caller)
      }
      return reply(preview, question, caller)
    case .agents:
      guard authorize(principal, .seeColleagues, .desk) else {
        return refusal(.notAllowed, "only agents see who works here", question, caller)
      }
      return reply(.agents(staff.colleagues), question, caller)
    case .names:
      guard authorize(principal, .seeQueue, .desk) else {
        return refusal(.notAllowed, "only agents see what things are called", question, caller)
      }
      return reply(.names(names), question, caller)
    case .figures(let since):
      guard case .agent(let agent, _) = principal else {
        return refusal(.notAllowed, "only agents have figures", question, caller)
      }
      return reply(.figures(try figures(of: agent.id, since: since)), question, caller)
    case .upload(let id, _, _, _), .file(let id, _):
      return try aboutFile(of: id, principal, question, caller)
    case .past(let id): return try past(of: id, for: principal, question, caller)
    case .ownPast(let before): return try ownPast(of: principal, before: before, question, caller)
    case .sessions:
      guard case .agent(let agent, _) = principal else {
        return refusal(.notAllowed, "only agents have sessions", question, caller)
      }
      return reply(.account(try ownSessions(of: agent.id, on: caller.line)), question, caller)
    case .conversation(let id):
      guard case .agent = principal, let live = try readable(id, by: caller) else {
        let absence = absence(of: id)
        return refusal(absence.code, absence.why, question, caller)
      }
      return reply(.conversation(summary(of: OpenTicket(live.conversation))), question, caller)
    }
  }

  private func past(
    of id: Identifier<Conversation>, for principal: Principal, _ question: Question,
    _ caller: Caller
  ) throws(RecordFailure) -> Delivery {
    guard case .agent = principal, let live = try readable(id, by: caller) else {
      return refusal(.notFound, Refusal.noSuchConversation.why, question, caller)
    }
    return reply(.past(try past(of: live.conversation, for: principal)), question, caller)
  }

  private func ownPast(
    of principal: Principal, before number: Int64?, _ question: Question, _ caller: Caller
  ) throws(RecordFailure) -> Delivery {
    guard case .customer(let customer) = principal else {
      return refusal(.notAllowed, "only customers have a past of their own", question, caller)
    }
    return reply(.past(try past(of: customer, before: number)), question, caller)
  }

  private func aboutFile(
    of id: Identifier<Conversation>, _ principal: Principal, _ question: Question, _ caller: Caller
  ) throws(RecordFailure) -> Delivery {
    guard let live = try readable(id, by: caller) else {
      return refusal(.notFound, Refusal.noSuchConversation.why, question, caller)
    }
    do throws(Refusal) {
      return reply(try aboutFile(question.subject, principal, live), question, caller)
    } catch {
      return refusal(error.code, error.why, question, caller)
    }
  }

  private func figures(
    of agent: Identifier<Agent>, since: Instant
  ) throws(RecordFailure) -> Reply.Figures {
    let figures = try record.figures(of: agent, since: since, most: Reply.Figures.most)
    return Reply.Figures(
      taken: figures.taken, resolved: figures.resolved, firstAnswer: figures.firstAnswer,
      rated: figures.rated, score: figures.score)
  }

  private var names: Reply.Names {
    typealias Name = Reply.Names.Name
    let most = Reply.Names.most
    return Reply.Names(
      queues: plan.queues.prefix(most).map { Name($0.id.text, title: $0.title) },
      flows: Array(bot.revision.beginningFlowNames.prefix(most)),
      categories: plan.categories.all.prefix(most).map { Name($0.path, title: $0.title) },
      fields: plan.fields.prefix(most).map {
        Name($0.name, title: $0.title, values: Array($0.kind.values.prefix(most)))
      })
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
    .frame(caller.line, ServerFrame.refused(Refusal(code, why), question.refused).bytes)
  }
}

/// What somebody wants to see; it changes nothing.
enum Look {
  case watch(Caller)
  case ask(Caller, Question)
  case mirrored(Caller, Identifier<Conversation>)

  var line: ConnectionNumber {
    switch self {
    case .watch(let caller), .ask(let caller, _), .mirrored(let caller, _): caller.line
    }
  }

  /// How it is named where it is refused.
  var refused: Refused {
    switch self {
    case .watch: Refused(.watch)
    case .ask(_, let question): question.refused
    case .mirrored(_, let id): Refused(.follow, id)
    }
  }
}

/// The answer to an agent's `watch`, as far as it is still to be given.
struct Listing {
  let line: ConnectionNumber
  let principal: Principal
  var left: ArraySlice<Identifier<Conversation>>
}
