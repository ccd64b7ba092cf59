/// Everything that can happen in a conversation.
///
/// Past tense: an event has happened and is never refused. The record is a list of these, and all
/// else the desk knows is derived from it.
package enum Event: Equatable, Sendable {
  case started(Opening)
  case said(Message)
  /// Internal words of an agent or a rule; a customer never sees them.
  case noted(Author, String)
  case identified(Contact)
  /// What a flow, a rule or an agent put down, by name.
  case recorded([Field], Author)
  case categorised(String, Author)
  case prioritised(Priority, Author)
  case tagged(Tagging)
  /// Articles were shown for these words.
  case suggested(query: String, [Identifier<Article>])
  /// The customer's answer to "did that solve it?".
  case judged(helped: Bool, [Identifier<Article>])
  /// A person is wanted; the conversation waits in a queue.
  case queued(Handoff)
  /// Put before one agent, who alone is asked until then.
  case offered(AgentName, until: Instant)
  case declined(AgentName, Decline)
  /// Why nobody gets what waits, or who could.
  case considered(Consideration)
  case taken(AgentName)
  case released(AgentName, Release)
  case transferred(AgentName, Destination, note: String?)
  /// To another queue by a rule, in the place in time it had.
  case routed(Identifier<Queue>, Author)
  /// On to people who can do more, in the place in time it had.
  case escalated(Escalation)
  /// An agent wants to be told of it, or no longer, whoever has it.
  case followed(AgentName, begins: Bool)
  /// Set aside until then; it comes back by itself.
  case held(until: Instant, Author, reason: String?)
  case woken(Waking)
  case linked(TicketLink)
  case unlinked(TicketLink)
  /// Out of the queue and back to the bot: nobody came in time.
  case withdrawn(Absence)
  /// Nobody could come; the customer was promised a reply by then.
  case promised(replyBy: Instant, Absence)
  case resolved(Author)
  case reopened(Author)
  /// Over for good: past the time in which it could be opened again, or joined to another.
  case closed(Author)
  case rated(score: Int, comment: String?)
  /// The bot's part came to an end, with the flow's own word for it.
  case concluded(outcome: String)
  /// This share, in hundredths, of the time for it has gone.
  case nearing(ServiceTarget, share: Int, due: Instant)
  /// Not done by then: at that instant, whenever it was noticed.
  case breached(ServiceTarget, at: Instant)
  /// A rule told people of the desk.
  case notified(Notification)
  /// What a customer system said of the customer, or that it is to be asked.
  case lookedUp(LookUp)
  /// The customer wants the whole talk by mail, at the address that is known of them.
  case transcriptAsked
  /// The customer wants all of it deleted; that happens then.
  case erasureAsked(due: Instant)
  /// It is not to happen after all: somebody at the desk says so.
  case erasureWithdrawn
  /// What was said and who they are is deleted, in all events before too; it is over for good.
  case erased
}

// MARK: - What each means to others

extension Event {
  /// A new kind of event is hidden from customers or shown to them because somebody said so here.
  package var customersView: CustomersView {
    switch self {
    case .started, .said, .taken, .released, .withdrawn, .promised, .resolved, .reopened, .rated,
      .closed, .woken, .erasureAsked, .erasureWithdrawn, .erased:
      .all
    case .identified(let contact):
      contact.attributes.isEmpty && contact.customer == nil
        ? .all
        : .less(
          .identified(
            Contact(name: contact.name, email: contact.email, isVerified: contact.isVerified)))
    case .noted, .recorded, .categorised, .prioritised, .suggested, .judged, .concluded, .tagged,
      .routed, .offered, .declined, .considered, .followed, .nearing, .breached, .notified,
      .lookedUp, .transcriptAsked:
      .hidden
    case .linked(let link): link.kind.isForCustomer ? .all : .hidden
    case .unlinked: .hidden
    case .held(_, _, reason: nil): .all
    case .held(let until, let author, _?): .less(.held(until: until, author, reason: nil))
    case .escalated(let escalation):
      .less(
        .escalated(
          Escalation(
            escalation.author, to: escalation.queue, reason: "", level: escalation.level)))
    case .queued(let handoff):
      .less(
        .queued(Handoff(queue: handoff.queue, priority: handoff.priority, reason: handoff.reason)))
    case .transferred(let agent, .bot, _): .less(.transferred(agent, .bot(flow: nil), note: nil))
    case .transferred(_, .queue, nil), .transferred(_, .agent, nil): .all
    case .transferred(let agent, let destination, _?):
      .less(.transferred(agent, destination, note: nil))
    }
  }

  /// What this does to the desk's watch. A wait that began with an agent, or with the customer's
  /// return, is watched over by the desk.
  package var watch: Watch {
    switch self {
    case .released, .transferred(_, .queue, _), .escalated: .begins
    case .queued(let handoff):
      switch handoff.reason {
      case .returned, .split, .routed: .begins
      case .flow, .asked, .failed, .botError: .stays
      }
    case .taken, .promised, .resolved, .withdrawn, .closed, .erased: .ends
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .transferred(_, .agent, _), .transferred(_, .bot, _), .reopened, .rated, .concluded,
      .tagged, .routed, .offered, .declined, .considered, .followed, .held, .woken, .linked,
      .unlinked,
      .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn, .lookedUp:
      .stays
    }
  }

