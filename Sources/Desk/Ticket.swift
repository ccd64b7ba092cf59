/// How a ticket stands, in the words that ticket systems use: a fact of its conversation.
package enum TicketState: String, Sendable, CaseIterable {
  /// No person has had to do with it yet.
  case new
  /// It is for the desk's people to do something.
  case open
  /// They have answered, and it is for the customer to write.
  case waitingOnCustomer = "waiting_on_customer"
  /// Set aside until a moment.
  case onHold = "on_hold"
  /// A person was asked for and none came.
  case missed
  case solved
  /// Over for good; also a talk with the bot that the customer left.
  case closed
}

extension Conversation {
  package var state: TicketState {
    TicketState(
      stage.word, owed: owed.word, isAnswered: times.firstReply != nil,
      isHeld: heldUntil != nil)
  }

  /// Whom it is put before, and until when.
  package struct StandingOffer: Equatable, Sendable {
    package let agent: AgentName
    package let until: Instant

    package init(to agent: AgentName, until: Instant) {
      self.agent = agent
      self.until = until
    }
  }
}

extension TicketState {
  package init(_ stage: StageWord, owed: Owed.Word, isAnswered: Bool, isHeld: Bool) {
    self =
      switch stage {
      case .bot: .new
      case .waiting, .promised: isAnswered ? .open : .new
      case .missed: .missed
      case .agent: isHeld ? .onHold : owed == .customer ? .waitingOnCustomer : .open
      case .left, .closed: .closed
      case .resolved: .solved
      }
  }
}

/// What is put on a conversation and taken from it, to find it again.
package struct Tagging: Equatable, Sendable {
  package let added: [String]
  package let removed: [String]
  package let author: Author

  package init(added: [String], removed: [String], _ author: Author) {
    self.added = added
    self.removed = removed
    self.author = author
  }

  /// The most that one conversation has, and the longest in Unicode scalars.
  package static let most = 32
  package static let longest = 40

  /// Letters, digits and a few marks on one line, without blanks.
  package static func isTag(_ text: String) -> Bool {
    (1...longest).contains(text.unicodeScalars.count)
      && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || marks.contains($0) }
  }

  private static let marks = Set("0123456789-_./:".unicodeScalars)
}

/// Why an agent does not get what was offered to them.
package enum Decline: Equatable, Sendable {
  /// They said no.
  case refused(reason: String?)
  /// They let the time pass.
  case missed
  /// It was taken back: somebody else has it, or it waits no longer.
  case withdrawn
}

/// Why nobody gets what waits, or who could: how each agent stood to it at that moment.
package struct Consideration: Equatable, Sendable {
  package let candidates: [Candidate]
  /// How many more there are that are not named.
  package let others: Int

  /// The most that are named; those who come nearest first.
  package static let mostNamed = 32

  package init(_ candidates: [Candidate], others: Int = 0) {
    self.candidates = Array(candidates.prefix(Self.mostNamed))
    self.others = others + max(0, candidates.count - Self.mostNamed)
  }

  /// One agent, and whether they could get it.
  package struct Candidate: Equatable, Sendable {
    package let agent: Identifier<Agent>
    package let verdict: Verdict

    package init(_ agent: Identifier<Agent>, _ verdict: Verdict) {
      self.agent = agent
      self.verdict = verdict
    }
  }

  /// What speaks for or against an agent.
  package enum Verdict: String, Sendable, CaseIterable {
    case eligible, offered
    /// They have as much as they may have, in all or of this queue.
    case full
    case queueFull = "queue_full"
    case away, absent
    case notMember = "not_member"
    /// They lack a skill, or the customer's language.
    case skill, language
    case declined
    /// They have had their share of late.
    case share
  }
}

/// On to people who can do more.
package struct Escalation: Equatable, Sendable {
  package let author: Author
  package let queue: Identifier<Queue>
  package let reason: String
  /// How often it has been escalated, with this time.
  package let level: Int

  /// After so many it goes nowhere further: it would go in circles.
  package static let highest = 3

  package init(_ author: Author, to queue: Identifier<Queue>, reason: String, level: Int) {
    self.author = author
    self.queue = queue
    self.reason = reason
    self.level = level
  }
}

/// Why what was on hold is so no longer.
package enum Waking: String, Sendable, CaseIterable {
  /// The moment has come.
  case due
  /// The customer wrote.
  case customer
  /// An agent or a rule went on with it.
  case agent
}

/// What one conversation has to do with another.
package struct TicketLink: Equatable, Sendable {
  package let kind: Kind
  package let conversation: Identifier<Conversation>
  /// The number of that conversation's ticket.
  package let number: Int64
  package let author: Author
  /// Since when the customer waits for a person in the one that was merged into this.
  package let owedSince: Instant?

  package init(
    _ kind: Kind, _ conversation: Identifier<Conversation>, number: Int64, _ author: Author,
    owedSince: Instant? = nil
  ) {
    self.owedSince = owedSince
    self.kind = kind
    self.conversation = conversation
    self.number = number
    self.author = author
  }

  /// The most that one conversation has.
  package static let most = 500

  /// What the other conversation is to this one.
  package enum Kind: String, Sendable, CaseIterable {
    case related
    /// The other is the incident that this one belongs to.
    case parent
    case child
    /// This one is over; it goes on in the other.
    case mergedInto = "merged_into"
    case mergedFrom = "merged_from"
    case splitInto = "split_into"
    case splitFrom = "split_from"

    /// What this one is to the other.
    package var counterpart: Kind {
      switch self {
      case .related: .related
      case .parent: .child
      case .child: .parent
      case .mergedInto: .mergedFrom
      case .mergedFrom: .mergedInto
      case .splitInto: .splitFrom
      case .splitFrom: .splitInto
      }
    }

    /// Whether the customer is told: it is where their own words went on.
    package var isForCustomer: Bool {
      switch self {
      case .mergedInto, .splitInto, .splitFrom: true
      case .related, .parent, .child, .mergedFrom: false
      }
    }
  }
}

/// What a service level promises the customer a time for.
package enum ServiceTarget: String, Sendable, CaseIterable {
  case firstAnswer = "first_answer"
  case nextAnswer = "next_answer"
  case solution
}

/// What a rule told people of the desk.
package struct Notification: Equatable, Sendable {
  package let rule: String
  package let to: [Recipient]
  package let text: String

  package init(rule: String, to: [Recipient], _ text: String) {
    self.rule = rule
    self.to = to
    self.text = text
  }

  /// Who is told.
  package enum Recipient: Hashable, Sendable {
    case agent(Identifier<Agent>)
    /// Everybody who serves it.
    case queue(Identifier<Queue>)
    case team(String)
    case supervisors
  }
}
