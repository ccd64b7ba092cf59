import Authoring
import Documents
import Expressions
import JSON
import Recipes

/// Reads the requests of a recipe's verbs.
extension RecipeReader {
  mutating func verbs(_ node: Node) -> [RecipeVerb: [RecipeStep]] {
    let names = RecipeSettings.verbs.names
    guard let entries = author.reading.entries(of: node, "verbs", allowed: names) else {
      return [:]
    }
    _ = required("create", node, "verbs")
    var verbs: [RecipeVerb: [RecipeStep]] = [:]
    for entry in entries {
      guard let verb = RecipeVerb(rawValue: entry.key) else { continue }
      author.scope = RecipeScope.scope(verb, settings)
      let steps = self.steps(verb, entry.value)
      if !steps.isEmpty { verbs[verb] = steps }
      check(verb, steps, at: entry.keyPlace)
    }
    checkWhole(verbs, at: node.place)
    return verbs
  }

  private mutating func steps(_ verb: RecipeVerb, _ node: Node) -> [RecipeStep] {
    let nodes = node.items ?? [node]
    if nodes.count > Self.mostSteps {
      author.reading.refuse(
        nodes[Self.mostSteps].place, "\(verb.rawValue) has more than \(Self.mostSteps) requests")
    }
    return nodes.prefix(Self.mostSteps).compactMap { node in
      let step = step(node, "\(verb.rawValue)'s request", verb)
      for (name, _) in step?.keep ?? [] { author.scope.declare("kept.\(name)", as: .dyn) }
      return step
    }
  }

  private mutating func step(_ node: Node, _ what: String, _ verb: RecipeVerb) -> RecipeStep? {
    let allowed = RecipeSettings.step.names
    guard author.reading.entries(of: node, what, allowed: allowed) != nil else { return nil }
    let method = required("method", node, what).flatMap {
      author.reading.choice(of: $0, "\(what)'s method", among: RecipeSettings.methods)
    }
    let path = required("path", node, what).flatMap { self.path($0, what) }
    let list = node["list"].flatMap { pointer($0) }
    let matches =
      self.matches(node["where"], isPart: false)
      + self.matches(node["contains"], isPart: true)
    if list == nil, !matches.isEmpty {
      author.add(
        node.place, "E963", "\(what) asks for one of several items and names no list",
        hint: "add list: with the pointer to the items")
    }
    let body = self.body(node, what, verb)
    let keep = self.keep(node["keep"])
    guard let method, let path else { return nil }
    return RecipeStep(
      method: method, path: path, headers: headers(node["headers"]), body: body,
      success: author.statuses(node["ok"], "\(what)'s ok", [200, 201, 204]),
      absent: author.statuses(node["absent"], "\(what)'s absent", []), list: list, matches: matches,
      id: node["id"].flatMap { pointer($0) },
      link: node["link"].flatMap { link($0, what, keep) }, keep: keep, text: texts(node["text"]),
      next: node["next"].flatMap { pointer($0) })
  }

  // MARK: Where

  private mutating func path(_ node: Node, _ what: String) -> Template? {
    guard let template = template(node, "\(what)'s path") else { return nil }
    guard author.isPathOfSystem(template.source, at: node.place, "\(what)'s path") else {
      return nil
    }
    return template
  }

  private mutating func headers(_ node: Node?) -> [(name: String, value: Template)] {
    guard let node else { return [] }
    return (author.reading.entries(of: node, "headers") ?? []).compactMap { entry in
      let key = Node(.scalar(entry.key, .plain), at: entry.keyPlace)
      guard let name = headerName(key), let value = template(entry.value, "the header \(name)")
      else { return nil }
      return (name, value)
    }
  }

  /// It may speak of what the answer told, too.
  private mutating func link(
    _ node: Node, _ what: String, _ keep: [(name: String, pointer: Pointer)]
  ) -> Template? {
    let scope = author.scope
    defer { author.scope = scope }
    author.scope.declare("external", as: .string)
    for (name, _) in keep { author.scope.declare("kept.\(name)", as: .dyn) }
    return template(node, "\(what)'s link")
  }

  // MARK: What is sent

  private mutating func body(_ node: Node, _ what: String, _ verb: RecipeVerb) -> RecipeBody? {
    let file = node["file"].flatMap { author.literal($0, "\(what)'s file") }
    if file != nil, verb != .attach {
      author.add(node.place, "E963", "only attach has a file to send")
    }
    if let json = node["json"] {
      if node["form"] != nil || file != nil {
        author.add(
          json.place, "E963", "\(what) has two bodies", hint: "keep json, or form and file")
      }
      return shape(json).map(RecipeBody.json)
    }
    if let form = node["form"] {
      let fields = (author.reading.entries(of: form, "form") ?? []).compactMap { entry in
        wording(entry.value, "the field \(entry.key)").map { (name: entry.key, value: $0) }
      }
      return .form(fields, file: file?.text ?? "file")
    }
    guard let file else { return nil }
    return file.text == "body" ? .file : .form([], file: file.text)
  }

