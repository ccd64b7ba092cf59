/// Teams, agents and routing as YAML.
extension Written {
  static func lines(_ team: TeamSettings) -> [String] {
    var lines = [
      "\(team.name):", "  title: \(scalar(team.title))", "  members: \(list(team.members))",
    ]
    if !team.skills.isEmpty { lines.append("  skills: \(map(team.skills))") }
    if let lead = team.lead { lines.append("  lead: \(lead)") }
    return lines
  }

  static func lines(_ agent: AgentSettings) -> [String] {
    var lines: [String] = []
    if let skills = agent.skills { lines.append("  skills: \(map(skills))") }
    if let languages = agent.languages {
      // `no` is a language, and to some readers of YAML a truth.
      let codes = languages.map { "\"\($0)\"" }.joined(separator: ", ")
      lines.append("  languages: [\(codes)]")
    }
    if let capacity = agent.capacity { lines.append("  capacity: \(capacity)") }
    if !agent.limits.isEmpty {
      lines.append("  limits: \(map(agent.limits.map { ($0.queue, $0.most) }))")
    }
    return lines.isEmpty ? ["\(agent.login): {}"] : ["\(agent.login):"] + lines
  }

  /// What differs from the usual: most queues say none of it.
  static func lines(_ routing: RoutingSettings) -> [String] {
    let usual = RoutingSettings()
    var lines: [String] = []
    if !routing.teams.isEmpty { lines.append("  teams: \(list(routing.teams))") }
    if routing.mode != usual.mode { lines.append("  mode: \(routing.mode)") }
    if !routing.skills.isEmpty { lines.append("  skills: \(map(routing.skills))") }
    if let after = routing.fallbackAfter {
      lines.append("  fallback_after: \(Quantities.span(after))")
    }
    if let limit = routing.limit { lines.append("  limit: \(limit)") }
    if routing.weight != usual.weight { lines.append("  weight: \(text(routing.weight))") }
    if routing.offerWithin != usual.offerWithin {
      lines.append("  offer_within: \(Quantities.span(routing.offerWithin))")
    }
    if routing.misses != usual.misses { lines.append("  misses: \(routing.misses)") }
    if let above = routing.escalatesTo { lines.append("  escalates_to: \(above)") }
    return lines
  }

  private static func text(_ weight: RoutingSettings.Weight) -> String {
    guard !weight.priorities.isEmpty || !weight.channels.isEmpty else { return "\(weight.usual)" }
    var parts = ["usual: \(weight.usual)"]
    for (name, some) in [("priority", weight.priorities), ("channel", weight.channels)]
    where !some.isEmpty {
      parts.append("\(name): \(map(some.map { ($0.name, $0.weight) }))")
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func map(_ skills: [SkillSetting]) -> String {
    map(skills.map { ($0.name, $0.level) })
  }

  private static func map(_ entries: [(String, Int)]) -> String {
    "{\(entries.map { "\(scalar($0)): \($1)" }.joined(separator: ", "))}"
  }
}
