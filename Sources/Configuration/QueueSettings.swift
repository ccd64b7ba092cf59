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
  /// Its own week; nil for the desk's.
  package let hours: [[Range<Int>]]?
  /// Days of its own, before the desk's special days and holidays.
  package let specialDays: [SpecialDay]
  /// Whether only those who serve it, and supervisors, may see what is in it.
  package let isClosed: Bool
  /// How its conversations come to agents.
  package let routing: RoutingSettings

  package init(
    name: String, title: String, answerWithin: Duration = QueueSettings.usualAnswer,
    replyWithin: Duration = QueueSettings.usualReply, agents: Agents = .all,
    hours: [[Range<Int>]]? = nil, specialDays: [SpecialDay] = [], isClosed: Bool = false,
    routing: RoutingSettings = RoutingSettings()
  ) {
    self.name = name
    self.title = title
    self.answerWithin = answerWithin
    self.replyWithin = replyWithin
    self.agents = agents
    self.hours = hours
    self.specialDays = specialDays
    self.isClosed = isClosed
    self.routing = routing
  }

  package static let usualAnswer = Duration.seconds(10 * 60)
  package static let usualReply = Duration.seconds(24 * 3_600)
}
