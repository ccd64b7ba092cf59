package import Desk

/// What has happened, for good: the seam between the Office and where its log is kept.
///
/// Two verbs carry it: append a turn if each conversation's last seq is still the expected one, and
/// follow from a position. Everything else is read from `Tables`, which have a turn when `append`
/// returns. `SQLiteRecord` keeps the log in the tables' own file; a log of messages on many
/// machines needs no more than this. All calls come from the Office's thread.
package protocol EventLog: AnyObject {
  /// Writes a whole turn or nothing. When it returns, the turn survives a power cut.
  ///
  /// Throws `.moved` if a conversation's last seq is not the expected one, `.full` if there is no
  /// room, `.taken` while another program holds a lock, `.broken` if the disk failed.
  func append(_ turn: RecordTurn) throws(RecordFailure)

  /// What came after a position, in the order in which it was written; at most `limit` entries.
  func follow(from position: Int64, limit: Int) throws(RecordFailure) -> [Kept]
}

/// An event as it stands in the record.
package struct Kept: Equatable, Sendable {
  /// Counts over the whole record, upwards, not always by one.
  package let position: Int64
  package let conversation: Identifier<Conversation>
  package let seq: Int64
  package let at: Instant
  package let author: String
  package let cid: String?
  /// The event's JSON.
  package let body: [UInt8]

  package init(
    position: Int64, conversation: Identifier<Conversation>, seq: Int64, at: Instant,
    author: String, cid: String?, body: [UInt8]
  ) {
    self.position = position
    self.conversation = conversation
    self.seq = seq
    self.at = at
    self.author = author
    self.cid = cid
    self.body = body
  }
}

/// What a command came to, and how to know whether another asks the same.
package struct Applied: Equatable, Sendable {
  package let seq: Int64
  /// Of what it asked; nil where its event tells that by itself.
  package let fingerprint: Int64?
  /// The JSON of its first event.
  package let body: [UInt8]

  package init(seq: Int64, fingerprint: Int64?, body: [UInt8]) {
    self.seq = seq
    self.fingerprint = fingerprint
    self.body = body
  }
}

/// A flow's session as text, with the revision that can read it.
package struct FlowState: Equatable, Sendable {
  /// What the session is pinned to.
  package let revision: String
  package let state: [UInt8]
  /// False once the flow is over: the next one may begin with a newer revision.
  package let isLive: Bool

  package init(revision: String, state: [UInt8], isLive: Bool) {
    self.revision = revision
    self.state = state
    self.isLive = isLive
  }
}

/// What the Office must know to begin: everything else is read when it is needed.
package struct Standing: Sendable {
  /// The highest ticket number given.
  package var lastNumber: Int64 = 0
  /// Conversations that wait, are promised a reply, or are with an agent.
  package var open: [OpenTicket] = []
  /// Those of them whose events cannot be read.
  package var unreadable: [Unreadable] = []
  package var timers: [Timer] = []
  /// How long the latest conversations took a person, newest last.
  package var handled: [Handled] = []

  package init() {}

  /// A conversation whose events cannot be read any more, and why.
  package struct Unreadable: Equatable, Sendable {
    package let conversation: Identifier<Conversation>
    package let why: String
  }
}

/// Something to do at a moment, once.
package struct Timer: Hashable, Sendable {
  /// What is to be done.
  package enum Kind: Hashable, Sendable {
    /// The desk ends a wait that no flow watches over.
    case wait
    /// A flow's own, by the name that it gave.
    case flow(String)
    /// A service has not answered this effect of a flow.
    case effect(String)
    /// A rule of the desk is due, by its name.
    case rule(String)
    /// The customer asked to be erased by then.
    case erasure

    /// As the table holds it.
    package var text: String {
      switch self {
      case .wait: "desk:accept"
      case .flow(let name): "flow:\(name)"
      case .effect(let effect): "effect:\(effect)"
      case .rule(let name): "rule:\(name)"
      case .erasure: "desk:erase"
      }
    }

    /// Nil for what no version of the program has written.
    package init?(_ text: String) {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      switch (parts.first, parts.count) {
      case ("desk", 2) where text == Self.wait.text: self = .wait
      case ("desk", 2) where text == Self.erasure.text: self = .erasure
      case ("flow", 2): self = .flow(String(parts[1]))
      case ("effect", 2): self = .effect(String(parts[1]))
      case ("rule", 2): self = .rule(String(parts[1]))
      default: return nil
      }
    }
  }

  package let conversation: Identifier<Conversation>
  package let kind: Kind
  package let due: Instant
  /// What the clock said when it was set; a moment in the future tells that it was ahead.
  package let set: Instant

  package init(
    _ conversation: Identifier<Conversation>, _ kind: Kind, due: Instant,
    set: Instant = Instant(milliseconds: 0)
  ) {
    self.conversation = conversation
    self.kind = kind
    self.due = due
    self.set = set
  }
}

