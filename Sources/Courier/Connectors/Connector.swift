package import Desk

/// A system that conversations are carried to by steps of its own: a ticket system, mail, a chat
/// channel.
///
/// Everything is called on the connector's own thread, one call at a time, and may wait for its own
/// time-outs; nobody else waits for it.
package protocol Connector: AnyObject, Sendable {
  /// As the settings call it, and as lanes name it.
  var name: String { get }

  /// Which conversations are its own, and what agents are told of it.
  var destination: OutsideDestination { get }

  /// When what is said is carried.
  var pace: Pace { get }

  /// How often ``look(_:)`` is called; nil for never.
  var looksEvery: Duration? { get }

  /// The thread begins: everything of the desk that the connector may ask for.
  func begin(_ desk: any DeskInlet)

  /// Carries what waits of one conversation, which was quiet for as long as ``pace`` says.
  func carry(_ errand: Errand) -> Carried

  /// Brings in what happened on the other side. Nil where all went well, or why not.
  func look(_ desk: any DeskInlet) -> ConnectorFailure?

  /// The program ends: what is under way is given up at once. From another thread.
  func stop()
}

extension Connector {
  package var destination: OutsideDestination { OutsideDestination(name) }

  package func begin(_ desk: any DeskInlet) {}
}

/// A connector that is told by requests what happened on the other side: `/v1/hooks/NAME/…`.
package protocol HookTaker: Connector {
  /// Called on the connector's own thread, amid nothing else; whoever asks waits for ten seconds.
  ///
  /// Nobody has looked at who asks: it checks the signature or token before it believes a word.
  func take(_ request: HookRequest, _ desk: any DeskInlet) -> HookAnswer
}

/// When what is said in a conversation is carried.
package struct Pace: Sendable, Equatable {
  /// Since the latest event: what follows at once goes along.
  package var quiet: Duration
  /// So many events are carried whether it is quiet or not.
  package var burst: Int

  package init(quiet: Duration = .seconds(2), burst: Int = 30) {
    self.quiet = quiet
    self.burst = burst
  }

  /// When a conversation is to be carried, of which this many events wait.
  func moment(_ latest: Instant, waiting: Int, at now: Instant) -> Instant {
    // A clock that was set back must not keep anything for long.
    waiting >= burst || latest > now ? now : latest + quiet
  }
}

/// What waits of one conversation for one destination.
package struct Errand: Sendable {
  package let destination: String
  /// The conversation as all its events have made it.
  package let conversation: Conversation
  /// What happened before what waits, in order.
  package let past: [CarriedEvent]
  /// What waits, in order; never empty.
  package let events: [CarriedEvent]
  /// What the connector kept of the conversation.
  package let link: OutsideLink?
  /// How often it was tried in vain, and since when.
  package let attempts: Int
  package let firstTried: Instant?
  package let now: Instant

  package init(
    to destination: String, _ conversation: Conversation, past: [CarriedEvent],
    events: [CarriedEvent], link: OutsideLink? = nil, attempts: Int = 0,
    firstTried: Instant? = nil, now: Instant
  ) {
    self.destination = destination
    self.conversation = conversation
    self.past = past
    self.events = events
    self.link = link
    self.attempts = attempts
    self.firstTried = firstTried
    self.now = now
  }

  /// Everything that happened, from the first word on.
  package var all: [CarriedEvent] { past + events }
}

/// One event on its way.
package struct CarriedEvent: Sendable, Equatable {
  /// Its position in the record.
  package let position: Int64
  package let seq: Int64
  package let at: Instant
  /// `<epoch>:<conversation>:<seq>`, the same for every attempt, for ever.
  package let key: String
  /// Nil for what cannot be read, or has been erased.
  package let event: Event?

  package init(position: Int64, seq: Int64, at: Instant, key: String, event: Event?) {
    self.position = position
    self.seq = seq
    self.at = at
    self.key = key
    self.event = event
  }
}

/// What carrying came to. A link replaces what was kept; nil leaves it.
package enum Carried: Sendable, Equatable {
  /// All events of the errand are there, or need not be.
  case done(OutsideLink?)
  /// Those up to that seq are there; the others failed so.
  case partly(upTo: Int64, OutsideLink?, ConnectorFailure)
  /// There is nothing to do before then.
  case waits(until: Instant, OutsideLink?)
  /// The destination is not well, or not as it should be: it is left alone for a while.
  case later(ConnectorFailure, OutsideLink? = nil)
  /// This conversation cannot be carried as it is; others can. It is tried again seldom, and when
  /// an operator says so.
  case parked(why: String, OutsideLink? = nil)
}

/// Why a connector did not do what it should.
package struct ConnectorFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// One sentence for the operator; no secret in it. It begins with what is the matter, which
  /// agents read (`CarryingTrouble`), and goes on behind a colon with how to mend it.
  package let why: String
  /// How long the other side asked to be left alone.
  package let retryAfter: Duration?

  package init(_ why: String, retryAfter: Duration? = nil) {
    self.why = why
    self.retryAfter = retryAfter
  }

  package var description: String { why }
}

/// How what happened elsewhere gets to the desk. Each call waits until it is on disk, ten seconds
/// at most; what then failed may be tried again, and lands once.
package protocol DeskInlet: Sendable {
  func takeIn(_ envelope: Envelope) throws -> Landing
  func takeIn(_ act: OutsideAct) throws -> Landing
  /// What the connector kept of a conversation.
  func link(of conversation: Identifier<Conversation>, at destination: String) throws
    -> OutsideLink?
  func keep(_ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String)
    throws
  func conversation(called external: String, at destination: String) throws
    -> Identifier<Conversation>?
  /// Where something was taken in before; nil for never.
  func landed(_ external: String, from channel: String) throws -> Identifier<Conversation>?
  /// How far the connector has come with looking; a text of its own, at most 4 kB.
  func place(at destination: String) throws -> String?
  func keep(place: String, at destination: String) throws
  /// A conversation from its beginning; nil where there is none.
  func told(_ conversation: Identifier<Conversation>) throws -> (Conversation, [CarriedEvent])?
  /// Keeps a file that came from outside, looked at as any other; throws why it is not taken.
  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Attachment
  /// The bytes of a file of the desk; nil where it is not there.
  func bytes(of file: Attachment) -> [UInt8]?
  /// Where whoever has the address fetches a file of the desk, for some days; nil where nobody can.
  func address(of file: Attachment) -> String?
  /// Up to which event the customer has read, as far as the desk knows; nil where it does not.
  func customerHasRead(_ conversation: Identifier<Conversation>) -> Int64?
}

extension DeskInlet {
  package func address(of file: Attachment) -> String? { nil }
  package func customerHasRead(_ conversation: Identifier<Conversation>) -> Int64? { nil }
}
