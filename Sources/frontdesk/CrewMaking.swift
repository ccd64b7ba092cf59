import Configuration
import Desk

extension Crew {
  /// Who works here, as the desk's file has it.
  init(_ desk: DeskSettings) {
    self.init(
      teams: desk.teams.map(TeamPlan.init),
      qualifications: Dictionary(
        desk.staff.map { (Identifier($0.login), Qualification($0)) }
      ) { first, _ in first },
      share: Share(most: desk.fairShare, window: desk.fairWindow))
  }
}

extension TeamPlan {
  fileprivate init(_ team: TeamSettings) {
    self.init(
      Identifier(team.name), title: team.title, members: Set(team.members.map { Identifier($0) }),
      skills: [Identifier<Skill>: Int](team.skills), lead: team.lead.map { Identifier($0) })
  }
}

extension Qualification {
  fileprivate init(_ agent: AgentSettings) {
    self.init(
      skills: agent.skills.map { [Identifier<Skill>: Int]($0) },
      languages: agent.languages.map { Set($0) }, capacity: agent.capacity,
      limits: agent.limits.isEmpty
        ? nil
        : Dictionary(agent.limits.map { (Identifier($0.queue), $0.most) }) { first, _ in first })
  }
}

extension QueueRouting {
  init(_ settings: RoutingSettings) {
    self.init(
      mode: Mode(rawValue: settings.mode) ?? .pull,
      skills: [Identifier<Skill>: Int](settings.skills),
      fallbackAfter: settings.fallbackAfter, limit: settings.limit,
      weight: WorkWeight(settings.weight), offerWithin: settings.offerWithin,
      misses: settings.misses)
  }
}

extension WorkWeight {
  fileprivate init(_ settings: RoutingSettings.Weight) {
    var priorities: [Priority: Int] = [:]
    for part in settings.priorities {
      if let priority = Priority(rawValue: part.name) { priorities[priority] = part.weight }
    }
    self.init(
      settings.usual, byPriority: priorities,
      byChannel: Dictionary(settings.channels.map { ($0.name, $0.weight) }) { first, _ in first })
  }
}

extension [Identifier<Skill>: Int] {
  fileprivate init(_ skills: [SkillSetting]) {
    self.init(skills.map { (Identifier($0.name), $0.level) }) { Swift.max($0, $1) }
  }
}
