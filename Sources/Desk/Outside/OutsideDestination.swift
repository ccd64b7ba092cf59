/// Where what happens is carried to: a mirror or a connector of the settings.
package struct OutsideDestination: Equatable, Sendable {
  package let name: String
  package let scope: Scope
  /// What agents are told of it; nil where it is none of their business.
  package let shown: Shown?

  package init(_ name: String, _ scope: Scope = .everything, shown: Shown? = nil) {
    self.name = name
    self.scope = scope
    self.shown = shown
  }

  /// Which conversations are its own.
  package enum Scope: Equatable, Sendable {
    case everything
    /// Those that began on that channel.
    case channel(String)
    /// Those whose customer can be written to by mail.
    case addressed
  }

  /// How agents are told of it.
  package struct Shown: Equatable, Sendable {
    package let title: String
    package let kind: Kind

    package init(_ title: String, _ kind: Kind) {
      self.title = title
      self.kind = kind
    }
  }

  /// What a conversation is there.
  package enum Kind: String, Sendable, CaseIterable {
    case ticket, mail, channel
  }

  /// Whether what happens in a conversation is carried there, as it stands now.
  package func concerns(_ conversation: Conversation) -> Bool {
    switch scope {
    case .everything: true
    case .channel(let name): conversation.opening?.channel == name
    case .addressed: conversation.contact.email != nil
    }
  }
}

/// Why something is not carried, for agents: what is the matter, and whether it goes on by itself.
///
/// A reason begins with what is the matter, in plain words; what comes behind the first `: `, `; `
/// or ` (` is how to mend it, for the operator.
package struct CarryingTrouble: Equatable, Sendable {
  package let words: String
  /// Whether it stays so until somebody mends it.
  package let needsHand: Bool

  /// How a reason begins that only a person can mend.
  package static let hand = "needs a hand: "
  /// How the reason begins of a conversation that is not taken as it is, while others are.
  package static let parked = "cannot be carried: "

  private static let longest = 160

  /// Whether a reason is about one conversation, while its place takes others.
  package static func isOfOne(_ why: String) -> Bool { why.hasPrefix(parked) }

  package init(words: String, needsHand: Bool) {
    self.words = words
    self.needsHand = needsHand
  }

  /// What agents are told of a reason that is written down for operators.
  package init(_ why: String) {
    var rest = why[...]
    var needsHand = false
    for opening in [Self.parked, Self.hand] where rest.hasPrefix(opening) {
      rest = rest.dropFirst(opening.count)
      needsHand = true
    }
    for end in [": ", "; ", " ("] {
      if let place = rest.ranges(of: end).first { rest = rest[..<place.lowerBound] }
    }
    words = String(rest).beginning(Self.longest)
    self.needsHand = needsHand
  }
}