/// Everything one turn of the Office writes, in one transaction.
package struct RecordTurn: Sendable {
  package var appends: [Append] = []
  /// Flow sessions to keep; nil ends one.
  package var flowStates: [Identifier<Conversation>: FlowState?] = [:]
  package var timersSet: [Timer] = []
  package var timersCleared: [TimerName] = []
  /// What happened how often at which step, to be added to what is there.
  package var figures: [Figure: Int] = [:]
  /// What customers and sites have written today, where it has changed.
  package var usage: [UsageOfDay] = []
  /// Which rules with a pause acted for whom.
  package var rulesActed: [RuleActed] = []
  /// Who may come in, from now on.
  package var doors = DoorChanges()
  /// Who works at the desk, and where they are logged in.
  package var accounts = AccountChanges()
  /// What happened to the desk itself, in order.
  package var audit: [AuditEntry] = []
  /// That flows were published or refused, in order.
  package var publications: [FlowsPublished] = []
  /// What mirrors are to have all the same.
  package var mirrorsRetried: [MirrorRetry] = []
  /// Where events of this turn go, each of them where its conversation is to be known.
  package var destinations: [OutsideDestination] = []
  /// What attempts to carry events to mirrors came to.
  package var settlements: [Settlement] = []
  /// What customers were promised of their wait, and what came of it.
  package var promises: [KeptPromise] = []
  /// What is known from now on of conversations in other systems, in order.
  package var links: [LinkChange] = []
  /// What was taken in from outside, in order.
  package var landed: [Landed] = []
  /// How far those have come who look into other systems, by destination.
  package var outsidePlaces: [String: String] = [:]
  /// What is erased of conversations, in order, after all else.
  package var erasures: [ErasedPart] = []
  /// Customers of whom nothing is left beside their conversations.
  package var erasedCustomers: [Identifier<Customer>] = []

  package init() {}

  package var isEmpty: Bool {
    appends.isEmpty && flowStates.isEmpty && timersSet.isEmpty && timersCleared.isEmpty
      && figures.isEmpty && usage.isEmpty && doors.isEmpty && settlements.isEmpty
      && rulesActed.isEmpty
      && accounts.isEmpty && audit.isEmpty && publications.isEmpty && mirrorsRetried.isEmpty
      && promises.isEmpty && links.isEmpty && landed.isEmpty && outsidePlaces.isEmpty
      && erasures.isEmpty && erasedCustomers.isEmpty
  }

  /// What identifies a timer: a conversation has one of a kind.
  package struct TimerName: Hashable, Sendable {
    package let conversation: Identifier<Conversation>
    package let kind: Timer.Kind

    package init(_ conversation: Identifier<Conversation>, _ kind: Timer.Kind) {
      self.conversation = conversation
      self.kind = kind
    }
  }

  /// What a customer or a site has written in a day.
  package struct UsageOfDay: Sendable {
    /// Counted from 1970-01-01 UTC.
    package let day: Int64
    package let subject: String
    package let usage: Usage

    package init(day: Int64, subject: String, usage: Usage) {
      self.day = day
      self.subject = subject
      self.usage = usage
    }
  }
}

/// The events a turn adds to one conversation.
package struct Append: Sendable {
  /// The conversation as it stands after them: what its ticket row is written from.
  package let after: Conversation
  /// The seq it had before them.
  package let expected: Int64
  package let events: [Entry]
  /// False promises that they leave the ticket's row as it is: words after the first.
  package let ticketMayChange: Bool

  package init(
    after: Conversation, expected: Int64, events: [Entry], ticketMayChange: Bool = true
  ) {
    self.after = after
    self.expected = expected
    self.events = events
    self.ticketMayChange = ticketMayChange
  }

  /// One event of a turn, as it is written.
  package struct Entry: Sendable {
    package let at: Instant
    package let author: String
    /// Set on the first event of a command.
    package let cid: String?
    /// Of what the command asked; nil also where the event tells that by itself: words.
    package let fingerprint: Int64?
    package let body: [UInt8]

    package init(
      at: Instant, author: String, cid: String?, fingerprint: Int64?, body: [UInt8]
    ) {
      self.at = at
      self.author = author
      self.cid = cid
      self.fingerprint = fingerprint
      self.body = body
    }
  }
}
