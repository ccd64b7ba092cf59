import Documents

/// The teams and agents of `desk.yaml`.
extension ValueReader {
  static let mostTeams = 500
  static let mostSkills = 64

  // MARK: Teams

  mutating func teams(_ node: Node, _ path: String) -> Value? {
    named[path] = []
    guard let entries = entries(node, path, allowed: Kind.teams.allowed) else { return nil }
    guard isFew(entries, most: Self.mostTeams, node, path, "teams") else { return nil }
    let teams = entries.compactMap { team($0, path) }
    return teams.count == entries.count ? .teams(teams) : nil
  }

  private mutating func team(_ entry: Node.Entry, _ parent: String) -> TeamSettings? {
    let path = "\(parent).\(entry.key)"
    let node = entry.value
    let isNamed = isName(entry.key, at: entry.keyPlace, parent)
    guard
      entries(
        node, path, allowed: "the team's title and members",
        names: ["title", "members", "skills", "lead"]) != nil
    else { return nil }
    let title = member("title", of: node, path, .text(longest: 60))
    let members = members(node, path)
    let skills = skills(node["skills"], "\(path).skills")
    let lead = node["lead"].map { login($0, "\(path).lead") }
    guard isNamed, case .text(let title) = title, let members, let skills else { return nil }
    if let lead, lead == nil { return nil }
    return TeamSettings(
      name: entry.key, title: title, members: members, skills: skills, lead: lead ?? nil)
  }

  private mutating func members(_ node: Node, _ path: String) -> [String]? {
    guard let members = node["members"] else {
      refuse(
        node.place, Rule.value, "\"\(path)\" needs \"members\"",
        hint: "add \"members: […]\", a list of account names such as [maya, jon]")
      return nil
    }
    return logins(members, "\(path).members")
  }

  private mutating func logins(_ node: Node, _ path: String) -> [String]? {
    let allowed = "a list of account names such as [maya, jon]"
    guard let items = items(node, path, allowed: allowed, most: Self.mostAgents) else {
      return nil
    }
    let names = items.compactMap { login($0, path) }
    return names.count == items.count ? names : nil
  }

  mutating func login(_ node: Node, _ path: String) -> String? {
    guard let text = node.text, Self.isLogin(text) else {
      return wrong(
        node, path, "an account name",
        hint: "a login has 1 to 32 of a-z, 0-9, '.', '-' and '_', and begins with a letter")
    }
    return text
  }

  // MARK: Agents

  mutating func staff(_ node: Node, _ path: String) -> Value? {
    named[path] = []
    guard let entries = entries(node, path, allowed: Kind.staff.allowed) else { return nil }
    guard isFew(entries, most: Self.mostAgents, node, path, "agents") else { return nil }
    let agents = entries.compactMap { agent($0, path) }
    return agents.count == entries.count ? .staff(agents) : nil
  }

  private mutating func agent(_ entry: Node.Entry, _ parent: String) -> AgentSettings? {
    let path = "\(parent).\(entry.key)"
    let node = entry.value
    guard Self.isLogin(entry.key) else {
      refuse(
        entry.keyPlace, Rule.value,
        "\"\(entry.key.prefix(40))\" cannot be a login in \"\(parent)\"",
        hint: "a login has 1 to 32 of a-z, 0-9, '.', '-' and '_', and begins with a letter")
      return nil
    }
    guard
      entries(
        node, path, allowed: "the agent's skills, languages and capacity",
        names: ["skills", "languages", "capacity", "limits"]) != nil
    else { return nil }
    named[parent, default: []].append(Named(.agent, entry.key, entry.keyPlace, path))
    let skills = node["skills"].map { self.skills($0, "\(path).skills") }
    let languages = node["languages"].map { self.languages($0, "\(path).languages") }
    let capacity = node["capacity"].map { number($0, "\(path).capacity", 0...100) }
    let limits = limits(node["limits"], "\(path).limits", of: parent)
    if let skills, skills == nil { return nil }
    if let languages, languages == nil { return nil }
    if let capacity, capacity == nil { return nil }
    guard let limits else { return nil }
    return AgentSettings(
      login: entry.key, skills: skills ?? nil, languages: languages ?? nil,
      capacity: capacity ?? nil, limits: limits)
  }

  private mutating func limits(_ node: Node?, _ path: String, of key: String)
    -> [AgentSettings.Limit]?
  {
    guard let node else { return [] }
    guard let entries = entries(node, path, allowed: "queues with numbers") else { return nil }
    let limits = entries.compactMap { entry -> AgentSettings.Limit? in
      named[key, default: []].append(
        Named(.queue, entry.key, entry.keyPlace, "\(path).\(entry.key)"))
      return number(entry.value, "\(path).\(entry.key)", 0...100).map {
        AgentSettings.Limit(queue: entry.key, most: $0)
      }
    }
    return limits.count == entries.count ? limits : nil
  }

  /// Short codes such as `en`; a region is more than anybody is asked for by.
  private mutating func languages(_ node: Node, _ path: String) -> [String]? {
    let allowed = "a list of languages such as [en, de]"
    guard let items = items(node, path, allowed: allowed, most: Self.mostSkills) else {
      return nil
    }
    guard !items.isEmpty else {
      refuse(
        node.place, Rule.value, "\"\(path)\" is an empty list",
        hint: "name languages such as [en, de], or leave it out: then it is every language")
      return nil
    }
    let codes = items.compactMap { item -> String? in
      guard let text = item.text, (2...3).contains(text.utf8.count),
        text.utf8.allSatisfy({ (97...122).contains($0) })
      else { return wrong(item, path, allowed, hint: "write two or three small letters: en, de") }
      return text
    }
    return codes.count == items.count ? codes : nil
  }

  // MARK: Skills

  mutating func skills(_ node: Node?, _ path: String) -> [SkillSetting]? {
    guard let node else { return [] }
    let allowed = "skills with levels such as {refunds: 2}"
    guard let entries = entries(node, path, allowed: allowed) else { return nil }
    guard isFew(entries, most: Self.mostSkills, node, path, "skills") else { return nil }
    let skills = entries.compactMap { entry -> SkillSetting? in
      guard isName(entry.key, at: entry.keyPlace, path) else { return nil }
      return number(entry.value, "\(path).\(entry.key)", SkillSetting.levels).map {
        SkillSetting(name: entry.key, level: $0)
      }
    }
    return skills.count == entries.count ? skills : nil
  }

  mutating func number(_ node: Node, _ path: String, _ range: ClosedRange<Int>) -> Int? {
    guard case .integer(let number) = read(.integer(range), node, path) else { return nil }
    return number
  }

  mutating func isFew(
    _ entries: [Node.Entry], most: Int, _ node: Node, _ path: String, _ things: String
  ) -> Bool {
    guard entries.count > most else { return true }
    refuse(
      node.place, Rule.value, "\"\(path)\" has \(entries.count) \(things)", hint: "at most \(most)")
    return false
  }
}
