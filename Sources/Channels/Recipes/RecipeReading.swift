package import Documents
import JSON
import Recipes

/// Reads a messenger's recipe; throws the first thing that is wrong with it, and where.
extension ChannelRecipe {
  package init(_ file: SourceFile) throws(Finding) {
    let document = Document.read(file)
    if let finding = document.findings.first(where: { $0.severity == .error }) { throw finding }
    guard let root = document.root else {
      throw RecipeReader.mistake(Place(file: file.path, line: 1, column: 1), "the file is empty")
    }
    let top = try RecipeReader(
      root, allowed: ["recipe", "title", "page", "url", "settings", "limits", "send", "inbound"])
    name = try top.text("recipe")
    title = try top.text("title")
    page = try top.text("page")
    url = try top.text("url")
    let settings = (root["settings"]?.entries ?? []).map {
      Setting(name: $0.key, about: $0.value.text ?? "")
    }
    self.settings = settings
    let limits = try top.below(
      "limits",
      ["characters", "buttons", "button", "with_buttons", "rows", "row", "dialect", "hours"])
    capabilities = try Capabilities(limits)
    send = try Sending(
      top.below(
        "send",
        [
          "path", "headers", "json", "with_buttons", "with_rows", "id", "error", "retry_after",
          "refusals",
        ]), known: Set(settings.map { "settings.\($0.name)" }))
    inbound = try Inbound(
      top.below(
        "inbound",
        [
          "token", "signature", "challenge", "messages", "id", "user", "place", "text", "name",
          "language", "ignore_with", "escaped", "form",
        ]))
  }
}

/// One map of a recipe and what may stand in it.
struct RecipeReader {
  let node: Node

  init(_ node: Node, allowed: [String]) throws(Finding) {
    guard let entries = node.entries else {
      throw Self.mistake(node.place, "names and what each stands for belong here")
    }
    for entry in entries where !allowed.contains(entry.key) {
      throw Self.mistake(
        entry.keyPlace, "there is no \"\(entry.key)\" here",
        NearestName.hint(for: entry.key, among: allowed))
    }
    self.node = node
  }

  static func mistake(_ place: Place, _ message: String, _ hint: String? = nil) -> Finding {
    Finding(at: place, .error, "R101", message, hint: hint)
  }

  func below(_ name: String, _ allowed: [String]) throws(Finding) -> RecipeReader {
    guard let node = node[name] else { throw missing(name) }
    return try RecipeReader(node, allowed: allowed)
  }

  func missing(_ name: String) -> Finding {
    Self.mistake(node.place, "\"\(name)\" is missing here")
  }

  func text(_ name: String) throws(Finding) -> String {
    guard let found = node[name] else { throw missing(name) }
    guard let text = found.text else { throw Self.mistake(found.place, "a text belongs here") }
    return text
  }

  /// It stays on the system: what stands before it is the operator's, and its secret goes there.
  func path(_ name: String) throws(Finding) -> String {
    let path = try text(name)
    guard SystemPath.fits(path) else {
      throw Self.mistake(
        node[name]?.place ?? node.place, "this is no path on the system", SystemPath.hint)
    }
    return path
  }

  func number(_ name: String, _ standard: Int? = nil) throws(Finding) -> Int {
    guard let found = node[name] else {
      guard let standard else { throw missing(name) }
      return standard
    }
    guard let number = found.text.flatMap({ Int($0) }), (0...100_000).contains(number) else {
      throw Self.mistake(found.place, "a number from 0 to 100000 belongs here")
    }
    return number
  }

  func pointer(_ name: String) throws(Finding) -> RecipePointer {
    guard let found = node[name] else { throw missing(name) }
    return try Self.pointer(found)
  }

  func pointerIfAny(_ name: String) throws(Finding) -> RecipePointer? {
    guard let found = node[name] else { return nil }
    return try Self.pointer(found)
  }

  /// One, or a list of them.
  func pointers(_ name: String) throws(Finding) -> [RecipePointer] {
    guard let found = node[name] else { return [] }
    var pointers: [RecipePointer] = []
    for item in found.items ?? [found] { pointers.append(try Self.pointer(item)) }
    return pointers
  }

  /// The same, and at least one.
  func somewhere(_ name: String) throws(Finding) -> [RecipePointer] {
    let found = try pointers(name)
    guard !found.isEmpty else { throw missing(name) }
    return found
  }

