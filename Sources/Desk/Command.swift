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
  /// The whole talk by mail.
  case sendTranscript
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
  case tag(add: [String], remove: [String])
  /// Puts down values of fields, by hand or by rule.
  case setFields([Field])
  /// Does not want what is offered to them.
  case decline(reason: String?)
  /// On to people who can do more; without a queue where its own is escalated to. `stay`: the agent
  /// goes on being told of it.
  case escalate(to: Identifier<Queue>?, reason: String, stay: Bool)
  /// Whether an agent is told of it whoever has it.
  case follow(Bool)
  case hold(until: Instant, reason: String?)
  case wake
  case link(TicketLink.Kind, to: TicketName)
  case unlink(TicketLink.Kind, from: TicketName)
  /// This one is over and goes on in the other.
  case merge(into: TicketName)
  /// The customer's words from that seq on become a ticket of their own.
  case split(from: Int64, to: Identifier<Queue>?)
  /// To the customers of all tickets that belong to this incident, and its own.
  case answerAll(String, resolve: Bool)
  case close
  /// Several acts at once, by their name in the desk's file: all of them, or none.
  case macro(String)
  /// Asks the customer systems again.
  case lookUp
  // The bot's.
  /// In a language, where that is known.
  case speak(String, Offer?, language: String? = nil)
  case record([Field])
  case suggest(query: String, [Identifier<Article>])
  case judge(helped: Bool, [Identifier<Article>])
  case handOver(Handoff)
  /// A person is wanted and nobody is there: it stays open until one has seen it.
  case miss(Handoff, Absence)
  case withdraw(Absence)
  case promise(replyBy: Instant, Absence)
  case conclude(outcome: String)
  // The desk's own, when the customer's site has signed who they are: `to` is whose it is from now
  // on, where somebody began it who was not known.
  case vouch(SignedIdentity, to: Identifier<Customer>?)
  /// What a person of another system has answered there; nobody of the desk says it.
  case relay(String)
  // The desk's own, when an agent is gone.
  case giveBack(Release)
  // The desk's own and its rules'.
  /// To another queue while nobody has it.
  case route(Identifier<Queue>)
  case offer(AgentName, until: Instant)
  /// What was offered is so no longer, for that reason.
  case lapse(Decline)
  case consider(Consideration)
  case near(ServiceTarget, share: Int, due: Instant)
  case breach(ServiceTarget, at: Instant)
  case notify(Notification)
  /// What a customer system said.
  case noteLookUp(LookUp)

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

  /// Another ticket, as whoever speaks of it knows it.
  package enum TicketName: Hashable, Sendable {
    case conversation(Identifier<Conversation>)
    case number(Int64)
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
  /// What an authenticator must be given first: an `otpauth` address.
  package var enrolment: String?

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
    case answeredFirst = "answered_first"
    case atCapacity = "at_capacity"
    case nobodyThere = "nobody_there"
    case resolved
    case notResolved = "not_resolved"
    case stale
    case anotherPerson = "another_person"
    case earlierFailed = "earlier_failed"
    case withdrawn
    case quota
    /// It is over for good.
    case closed
    /// Fields are required first.
    case fieldsMissing = "fields_missing"
    /// The login needs a code besides its password.
    case secondFactor = "second_factor"
    /// The token that says who the visitor is was not accepted, or is missing where one is needed.
    case identity
  }
}
