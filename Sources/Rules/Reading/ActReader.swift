import Authoring
import Desk
import Documents
import Expressions

/// Reads what a rule does.
extension RuleReader {
  mutating func acts(_ node: Node, _ what: String, _ rule: inout DeskRule) {
    let items = author.reading.items(of: node, "\(what)'s \"do\"") ?? []
    if node.items?.isEmpty == true {
      author.reading.refuse(
        node.place, "\(what) does nothing", hint: "add an act, or take the rule out")
    }
    if items.count > Self.mostActs {
      author.reading.refuse(
        items[Self.mostActs].place, "\(what) has more than \(Self.mostActs) acts")
    }
    for item in items.prefix(Self.mostActs) {
      guard let act = act(item, what) else { continue }
      if case .stop = act.content { rule.stops = true } else { rule.acts.append(act) }
    }
  }

  mutating func act(_ node: Node, _ what: String) -> Act? {
    if let word = node.text {
      switch word {
      case "resolve": return Act(place: node.place, verb: .resolve, content: .resolve)
      case "close": return Act(place: node.place, verb: .close, content: .close)
      case "stop": return Act(place: node.place, verb: .stop, content: .stop)
      default:
        let known = RuleSettings.bare + RuleSettings.act.names
        author.reading.refuse(
          node.place, "\(what) cannot do \"\(word.prefix(40))\"",
          hint: NearestName.hint(for: word, among: known))
        return nil
      }
    }
    let allowed = RuleSettings.act.names
    guard let entries = author.reading.entries(of: node, "an act of \(what)", allowed: allowed),
      let entry = entries.first
    else { return nil }
    if let second = entries.dropFirst().first {
      author.reading.refuse(
        second.keyPlace, "an act is one thing, and this is a second", hint: "put a - before it")
    }
    guard let verb = Act.Verb(rawValue: entry.key),
      let content = content(verb, entry.value, "\(what)'s \"\(entry.key)\"")
    else { return nil }
    return Act(place: entry.keyPlace, verb: verb, content: content)
  }

  private mutating func content(_ verb: Act.Verb, _ node: Node, _ what: String) -> Act.Content? {
    switch verb {
    case .category: author.literal(node, what).map(Act.Content.category)
    case .priority: priority(node, what).map(Act.Content.priority)
    case .tags: tags(node, what)
    case .fields: fields(node, what)
    case .queue: author.named(node, "a queue").map(Act.Content.queue)
    case .offer: offer(node, what)
    case .notify: notify(node, what)
    case .escalate: escalation(node, what)
    case .note: text(node, what).map(Act.Content.note)
    case .say: say(node, what).map(Act.Content.say)
    case .flow: author.named(node, "a flow").map(Act.Content.flow)
    case .hold: hold(node, what)
    case .task: task(node, what)
    case .resolve: .resolve
    case .close: .close
    case .stop: .stop
    }
  }

  private mutating func priority(_ node: Node, _ what: String) -> Priority? {
    author.reading.choice(of: node, what, among: Priority.allCases.map(\.rawValue))
      .flatMap(Priority.init(rawValue:))
  }

  // MARK: Tags and fields

  private mutating func tags(_ node: Node, _ what: String) -> Act.Content? {
    guard node.entries != nil else { return .tags(add: tagList(node, what), remove: []) }
    guard author.reading.entries(of: node, what, allowed: RuleSettings.tags.names) != nil else {
      return nil
    }
    return .tags(
      add: node["add"].map { tagList($0, what) } ?? [],
      remove: node["remove"].map { tagList($0, what) } ?? [])
  }

  private mutating func tagList(_ node: Node, _ what: String) -> [Named] {
    author.names(node, what)
  }

  private mutating func fields(_ node: Node, _ what: String) -> Act.Content? {
    let entries = author.reading.entries(of: node, what) ?? []
    let assignments: [Assignment] = entries.compactMap { entry in
      let named = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(named, what) else { return nil }
      return text(entry.value, "\(what)'s \(entry.key)").map { Assignment(name: name, value: $0) }
    }
    return assignments.isEmpty ? nil : .fields(assignments)
  }

  // MARK: People