  /// The agent it names who has the conversation, or had it until then.
  package var agent: AgentName? {
    switch self {
    case .said(let message): message.author.agent
    case .taken(let agent), .released(let agent, _),
      .transferred(_, .agent(let agent), _), .transferred(let agent, .queue, _):
      agent
    case .reopened(let author), .noted(let author, _): author.agent
    case .started, .identified, .recorded, .categorised, .prioritised, .suggested, .judged, .queued,
      .transferred(_, .bot, _), .withdrawn, .promised, .resolved, .rated, .concluded, .tagged,
      .routed, .offered, .declined, .considered, .escalated, .followed, .held, .woken, .linked,
      .unlinked,
      .closed, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .erased, .lookedUp:
      nil
    }
  }

  /// Whether who waits from then on stands before all others; nil where no wait begins.
  package var standsAtFront: Bool? {
    switch self {
    case .queued, .transferred(_, .queue, _), .escalated: false
    case .released(_, let release): release != .returned
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .taken, .transferred(_, .agent, _), .transferred(_, .bot, _), .withdrawn, .promised,
      .resolved, .reopened, .rated, .concluded, .tagged, .routed, .offered, .declined, .considered,
      .followed, .held, .woken, .linked, .unlinked, .closed, .nearing, .breached, .notified,
      .transcriptAsked, .erasureAsked, .erasureWithdrawn, .erased, .lookedUp:
      nil
    }
  }
}

/// How a conversation begins.
package struct Opening: Equatable, Sendable {
  package let site: String
  package let customer: Identifier<Customer>
  /// The ticket's number, counted from 1 over the whole desk.
  package let number: Int64
  package let language: String
  /// The address of the page the customer was on; nil where it was not told.
  package let page: String?
  package let channel: String
  /// The channel of who writes on the page.
  package static let web = "web"
  /// The IANA name of the visitor's time zone; nil where it was not told, or is not known.
  package let zone: String?

  package init(
    site: String, customer: Identifier<Customer>, number: Int64, language: String, page: String?,
    channel: String, zone: String? = nil
  ) {
    self.site = site
    self.customer = customer
    self.number = number
    self.language = language
    self.page = page
    self.channel = channel
    self.zone = zone
  }
}

/// Who the customer says they are, and whether anybody vouches for it.
package struct Contact: Equatable, Sendable {
  package let name: String?
  package let email: String?
  /// Whether the customer's site has signed it.
  package let isVerified: Bool
  /// What else the site has signed of them, by name: a plan, a customer's number.
  package let attributes: [Field]
  /// Whose the conversation is from now on, where whoever began it has signed in since.
  package let customer: Identifier<Customer>?

  package init(
    name: String?, email: String?, isVerified: Bool, attributes: [Field] = [],
    customer: Identifier<Customer>? = nil
  ) {
    self.name = name
    self.email = email
    self.isVerified = isVerified
    self.attributes = attributes
    self.customer = customer
  }
}

/// What an agent is told when a conversation is handed over.
package struct Handoff: Equatable, Sendable {
  package let queue: Identifier<Queue>
  package let priority: Priority
  package let summary: String
  package let fields: [Field]
  package let reason: Reason
  /// The steps of the flow that led here, oldest first.
  package let path: [String]

  package init(
    queue: Identifier<Queue>, priority: Priority, summary: String = "", fields: [Field] = [],
    reason: Reason, path: [String] = []
  ) {
    self.queue = queue
    self.priority = priority
    self.summary = summary
    self.fields = fields
    self.reason = reason
    self.path = path
  }

  /// Why a person is wanted.
  package enum Reason: String, Sendable, CaseIterable {
    /// A step of the flow asked for a person.
    case flow
    /// The customer asked for a person.
    case asked
    /// A question was given up on.
    case failed
    /// The flow broke a limit or met a fault of its own.
    case botError = "bot_error"
    /// The customer wrote again after the end.
    case returned
    /// An agent made it a ticket of its own.
    case split
    /// Nobody was there where it was; a rule sent it to where somebody is.
    case routed
  }
}

/// Why an agent no longer has a conversation that nobody else took.
package enum Release: String, Sendable, CaseIterable {
  case returned, vanished, disabled
  /// A supervisor gave it back.
  case ordered
  /// They left the customer without an answer for too long.
  case unanswered
}

/// Where an agent hands a conversation to.
package enum Destination: Equatable, Sendable {
  case queue(Identifier<Queue>)
  case agent(AgentName)
  /// Back to the bot, to a flow of the agent's choice; without one it begins as with a newcomer.
  case bot(flow: String?)
}

/// Why nobody came.
package enum Absence: String, Sendable, CaseIterable {
  case closed, empty, unanswered
}

/// What the customer of a conversation may see of one of its events.
package enum CustomersView: Equatable, Sendable {
  /// All of it.
  case all
  /// Only this in its place.
  case less(Event)
  /// That something happened, and not what.
  case hidden
}

/// Whether the desk itself watches over a wait, so that none is without an end: a wait that a flow
/// began has the flow's own timer.
package enum Watch: Sendable {
  case begins, ends, stays
}
