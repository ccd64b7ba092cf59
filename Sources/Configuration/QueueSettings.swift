/// A line that conversations wait in, and who serves it.
package struct QueueSettings: Sendable, Equatable {
  /// Who serves a queue.
  package enum Agents: Sendable, Equatable {
    case all
    case only([String])
  }

  package let name: String
  package let title: String
  /// How soon, in opening hours, a waiting customer should have a person.
  package let answerWithin: Duration
  /// How soon, in opening hours, a ticket is promised an answer.
  package let replyWithin: Duration
  package let agents: Agents

  package init(
    name: String, title: String, answerWithin: Duration = QueueSettings.usualAnswer,
    replyWithin: Duration = QueueSettings.usualReply, agents: Agents = .all
  ) {
    self.name = name
    self.title = title
    self.answerWithin = answerWithin
    self.replyWithin = replyWithin
    self.agents = agents
  }

  package static let usualAnswer = Duration.seconds(10 * 60)
  package static let usualReply = Duration.seconds(24 * 3_600)
}
