import Authoring
import Documents
import Expressions
import Flows
import Knowledge

/// Reads `given`: the world a test takes place in.
extension TestFileReader {
  mutating func given(_ node: Node, _ world: inout World) {
    for entry in reading.entries(of: node, "\"given\"", allowed: TestSettings.given.names) ?? [] {
      let value = entry.value
      let what = "\"\(entry.key)\""
      switch entry.key {
      case "customer": world.customer = facts(value, what, CustomerFact.given, \.type)
      case "attributes": world.attributes = attributes(value, what)
      case "conversation":
        world.conversation = facts(value, what, ConversationFact.given, \.type)
      case "clock": if let moment = self.moment(value, what) { world.now = moment }
      case "hours": hours(value, &world)
      case "agents": agents(value, &world)
      case "kb": world.shelf = shelf(value)
      case "http": world.answers = answers(value)
      case "ticket_error": world.ticketError = ticketError(value)
      case "files":
        world.takesFiles = reading.choice(of: value, what, among: ["on", "off"]) != "off"
      case "mail": world.hasMail = reading.choice(of: value, what, among: ["on", "off"]) == "on"
      case "zone": zone(value, &world)
      case "wait":
        world.wait = reading.milliseconds(of: value, what).map { .milliseconds($0) }
      default: language(value, &world)
      }
    }
  }

  private mutating func facts<Fact: RawRepresentable<String>>(
    _ node: Node, _ what: String, _ known: [Fact], _ type: (Fact) -> ValueType
  ) -> [Fact: Value] {
    var values: [Fact: Value] = [:]
    for entry in reading.entries(of: node, what, allowed: known.map(\.rawValue).sorted()) ?? [] {
      guard let fact = Fact(rawValue: entry.key) else { continue }
      let name = "\(what)'s \(entry.key)"
      switch type(fact) {
      case .bool: values[fact] = reading.flag(of: entry.value, name).map(Value.bool)
      case .int: values[fact] = reading.integer(of: entry.value, name).map { .int(Int64($0)) }
      case .string, .dyn, .null, .double, .timestamp, .duration, .type, .list, .map, .record:
        values[fact] = reading.text(of: entry.value, name).map(Value.string)
      }
    }
    return values
  }

  private mutating func attributes(_ node: Node, _ what: String) -> [String: String] {
    var signed: [String: String] = [:]
    for entry in reading.entries(of: node, what) ?? [] {
      signed[entry.key] = reading.text(of: entry.value, "\(what)'s \(entry.key)")
    }
    return signed
  }

  private mutating func moment(_ node: Node, _ what: String) -> Int64? {
    guard let text = reading.text(of: node, what) else { return nil }
    if let time = Timestamp(text) { return time.seconds * 1000 }
    reading.refuse(
      node.place, "\(what) is no moment: \"\(text.prefix(40))\"",
      hint: "write it like 2026-12-24T09:30:00Z")
    return nil
  }

  private mutating func hours(_ node: Node, _ world: inout World) {
    if node.entries != nil {
      let what = "\"hours\""
      guard reading.entries(of: node, what, allowed: ["open", "next_open"]) != nil else { return }
      let isOpen = node["open"].flatMap { reading.flag(of: $0, "\(what)'s open") } ?? false
      world.hours = isOpen ? .open : .closed
      guard let next = node["next_open"] else { return }
      guard !isOpen else {
        return reading.refuse(next.place, "a desk that is open has no next_open")
      }
      if let end = moment(next, "\(what)'s next_open") { world.hours = .closedUntil(end) }
      return
    }
    if let word = reading.choice(of: node, "\"hours\"", among: ["open", "closed"]) {
      world.hours = word == "open" ? .open : .closed
    }
  }

  private mutating func agents(_ node: Node, _ world: inout World) {
    world.agents = [:]
    if let count = node.text, !node.isEmpty, let number = Int(count), number >= 0 {
      for queue in ground.desk.queues { world.agents[queue] = number }
      return
    }
    for entry in reading.entries(of: node, "\"agents\"") ?? [] {
      guard ground.desk.queues.contains(entry.key) else {
        missing(entry.keyPlace, "queue", entry.key, among: ground.desk.queues)
        continue
      }
      world.agents[entry.key] = reading.integer(
        of: entry.value, "the agents of \(entry.key)", in: 0...1000)
    }
  }

