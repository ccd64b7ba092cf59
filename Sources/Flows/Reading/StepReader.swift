import Authoring
import Documents
import Expressions

extension FlowReader {
  mutating func step(_ node: Node, in section: Named) -> Step? {
    stepCount += 1
    if stepCount == FlowReader.stepLimit + 1 {
      author.add(
        node.place, "E107", "the flow has more than \(FlowReader.stepLimit) steps",
        hint: "move a part of it into a flow of its own and call it")
    }
    guard stepCount <= FlowReader.stepLimit else { return nil }
    guard let entries = author.reading.entries(of: node, "a step"), !entries.isEmpty else {
      return nil
    }
    guard let (verb, entry) = verb(of: node, entries) else { return nil }
    let what = "the step \"\(verb.rawValue)\""
    let allowed = StepSettings.allowed(for: verb)
    guard author.reading.entries(of: node, what, allowed: allowed) != nil,
      let action = action(verb, entry.value, node)
    else { return nil }
    let key = key(verb, action, node, in: section, at: entry.keyPlace)
    return Step(key: key, verb: verb, place: entry.keyPlace, action: action)
  }

  /// The one verb of a step; `say` beside `handoff` is that step's message.
  private mutating func verb(of node: Node, _ entries: [Node.Entry]) -> (Verb, Node.Entry)? {
    var found = entries.compactMap { entry in Verb(rawValue: entry.key).map { ($0, entry) } }
    if found.contains(where: { $0.0 == .handoff }) { found.removeAll { $0.0 == .say } }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      author.add(
        found[1].1.keyPlace, "E108",
        "one step cannot both \"\(found[0].0.rawValue)\" and \"\(found[1].0.rawValue)\"",
        hint: "start a new step with \"- \(found[1].0.rawValue):\"")
      return nil
    }
    let first = entries[0]
    author.reading.refuse(
      first.keyPlace, "no step starts with \"\(first.key)\"",
      hint: NearestName.suggest(first.key, among: Verb.names).map { "did you mean \"\($0)\"?" }
        ?? "a step starts with one of: \(Verb.names.joined(separator: ", "))")
    return nil
  }

  private mutating func key(
    _ verb: Verb, _ action: Action, _ node: Node, in section: Named, at place: Place
  ) -> String {
    let path = "\(name.text).\(section.text)"
    if let id = node["id"].flatMap({ author.named($0, "an id") }) {
      keys[id.text, default: 0] += 1
      if keys[id.text] == 1 { return "\(path).\(id.text)" }
      author.add(id.place, "E106", "the id \"\(id.text)\" is used twice in \(section.text)")
    }
    let last = stem(verb, action)
    keys[last, default: 0] += 1
    let count = keys[last, default: 1]
    if count > 1, verb.asks {
      author.add(
        place, "E106", "a second question fills \"\(last)\" in the section \(section.text)",
        hint: "give it a name of its own with id: …")
    }
    return count == 1 ? "\(path).\(last)" : "\(path).\(last)\(count)"
  }

  /// Questions are named by what they fill, other steps by what they do.
  private func stem(_ verb: Verb, _ action: Action) -> String {
    guard case .ask(let question) = action else { return verb.rawValue }
    switch question.kind {
    case .value(let into): return into.text
    case .choice(_, let into): return into?.text ?? verb.rawValue
    case .confirm(_, _, let into): return into?.text ?? verb.rawValue
    case .form: return verb.rawValue
    case .file(let request): return request.into.text
    }
  }

  private mutating func action(_ verb: Verb, _ value: Node, _ node: Node) -> Action? {
    switch verb {
    case .say: author.text(value, "a message").map(Action.say)
    case .ask: ask(value, node).map(Action.ask)
    case .menu: menu(value, node).map(Action.ask)
    case .confirm: confirm(value, node).map(Action.ask)
    case .set: .assign(assigned(author.assignments(value, "\"set\"")))
    case .if: branch(value, node)
    case .goto: author.named(value, "\"goto\"").map(Action.goto)
    case .call: call(value, node)
    case .suggest: suggest(value, node)
    case .http: http(value, node)
    case .ticket: ticket(value, node)
    case .handoff: handoff(value, node)
    case .record: .record(author.assignments(value, "\"record\""))
    case .end: author.outcome(value).map(Action.end)
    }
  }

  // MARK: Names

  /// A variable that a step fills.
  mutating func variable(_ node: Node, _ what: String) -> Named? {
    author.named(node, what).flatMap { isDeclared($0) ? $0 : nil }
  }

  mutating func isDeclared(_ name: Named) -> Bool {
    if variables[name.text] != nil { return true }
    author.add(
      name.place, "E304", "no variable \"\(name.text)\" is declared",
      hint: NearestName.hint(for: name.text, among: Array(variables.keys))
        ?? "declare it under vars")
    return false
  }

  mutating func section(_ key: String, in node: Node, _ what: String) -> Named? {
    node[key].flatMap { author.named($0, "\(what)'s \"\(key)\"") }
  }

  private mutating func assigned(_ assignments: [Assignment]) -> [Assignment] {
    var known: [Assignment] = []
    for assignment in assignments where isDeclared(assignment.name) { known.append(assignment) }
    return known
  }

  // MARK: Steps

  private mutating func branch(_ value: Node, _ node: Node) -> Action? {
    let condition = author.condition(value, "\"if\"")
    guard let then = author.reading.required("then", in: node, "the step \"if\""),
      let target = author.named(then, "\"then\""), let condition
    else { return nil }
    return .branch(
      condition, then: target, otherwise: section("else", in: node, "the step \"if\""))
  }

  private mutating func call(_ value: Node, _ node: Node) -> Action? {
    author.named(value, "\"call\"").map { flow in
      .call(flow: flow, with: node["with"].map { author.assignments($0, "\"with\"") } ?? [])
    }
  }

  private mutating func suggest(_ value: Node, _ node: Node) -> Action? {
    let what = "\"suggest\""
    guard author.reading.entries(of: value, what, allowed: StepSettings.suggest.names) != nil,
      let queryNode = author.reading.required("query", in: value, what)
    else { return nil }
    let query = author.text(queryNode, "\(what)'s query")
    let limit = value["limit"].flatMap {
      author.reading.integer(of: $0, "\(what)'s limit", in: 1...5)
    }
    let answer = author.optionalText("answer", in: node, "the step \(what)")
    guard let foundNode = author.reading.required("found", in: node, "the step \(what)"),
      let noneNode = author.reading.required("none", in: node, "the step \(what)"),
      let found = author.text(foundNode, "\"found\""),
      let none = author.named(noneNode, "\"none\""),
      let query
    else { return nil }
    return .suggest(
      Suggestion(
        query: query, limit: limit ?? 3, floor: floor(value, what),
        scored: value["min_score"]?.place, answer: answer, found: found, none: none))
  }

  /// How well articles have to fit, in either of the ways it can be written.
  private mutating func floor(_ value: Node, _ what: String) -> ArticleFloor {
    if let node = value["at_least"] {
      let text = author.reading.text(of: node, "\(what)'s at_least") ?? ""
      if let fit = ArticleFit(rawValue: text), ArticleFit.asked.contains(text) { return .fit(fit) }
      if !text.isEmpty {
        author.reading.refuse(
          node.place, "\(what)'s at_least cannot be \"\(text)\"",
          hint: "write \(ArticleFit.asked.joined(separator: " or "))")
      }
      return .fit(.offer)
    }
    let score = value["min_score"].flatMap {
      author.reading.number(of: $0, "\(what)'s min_score", in: 0...1.2)
    }
    return score.map(ArticleFloor.score) ?? .fit(.offer)
  }

  private mutating func ticket(_ value: Node, _ node: Node) -> Action? {
    let what = "\"ticket\""
    guard author.reading.entries(of: value, what, allowed: StepSettings.ticket.names) != nil,
      let queue = routing(value, what),
      let subject = author.reading.required("subject", in: value, what),
      let body = author.reading.required("body", in: value, what),
      let subjectText = author.text(subject, "the subject"),
      let bodyText = author.text(body, "the body")
    else { return nil }
    return .ticket(
      TicketStep(
        queue: queue, subject: subjectText, body: bodyText,
        priority: author.optionalText("priority", in: value, what),
        requester: author.optionalText("requester", in: value, what),
        tags: texts("tags", in: value, what), fields: fields(value),
        into: node["into"].flatMap { variable($0, "\"into\"") },
        onError: section("on_error", in: node, what)))
  }

  private mutating func handoff(_ value: Node, _ node: Node) -> Action? {
    let what = "\"handoff\""
    // Skills are read for the checker to refuse: what was accepted with them is still to be read.
    let allowed = StepSettings.handoff.names + ["skills"]
    guard author.reading.entries(of: value, what, allowed: allowed) != nil,
      let queue = routing(value, what)
    else { return nil }
    let accept = value["accept"].flatMap {
      author.reading.milliseconds(of: $0, "\(what)'s accept")
    }
    return .handoff(
      HandoffStep(
        queue: queue, priority: author.optionalText("priority", in: value, what),
        summary: author.optionalText("summary", in: value, what), fields: fields(value),
        skills: value["skills"]?.place,
        say: author.optionalText("say", in: node, what),
        unavailable: section("unavailable", in: node, what), accept: accept))
  }

  private mutating func fields(_ value: Node) -> [Named] {
    let names = value["fields"].map { author.names($0, "fields") } ?? []
    var known: [Named] = []
    for name in names where isDeclared(name) { known.append(name) }
    return known
  }

  private mutating func texts(_ key: String, in node: Node, _ what: String) -> [Text] {
    guard let list = node[key] else { return [] }
    let items = list.text == nil ? author.reading.items(of: list, "\(what)'s \(key)") ?? [] : [list]
    return items.compactMap { author.text($0, "\(what)'s \(key)") }
  }

  private mutating func routing(_ value: Node, _ what: String) -> Routing? {
    guard let node = author.reading.required("queue", in: value, what) else { return nil }
    guard let entries = node.entries else {
      return author.named(node, "a queue").map(Routing.fixed)
    }
    guard let by = author.reading.required("by", in: node, "a queue map"),
      let name = variable(by, "\"by\"")
    else { return nil }
    var table: [String: Named] = [:]
    for entry in entries where entry.key != "by" {
      table[entry.key] = author.named(entry.value, "a queue")
    }
    return .by(name, table, place: node.place)
  }
}