  private mutating func offer(_ node: Node, _ what: String) -> Act.Content? {
    guard
      let entries = author.reading.entries(of: node, what, allowed: RuleSettings.offer.names)
    else { return nil }
    var wish = OfferWish()
    wish.agent = node["agent"].flatMap { author.literal($0, "an agent") }
    wish.team = node["team"].flatMap { author.named($0, "a team") }
    wish.skill = node["skill"].flatMap { author.named($0, "a skill") }
    if entries.isEmpty {
      author.reading.refuse(
        node.place, "\(what) does not say to whom", hint: "add agent:, team: or skill:")
      return nil
    }
    return .offer(wish)
  }

  private mutating func notify(_ node: Node, _ what: String) -> Act.Content? {
    guard author.reading.entries(of: node, what, allowed: RuleSettings.notify.names) != nil,
      let to = author.reading.required("to", in: node, what),
      let words = author.reading.required("text", in: node, what),
      let text = text(words, "\(what)'s \"text\"")
    else { return nil }
    let people = author.texts(to, "\(what)'s \"to\"").compactMap { addressee($0, what) }
    return people.isEmpty ? nil : .notify(to: people, text)
  }

  private mutating func addressee(_ named: Named, _ what: String) -> Addressee? {
    let parts = named.text.split(separator: ":", maxSplits: 1).map {
      $0.trimmingPrefix { $0 == " " }
    }
    let kinds = Addressee.Kind.allCases.map(\.rawValue)
    guard let word = parts.first, let kind = Addressee.Kind(rawValue: String(word)) else {
      author.reading.refuse(
        named.place, "\(what) cannot tell \"\(named.text.prefix(40))\"",
        hint: NearestName.hint(for: String(parts.first ?? ""), among: kinds))
      return nil
    }
    guard kind.takesName == (parts.count == 2) else {
      author.reading.refuse(
        named.place,
        kind.takesName ? "which \(kind.rawValue) is to be told?" : "\(word) takes no name",
        hint: kind.takesName ? "write \(kind.rawValue):NAME" : "write \(kind.rawValue) alone")
      return nil
    }
    return Addressee(kind: kind, name: parts.count == 2 ? String(parts[1]) : "", place: named.place)
  }

  private mutating func escalation(_ node: Node, _ what: String) -> Act.Content? {
    guard author.reading.entries(of: node, what, allowed: RuleSettings.escalate.names) != nil,
      let words = author.reading.required("reason", in: node, what),
      let reason = text(words, "\(what)'s \"reason\"")
    else { return nil }
    let stays = node["stay"].flatMap { author.reading.flag(of: $0, "\(what)'s \"stay\"") }
    return .escalate(
      to: node["to"].flatMap { author.named($0, "a queue") }, reason: reason,
      stays: stays ?? false)
  }

  // MARK: Words, time and tasks

  /// One text, or a text for each language; the first written is for all others.
  mutating func say(_ node: Node, _ what: String) -> Text? {
    guard let entries = node.entries else { return text(node, what) }
    var said: Text?
    for entry in entries {
      guard let text = text(entry.value, "\(what) in \(entry.key)") else { continue }
      if said == nil { said = text }
      said?.translations[entry.key] = text.template
    }
    if entries.isEmpty { author.reading.refuse(node.place, "\(what) has no words") }
    return said
  }

  private mutating func hold(_ node: Node, _ what: String) -> Act.Content? {
    guard author.reading.entries(of: node, what, allowed: RuleSettings.hold.names) != nil,
      let length = author.reading.required("for", in: node, what),
      let span = span(length, "\(what)'s \"for\"")
    else { return nil }
    return .hold(span, reason: node["reason"].flatMap { text($0, "\(what)'s \"reason\"") })
  }

  private mutating func task(_ node: Node, _ what: String) -> Act.Content? {
    guard author.reading.entries(of: node, what, allowed: RuleSettings.task.names) != nil,
      let queueNode = author.reading.required("queue", in: node, what),
      let queue = author.named(queueNode, "a queue"),
      let subjectNode = author.reading.required("subject", in: node, what),
      let subject = text(subjectNode, "\(what)'s \"subject\"")
    else { return nil }
    return .task(
      TaskPlan(
        queue: queue, subject: subject,
        body: node["body"].flatMap { text($0, "\(what)'s \"body\"") },
        priority: node["priority"].flatMap { priority($0, what) } ?? .normal))
  }
}
