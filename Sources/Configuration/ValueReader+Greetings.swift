import Documents

// MARK: - What the widget says by itself

extension ValueReader {
  mutating func greetings(_ node: Node, _ path: String) -> [Greeting]? {
    let allowed = "a list of greetings, each with name and words"
    guard let items = items(node, path, allowed: allowed, most: Greeting.most) else { return nil }
    var greetings: [Greeting] = []
    for (number, item) in items.enumerated() {
      guard let greeting = greeting(item, "\(path)[\(number)]") else { continue }
      if greetings.contains(where: { $0.name == greeting.name }) {
        refuse(
          item["name"]?.place ?? item.place, Rule.value,
          "two greetings have the name \"\(greeting.name)\"",
          hint: "visitors' browsers remember by it what was shown: give each its own")
      } else {
        greetings.append(greeting)
      }
    }
    return greetings.count == items.count ? greetings : nil
  }

  private mutating func greeting(_ node: Node, _ path: String) -> Greeting? {
    let names = ["name", "page", "after", "returning", "once", "words"]
    let allowed = "a greeting: name, page, after, returning, once and words"
    guard entries(node, path, allowed: allowed, names: names) != nil else { return nil }
    let name = member("name", of: node, path, .text(longest: 32))
    let after = member(
      "after", of: node, path, .duration(.zero...(.seconds(86_400))),
      standard: .duration(.seconds(20)))
    let returning = member(
      "returning", of: node, path, .choice(Greeting.returnings), standard: .text("any"))
    let once = member(
      "once", of: node, path, .choice(Greeting.onces), standard: .text("visitor"))
    let page = node["page"].map { pagePattern($0, "\(path).page") }
    let words = words(ofGreeting: node, path)
    guard case .text(let name) = name, isName(name, at: node["name"]?.place ?? node.place, path),
      case .duration(let after) = after, case .text(let returning) = returning,
      case .text(let once) = once, page != .some(nil), let words
    else { return nil }
    return Greeting(
      name: name, page: page ?? nil, after: after, returning: returning, once: once, words: words)
  }

  /// As in the address, from the slash on; what stands behind `?` or `#` is not looked at.
  private mutating func pagePattern(_ node: Node, _ path: String) -> String? {
    let allowed = "a pattern of a path: \"/cart*\""
    guard let text = node.text, !node.isEmpty, (1...200).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      !text.contains(where: { "?#".contains($0) })
    else { return wrong(node, path, allowed) }
    guard text.hasPrefix("/") || text.hasPrefix("*") else {
      return wrong(node, path, allowed, hint: "write it from the slash on: \"/\(text.prefix(20))\"")
    }
    return text
  }

  private mutating func words(ofGreeting node: Node, _ parent: String) -> [Greeting.Words]? {
    let path = "\(parent).words"
    let allowed = "words by language: {en: Can we help?}"
    guard let node = node["words"] else {
      refuse(
        node.place, Rule.value, "\"\(parent)\" needs \"words\"",
        hint: "add \"words: …\", \(allowed)")
      return nil
    }
    guard let entries = entries(node, path, allowed: allowed) else { return nil }
    guard !entries.isEmpty else {
      refuse(node.place, Rule.value, "\"\(path)\" is empty", hint: "write \(allowed)")
      return nil
    }
    var words: [Greeting.Words] = []
    for entry in entries {
      guard let text = text(ofGreeting: entry, path) else { continue }
      words.append(Greeting.Words(language: entry.key, text: text))
    }
    return words.count == entries.count ? words : nil
  }

  private mutating func text(ofGreeting entry: Node.Entry, _ path: String) -> String? {
    let isLanguage =
      (2...35).contains(entry.key.utf8.count)
      && entry.key.utf8.allSatisfy {
        (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
      }
    guard isLanguage else {
      refuse(
        entry.keyPlace, Rule.value, "\"\(entry.key.prefix(40))\" in \"\(path)\" is no language",
        hint: "write a language tag such as en or pt-BR")
      return nil
    }
    let allowed = "1 to \(Greeting.textLimit) characters"
    guard let text = entry.value.text, !entry.value.isEmpty,
      text.contains(where: { !$0.isWhitespace })
    else { return wrong(entry.value, "\(path).\(entry.key)", allowed) }
    guard text.unicodeScalars.count <= Greeting.textLimit else {
      refuse(
        entry.value.place, Rule.value,
        "\"\(path).\(entry.key)\" has \(text.unicodeScalars.count) characters",
        hint: "a greeting has at most \(Greeting.textLimit)")
      return nil
    }
    return text
  }
}
