package import Desk

/// What an agent's list shows of a conversation.
package struct Summary: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  package let number: Int64
  package let stage: StageWord
  package let queue: Identifier<Queue>?
  package let priority: Priority
  package let category: String?
  package let customerName: String?
  package let email: String?
  /// Whether the customer's site has signed who they are; else a name and an address are claims.
  package let isVerified: Bool
  package let language: String
  package let subject: String
  package let agent: AgentName?
  /// Whose turn it is, and since when.
  package let owed: Owed
  /// By when a person should have answered: what was promised, or what the queue aims at. Nil
  /// while no person owes an answer.
  package let by: Instant?
  /// In which order people come to those who have none, the lowest first; those of equal rank by
  /// `owed`'s moment, then by their ids. Nil for who has a person, or wants none. `Rank` makes it:
  /// lists sort by it, never by rules of their own.
  package let rank: Int64?
  /// Whether the agent who has it is about to leave the customer waiting too long, or does.
  package let warning: Warning?
  /// Whether the customer has the page open.
  package let isPresent: Bool
  /// The latest words, at most 120 characters, and whose they are.
  package let lastText: String
  package let lastBy: Author?
  package let lastAt: Instant
  package let seq: Int64
  package let matter: Matter
  /// Where the customer writes; nil for the page.
  package let channel: Channel?

  package init(
    conversation: Identifier<Conversation>, number: Int64, stage: StageWord,
    queue: Identifier<Queue>?, priority: Priority, category: String?, customerName: String?,
    email: String?, isVerified: Bool = false, language: String, subject: String,
    agent: AgentName?, owed: Owed, by: Instant? = nil, rank: Int64? = nil,
    warning: Warning? = nil, isPresent: Bool = false, lastText: String, lastBy: Author?,
    lastAt: Instant, seq: Int64, matter: Matter = .new, channel: Channel? = nil
  ) {
    self.conversation = conversation
    self.number = number
    self.stage = stage
    self.queue = queue
    self.priority = priority
    self.category = category
    self.customerName = customerName
    self.email = email
    self.isVerified = isVerified
    self.language = language
    self.subject = subject
    self.agent = agent
    self.owed = owed
    self.by = by
    self.rank = rank
    self.warning = warning
    self.isPresent = isPresent
    self.lastText = lastText
    self.lastBy = lastBy
    self.lastAt = lastAt
    self.seq = seq
    self.matter = matter
    self.channel = channel
  }
}

extension Summary {
  /// A way besides the page on which a customer writes.
  package struct Channel: Equatable, Sendable {
    package let name: String
    /// What can be said there, for people; nil where nobody knows any more.
    package let limits: String?

    package init(_ name: String, limits: String? = nil) {
      self.name = name
      self.limits = limits
    }
  }

  /// What the conversation is as a ticket.
  package struct Matter: Equatable, Sendable {
    package let state: TicketState
    package let tags: [String]
    /// Until when it is on hold.
    package let heldUntil: Instant?
    /// When its customer is erased, who has asked for it.
    package let erasedAt: Instant?
    package let offer: Conversation.StandingOffer?
    /// Agents who are told of it whoever has it.
    package let followers: [Identifier<Agent>]

    package init(
      state: TicketState, tags: [String] = [], heldUntil: Instant? = nil,
      erasedAt: Instant? = nil, offer: Conversation.StandingOffer? = nil,
      followers: [Identifier<Agent>] = []
    ) {
      self.followers = followers
      self.state = state
      self.tags = tags
      self.heldUntil = heldUntil
      self.erasedAt = erasedAt
      self.offer = offer
    }

    package static let new = Matter(state: .new)
  }

  /// The same, with the customer there or not.
  package func with(isPresent: Bool) -> Summary {
    Summary(
      conversation: conversation, number: number, stage: stage, queue: queue, priority: priority,
      category: category, customerName: customerName, email: email, isVerified: isVerified,
      language: language, subject: subject, agent: agent, owed: owed, by: by, rank: rank,
      warning: warning,
      isPresent: isPresent, lastText: lastText, lastBy: lastBy, lastAt: lastAt, seq: seq,
      matter: matter, channel: channel)
  }
}

/// How near the time is by which an agent's customer should have an answer.
package enum Warning: String, Sendable, CaseIterable {
  case near, late
}