  private static func pointer(_ node: Node) throws(Finding) -> RecipePointer {
    guard let pointer = node.text.flatMap(RecipePointer.init) else {
      throw mistake(
        node.place, "this is no place in what is told",
        "write /message/text; at most \(RecipePointer.mostParts) levels")
    }
    return pointer
  }

  func shape(_ name: String, _ known: Set<String>) throws(Finding) -> RecipeShape? {
    guard let found = node[name] else { return nil }
    let shape = Self.shape(found)
    if let unknown = shape.unknown(known).first {
      throw Self.mistake(
        found.place, "nothing is called \"\(unknown)\"",
        NearestName.hint(for: unknown, among: known.sorted()))
    }
    return shape
  }

  private static func shape(_ node: Node) -> RecipeShape {
    if let items = node.items { return .list(items.map(shape)) }
    if let entries = node.entries {
      if node["each"]?.text == "buttons", let of = node["of"] { return .buttons(shape(of)) }
      return .map(entries.map { RecipeShape.Member(name: $0.key, shape: shape($0.value)) })
    }
    switch node.text ?? "" {
    case "true": return .constant(.bool(true))
    case "false": return .constant(.bool(false))
    case let text: return .text(RecipeText(text))
    }
  }
}

extension Capabilities {
  fileprivate init(_ reader: RecipeReader) throws(Finding) {
    self.init(longest: .characters(try reader.number("characters")))
    buttons = try reader.number("buttons", 0)
    longestButton = try reader.number("button", 0)
    longestWithButtons = try reader.node["with_buttons"].map { _ throws(Finding) in
      try reader.number("with_buttons")
    }
    rows = try reader.number("rows", 0)
    longestRow = try reader.number("row", 0)
    let hours = try reader.number("hours", 0)
    window = hours == 0 ? nil : .seconds(hours * 3600)
    switch reader.node["dialect"]?.text {
    case "plain", nil: dialect = .plain
    case "slack": dialect = .slack
    case "stars": dialect = .stars
    case let other?:
      throw RecipeReader.mistake(
        reader.node.place, "there is no dialect \"\(other)\"", "plain, slack or stars")
    }
  }
}

extension ChannelRecipe.Sending {
  fileprivate init(_ reader: RecipeReader, known settings: Set<String>) throws(Finding) {
    let known = settings.union(["text", "place", "key", "secret"])
    path = RecipeText(try reader.path("path"))
    headers = (reader.node["headers"]?.entries ?? []).map {
      ChannelRecipe.Header(name: $0.key, value: RecipeText($0.value.text ?? ""))
    }
    guard let json = try reader.shape("json", known) else { throw reader.missing("json") }
    self.json = json
    withButtons = try reader.shape("with_buttons", known)
    withRows = try reader.shape("with_rows", known.union(["open"]))
    id = try reader.pointer("id")
    error = try reader.pointerIfAny("error")
    retryAfter = try reader.pointerIfAny("retry_after")
    refusals = Set((reader.node["refusals"]?.items ?? []).compactMap(\.text))
  }
}

extension ChannelRecipe.Inbound {
  fileprivate init(_ reader: RecipeReader) throws(Finding) {
    if let token = reader.node["token"]?.text {
      proof = .token(header: token.lowercased())
    } else {
      let signature = try reader.below("signature", ["header", "prefix", "timestamp"])
      proof = .signature(
        header: try signature.text("header").lowercased(), prefix: try signature.text("prefix"),
        timestamp: signature.node["timestamp"]?.text?.lowercased())
    }
    challenge = try Self.challenge(reader)
    messages = try reader.pointer("messages")
    form = reader.node["form"]?.text
    id = try reader.somewhere("id")
    user = try reader.somewhere("user")
    place = try reader.somewhere("place")
    text = try reader.pointers("text")
    name = try reader.pointerIfAny("name")
    language = try reader.pointerIfAny("language")
    ignoreWith = try reader.pointers("ignore_with")
    isEscaped = reader.node["escaped"]?.text == "true"
  }

  private static func challenge(_ reader: RecipeReader) throws(Finding)
    -> ChannelRecipe.Challenge?
  {
    guard reader.node["challenge"] != nil else { return nil }
    let challenge = try reader.below("challenge", ["token", "answer", "member"])
    if let member = try challenge.pointerIfAny("member") { return .member(member) }
    return .query(token: try challenge.text("token"), answer: try challenge.text("answer"))
  }
}
