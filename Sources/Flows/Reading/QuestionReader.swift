import Authoring
import Documents
import Expressions

extension FlowReader {
  mutating func ask(_ value: Node, _ node: Node) -> Question? {
    if let fields = node["fields"] {
      let lines = formLines(fields)
      return question(value, node, .form(lines))
    }
    guard let into = author.reading.required("into", in: node, "the step \"ask\""),
      let variable = variable(into, "\"into\"")
    else { return nil }
    guard variables[variable.text]?.type == .file else {
      refuseFileSettings(node)
      return question(value, node, .value(variable))
    }
    return question(value, node, .file(fileRequest(into: variable, node)))
  }

  private mutating func formLines(_ node: Node) -> [FormLine] {
    let lines = (author.reading.entries(of: node, "\"fields\"") ?? []).compactMap { formLine($0) }
    if lines.isEmpty || lines.count > 8 {
      author.reading.refuse(node.place, "a form has between one and eight fields")
    }
    return lines
  }

  mutating func menu(_ value: Node, _ node: Node) -> Question? {
    let into = node["into"].flatMap { variable($0, "\"into\"") }
    guard let list = author.reading.required("options", in: node, "the step \"menu\""),
      let entries = author.reading.entries(of: list, "\"options\"")
    else { return nil }
    let options = entries.compactMap { option($0, into: into) }
    if entries.isEmpty { author.reading.refuse(list.place, "a menu needs options") }
    return question(value, node, .choice(options, into: into))
  }

  private mutating func option(_ entry: Node.Entry, into: Named?) -> Option? {
    let what = "the option \(entry.key)"
    let written = Named(text: entry.key, place: entry.keyPlace)
    guard let id = author.checked(written, "an option"),
      author.reading.entries(of: entry.value, what, allowed: StepSettings.option.names) != nil,
      let labelNode = author.reading.required("label", in: entry.value, what),
      let label = author.text(labelNode, "\(what)'s label"), let value = value(of: id, into: into)
    else { return nil }
    return Option(
      id: id, value: value, label: label,
      also: entry.value["also"].map { author.phrases($0, "\(what)'s \"also\"") } ?? [],
      goto: section("goto", in: entry.value, what))
  }

  /// What choosing the option puts into the variable.
  private mutating func value(of id: Named, into: Named?) -> Value? {
    guard let into, let variable = variables[into.text] else { return .string(id.text) }
    switch variable.accept(id.text, language: bot.baseLanguage, exactly: true) {
    case .success(let value): return value
    case .failure:
      author.add(
        id.place, "E305", "the option \"\(id.text)\" is not a value of \(into.text)",
        hint: NearestName.hint(for: id.text, among: variable.values.map(\.text)))
      return nil
    }
  }

  mutating func confirm(_ value: Node, _ node: Node) -> Question? {
    let what = "the step \"confirm\""
    guard let yesNode = author.reading.required("yes", in: node, what),
      let noNode = author.reading.required("no", in: node, what),
      let yes = author.named(yesNode, "\"yes\""), let no = author.named(noNode, "\"no\"")
    else { return nil }
    let into = node["into"].flatMap { variable($0, "\"into\"") }
    return question(value, node, .confirm(yes: yes, no: no, into: into))
  }

  mutating func question(_ value: Node, _ node: Node, _ kind: Question.Kind) -> Question? {
    let what = "the question"
    let prompt = author.text(value, "a question")
    let retries = node["retries"].flatMap {
      author.reading.integer(of: $0, "\(what)'s retries", in: 0...5)
    }
    let onFail = node["on_fail"].flatMap { author.failExit($0, "\(what)'s on_fail") }
    let question = prompt.map {
      Question(
        prompt: $0, kind: kind, invalid: author.optionalText("invalid", in: node, what),
        escape: node["escape"].flatMap { escape($0) },
        rejects: node["reject"].map { rejections($0) } ?? [],
        retries: retries ?? bot.defaults.retries, onFail: onFail ?? bot.defaults.onFail,
        idle: node["idle"].map { author.idle($0, "\"idle\"") } ?? bot.defaults.idle,
        always: flag("always", node) ?? false, searchesArticles: flag("kb", node) ?? true,
        join: node["join"].flatMap { author.reading.milliseconds(of: $0, "\(what)'s join") },
        boundsItself: retries != nil || onFail != nil)
    }
    return question
  }

  private mutating func flag(_ key: String, _ node: Node) -> Bool? {
    node[key].flatMap { author.reading.flag(of: $0, "the question's \"\(key)\"") }
  }

  private mutating func escape(_ node: Node) -> WayOut? {
    let what = "\"escape\""
    guard author.reading.entries(of: node, what, allowed: StepSettings.escape.names) != nil,
      let labelNode = author.reading.required("label", in: node, what),
      let gotoNode = author.reading.required("goto", in: node, what),
      let label = author.text(labelNode, "\(what)'s label"),
      let goto = author.named(gotoNode, "\(what)'s goto")
    else { return nil }
    return WayOut(
      label: label, also: node["also"].map { author.phrases($0, "\(what)'s also") } ?? [],
      goto: goto, place: node.place)
  }

  private mutating func rejections(_ node: Node) -> [Rejection] {
    let nodes = node.items ?? [node]
    return nodes.compactMap { item in
      let what = "a rejection"
      guard author.reading.entries(of: item, what, allowed: StepSettings.reject.names) != nil,
        let whenNode = author.reading.required("when", in: item, what),
        let sayNode = author.reading.required("say", in: item, what),
        let when = author.condition(whenNode, "\(what)'s \"when\""),
        let say = author.text(sayNode, "\(what)'s \"say\"")
      else { return nil }
      return Rejection(when: when, say: say)
    }
  }
}
