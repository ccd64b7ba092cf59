import Documents

/// The service levels of `desk.yaml`.
extension ValueReader {
  static let mostServiceLevels = 64
  static let mostTiers = 64
  private static let targets = ["first_answer", "next_answer", "solution"]
  private static let clocks = ["opening_hours", "always"]

  mutating func serviceLevels(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.serviceLevels.allowed) else { return nil }
    guard entries.count <= Self.mostServiceLevels else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) service levels",
        hint: "at most \(Self.mostServiceLevels)")
      return nil
    }
    let levels = entries.compactMap { serviceLevel($0, path) }
    guard levels.count == entries.count else { return nil }
    refuseTheHidden(levels, entries, path)
    return .serviceLevels(levels)
  }

  private mutating func serviceLevel(_ entry: Node.Entry, _ parent: String)
    -> ServiceLevelSettings?
  {
    let (path, node) = ("\(parent).\(entry.key)", entry.value)
    let names = ["queues", "tiers", "clock"] + Self.priorities.reversed()
    guard isName(entry.key, at: entry.keyPlace, parent),
      entries(node, path, allowed: "times by priority", names: names) != nil
    else { return nil }
    let clock = member(
      "clock", of: node, path, .choice(Self.clocks), standard: .text("opening_hours"))
    let queues = texts(node["queues"], "\(path).queues", "a list of queues, such as [billing]")
    let tiers = texts(node["tiers"], "\(path).tiers", "a list of tiers, such as [gold]")
    var times: [ServiceLevelSettings.Times] = []
    for priority in Self.priorities.reversed() {
      guard let value = node[priority] else { continue }
      guard let read = serviceTimes(value, priority, path) else { return nil }
      times.append(read)
    }
    guard !times.isEmpty else {
      refuse(
        node.place, Rule.value, "\"\(path)\" promises nothing",
        hint: "add times, such as urgent: { first_answer: 30m, solution: 2h }")
      return nil
    }
    guard case .text(let clock) = clock, let queues, let tiers else { return nil }
    return ServiceLevelSettings(
      name: entry.key, queues: queues, tiers: tiers, times: times,
      isAroundTheClock: clock == "always")
  }

  private mutating func serviceTimes(_ node: Node, _ priority: String, _ parent: String)
    -> ServiceLevelSettings.Times?
  {
    let path = "\(parent).\(priority)"
    guard entries(node, path, allowed: "first_answer and solution", names: Self.targets) != nil
    else { return nil }
    var spans: [String: Duration] = [:]
    for target in Self.targets {
      guard let value = node[target] else { continue }
      let kind = Kind.duration(.seconds(60)...(.seconds(90 * 86_400)))
      guard case .duration(let span) = read(kind, value, "\(path).\(target)") else { return nil }
      spans[target] = span
    }
    if let first = spans["first_answer"], let solution = spans["solution"], solution < first {
      refuse(
        node.place, Rule.value, "\"\(path)\" is to be solved before it is answered",
        hint: "let the solution take at least as long as the first answer")
      return nil
    }
    return ServiceLevelSettings.Times(
      priority, firstAnswer: spans["first_answer"], nextAnswer: spans["next_answer"],
      solution: spans["solution"])
  }

  private mutating func texts(_ node: Node?, _ path: String, _ allowed: String) -> [String]? {
    guard let node else { return [] }
    guard let items = items(node, path, allowed: allowed, most: Self.mostTiers) else { return nil }
    let texts = items.compactMap { item -> String? in
      guard case .text(let text) = read(.text(longest: 40), item, path) else { return nil }
      return text
    }
    return texts.count == items.count ? texts : nil
  }

  /// The first that is for a conversation counts: one behind another that is for all never does.
  private mutating func refuseTheHidden(
    _ levels: [ServiceLevelSettings], _ entries: [Node.Entry], _ path: String
  ) {
    guard let all = levels.firstIndex(where: { $0.queues.isEmpty && $0.tiers.isEmpty }),
      all + 1 < levels.count
    else { return }
    refuse(
      entries[all + 1].keyPlace, Rule.value,
      "\"\(path).\(levels[all + 1].name)\" never counts: \(levels[all].name) before it is for all",
      hint: "put \(levels[all].name) last")
  }
}
