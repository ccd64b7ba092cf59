import Desk
import Events
import Journal
import Secrets
import Wire

// MARK: - What is done with two tickets at once

extension Command {
  /// Whether it happens in more conversations than the one it is said in.
  var isJoint: Bool {
    switch self {
    case .link, .unlink, .merge, .split, .answerAll: true
    case .start, .say, .choose, .fill, .identify, .rate, .take, .note, .release, .transfer,
      .resolve, .reopen, .prioritise, .categorise, .tag, .setFields, .decline, .escalate, .follow,
      .hold, .wake, .close, .macro, .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw,
      .promise, .conclude, .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider, .near,
      .breach,
      .notify, .sendTranscript, .lookUp, .noteLookUp:
      false
    }
  }
}

extension Command {
  /// The other ticket that it names.
  fileprivate var partner: TicketName? {
    if case .link(_, let name) = self { return name }
    if case .unlink(_, let name) = self { return name }
    if case .merge(let name) = self { return name }
    return nil
  }
}

extension Office {
  /// What else happens because of a command, each in a conversation of its own; all of them are
  /// decided before anything happens.
  struct Echo {
    let live: OpenConversation
    let events: [Event]
  }

  /// Decides a command in every conversation that it touches: its events in this one, and echoes.
  func decideJointly(
    _ order: Order, by principal: Principal, _ live: OpenConversation,
    _ circumstances: Circumstances
  ) throws -> (events: [Event], echoes: [Echo]) {
    var circumstances = circumstances
    let partners = try partners(of: order, by: principal, live, &circumstances)
    if case .answerAll = order.command {
    } else {
      circumstances.other = partners.first?.conversation
    }
    let events = try live.conversation.decide(order.command, by: principal, in: circumstances)
    var echoes: [Echo] = []
    for partner in partners {
      echoes.append(
        Echo(
          live: partner,
          events: try partner.conversation.echo(
            of: order.command, in: live.conversation, by: principal, circumstances)))
    }
    return (events, echoes)
  }

  /// Makes the echoes happen, and lets the bot of each conversation hear them.
  func happen(_ echoes: [Echo], by author: String) throws(RecordFailure) {
    for echo in echoes where !echo.events.isEmpty {
      let before = echo.live.conversation.stage.word
      if echo.live.conversation.opening == nil {
        lastNumber += 1
        lives[echo.live.conversation.id] = echo.live
      }
      happen(echo.events, to: echo.live, by: author)
      // Nobody greets in what an agent made.
      if echo.live.conversation.links.contains(where: { $0.kind == .splitFrom }), before == .bot {
        continue
      }
      try botHears(echo.events, from: before, echo.live)
    }
  }

  private func partners(
    of order: Order, by principal: Principal, _ live: OpenConversation,
    _ circumstances: inout Circumstances
  ) throws -> [OpenConversation] {
    if case .split(let seq, _) = order.command {
      circumstances.words = try words(of: live, from: seq)
      circumstances.opening = opening(like: live.conversation)
      return [newcomer(split: live.conversation, order.cid)]
    }
    if case .answerAll = order.command {
      return try live.conversation.children.compactMap { link throws(RecordFailure) in
        try self.live(link.conversation)
      }
    }
    guard let name = order.command.partner else { return [] }
    return try partner(name, by: principal).map { [$0] } ?? []
  }

  /// One that the agent may read.
  private func partner(_ name: Command.TicketName, by principal: Principal) throws(RecordFailure)
    -> OpenConversation?
  {
    guard let id = try conversation(named: name), let other = try live(id),
      authorize(principal, .work, resource(other.conversation))
    else { return nil }
    return other
  }

  func conversation(named name: Command.TicketName) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    switch name {
    case .conversation(let id): return id
    case .number(let number):
      for addition in draft.additions where addition.live.conversation.number == number {
        return addition.live.conversation.id
      }
      return try record.conversation(numbered: number)
    }
  }

  /// At most this many words are taken along into a ticket that is split off.
  private static let mostSplit = 50

  /// The customer's words from a seq on; none where that is no seq of theirs.
  private func words(of live: OpenConversation, from seq: Int64) throws(RecordFailure) -> [String] {
    var words: [String] = []
    let kept = try record.entries(
      of: live.conversation.id, after: seq - 1, limit: Self.mostSplit)
    for (place, entry) in kept.enumerated() {
      guard let event = try? EventText.recorded(entry.body), case .said(let message) = event,
        message.author == .customer
      else {
        if place == 0 { return [] }
        continue
      }
      words.append(message.text)
    }
    return words
  }

  /// A conversation that is not begun yet; its name follows from the command, so that it is one
  /// however often that is sent.
  private func newcomer(split conversation: Conversation, _ cid: CommandID) -> OpenConversation {
    let id: Identifier<Conversation> = derived(
      "conversation", "split \(conversation.id.text) \(cid.text)")
    return OpenConversation(Conversation(id: id), flow: .none)
  }

  private func opening(like conversation: Conversation) -> Opening? {
    guard let opening = conversation.opening else { return nil }
    return Opening(
      site: opening.site, customer: opening.customer, number: lastNumber + 1,
      language: opening.language, page: opening.page, channel: opening.channel, zone: opening.zone)
  }
}
