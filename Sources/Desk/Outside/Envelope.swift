/// What somebody wrote to the desk on a channel that is not its own web page.
///
/// The same (channel, external id) is taken in once, for ever.
package struct Envelope: Equatable, Sendable {
  /// The word for it in tickets, such as `mail`.
  package let channel: String
  /// Whose name the channel knows them by, for ever: an address, a Matrix user.
  package let externalUser: String
  /// The channel's own name for this message.
  package let externalID: String
  package let text: String
  /// Which of the desk's sites it counts for.
  package var site = ""
  package var name: String?
  package var email: String?
  /// Another line of words that the text begins with, where a conversation begins: a subject.
  package var subject: String?
  package var language: String?
  /// The conversation that it answers, where the channel proves that; nil: the latest that is
  /// theirs, or a new one.
  package var into: Identifier<Conversation>?
  /// Whether it begins a conversation of its own where it answers none.
  package var beginsAnew = false
  /// Files that came with it; they are kept already.
  package var files: [Attachment] = []

  package init(
    channel: String, externalUser: String, externalID: String, text: String
  ) {
    self.channel = channel
    self.externalUser = externalUser
    self.externalID = externalID
    self.text = text
  }

  /// The most messages that a long text becomes; what is beyond them is left out, and said.
  package static let mostParts = 8
}

/// What somebody wrote or did about a conversation in another system, such as a ticket system.
package struct OutsideAct: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  /// The destination of the desk's settings that it came through, as people call it.
  package let system: String
  /// The system's own name for this act: taken in once, for ever.
  package let externalID: String
  /// Who did it, as the system calls them.
  package let person: String
  package let deed: Deed

  package init(
    in conversation: Identifier<Conversation>, system: String, externalID: String,
    person: String, _ deed: Deed
  ) {
    self.conversation = conversation
    self.system = system
    self.externalID = externalID
    self.person = person
    self.deed = deed
  }

  /// What was done.
  package enum Deed: Equatable, Sendable {
    /// Words to the customer.
    case answered(String)
    /// Words for the desk's people only.
    case noted(String)
    case resolved
    case reopened
    case prioritised(Priority)
  }

  /// The author that the record names.
  package var agent: AgentName {
    AgentName(Identifier("\(system):\(person)".beginning(120)), name: person.beginning(120))
  }
}

/// What became of something that came from outside.
package enum Landing: Equatable, Sendable {
  /// It is on disk, from that seq on.
  case landed(Identifier<Conversation>, seq: Int64)
  /// It had landed before; nothing was changed.
  case again(Identifier<Conversation>, seq: Int64)
  /// It is not taken, and why.
  case refused(Refusal)
}

extension OutsideLink {
  /// Under which connectors keep when they last sent something that people read there, where they
  /// write down more than that: milliseconds.
  package static let sentKey = "sent_at"
  /// Under which they keep what could not be done there, though all that was said is there.
  package static let lackKey = "trouble"

  package var sentAt: Instant? {
    get { state[Self.sentKey].flatMap { Int64($0) }.map(Instant.init(milliseconds:)) }
    set { state[Self.sentKey] = newValue.map { String($0.milliseconds) } }
  }

  package var lack: String? { state[Self.lackKey] }
}

/// What the desk remembers of a conversation in another system.
package struct OutsideLink: Equatable, Sendable {
  /// What it is called there: a ticket's number.
  package var external: String
  /// Where people look at it.
  package var url: String?
  /// What whoever carries it there wants to know again; at most 4 kB all in all.
  package var state: [String: String]
  /// When the latest was carried there.
  package var at: Instant?

  package init(
    _ external: String, url: String? = nil, state: [String: String] = [:], at: Instant? = nil
  ) {
    self.external = external
    self.url = url
    self.state = state
    self.at = at
  }
}
