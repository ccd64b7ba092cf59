package import Desk

/// What the bot looks at of its conversation: little, so that looking copies little.
package struct Glance: Sendable {
  package let stage: StageWord
  package let seq: Int64
  package let opening: Opening?
  /// Whether a person ever had it.
  package let wasWithAgent: Bool
  let queue: Identifier<Queue>?
  let priority: Priority
  let email: String?
  /// By when a reply is promised.
  let replyBy: Instant?
  let isCategorised: Bool
  let score: Int?
  let shown: [Conversation.Shown]
}

extension Conversation {
  package var glance: Glance {
    Glance(
      stage: stage.word, seq: seq, opening: opening, wasWithAgent: lastAgent != nil,
      queue: queue, priority: priority, email: contact.email, replyBy: stage.replyBy,
      isCategorised: category != nil, score: rating?.score, shown: shown)
  }
}
