package import Courier
import Desk

/// What a ticket system can be asked. Each call waits for its answer, for a bounded time.
protocol TicketSystem: Sendable {
  /// How words have to be written there.
  var words: WordsFormat { get }
  var abilities: TicketAbilities { get }

  /// The ticket of a conversation, by its key; nil where there is none.
  func find(_ talk: Talk) throws(TicketFailure) -> TicketPlace?
  func create(_ talk: Talk) throws(TicketFailure) -> TicketPlace
  func append(_ entry: TicketEntry, files: [TicketFile], to ticket: String, _ talk: Talk)
    throws(TicketFailure)
  func attach(_ file: TicketFile, to ticket: String, _ talk: Talk) throws(TicketFailure)
  /// Makes state and priority there what they are here.
  func change(_ ticket: String, _ talk: Talk) throws(TicketFailure)
  /// What the desk wrote into the ticket; its words where they are wanted.
  func standing(in ticket: String, withWords: Bool) throws(TicketFailure) -> [StandingEntry]
  func stop()
}

/// What a system lets be done.
struct TicketAbilities: Sendable, Equatable {
  /// Whether anything can be added to a ticket; else it is made once, with everything.
  var appends = true
  var notes = true
  var attaches = true
  /// Whether files go along with words, in one request.
  var takesFilesWithWords = false
  var changes = true
  /// Whether it can be asked what it holds.
  var reads = true
  /// How long a ticket that was made may not be found.
  var lag = Duration.zero
}

/// Where a ticket is.
struct TicketPlace: Sendable, Equatable {
  let external: String
  /// Where people see it.
  let url: String?
}

/// An entry that the desk wrote, as it stands in a ticket.
struct StandingEntry: Sendable, Equatable {
  let span: EntrySpan
  /// Its words; nil where only its mark can be read cheaply.
  let text: String?
  /// How many files came with its words.
  var files = 0
}

/// Why a ticket system did not do what it was asked to.
package struct TicketFailure: Error, Sendable, Equatable {
  /// What it says of the conversation and of the system.
  package enum Kind: Sendable, Equatable {
    /// This cannot be taken as it is; others can.
    case refused
    /// The system is not well, not there, or asks for patience.
    case failing
    /// The desk's settings or the system's are not as they should be: a person has to see to it.
    case unready
  }

  package let kind: Kind
  /// One sentence for the operator, with how to mend it; no secret is in it.
  package let why: String
  package var retryAfter: Duration?
  /// Whether it may have been done all the same.
  package var mayBeThere = false

  package init(
    _ kind: Kind, _ why: String, retryAfter: Duration? = nil, mayBeThere: Bool = false
  ) {
    self.kind = kind
    self.why = why
    self.retryAfter = retryAfter
    self.mayBeThere = mayBeThere
  }
}

extension TicketFailure {
  /// For the record and the operator: what waits for a person says so.
  package var said: ConnectorFailure {
    ConnectorFailure(
      kind == .unready ? CarryingTrouble.hand + why : why, retryAfter: retryAfter)
  }
}
