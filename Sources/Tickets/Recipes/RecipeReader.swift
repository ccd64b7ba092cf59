import Authoring
package import Documents
import Expressions

/// Reads a recipe's file, and says what is wrong with it: where, what, and how it is mended.
package struct RecipeReader {
  var author: AuthorReader
  var settings: [RecipeSetting] = []
  private(set) var hasSecret = false

  static let limits = Document.Limits(bytes: 256 << 10, depth: 16, nodes: 20_000)
  static let mostSettings = 32
  static let mostSteps = 4

  /// The recipe, unless it has mistakes.
  package static func read(_ source: SourceFile) -> (recipe: Recipe?, findings: [Finding]) {
    let document = Document.read(source, limits: limits)
    guard let root = document.root else {
      let start = Place(file: source.path, line: 1, column: 1)
      let empty = Finding(
        at: start, .error, "E102", "the file is empty", hint: "begin with recipe: and its name")
      return (nil, document.findings.isEmpty ? [empty] : document.findings)
    }
    var reader = RecipeReader(author: AuthorReader(source: source, scope: Scope()))
    let recipe = reader.recipe(root, source)
    let findings = (document.findings + reader.author.reading.findings).sortedOnce()
    return (findings.hasErrors ? nil : recipe, findings)
  }

  private mutating func recipe(_ root: Node, _ source: SourceFile) -> Recipe? {
    let what = "the recipe"
    let allowed = RecipeSettings.file.names
    guard author.reading.entries(of: root, what, allowed: allowed) != nil else { return nil }
    let name = required("recipe", root, what).flatMap { author.named($0, "a recipe") }
    checkName(name, source)
    let title = required("title", root, what).flatMap { author.literal($0, "the title") }
    let page = required("page", root, what).flatMap { author.literal($0, "the page") }
    settings = root["settings"].map { ownSettings($0) } ?? []
    let auth = required("auth", root, what).flatMap { authorisation($0) }
    let words = root["words"].flatMap {
      author.reading.choice(of: $0, "words", among: RecipeSettings.file.choices("words"))
    }
    let verbs = required("verbs", root, what).map { self.verbs($0) } ?? [:]
    let inbound = root["inbound"].flatMap { self.inbound($0) }
    guard let name, let title, let page, let auth else { return nil }
    return Recipe(
      name: name.text, title: title.text, page: page.text,
      url: root["url"].flatMap { url($0) }, settings: settings, auth: auth,
      words: words.flatMap(WordsFormat.init) ?? .plain, rate: root["rate"].flatMap { rate($0) },
      lag: root["lag"].flatMap { lag($0) } ?? .zero,
      states: mapping(root["states"], "states", RecipeSettings.states),
      priorities: mapping(root["priorities"], "priorities", RecipeSettings.priorities),
      verbs: verbs, inbound: inbound)
  }

  mutating func required(_ key: String, _ node: Node, _ what: String) -> Node? {
    author.reading.required(key, in: node, what)
  }

  private mutating func checkName(_ name: Named?, _ source: SourceFile) {
    guard let name else { return }
    let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
    guard file != "\(name.text).yaml" else { return }
    author.add(
      name.place, "E961", "the recipe \"\(name.text)\" stands in \(file)",
      hint: "call the file \(name.text).yaml", severity: .warning)
  }

  private mutating func url(_ node: Node) -> String? {
    guard let text = author.reading.text(of: node, "the url") else { return nil }
    let rest = text.dropFirst("https://".count)
    guard text.hasPrefix("https://"), !rest.isEmpty, !rest.contains(where: { "@?# ".contains($0) })
    else {
      author.add(
        node.place, "E964", "the url is no address", hint: "write https:// and the host")
      return nil
    }
    return text
  }

  // MARK: What an operator says

  /// What every connector of a recipe has: no recipe may mean something else by it.
  package static let reserved = [
    "name", "kind", "recipe", "url", "secret_file", "allow_private", "timeout", "inbound_file",
  ]

  private mutating func ownSettings(_ node: Node) -> [RecipeSetting] {
    let entries = author.reading.entries(of: node, "settings") ?? []
    if entries.count > Self.mostSettings {
      author.reading.refuse(
        entries[Self.mostSettings].keyPlace, "there are more than \(Self.mostSettings) settings")
    }
    return entries.prefix(Self.mostSettings).compactMap { entry in
      let key = Named(text: entry.key, place: entry.keyPlace)
      guard let name = author.checked(key, "a setting") else { return nil }
      guard !Self.reserved.contains(name.text) else {
        author.reading.refuse(
          name.place, "every connector has a setting \"\(name.text)\" already",
          hint: "take another name")
        return nil
      }
      return setting(name.text, entry.value)
    }
  }

  private mutating func setting(_ name: String, _ node: Node) -> RecipeSetting? {
    let what = "the setting \"\(name)\""
    if node.entries == nil {
      return author.literal(node, what).map {
        RecipeSetting(name: name, about: $0.text, standard: nil)
      }
    }
    let allowed = RecipeSettings.setting.names
    guard author.reading.entries(of: node, what, allowed: allowed) != nil,
      let about = required("about", node, what).flatMap({ author.literal($0, what) })
    else { return nil }
    let standard = node["default"].flatMap { author.literal($0, what) }
    return RecipeSetting(name: name, about: about.text, standard: standard?.text)
  }

  private mutating func rate(_ node: Node) -> RecipeRate? {
    let what = "the rate"
    guard author.reading.entries(of: node, what, allowed: RecipeSettings.rate.names) != nil,
      let count = required("requests", node, what).flatMap({
        author.reading.integer(of: $0, what, in: 1...100_000)
      }),
      let span = required("per", node, what).flatMap({ author.reading.milliseconds(of: $0, what) })
    else { return nil }
    guard span > 0 else {
      author.reading.refuse(node.place, "the rate's time is nothing", hint: "write per: 1m")
      return nil
    }
    return RecipeRate(requests: count, per: .milliseconds(span))
  }

  private mutating func lag(_ node: Node) -> Duration? {
    author.reading.milliseconds(of: node, "the lag").map { .milliseconds($0) }
  }

  mutating func mapping(_ node: Node?, _ what: String, _ table: SettingTable)
    -> ValueMapping
  {
    guard let node, let entries = author.reading.entries(of: node, what, allowed: table.names)
    else { return ValueMapping(values: [:]) }
    var values: [String: Value] = [:]
    for entry in entries {
      guard entry.value.text != nil, !entry.value.isEmpty else {
        author.reading.refuse(entry.value.place, "what \(entry.key) is called there must be text")
        continue
      }
      values[entry.key] = entry.value.plainValue
    }
    return ValueMapping(values: values)
  }

  // MARK: Who asks

  private mutating func authorisation(_ node: Node) -> Authorisation? {
    let what = "auth"
    guard author.reading.entries(of: node, what, allowed: RecipeSettings.auth.names) != nil else {
      return nil
    }
    author.scope = RecipeScope.scope(nil, settings)
    let before = author.reading.findings.count
    let kind: Authorisation.Kind?
    if node["header"] != nil || node["value"] != nil {
      let name = required("header", node, what).flatMap { headerName($0) }
      let value = required("value", node, what).flatMap { wording($0, "auth's value") }
      kind = name.flatMap { name in value.map { .header(name, $0) } }
    } else {
      let user = required("user", node, what).flatMap { wording($0, "auth's user") }
      let password = required("password", node, what).flatMap { wording($0, "auth's password") }
      kind = user.flatMap { user in password.map { .basic(user: user, password: $0) } }
    }
    if before == author.reading.findings.count, !mentionsSecret(node) {
      author.add(
        node.place, "E962", "nothing of auth is the secret",
        hint: "write {{ secret }} where it belongs; a secret never stands in a recipe")
    }
    return kind.map { Authorisation(kind: $0) }
  }

  private func mentionsSecret(_ node: Node) -> Bool {
    (node.entries ?? []).contains { entry in
      guard let text = entry.value.text,
        let template = try? Template.compile(text, in: author.scope)
      else { return false }
      return template.references.contains { $0.root == "secret" }
    }
  }

  mutating func headerName(_ node: Node) -> String? {
    guard let text = author.reading.text(of: node, "a header") else { return nil }
    let isName = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x2D || $0 == 0x5F
    }
    guard isName, !text.isEmpty else {
      author.reading.refuse(node.place, "no header is named \"\(text.prefix(40))\"")
      return nil
    }
    return text
  }
}

extension SettingTable {
  /// What may stand at a setting that is a choice.
  func choices(_ name: String) -> [String] {
    guard case .choice(let names) = settings.first(where: { $0.name == name })?.shape else {
      return []
    }
    return names
  }
}
