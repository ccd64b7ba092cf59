import Documents

/// The categories and fields of `desk.yaml`.
extension ValueReader {
  static let mostCategories = 500
  static let deepestCategory = 4
  static let mostFields = 64
  static let mostOptions = 100
  static let priorities = ["low", "normal", "high", "urgent"]

  // MARK: Categories

  mutating func categories(_ node: Node, _ path: String) -> Value? {
    guard let tree = categories(node, path, depth: 1) else { return nil }
    let count = CategorySettings.flat(tree).count
    guard count <= Self.mostCategories else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(count) categories",
        hint: "at most \(Self.mostCategories)")
      return nil
    }
    return .categories(tree)
  }

  private mutating func categories(_ node: Node, _ path: String, depth: Int)
    -> [CategorySettings]?
  {
    guard let entries = entries(node, path, allowed: Kind.categories.allowed) else { return nil }
    guard depth <= Self.deepestCategory else {
      refuse(
        node.place, Rule.value, "\"\(path)\" is nested too deep",
        hint: "at most \(Self.deepestCategory) levels")
      return nil
    }
    let tree = entries.compactMap { category($0, path, depth) }
    return tree.count == entries.count ? tree : nil
  }

  private mutating func category(_ entry: Node.Entry, _ parent: String, _ depth: Int)
    -> CategorySettings?
  {
    let (path, node) = ("\(parent).\(entry.key)", entry.value)
    let names = ["title", "owner", "priority", "queue", "children"]
    guard isName(entry.key, at: entry.keyPlace, parent),
      entries(node, path, allowed: "the category's title", names: names) != nil
    else { return nil }
    let title = member("title", of: node, path, .text(longest: 60))
    let owner = optional("owner", of: node, path, .text(longest: 40))
    let priority = optional("priority", of: node, path, .choice(Self.priorities))
    let queue = optional("queue", of: node, path, .text(longest: 32))
    var children: [CategorySettings]? = []
    if let below = node["children"] {
      children = categories(below, "\(path).children", depth: depth + 1)
    }
    guard case .text(let title) = title, let owner, let priority, let queue, let children
    else { return nil }
    return CategorySettings(
      name: entry.key, title: title, owner: owner.text, priority: priority.text,
      queue: queue.text, children: children)
  }

  private struct Given {
    let text: String?
  }

  /// Nil where it could not be read; no text where it is not there.
  private mutating func optional(
    _ name: String, of node: Node, _ path: String, _ kind: Kind
  ) -> Given? {
    guard let value = node[name] else { return Given(text: nil) }
    guard case .text(let text) = read(kind, value, "\(path).\(name)") else { return nil }
    return Given(text: text)
  }

  // MARK: Fields

  mutating func fields(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.fields.allowed) else { return nil }
    guard entries.count <= Self.mostFields else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) fields",
        hint: "at most \(Self.mostFields)")
      return nil
    }
    let fields = entries.compactMap { field($0, path) }
    return fields.count == entries.count ? .fields(fields) : nil
  }

  private mutating func field(_ entry: Node.Entry, _ parent: String) -> FieldSettings? {
    let (path, node) = ("\(parent).\(entry.key)", entry.value)
    let names = ["title", "type", "options", "required_at_resolve"]
    guard isFieldName(entry.key, at: entry.keyPlace, parent),
      entries(node, path, allowed: "the field's title and type", names: names) != nil
    else { return nil }
    let title = member("title", of: node, path, .text(longest: 60))
    let kind = member("type", of: node, path, .choice(FieldSettings.kinds))
    let isRequired = member(
      "required_at_resolve", of: node, path, .flag, standard: .flag(false))
    guard case .text(let title) = title, case .text(let kind) = kind,
      case .flag(let isRequired) = isRequired, let options = options(node, path, kind)
    else { return nil }
    return FieldSettings(
      name: entry.key, title: title, kind: kind, options: options,
      isRequiredAtResolve: isRequired)
  }

  /// Flows and rules call fields by the names that variables have.
  private mutating func isFieldName(_ text: String, at place: Place, _ path: String) -> Bool {
    let isPlain = text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95
    }
    if isPlain, (1...32).contains(text.utf8.count), text != "subject",
      text.utf8.first.map({ (97...122).contains($0) }) == true
    {
      return true
    }
    refuse(
      place, Rule.value, "\"\(text.prefix(40))\" cannot be a field in \"\(path)\"",
      hint: "write 1 to 32 small letters, digits and _, beginning with a letter; not subject")
    return false
  }

  private mutating func options(_ node: Node, _ path: String, _ kind: String) -> [String]? {
    guard let list = node["options"] else {
      guard kind == "choice" else { return [] }
      refuse(
        node.place, Rule.value, "\"\(path)\" offers nothing to choose",
        hint: "add \"options: [gold, silver]\"")
      return nil
    }
    guard kind == "choice" else {
      refuse(
        list.place, Rule.value, "\"\(path)\" is no choice and has no options",
        hint: "write type: choice, or take the options out")
      return nil
    }
    let allowed = "a list of texts, such as [gold, silver]"
    guard let items = items(list, "\(path).options", allowed: allowed, most: Self.mostOptions)
    else { return nil }
    let texts = items.compactMap { item -> String? in
      guard case .text(let text) = read(.text(longest: 60), item, "\(path).options") else {
        return nil
      }
      return text
    }
    guard texts.count == items.count else { return nil }
    guard !texts.isEmpty, Set(texts.map { $0.lowercased() }).count == texts.count else {
      return wrong(list, "\(path).options", allowed, hint: "name at least one, and each once")
    }
    return texts
  }
}
