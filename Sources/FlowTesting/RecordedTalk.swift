package import Desk
package import Flows

/// A recorded conversation: what customers and staff did in it, and what the desk answered its
/// flow.
///
/// What the bot did is not in it, nor what the desk did because of the bot: whoever plays it again
/// does that by the rules of the bot.
package struct RecordedTalk: Sendable {
  package let id: Identifier<Conversation>
  package private(set) var moments: [Moment] = []
  /// The questions the customer was asked, as the record tells, each once in a row.
  package private(set) var asked: [String] = []
  /// Whether people were there to take a handoff; nil where the record does not tell.
  package var isStaffed: Bool?
  /// What searches found, by what was searched for.
  package private(set) var found: [String: [Card]] = [:]
  /// How far the record reaches: timers that are due later never came due.
  package var end = Instant(milliseconds: 0)
  private var lastQuery: String?
  private var wasHandedOver = false
  private var wasPromised = false
  private var last: (source: Source, isPlayed: Bool)?

  /// The events of one command.
  package struct Moment: Sendable {
    package let at: Instant
    package fileprivate(set) var events: [Event]
  }

  /// Who caused an event, as far as it matters to who plays it again.
  package enum Source: Sendable, Equatable {
    case customer, agent, bot, desk

    /// As the record names authors.
    package init(author: String) {
      self =
        author.hasPrefix("c:")
        ? .customer : author.hasPrefix("a:") ? .agent : author == "bot" ? .bot : .desk
    }
  }

  package init(_ id: Identifier<Conversation>) { self.id = id }

  /// Takes the events in order. `isFirst` is whether a command begins with it, as its cid tells.
  package mutating func take(_ event: Event, at moment: Instant, by source: Source, isFirst: Bool) {
    note(event)
    let goesOn = !isFirst && last?.source == source && moment == end
    end = moment
    if !goesOn { last = (source, Self.isPlayed(event, source)) }
    guard last?.isPlayed == true else { return }
    if goesOn {
      moments[moments.count - 1].events.append(event)
    } else {
      moments.append(Moment(at: moment, events: [event]))
    }
  }

  /// The talk, once all events were taken. Timers that were due by `now` have had their effect.
  package func finished(at now: Instant) -> RecordedTalk {
    var talk = self
    talk.end = now
    talk.isStaffed = wasHandedOver ? true : wasPromised ? false : nil
    return talk
  }

  /// The desk calls people back only because of what the bot made of the words before.
  private static func isPlayed(_ event: Event, _ source: Source) -> Bool {
    switch source {
    case .customer, .agent: return true
    case .bot: return false
    case .desk: if case .reopened = event { return false } else { return true }
    }
  }

  /// What the desk answered the flow.
  private mutating func note(_ event: Event) {
    if case .queued = event { wasHandedOver = true }
    if case .promised = event { wasPromised = true }
    if case .withdrawn(let absence) = event, absence != .unanswered {
      // Asked for, with nobody there.
      wasHandedOver = false
      wasPromised = true
    }
    if case .suggested(let query, _) = event { lastQuery = query }
    if case .said(let message) = event, message.author == .bot { note(message) }
  }

  private mutating func note(_ message: Message) {
    if let question = message.offer?.question, asked.last != question { asked.append(question) }
    guard let query = lastQuery, let cards = message.offer?.cards, !cards.isEmpty else { return }
    // An answer is one article, and so it was given.
    let fit = cards.count == 1 ? ArticleFit.answer : .offer
    found[query] = cards.map {
      Card(id: $0.article.text, title: $0.title, excerpt: $0.text, score: 1, fit: fit)
    }
    lastQuery = nil
  }
}

extension RecordedTalk {
  /// The talk with what the record leaves open settled so that its own revision asks what was asked
  /// then; nil where that does not come about, and nothing can be compared.
  package func settled(
    by revision: Revision, at plan: DeskPlan, search: @escaping (Search) -> [Card]
  ) -> RecordedTalk? {
    let first = isStaffed ?? true
    for isStaffed in [first, !first] {
      var talk = self
      talk.isStaffed = isStaffed
      let performance = Performance(of: talk, by: revision, at: plan, search: search)
      let played = performance.asked
      if performance.isCut ? asked.starts(with: played) : asked == played { return talk }
    }
    return nil
  }
}