  private mutating func language(_ node: Node, _ world: inout World) {
    guard let text = reading.text(of: node, "\"language\"") else { return }
    if !ground.revision.languages.contains(text) {
      missing(node.place, "language", text, among: ground.revision.languages)
    }
    world.language = text
  }

  private mutating func zone(_ node: Node, _ world: inout World) {
    guard let text = reading.text(of: node, "\"zone\"") else { return }
    world.zone = world.plan.knownZone(text)
    guard world.zone == nil else { return }
    reading.refuse(
      node.place, "there is no time zone \"\(text.prefix(40))\"",
      hint: "name one such as America/New_York")
  }

  private mutating func ticketError(_ node: Node) -> String? {
    guard let text = reading.text(of: node, "\"ticket_error\"") else { return nil }
    if text == "false" { return nil }
    return text == "true" ? "no ticket can be opened" : text
  }

  // MARK: Articles

  /// `all` articles of the folder, or a list of cards and of articles' names.
  private mutating func shelf(_ node: Node) -> ArticleShelf {
    var shelf = ArticleShelf()
    if node.text == "all" {
      shelf.index = ground.index
      return shelf
    }
    var named: [Article] = []
    for item in reading.items(of: node, "\"kb\"") ?? [] {
      if let name = item.text {
        let found = ground.articles.filter { $0.id == name }
        if found.isEmpty {
          missing(item.place, "article", name, among: ground.articles.map(\.id))
        }
        named += found
      } else if let card = card(item) {
        shelf.cards.append(card)
      }
    }
    if !named.isEmpty { shelf.index = KnowledgeIndex(named) }
    return shelf
  }

  private mutating func card(_ node: Node) -> Card? {
    let what = "an article of \"kb\""
    let allowed = ["id", "title", "excerpt", "score", "fit"]
    guard reading.entries(of: node, what, allowed: allowed) != nil,
      let titleNode = reading.required("title", in: node, what),
      let title = reading.text(of: titleNode, "\(what)'s title")
    else { return nil }
    let id = node["id"].flatMap { reading.text(of: $0, "\(what)'s id") }
    let excerpt = node["excerpt"].flatMap { reading.text(of: $0, "\(what)'s excerpt") }
    let score = node["score"].flatMap {
      reading.number(of: $0, "\(what)'s score", in: 0...1.2)
    }
    return Card(
      id: id ?? title, title: title, excerpt: excerpt ?? "", score: score ?? 1,
      fit: node["fit"].flatMap { fit($0) })
  }

  private mutating func fit(_ node: Node) -> ArticleFit? {
    guard let text = reading.text(of: node, "an article's fit") else { return nil }
    if let fit = ArticleFit(rawValue: text) { return fit }
    let names = ArticleFit.allCases.map(\.rawValue)
    reading.refuse(
      node.place, "an article's fit cannot be \"\(text)\"",
      hint: "write one of: \(names.joined(separator: ", "))")
    return nil
  }

  // MARK: Services

  private static let answerSettings = ["call", "status", "body", "error", "after"]

  private mutating func answers(_ node: Node) -> [ServiceAnswer] {
    let what = "an answer of \"http\""
    return (reading.items(of: node, "\"http\"") ?? []).compactMap { item in
      guard reading.entries(of: item, what, allowed: Self.answerSettings) != nil else { return nil }
      let after = item["after"].flatMap { reading.milliseconds(of: $0, "\(what)'s after") }
      let call = item["call"].flatMap { pattern($0, "\(what)'s call") }
      if let error = item["error"] {
        for other in ["status", "body"] {
          guard let node = item[other] else { continue }
          reading.refuse(node.place, "\(what) that is an error has no \(other)")
        }
        let reason = reading.text(of: error, "\(what)'s error") ?? ""
        return ServiceAnswer(.failure(reason), after: after ?? 0, call: call)
      }
      let status = item["status"].flatMap {
        reading.integer(of: $0, "\(what)'s status", in: 100...599)
      }
      let body = item["body"].map { $0.plainValue } ?? .null
      return ServiceAnswer(
        .response(status: status ?? 200, body: body), after: after ?? 0, call: call)
    }
  }

  mutating func pattern(_ node: Node, _ what: String) -> TextPattern? {
    guard let text = reading.text(of: node, what) else { return nil }
    do throws(PatternMistake) { return try TextPattern(text) } catch {
      reading.add(
        Finding(
          at: node.place, .error, "E302", "\(what) is no pattern: \(error.message)",
          hint: error.hint))
      return nil
    }
  }
}
