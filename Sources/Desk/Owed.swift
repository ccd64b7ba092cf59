/// Whose turn it is in a conversation: a fact of its events, worked out here and nowhere else.
///
/// Agents' lists, alerts, the order of those who wait, what customers are told and the figures all
/// go by it. While a person owes an answer nothing but a person, or the customer's own word, ends
/// the conversation.
package enum Owed: Equatable, Sendable {
  /// It is over, or nothing was asked.
  case nobody
  /// They were asked or answered, and it is for them to write.
  case customer(since: Instant)
  /// The bot is asked, or waits for a service.
  case bot(since: Instant)
  /// Words that no person has answered, or the wish for a person: since the first of them.
  case person(since: Instant)

  /// Since when; nil where nobody owes anything.
  package var since: Instant? {
    switch self {
    case .nobody: nil
    case .customer(let since), .bot(let since), .person(let since): since
    }
  }

  /// Whether the customer waits for a person.
  package var isPerson: Bool { if case .person = self { true } else { false } }

  /// Its name on the wire, in tables and on screen.
  package var word: Word {
    switch self {
    case .nobody: .nobody
    case .customer: .customer
    case .bot: .bot
    case .person: .person
    }
  }

  /// Who owes, without since when.
  package enum Word: String, Sendable, CaseIterable {
    case nobody, customer, bot, person
  }

  /// Who owes after an event, in a conversation that stood in a stage before it.
  package func after(_ event: Event, in stage: StageWord, at moment: Instant) -> Owed {
    switch event {
    case .started, .transferred(_, .bot, _): .bot(since: moment)
    case .said(let message): after(message, in: stage, at: moment)
    case .queued, .released, .transferred(_, .queue, _), .escalated, .withdrawn, .promised:
      person(at: moment)
    // Whoever steps in while the bot owes an answer owes it then.
    case .taken, .transferred(_, .agent, _):
      if case .bot(let since) = self { .person(since: since) } else { self }
    case .resolved, .closed, .erased, .reopened(.agent): .nobody
    case .reopened(.customer), .reopened(.bot), .reopened(.rule): .bot(since: moment)
    case .concluded: isPerson ? self : .nobody
    case .linked(let link): after(link, in: stage)
    case .noted, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .rated,
      .tagged, .routed, .offered, .declined, .considered, .followed, .held, .woken, .unlinked,
      .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn, .lookedUp:
      self
    }
  }

  /// Whoever waited in what was merged into this waits here.
  private func after(_ link: TicketLink, in stage: StageWord) -> Owed {
    guard let since = link.owedSince, stage.isOpen else { return self }
    if case .person(let own) = self { return .person(since: min(own, since)) }
    return .person(since: since)
  }

  private func after(_ message: Message, in stage: StageWord, at moment: Instant) -> Owed {
    switch message.author {
    case .agent: .customer(since: moment)
    case .bot, .rule:
      stage == .bot && message.offer?.question != nil ? .customer(since: moment) : self
    case .customer:
      switch stage {
      case .bot: if case .bot = self { self } else { .bot(since: moment) }
      case .waiting, .missed, .agent, .promised: person(at: moment)
      // Thanks, or the answer to a survey.
      case .left, .resolved, .closed: self
      }
    }
  }

  /// It began with the first of what is unanswered, and does not move with what comes later.
  private func person(at moment: Instant) -> Owed {
    isPerson ? self : .person(since: moment)
  }
}

/// Where a conversation stands and whose turn it is, without all else that its events tell.
///
/// What the record knows of an open conversation from a few of its latest events goes by this.
package struct Course: Equatable, Sendable {
  package private(set) var stage: StageWord
  package private(set) var owed: Owed
  /// When the agent who has it got it; of no account once they have answered.
  package private(set) var handed: Instant?

  package init(_ stage: StageWord, _ owed: Owed, handed: Instant? = nil) {
    self.stage = stage
    self.owed = owed
    self.handed = handed
  }

  /// How every conversation begins.
  package static let beginning = Course(.bot, .nobody)

  package mutating func follow(_ event: Event, at moment: Instant) {
    owed = owed.after(event, in: stage, at: moment)
    stage = stage.after(event)
    switch event {
    case .taken, .transferred(_, .agent, _), .reopened(.agent): handed = moment
    // What was set aside begins anew when it comes back.
    case .woken: if stage == .agent, handed != nil || owed.isPerson { handed = moment }
    case .said(let message): if message.author.agent != nil { handed = nil }
    case .started, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .queued, .released, .transferred(_, .queue, _), .transferred(_, .bot, _),
      .withdrawn, .promised, .resolved, .reopened(.customer), .reopened(.bot), .reopened(.rule),
      .rated, .concluded, .tagged, .routed, .offered, .declined, .considered, .escalated, .followed,
      .held,
      .linked, .unlinked, .closed, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .erased, .lookedUp:
      if stage != .agent { handed = nil }
    }
  }

  /// What holds after an event whatever was before it; nil where that depends on more.
  package static func known(after event: Event, at moment: Instant) -> Course? {
    switch event {
    case .started, .resolved, .closed, .erased, .reopened, .transferred(_, .bot, _):
      var course = Course.beginning
      course.follow(event, at: moment)
      return course
    case .said(let message):
      guard message.author.agent != nil else { return nil }
      return Course(.agent, .customer(since: moment))
    case .noted, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .queued,
      .taken, .released, .transferred(_, .queue, _), .transferred(_, .agent, _), .withdrawn,
      .promised, .rated, .concluded, .tagged, .routed, .offered, .declined, .considered, .escalated,
      .followed, .held, .woken, .linked, .unlinked, .nearing, .breached, .notified,
      .transcriptAsked, .erasureAsked,
      .erasureWithdrawn, .lookedUp:
      return nil
    }
  }
}
