/// What somebody asks the desk to do with a conversation.
///
/// An order, and as such may be refused; `Conversation.decide` says whether it is.
package enum Command: Equatable, Sendable {
  // A customer's.
  case start(Introduction)
  case say(String)
  case choose(option: String, question: String)
  case fill([Field], question: String)
  case identify(name: String?, email: String?)
  case rate(score: Int, comment: String?)
  // An agent's. `say`, `resolve` and `reopen` are shared with the customer.
  /// `over`: also from another agent or the bot, which only supervisors may.
  case take(over: Bool)
  case note(String)
  case release
  /// `anyway`: also to a queue for which nobody is there.
  case transfer(to: Recipient, note: String?, anyway: Bool = false)
  case resolve
  case reopen
  case prioritise(Priority)
  case categorise(String)
  // The bot's.
  case speak(String, Offer?)
  case record([Field])
  case suggest(query: String, [Identifier<Article>])
  case judge(helped: Bool, [Identifier<Article>])
  case escalate(Handoff)
  /// A person is wanted and nobody is there: it stays open until one has seen it.
  case miss(Handoff, Absence)
  case withdraw(Absence)
  case promise(replyBy: Instant, Absence)
  case conclude(outcome: String)
  // The desk's own, when an agent is gone.
  case giveBack(Release)

  /// What anybody in the queue would do: take what is free.
  package static let take = Command.take(over: false)

  package static func start(language: String?, page: String?) -> Command {
    .start(Introduction(language: language, page: page))
  }

  /// What a page tells of its visitor as a conversation begins; nil for what it does not tell.
  package struct Introduction: Equatable, Sendable {
    package var language: String?
    package var page: String?
    /// The IANA name of their time zone.
    package var zone: String?
    /// Who the page says they are.
    package var name: String?
    package var email: String?

    package init(
      language: String? = nil, page: String? = nil, zone: String? = nil, name: String? = nil,
      email: String? = nil
    ) {
      self.name = name
      self.email = email
      self.language = language
      self.page = page
      self.zone = zone
    }
  }

  /// To whom a conversation is passed on, by name.
  package enum Recipient: Equatable, Sendable {
    case queue(Identifier<Queue>)
    case agent(Identifier<Agent>)
    /// Back to the bot, to a flow of the agent's choice; without one it begins as with a newcomer.
    case bot(flow: String?)
  }
}

/// Why a command is not carried out: for the person who asked.
package struct Refusal: Error, Equatable, Sendable {
  package let code: Code
  package let why: String
  /// True when the same command may succeed later without a change.
  package let mayRetry: Bool
  /// When trying again makes sense, in milliseconds from now.
  package let retryAfter: Int64?

  package init(_ code: Code, _ why: String, mayRetry: Bool = false, retryAfter: Int64? = nil) {
    self.code = code
    self.why = why
    self.mayRetry = mayRetry
    self.retryAfter = retryAfter
  }

  /// Not there, or not theirs: the two must look the same.
  package static let noSuchConversation = Refusal(
    .notFound, "there is no such conversation, or it is not yours")

  /// Stable words for programs; `docs/protocol.md` explains each.
  package enum Code: String, Sendable, CaseIterable {
    case malformed, unknown, invalid, conflict, busy, storage
    case tooLong = "too_long"
    case tooMany = "too_many"
    case notFound = "not_found"
    case notAllowed = "not_allowed"
    case notWaiting = "not_waiting"
    case notYours = "not_yours"
    case alreadyTaken = "already_taken"
    case atCapacity = "at_capacity"
    case nobodyThere = "nobody_there"
    case resolved
    case notResolved = "not_resolved"
    case stale
    case anotherPerson = "another_person"
    case earlierFailed = "earlier_failed"
    case withdrawn
    case quota
  }
}
