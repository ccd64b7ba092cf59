package import Documents
package import Expressions

/// What reading any file of an author's has in common: names, texts, conditions, findings.
package struct AuthorReader {
  package var reading = Reading()
  package let source: SourceFile
  package let places: ScalarPlaces
  /// What expressions of this file may speak of.
  package var scope: Scope

  package init(source: SourceFile, scope: Scope) {
    self.source = source
    self.scope = scope
    places = ScalarPlaces(source)
  }

  package mutating func add(
    _ place: Place, _ id: String, _ message: String, hint: String? = nil,
    severity: Severity = .error
  ) {
    reading.add(Finding(at: place, severity, id, message, hint: hint))
  }

  /// A name: letters, digits, `-` and `_`, at most 64 of them.
  package mutating func named(_ node: Node, _ what: String) -> Named? {
    guard let text = reading.text(of: node, what) else { return nil }
    return checked(Named(text: text, place: node.place), what)
  }

  package mutating func checked(_ name: Named, _ what: String) -> Named? {
    let allowed = name.text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
    }
    if allowed, !name.text.isEmpty, name.text.unicodeScalars.count <= 64 { return name }
    reading.refuse(
      name.place, "\(what) cannot be named \"\(name.text.prefix(40))\"",
      hint: "use letters, digits, - and _, at most 64 characters")
    return nil
  }

  package mutating func names(_ node: Node, _ what: String) -> [Named] {
    if node.text != nil { return named(node, what).map { [$0] } ?? [] }
    return (reading.items(of: node, what) ?? []).compactMap { named($0, what) }
  }

  /// A list of phrases, or a list for each language.
  package mutating func phrases(_ node: Node, _ what: String, language: String? = nil) -> [Phrase] {
    if let entries = node.entries, language == nil {
      return entries.flatMap { phrases($0.value, what, language: $0.key) }
    }
    let nodes = node.text == nil ? reading.items(of: node, what) ?? [] : [node]
    return nodes.compactMap { item in
      guard let text = reading.text(of: item, what) else { return nil }
      let phrase = Phrase(Named(text: text, place: item.place), language: language)
      if phrase.normal.isEmpty {
        reading.refuse(item.place, "\(what) has no words in it", hint: "write words people type")
        return nil
      }
      return phrase
    }
  }

  package mutating func text(_ node: Node, _ what: String) -> Text? {
    guard let source = reading.text(of: node, what) else { return nil }
    do {
      return try Text(source, node: node, places: places, scope: scope)
    } catch {
      add(error, in: node)
      return nil
    }
  }

  /// A text, or nothing where the setting is not given.
  package mutating func optionalText(_ key: String, in node: Node, _ what: String) -> Text? {
    node[key].flatMap { text($0, "\(what)'s \"\(key)\"") }
  }

  package mutating func condition(_ node: Node, _ what: String, wantsBool: Bool = true)
    -> Condition?
  {
    guard let source = reading.text(of: node, what) else { return nil }
    if source.contains("{{") {
      add(
        node.place, "E109", "\(what) is an expression and takes no {{ }}",
        hint: "write the bare expression")
      return nil
    }
    do {
      let condition = try Condition(source, node: node, places: places, scope: scope)
      if wantsBool { checkIsBool(condition, what) }
      return condition
    } catch {
      add(error, in: node)
      return nil
    }
  }

  private mutating func checkIsBool(_ condition: Condition, _ what: String) {
    switch condition.type {
    case .bool, .dyn, .null: break
    case .int, .double, .string, .timestamp, .duration, .type, .list, .map, .record:
      add(
        condition.place, "E109",
        "\(what) must be true or false, but this is \(condition.type.name)",
        hint: "compare it with something, such as == 'value'")
    }
  }

  private mutating func add(_ mistake: ExpressionMistake, in node: Node) {
    let place = places.place(of: mistake.offset, in: node)
    switch mistake.kind {
    case .undeclared(let path):
      add(
        place, "E304", "no variable \"\(path)\" is declared",
        hint: mistake.hint ?? "declare it under vars")
    case .syntax, .unknownField, .unknownFunction, .type, .limit, .literal:
      add(place, "E109", mistake.message, hint: mistake.hint)
    }
  }

  package mutating func assignments(_ node: Node, _ what: String) -> [Assignment] {
    (reading.entries(of: node, what) ?? []).compactMap { entry in
      let name = Named(text: entry.key, place: entry.keyPlace)
      guard let name = checked(name, what) else { return nil }
      return text(entry.value, "\(what)'s \"\(entry.key)\"").map {
        Assignment(name: name, value: $0)
      }
    }
  }

  /// Texts with their places; numbers and flags are texts too.
  package mutating func texts(_ node: Node, _ what: String) -> [Named] {
    let nodes = node.text == nil ? reading.items(of: node, what) ?? [] : [node]
    return nodes.compactMap { literal($0, what) }
  }

  package mutating func literal(_ node: Node, _ what: String) -> Named? {
    reading.text(of: node, what).map { Named(text: $0, place: node.place) }
  }
}
