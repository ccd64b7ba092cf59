package import Desk

/// A part of a conversation whose words are erased in one turn.
package struct ErasedPart: Equatable, Sendable {
  package let conversation: Identifier<Conversation>
  /// The events behind this seq, up to and with the other.
  package let after: Int64
  package let upTo: Int64
  /// Whether it is the last: then the first event, and with it what all salts are made from, and
  /// what is kept beside the events.
  package let isLast: Bool

  package init(
    _ conversation: Identifier<Conversation>, after: Int64, upTo: Int64, isLast: Bool
  ) {
    self.conversation = conversation
    self.after = after
    self.upTo = upTo
    self.isLast = isLast
  }

  /// Events that one turn erases: some ten milliseconds.
  package static let most: Int64 = 400
}

/// How far the erasing of one conversation has come: it is done part by part, and done again from
/// the beginning after a crash, which changes nothing twice.
package struct ErasureCourse: Sendable {
  package let conversation: Identifier<Conversation>
  /// The first event is erased last.
  private var after: Int64 = 1

  package init(_ conversation: Identifier<Conversation>) { self.conversation = conversation }

  /// The next part, with the seq of the conversation's latest event.
  package mutating func next(upTo last: Int64) -> ErasedPart {
    let end = min(last, after + ErasedPart.most)
    defer { after = end }
    return ErasedPart(conversation, after: after, upTo: end, isLast: end == last)
  }
}
