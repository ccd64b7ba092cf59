/// A queue of the desk: what it is called, what it promises, and who serves it.
package struct QueuePlan: Sendable {
  package let id: Identifier<Queue>
  package let title: String
  /// How soon a waiting customer should have a person, counted in opening hours.
  package let answerWithin: Duration
  /// By when a ticket left here is answered, counted in opening hours.
  package let replyWithin: Duration
  /// Who serves it: those who are named and the members of its teams; nil for every agent.
  /// Supervisors may always.
  package private(set) var agents: Set<Identifier<Agent>>?
  /// Teams that serve it, beside who is named.
  package let teams: [Identifier<Team>]
  private let named: Set<Identifier<Agent>>?
  /// Its own hours; nil for the desk's.
  package var hours: OpeningHours?
  /// Whether only those who serve it, and supervisors, may see what is in it.
  package let isClosed: Bool
  /// Where what is in it is escalated to, unless somebody names another.
  package var escalatesTo: Identifier<Queue>?
  /// How its conversations come to agents.
  package var routing: QueueRouting

  package init(
    _ id: Identifier<Queue>, title: String, answerWithin: Duration = .seconds(600),
    replyWithin: Duration, agents: Set<Identifier<Agent>>? = nil, teams: [Identifier<Team>] = [],
    hours: OpeningHours? = nil, isClosed: Bool = false, routing: QueueRouting = QueueRouting()
  ) {
    self.id = id
    self.title = title
    self.answerWithin = answerWithin
    self.replyWithin = replyWithin
    self.agents = agents
    self.teams = teams
    named = agents
    self.hours = hours
    self.isClosed = isClosed
    self.routing = routing
  }

  /// The same with the teams as they are now. Whoever names teams and no agents means the teams.
  mutating func man(by teams: [TeamPlan]) {
    guard !self.teams.isEmpty else { return }
    agents = (named ?? []).union(teams.members(of: self.teams))
  }

  package func isServed(by agent: Identifier<Agent>) -> Bool { agents?.contains(agent) != false }
}

extension [QueuePlan] {
  /// Who alone may see what is in a queue, besides supervisors; nil where every agent may.
  package func members(of queue: Identifier<Queue>?) -> Set<Identifier<Agent>>? {
    guard let queue, let plan = first(where: { $0.id == queue }), plan.isClosed else { return nil }
    return plan.agents
  }
}
