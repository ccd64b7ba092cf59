package import Desk
package import Flows
package import Journal
package import Wire

/// A client's connection, as the Gateway numbers them.
package struct ConnectionNumber: Hashable, Sendable {
  package let number: UInt64

  package init(_ number: UInt64) { self.number = number }
}

/// Who is on a line: known since the hello.
package struct Caller: Hashable, Sendable {
  package let line: ConnectionNumber
  package let who: Who

  package init(_ line: ConnectionNumber, _ who: Who) {
    self.line = line
    self.who = who
  }

  /// Whoever is on the other end of a connection, proven or not.
  package enum Who: Hashable, Sendable {
    case known(Principal)
    /// A customer who has not begun a conversation.
    case stranger(site: String, origin: String)
  }
}

/// Something that reached the Office and waits for its turn.
package enum Arrival: Sendable {
  /// `as`: who the customer's site has signed is there.
  case hello(ConnectionNumber, Hello, as: SignedIdentity? = nil, from: Source)
  /// The password of a login was checked.
  case checked(LoginTry, LoginResult)
  case order(Caller, Order, Verdict)
  /// A customer who waits has come back to their conversation, and wants to know their place.
  case returned(Identifier<Conversation>)
  /// A customer does what only who has read the welcome, or the ack of the start, would do.
  case heard(Caller)
  /// A supervisor has caught up with a conversation that they began to read from its start.
  case reading(Caller, Identifier<Conversation>)
  /// An agent has caught up with a conversation, and wants to know where else it is known.
  case opened(Caller, Identifier<Conversation>)
  /// An agent has read so far.
  case read(Caller, Identifier<Conversation>, seq: Int64)
  case watch(Caller)
  case ask(Caller, Question)
  /// Their own, or for a supervisor another agent's.
  case status(Caller, Presence, of: Identifier<Agent>? = nil, reason: String? = nil)
  case block(
    Caller, Question.ID, Identifier<Conversation>, for: Duration?, reason: String)
  case announce(Caller, Question.ID, String)
  /// Something with one's own account, from there.
  case account(AccountRequest, from: Source)
  case logout(Caller, tokenHash: [UInt8]?)
  /// A token in which a site signed who is there was used, before the hello that it came with.
  case used(UsedIdentity)
  /// A customer wants nothing to be left of them.
  case forgetMe(Caller, Question.ID)
  case gone(Caller?, ConnectionNumber)
  /// What came of a service call that a flow had asked for.
  case response(Identifier<Conversation>, effect: String, EffectResult)
  /// What attempts to carry events to mirrors came to; told whether it is on disk once it is.
  case settled([Settlement], recorded: @Sendable (Bool) -> Void)
  /// Work for the Office's thread from the operator's side. A failure that it throws is the turn's.
  case errand(@Sendable (Office) throws(RecordFailure) -> Void)

  /// What the Gateway's limits say of an order.
  package enum Verdict: Sendable {
    case within
    case beyond(retryAfter: Int64)
    /// Of a `start` only: its address has begun as many conversations as it may. One that had begun
    /// before is answered all the same.
    case beyondStarts(retryAfter: Int64)
  }
}

extension Arrival {
  /// The connection it came over; nil for what came from elsewhere.
  package var line: ConnectionNumber? {
    switch self {
    case .hello(let line, _, _, _), .gone(_, let line): line
    case .order(let caller, _, _), .heard(let caller), .reading(let caller, _),
      .read(let caller, _, _), .opened(let caller, _),
      .watch(let caller), .ask(let caller, _), .status(let caller, _, _, _),
      .block(let caller, _, _, _, _), .announce(let caller, _, _), .logout(let caller, _),
      .forgetMe(let caller, _):
      caller.line
    case .checked(let attempt, _): attempt.line
    case .account(let request, _): request.caller.line
    case .returned, .response, .settled, .errand, .used: nil
    }
  }

  /// How it is named where it is refused; nil for what is answered in another way, or not at all.
  package var refused: Refused? {
    switch self {
    case .hello: Refused(.hello)
    case .watch: Refused(.watch)
    case .ask(_, let question): question.refused
    case .status: Refused(.status)
    case .block(_, let id, let conversation, _, _): Refused(.block, conversation, id: id)
    case .announce(_, let id, _): Refused(.announce, id: id)
    case .logout: Refused(.logout)
    case .forgetMe(_, let id): Refused(.forgetMe, id: id)
    case .account(let request, _): request.refused
    case .checked, .order, .gone, .heard, .reading, .read, .opened, .response, .settled, .errand,
      .returned, .used:
      nil
    }
  }
}