  private mutating func shape(_ node: Node) -> Shape? {
    switch node.content {
    case .scalar(let text, _):
      guard text.contains("{{") else { return .constant(JSONValue(node.plainValue)) }
      return wording(node, "the body").map(Shape.text)
    case .list(let items): return .list(items.compactMap { shape($0) })
    case .map(let entries):
      return .map(
        entries.compactMap { entry in shape(entry.value).map { (key: entry.key, value: $0) } })
    }
  }

  mutating func template(_ node: Node, _ what: String) -> Template? {
    author.text(node, what)?.template
  }

  /// What is long is cut out, and put in as it is.
  mutating func wording(_ node: Node, _ what: String) -> Wording? {
    guard let whole = author.text(node, what)?.template else { return nil }
    var pieces: [Wording.Piece] = []
    var rest = whole.source[...]
    while let (range, name) = Self.nextLong(in: rest) {
      append(rest[..<range.lowerBound], to: &pieces)
      pieces.append(.long(name))
      rest = rest[range.upperBound...]
    }
    append(rest, to: &pieces)
    let isMixed = whole.expressions.contains { expression in
      !RecipeScope.long.contains(expression.source)
        && expression.references.contains { RecipeScope.long.contains($0.root) }
    }
    if isMixed {
      author.add(
        node.place, "E966", "\(RecipeScope.long.joined(separator: ", ")) can be long",
        hint: "write such a value alone between its braces")
      return nil
    }
    return Wording(pieces: pieces.isEmpty ? [.template(whole)] : pieces)
  }

  private func append(_ text: Substring, to pieces: inout [Wording.Piece]) {
    guard !text.isEmpty, let template = try? Template.compile(String(text), in: author.scope) else {
      // A part of what was compiled as a whole.
      return
    }
    pieces.append(.template(template))
  }

  private static func nextLong(in text: Substring) -> (Range<String.Index>, String)? {
    var from = text.startIndex
    while let open = text[from...].firstRange(of: "{{") {
      guard let close = text[open.upperBound...].firstRange(of: "}}") else { return nil }
      let name = text[open.upperBound..<close.lowerBound].filter { $0 != " " }
      if RecipeScope.long.contains(name) {
        return (open.lowerBound..<close.upperBound, name)
      }
      from = close.upperBound
    }
    return nil
  }

  // MARK: What is read

  mutating func pointer(_ node: Node) -> Pointer? { author.pointer(node, example: "/ticket/id") }

  mutating func matches(_ node: Node?, isPart: Bool) -> [RecipeMatch] {
    guard let node else { return [] }
    return (author.reading.entries(of: node, "a condition") ?? []).compactMap { entry in
      let key = Node(.scalar(entry.key, .plain), at: entry.keyPlace)
      guard let pointer = pointer(key), let wanted = template(entry.value, "a condition") else {
        return nil
      }
      return RecipeMatch(pointer: pointer, wanted: wanted, isPart: isPart)
    }
  }

  private mutating func keep(_ node: Node?) -> [(name: String, pointer: Pointer)] {
    guard let node else { return [] }
    return (author.reading.entries(of: node, "keep") ?? []).compactMap { entry in
      let key = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(key, "what is kept"), let pointer = pointer(entry.value)
      else { return nil }
      return (name.text, pointer)
    }
  }

  private mutating func texts(_ node: Node?) -> [Pointer] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { pointer($0) }
  }

  // MARK: What a verb must have

  private mutating func check(_ verb: RecipeVerb, _ steps: [RecipeStep], at place: Place) {
    guard !steps.isEmpty else { return }
    switch verb {
    case .find, .create:
      guard !steps.contains(where: { $0.id != nil }) else { return }
      author.add(
        place, "E963", "\(verb.rawValue) does not say where the ticket's id stands",
        hint: "add id: with a pointer such as /ticket/id")
    case .entries:
      guard let step = steps.last, step.text.isEmpty || step.list == nil else { return }
      author.add(
        place, "E963", "entries does not say where its items and their words stand",
        hint: "add list: and text: with pointers")
    case .append, .note, .state, .attach: break
    }
  }

  private mutating func checkWhole(_ verbs: [RecipeVerb: [RecipeStep]], at place: Place) {
    if verbs[.find] == nil {
      author.add(
        place, "W967", "without find a ticket is made twice when an answer is lost",
        hint: "add find:, if the system can look for ticket.key", severity: .warning)
    }
    if verbs[.append] != nil, verbs[.entries] == nil {
      author.add(
        place, "W968", "without entries what was said stands twice when an answer is lost",
        hint: "add entries:, if the system lets them be read", severity: .warning)
    }
  }
}
