import Authoring
package import Documents
import Expressions
import JSON

/// Reads a recipe's file, and says what is wrong with it: where, what, and how it is mended.
package struct RequestRecipeReader {
  var author: AuthorReader
  private var settings: [RequestRecipe.Setting] = []

  private static let limits = Document.Limits(bytes: 64 << 10, depth: 16, nodes: 5_000)
  private static let mostSettings = 16
  private static let mostFacts = 32
  private static let fileKeys = [
    "recipe", "title", "page", "settings", "auth", "look_up", "notify",
  ]
  private static let requestKeys = ["method", "path", "headers", "json", "ok"]
  private static let methods = ["GET", "POST", "PUT"]

  /// The recipe, unless it has mistakes.
  package static func read(_ source: SourceFile)
    -> (recipe: RequestRecipe?, findings: [Finding])
  {
    let document = Document.read(source, limits: limits)
    guard let root = document.root else {
      let start = Place(file: source.path, line: 1, column: 1)
      let empty = Finding(
        at: start, .error, "E102", "the file is empty", hint: "begin with recipe: and its name")
      return (nil, document.findings.isEmpty ? [empty] : document.findings)
    }
    var reader = RequestRecipeReader(author: AuthorReader(source: source, scope: Scope()))
    let recipe = reader.recipe(root)
    let findings = (document.findings + reader.author.reading.findings).sortedOnce()
    return (findings.hasErrors ? nil : recipe, findings)
  }

  private init(author: AuthorReader) { self.author = author }

  private mutating func recipe(_ root: Node) -> RequestRecipe? {
    let what = "the recipe"
    guard author.reading.entries(of: root, what, allowed: Self.fileKeys) != nil else { return nil }
    let name = required("recipe", root, what).flatMap { author.named($0, "a recipe") }
    let title = required("title", root, what).flatMap { author.literal($0, "the title") }
    let page = required("page", root, what).flatMap { author.literal($0, "the page") }
    settings = root["settings"].map { ownSettings($0) } ?? []
    let purposes = RequestRecipe.Purpose.allCases.filter { root[$0.rawValue] != nil }
    guard purposes.count == 1, let purpose = purposes.first, let node = root[purpose.rawValue]
    else {
      author.reading.refuse(
        root.place, "a recipe has one of look_up and notify", hint: "say what it is for")
      return nil
    }
    author.scope = RecipeScope.scope(purpose, settings)
    let auth = root["auth"].flatMap { authorisation($0) }
    guard let request = request(node, purpose), let name, let title, let page else { return nil }
    return RequestRecipe(
      name: name.text, title: title.text, page: page.text, purpose: purpose, settings: settings,
      authorisation: auth, method: request.method, path: request.path, headers: request.headers,
      body: request.body, words: request.words, success: request.success, absent: request.absent,
      answer: request.answer)
  }

  private mutating func required(_ key: String, _ node: Node, _ what: String) -> Node? {
    author.reading.required(key, in: node, what)
  }

  // MARK: What an operator says

  private mutating func ownSettings(_ node: Node) -> [RequestRecipe.Setting] {
    let entries = author.reading.entries(of: node, "settings") ?? []
    if entries.count > Self.mostSettings {
      author.reading.refuse(
        entries[Self.mostSettings].keyPlace, "there are more than \(Self.mostSettings) settings")
    }
    return entries.prefix(Self.mostSettings).compactMap { entry in
      let key = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(key, "a setting") else { return nil }
      return setting(name.text, entry.value)
    }
  }

  /// A sentence, or what it is about and what it is where nobody says.
  private mutating func setting(_ name: String, _ node: Node) -> RequestRecipe.Setting? {
    let what = "the setting \"\(name)\""
    guard node.entries != nil else {
      return author.literal(node, what).map {
        RequestRecipe.Setting(name: name, about: $0.text, standard: nil)
      }
    }
    guard author.reading.entries(of: node, what, allowed: ["about", "default"]) != nil,
      let about = required("about", node, what).flatMap({ author.literal($0, what) })
    else { return nil }
    let standard = node["default"].flatMap { author.literal($0, what) }
    return RequestRecipe.Setting(name: name, about: about.text, standard: standard?.text)
  }

  // MARK: Who asks

  private mutating func authorisation(_ node: Node) -> RequestRecipe.Authorisation? {
    let what = "auth"
    let allowed = ["header", "value", "user", "password"]
    guard author.reading.entries(of: node, what, allowed: allowed) != nil else { return nil }
    let scope = author.scope
    defer { author.scope = scope }
    author.scope.declare("secret", as: .string)
    if node["user"] != nil {
      let user = template("user", node, what)
      let password = template("password", node, what)
      guard let user, let password else { return nil }
      checkSecret([user, password], node)
      return .basic(user: user, password: password)
    }
    let name = required("header", node, what).flatMap { headerName($0) }
    guard let name, let value = template("value", node, what) else { return nil }
    checkSecret([value], node)
    return .header(name, value)
  }

  private mutating func checkSecret(_ templates: [Template], _ node: Node) {
    guard !templates.contains(where: { $0.references.contains { $0.root == "secret" } }) else {
      return
    }
    author.add(
      node.place, "E962", "nothing of auth is the secret",
      hint: "write {{ secret }} where it belongs; a secret never stands in a recipe")
  }

  private mutating func headerName(_ node: Node) -> String? {
    guard let text = author.reading.text(of: node, "a header") else { return nil }
    let isName = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x2D
    }
    if isName, !text.isEmpty { return text }
    author.reading.refuse(node.place, "no header is named \"\(text.prefix(40))\"")
    return nil
  }

  // MARK: What is asked

  private struct Request {
    let method: String
    let path: Template
    let headers: [(name: String, value: Template)]
    let body: BodyShape?
    let words: RequestRecipe.Words
    let success: Set<Int>
    let absent: Set<Int>
    let answer: RequestRecipe.Answer
  }

  private mutating func request(_ node: Node, _ purpose: RequestRecipe.Purpose) -> Request? {
    let what = purpose.rawValue
    let own = purpose == .lookUp ? ["absent", "list", "email", "facts"] : ["words"]
    guard author.reading.entries(of: node, what, allowed: Self.requestKeys + own) != nil else {
      return nil
    }
    let method = required("method", node, what).flatMap {
      author.reading.choice(of: $0, "\(what)'s method", among: Self.methods)
    }
    let path = self.path(node, purpose)
    let words = node["words"].flatMap {
      author.reading.choice(
        of: $0, "\(what)'s words", among: RequestRecipe.Words.allCases.map(\.rawValue))
    }
    let answer = self.answer(node, purpose)
    let headers = self.headers(node["headers"])
    let body = node["json"].flatMap { shape($0) }
    guard let method, let path else { return nil }
    return Request(
      method: method, path: path, headers: headers, body: body,
      words: words.flatMap(RequestRecipe.Words.init) ?? .plain,
      success: author.statuses(node["ok"], "\(what)'s ok", [200]),
      absent: author.statuses(node["absent"], "\(what)'s absent", [404]), answer: answer)
  }

  /// A notice's whole address may be the secret; then there is nothing to add to it.
  private mutating func path(_ node: Node, _ purpose: RequestRecipe.Purpose) -> Template? {
    if node["path"] == nil, purpose == .notify {
      return try? Template.compile("", in: author.scope)  // An empty text has no mistakes.
    }
    guard let template = template("path", node, purpose.rawValue) else { return nil }
    let place = node["path"]?.place ?? node.place
    guard author.isPathOfSystem(template.source, at: place, "this") else { return nil }
    return template
  }

  private mutating func headers(_ node: Node?) -> [(name: String, value: Template)] {
    guard let node else { return [] }
    return (author.reading.entries(of: node, "headers") ?? []).compactMap { entry in
      let key = Node(.scalar(entry.key, .plain), at: entry.keyPlace)
      guard let name = headerName(key),
        let value = author.text(entry.value, "the header \(name)")?.template
      else { return nil }
      return (name, value)
    }
  }

  private mutating func shape(_ node: Node) -> BodyShape? {
    switch node.content {
    case .scalar(let text, _):
      guard text.contains("{{") else { return .constant(JSONValue(node.plainValue)) }
      return author.text(node, "the body").map { .text($0.template) }
    case .list(let items): return .list(items.compactMap { shape($0) })
    case .map(let entries):
      return .map(
        entries.compactMap { entry in shape(entry.value).map { (key: entry.key, value: $0) } })
    }
  }

  private mutating func template(_ key: String, _ node: Node, _ what: String) -> Template? {
    required(key, node, what).flatMap { author.text($0, "\(what)'s \(key)")?.template }
  }

  // MARK: What is read

  private mutating func answer(_ node: Node, _ purpose: RequestRecipe.Purpose)
    -> RequestRecipe.Answer
  {
    guard purpose == .lookUp else {
      return RequestRecipe.Answer(list: nil, email: nil, facts: [])
    }
    let email = required("email", node, "look_up").flatMap { pointer($0) }
    let facts = required("facts", node, "look_up").map { self.facts($0) } ?? []
    return RequestRecipe.Answer(
      list: node["list"].flatMap { pointer($0) }, email: email, facts: facts)
  }

  private mutating func facts(_ node: Node) -> [RequestRecipe.Fact] {
    let entries = author.reading.entries(of: node, "facts") ?? []
    if entries.count > Self.mostFacts {
      author.reading.refuse(
        entries[Self.mostFacts].keyPlace, "there are more than \(Self.mostFacts) facts")
    }
    return entries.prefix(Self.mostFacts).compactMap { entry in
      let key = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(key, "a fact") else { return nil }
      let what = "the fact \(name.text)"
      guard entry.value.entries != nil else {
        return pointer(entry.value).map {
          RequestRecipe.Fact(name: name.text, title: name.text, pointer: $0)
        }
      }
      guard author.reading.entries(of: entry.value, what, allowed: ["title", "at"]) != nil,
        let title = required("title", entry.value, what).flatMap({ author.literal($0, what) }),
        let pointer = required("at", entry.value, what).flatMap({ self.pointer($0) })
      else { return nil }
      return RequestRecipe.Fact(name: name.text, title: title.text, pointer: pointer)
    }
  }

  private mutating func pointer(_ node: Node) -> Pointer? {
    author.pointer(node, example: "/customer/plan")
  }
}

extension JSONValue {
  /// What stands in a file without templates.
  fileprivate init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let claim): self = .bool(claim)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .list, .map, .timestamp, .duration, .type: self = .string(value.text)
    }
  }
}