extension Question {
  var refused: Refused {
    if case .upload(let id, _, _, _) = subject { return Refused(.ask, id, id: self.id) }
    if case .file(let id, _) = subject { return Refused(.ask, id, id: self.id) }
    if case .earlier(let id, _) = subject { return Refused(.ask, id, id: self.id) }
    if case .faces(let id) = subject { return Refused(.ask, id, id: self.id) }
    if case .past(let id) = subject { return Refused(.ask, id, id: self.id) }
    if case .conversation(let id) = subject { return Refused(.ask, id, id: self.id) }
    return Refused(.ask, id: id)
  }
}

/// What follows from a turn once it is on disk, by where it goes.
package struct TurnNews: Sendable {
  /// To connections, in order.
  package var deliveries: [Delivery] = []
  /// To services, from flows.
  package var calls: [FlowCall] = []
  /// To customer systems.
  package var lookUps: [LookUpCall] = []
  /// Whether something happened in a conversation.
  package var hasEvents = false
  /// Whether there is something new for mirrors.
  package var isForMirrors = false
}

/// What a flow asks of a service.
package struct FlowCall: Sendable {
  package let conversation: Identifier<Conversation>
  /// Which of the conversation's calls it is; the same after a crash.
  package let effect: String
  package let request: Request
}

/// What the Office wants told to those who are connected, in order, once the turn is on disk.
package enum Delivery: Sendable {
  case welcome(ConnectionNumber, [UInt8], Caller.Who, tokenHash: [UInt8]?)
  /// The hello is refused: say so and close.
  case turnAway(ConnectionNumber, Refusal)
  /// A password is to be checked, away from the Office: it takes 45 ms.
  case check(LoginTry, password: String)
  case frame(ConnectionNumber, [UInt8])
  /// A `start` that the Gateway counted began nothing new.
  case notBegun(ConnectionNumber)
  /// The stranger on the line is a customer now.
  case known(ConnectionNumber, Principal)
  case events(Identifier<Conversation>, [Told], Audience)
  /// What a follower's request for the past came to; from the reader of backlogs, not the Office.
  case backlog(ConnectionNumber, Identifier<Conversation>, asking: UInt64, Backlog)
  case summary([UInt8], Audience)
  /// A part of the answer to `watch`: frames in order, sent as the line takes them.
  case listing(ConnectionNumber, [[UInt8]])
  case staffing([UInt8])
  case place(Identifier<Conversation>, [UInt8])
  /// Where else it is known, to the agents who follow it.
  case mirrored(Identifier<Conversation>, [UInt8])
  /// The agent who has it has read so far.
  case read(Identifier<Conversation>, seq: Int64)
  /// How the desk stands, to all customers who are there.
  case reception([UInt8])
  /// Close all lines of an agent, or those that came with one token.
  case revoke(Identifier<Agent>, tokenHash: [UInt8]?)
  /// Close all lines of a customer whose tokens have ended.
  case forget(Identifier<Customer>)
  /// Close the line of somebody who has signed out there.
  case signedOut(ConnectionNumber)
  /// Close all lines of customers who may not write any more.
  case shut(Block.Subject, Refusal)
  /// For the operator's log.
  case notice(Notice)
}

extension Delivery {
  /// Whether it holds although the turn it came of could not be written: letting in those who are
  /// known writes nothing, and whose sockets were closed may come again.
  var standsByItself: Bool {
    switch self {
    case .welcome, .turnAway, .check, .revoke, .notice, .read: true
    // Who was kept out by a turn that is not on disk is not kept out.
    case .frame, .known, .notBegun, .events, .backlog, .summary, .listing, .staffing, .place,
      .mirrored, .reception, .forget, .signedOut, .shut:
      false
    }
  }
}

/// An event as it is told: its own text, and what customers get in its place.
package struct Told: Sendable {
  package let seq: Int64
  package let at: Instant
  package let body: [UInt8]
  package let customersBody: [UInt8]

  package init(seq: Int64, at: Instant, body: [UInt8], customersBody: [UInt8]) {
    self.seq = seq
    self.at = at
    self.body = body
    self.customersBody = customersBody
  }
}
