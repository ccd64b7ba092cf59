import Documents

/// How a queue of `desk.yaml` brings its conversations to agents.
extension ValueReader {
  /// The settings of a queue that are about that.
  static let routingNames = [
    "mode", "teams", "skills", "fallback_after", "limit", "weight", "offer_within", "misses",
    "escalates_to",
  ]

  mutating func routing(_ node: Node, _ path: String, of key: String) -> RoutingSettings? {
    var routing = RoutingSettings()
    let before = findings.count
    if case .text(let mode) = member(
      "mode", of: node, path, .choice(RoutingSettings.modes), standard: .text(routing.mode))
    {
      routing.mode = mode
    }
    routing.teams = teamNames(node["teams"], "\(path).teams", of: key) ?? []
    routing.skills = skills(node["skills"], "\(path).skills") ?? []
    routing.fallbackAfter = node["fallback_after"].flatMap {
      span($0, "\(path).fallback_after", .seconds(5)...(.seconds(86_400)))
    }
    routing.limit = node["limit"].flatMap { number($0, "\(path).limit", 1...100) }
    routing.weight = node["weight"].flatMap { weight($0, "\(path).weight") } ?? routing.weight
    if let within = node["offer_within"] {
      let offer = span(within, "\(path).offer_within", .seconds(5)...(.seconds(600)))
      routing.offerWithin = offer ?? routing.offerWithin
    }
    if let misses = node["misses"] {
      routing.misses = number(misses, "\(path).misses", 1...20) ?? routing.misses
    }
    routing.escalatesTo = node["escalates_to"].flatMap { above($0, path, of: key) }
    return findings.count == before ? routing : nil
  }

  /// The queue above it, which is another one.
  private mutating func above(_ node: Node, _ path: String, of key: String) -> String? {
    let path = "\(path).escalates_to"
    guard case .text(let text) = read(.text(longest: 32), node, path) else { return nil }
    guard text != path.split(separator: ".").dropLast().last.map(String.init) else {
      refuse(
        node.place, Rule.contradiction, "\"\(path)\" is the queue itself",
        hint: "name the queue of those who can do more, or take the line out")
      return nil
    }
    named[key, default: []].append(Named(.queue, text, node.place, path))
    return text
  }

  private mutating func span(_ node: Node, _ path: String, _ range: ClosedRange<Duration>)
    -> Duration?
  {
    guard case .duration(let span) = read(.duration(range), node, path) else { return nil }
    return span
  }

  private mutating func teamNames(_ node: Node?, _ path: String, of key: String) -> [String]? {
    guard let node else { return [] }
    let allowed = "a list of teams such as [refunds]"
    guard let items = items(node, path, allowed: allowed, most: Self.mostTeams) else {
      return nil
    }
    let names = items.compactMap { item -> String? in
      guard let text = item.text, isName(text, at: item.place, path) else {
        return item.text == nil ? wrong(item, path, allowed) : nil
      }
      named[key, default: []].append(Named(.team, text, item.place, path))
      return text
    }
    return names.count == items.count ? names : nil
  }

  /// A number, or what it is for some priorities and channels.
  private mutating func weight(_ node: Node, _ path: String) -> RoutingSettings.Weight? {
    var weight = RoutingSettings.Weight()
    let range = RoutingSettings.Weight.range
    guard node.entries != nil else {
      return number(node, path, range).map {
        weight.usual = $0
        return weight
      }
    }
    let names = ["usual", "priority", "channel"]
    guard entries(node, path, allowed: "a number, or numbers by priority", names: names) != nil
    else { return nil }
    if let usual = node["usual"] {
      weight.usual = number(usual, "\(path).usual", range) ?? weight.usual
    }
    weight.priorities = parts(
      node["priority"], "\(path).priority", among: ["low", "normal", "high", "urgent"])
    weight.channels = parts(node["channel"], "\(path).channel", among: nil)
    return weight
  }

  private mutating func parts(_ node: Node?, _ path: String, among names: [String]?)
    -> [RoutingSettings.Weight.Part]
  {
    guard let node, let entries = entries(node, path, allowed: "names with weights", names: names)
    else { return [] }
    return entries.compactMap { entry in
      guard names != nil || isName(entry.key, at: entry.keyPlace, path) else { return nil }
      return number(entry.value, "\(path).\(entry.key)", RoutingSettings.Weight.range).map {
        RoutingSettings.Weight.Part(name: entry.key, weight: $0)
      }
    }
  }
}
