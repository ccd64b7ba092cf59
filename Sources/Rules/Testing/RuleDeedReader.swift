import Authoring
import Desk
import Documents

/// Reads what happens in a case.
extension RuleTestReader {
  private static let agent = AgentName(Identifier("agent"), name: "An agent")

  /// One line; a rating may have its comment beside it.
  mutating func deeds(_ node: Node) -> [RuleDeed] {
    if node.text != nil {
      let known = RuleTestSettings.bareEvents
      guard let word = author.reading.choice(of: node, "an event", among: known) else { return [] }
      return bare(word).map { [RuleDeed(place: node.place, content: .happens($0))] } ?? []
    }
    let allowed = RuleTestSettings.event.names
    guard let entries = author.reading.entries(of: node, "an event", allowed: allowed) else {
      return []
    }
    let main = entries.filter { $0.key != "comment" }
    if main.count > 1 {
      author.reading.refuse(
        main[1].keyPlace, "an event is one thing, and this is a second", hint: "put a - before it")
    }
    guard let entry = main.first else { return [] }
    let comment = node["comment"].flatMap { author.reading.text(of: $0, "the comment") }
    return content(entry, comment).map { [RuleDeed(place: entry.keyPlace, content: $0)] } ?? []
  }

  private func bare(_ word: String) -> Event? {
    switch word {
    case "taken": .taken(Self.agent)
    case "released": .released(Self.agent, .returned)
    case "missed": .withdrawn(.unanswered)
    case "resolved": .resolved(.agent(Self.agent))
    case "reopened": .reopened(.customer)
    default: nil
    }
  }

  private mutating func content(_ entry: Node.Entry, _ comment: String?) -> RuleDeed.Content? {
    let (node, what) = (entry.value, "\"\(entry.key)\"")
    switch entry.key {
    case "wait":
      return author.reading.milliseconds(of: node, what).map { .wait(.milliseconds($0)) }
    case "fields": return .happens(.recorded(fields(node, what), .bot))
    case "tags":
      let tags = author.names(node, "a tag").map(\.text)
      return .happens(.tagged(Tagging(added: tags, removed: [], .agent(Self.agent))))
    case "rated":
      return author.reading.integer(of: node, what, in: 1...5).map {
        .happens(.rated(score: $0, comment: comment))
      }
    default:
      guard let text = author.reading.text(of: node, what) else { return nil }
      return event(entry.key, text, node).map(RuleDeed.Content.happens)
    }
  }

  private mutating func event(_ key: String, _ text: String, _ node: Node) -> Event? {
    switch key {
    case "customer": return .said(Message(.customer, text))
    case "agent": return .said(Message(.agent(Self.agent), text))
    case "queued":
      guard known(text, node, among: names.queues) else { return nil }
      return .queued(Handoff(queue: Identifier(text), priority: .normal, reason: .flow))
    case "taken": return .taken(AgentName(Identifier(text), name: text))
    case "declined":
      return .declined(AgentName(Identifier(text), name: text), .refused(reason: nil))
    case "category":
      let isKnown = names.categories.isEmpty || known(text, node, among: names.categories)
      return isKnown ? .categorised(text, .agent(Self.agent)) : nil
    case "resolved", "priority", "nearing", "breached": return choice(key, text, node)
    default: return nil
    }
  }

  private mutating func choice(_ key: String, _ text: String, _ node: Node) -> Event? {
    let people: [String: Author] = [
      "agent": .agent(Self.agent), "customer": .customer, "bot": .bot,
    ]
    let words =
      switch key {
      case "resolved": people.keys.sorted()
      case "priority": Priority.allCases.map(\.rawValue)
      default: RuleTestSettings.targets
      }
    guard let word = author.reading.choice(of: node, "\"\(key)\"", among: words) else { return nil }
    if key == "resolved" { return people[word].map(Event.resolved) }
    if let priority = Priority(rawValue: word), key == "priority" {
      return .prioritised(priority, .agent(Self.agent))
    }
    guard let target = ServiceTarget(rawValue: word) else { return nil }
    let moment = Instant(milliseconds: 0)
    return key == "nearing"
      ? .nearing(target, share: 75, due: moment) : .breached(target, at: moment)
  }

  private mutating func known(_ text: String, _ node: Node, among list: [String]) -> Bool {
    if list.contains(text) { return true }
    author.add(
      node.place, "T801", "there is no \"\(text.prefix(60))\"",
      hint: NearestName.hint(for: text, among: list))
    return false
  }

  private mutating func fields(_ node: Node, _ what: String) -> [Field] {
    (author.reading.entries(of: node, what) ?? []).compactMap { entry in
      author.reading.text(of: entry.value, "\(what)'s \(entry.key)").map { Field(entry.key, $0) }
    }
  }
}
