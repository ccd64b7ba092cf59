package import Desk
package import Expressions
package import Rules

/// What a team is told, and how much of it.
package struct NoticePlan: Sendable {
  /// What has to happen.
  package let occasions: Set<Occasion>
  /// Whether it is told of mirrors and connectors that fail, and are back.
  package let tellsTroubles: Bool
  /// Of these queues only; empty for all.
  package let queues: Set<String>
  /// At least as urgent as this.
  package let priority: Priority
  package let condition: RuleCondition?
  /// How many characters of the customer's latest words may be told.
  package let quote: Int
  /// Where people look at a conversation.
  package let link: Template?
  /// So many notices at most in this time; what is beyond comes as one.
  package let most: Int
  package let per: Duration

  package init(
    occasions: Set<Occasion>, tellsTroubles: Bool = false, queues: Set<String> = [],
    priority: Priority = .low, condition: RuleCondition? = nil, quote: Int = 0,
    link: Template? = nil, most: Int = 20, per: Duration = .seconds(60)
  ) {
    self.occasions = occasions
    self.tellsTroubles = tellsTroubles
    self.queues = queues
    self.priority = priority
    self.condition = condition
    self.quote = quote
    self.link = link
    self.most = most
    self.per = per
  }

  /// The word for mirrors and connectors that fail, beside those of occasions.
  package static let trouble = "trouble"

  /// Everything that a team can be told of, in the words of the settings.
  package static let words = Occasion.allCases.map(\.rawValue) + [trouble]

  /// A link may speak of these.
  package static func link(_ source: String) throws(ExpressionMistake) -> Template {
    try Template.compile(source, in: Scope(["number": .int, "conversation": .string]))
  }

  /// Whether a conversation is one that the team is told of.
  func concerns(_ conversation: Conversation) -> Bool {
    let all = Priority.allCases
    guard (all.firstIndex(of: conversation.priority) ?? 0) >= (all.firstIndex(of: priority) ?? 0)
    else { return false }
    return queues.isEmpty || conversation.queue.map { queues.contains($0.text) } ?? false
  }
}
