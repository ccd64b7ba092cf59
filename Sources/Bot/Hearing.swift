package import Desk
package import Flows

/// What the bot hears of what happened: events, whoever caused them and however they were asked
/// for.
///
/// The Office, flow tests and the replay of a recorded conversation all hear by these rules. What
/// the bot did itself is not told to it again.
package enum Hearing {
  /// The one thing to hear of a command's events; nil where they are not the bot's business.
  ///
  /// `before` is where the conversation stood before them, `opening` how it began, `session` where
  /// the bot stands; they are looked up only where it depends on them, which is seldom.
  package static func stimulus(
    of events: [Event], from before: StageWord, _ opening: @autoclosure () -> Opening?,
    _ session: @autoclosure () -> Session?
  ) -> Stimulus? {
    for (index, event) in events.enumerated() {
      let rest = events[(index + 1)...]
      if let stimulus = stimulus(of: event, from: before, then: rest, opening, session) {
        return stimulus
      }
    }
    return nil
  }

  private static func stimulus(
    of event: Event, from before: StageWord, then rest: ArraySlice<Event>,
    _ opening: () -> Opening?, _ session: () -> Session?
  ) -> Stimulus? {
    switch event {
    case .started(let opening): .opened(language: opening.language)
    case .said(let message): words(message, from: before, then: rest, session)
    case .taken, .transferred(_, .agent, _), .reopened(.agent): .agentTook
    case .transferred(_, .bot(let flow), _): .agentLeft(flow: flow)
    case .reopened: reopened(then: rest, opening, session)
    case .resolved(let author): author == .bot ? nil : .external("conversation.closed")
    case .noted, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .queued,
      .released, .transferred(_, .queue, _), .withdrawn, .promised, .rated, .concluded, .tagged,
      .routed, .offered, .declined, .considered, .escalated, .followed, .held, .woken, .linked,
      .unlinked, .closed, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn,
      .erased, .lookedUp:
      nil
    }
  }

  /// Words reach the bot while it has the conversation, while its flow watches over the wait, after
  /// a promise, and in a survey; never while a person has it or is to answer.
  private static func words(
    _ message: Message, from before: StageWord, then rest: ArraySlice<Event>,
    _ session: () -> Session?
  ) -> Stimulus? {
    guard message.author == .customer,
      !rest.contains(where: { $0.isQueued || $0.isRating })
    else { return nil }
    switch before {
    case .bot, .missed, .promised, .left, .resolved: return stimulus(message)
    // Back in the queue after the flow's end: a person is to answer, not a greeting.
    case .waiting: return session()?.isOver == false ? stimulus(message) : nil
    case .agent, .closed: return nil
    }
  }

  private static func stimulus(_ message: Message) -> Stimulus {
    if let file = message.file {
      let sent = SentFile(id: file.id, name: file.name, size: file.size, media: file.media)
      return .sent(sent, words: message.text)
    }
    return switch message.answer {
    case .option(let option, let question): .chose(option: option, question: question)
    case .form(let fields, _):
      .filled(Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first })
    case nil: .said(message.text)
    }
  }

  /// Begun again without words the bot goes on where it was, or greets; with words it hears those.
  /// Where people are to answer, a survey that was under way is over, and none begins.
  private static func reopened(
    then rest: ArraySlice<Event>, _ opening: () -> Opening?, _ session: () -> Session?
  ) -> Stimulus? {
    if rest.contains(where: \.isQueued) {
      guard let session = session(), session.isWithBot || session.awaitsEvent else { return nil }
      return .agentTook
    }
    return rest.isEmpty ? opening().map { .opened(language: $0.language) } : nil
  }

  /// By when a customer who came back is promised a reply, since nobody is there.
  package static func promiseOnReturn(_ events: [Event]) -> Instant? {
    guard case .reopened(.customer)? = events.first else { return nil }
    for event in events { if case .promised(let replyBy, _) = event { return replyBy } }
    return nil
  }

  /// Whether words may be no answer to the survey they were written in: then the matter is not
  /// settled after all, and people are called back, or the bot where it had settled it alone.
  package static func mayCallBack(
    _ stimulus: Stimulus, from before: StageWord, _ wasWithAgent: @autoclosure () -> Bool,
    _ session: @autoclosure () -> Session?
  ) -> Bool {
    guard case .said(let words) = stimulus, before == .resolved, let session = session(),
      session.isWithBot
    else { return false }
    return wasWithAgent() || session.isAboutTheSame(words)
  }
}

extension Event {
  /// Words that were a rating are no question.
  fileprivate var isRating: Bool {
    if case .rated = self { true } else { false }
  }

  fileprivate var isQueued: Bool {
    if case .queued = self { true } else { false }
  }
}
