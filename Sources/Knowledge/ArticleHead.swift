/// The lines between the two `---` of an article: a small, strict part of YAML.
///
/// `key: text`, `key: [one, two]`, and `key:` followed by `- one` lines; quotes and `#` comments
/// as in YAML. Anything else of YAML is refused with a hint.
struct ArticleHead {
  struct Mistake {
    let line: Int
    let column: Int
    let message: String
    let hint: String
  }

  private enum Key: String, CaseIterable {
    case title, keywords, category, language, examples, link
  }

  private struct Value {
    let line: Int
    let column: Int
    let text: String
  }

  private(set) var title: String?
  private(set) var keywords: [String] = []
  private(set) var category = Article.defaultCategory
  private(set) var language = Article.defaultLanguage
  private(set) var examples: [String] = []
  private(set) var link: String?
  private(set) var mistakes: [Mistake] = []

  private var lineOfKey: [Key: Int] = [:]
  /// The key whose `- item` lines may follow.
  private var open: (key: Key, line: Int, items: [Value])?

  static let longestTitle = 120
  static let longestItem = 300
  static let longestLink = 500
  static let mostItems = 200

  /// Reads the head's lines; the slice's indices are the line numbers less one.
  mutating func read(_ lines: ArraySlice<String>) {
    for (index, line) in zip(lines.indices, lines) { read(line, number: index + 1) }
    closeList()
  }

  private mutating func read(_ line: String, number: Int) {
    let indent = line.prefix { $0 == " " || $0 == "\t" }
    let rest = line.dropFirst(indent.count)
    if rest.isEmpty || rest.first == "#" { return }
    if let tab = indent.firstIndex(of: "\t") {
      let column = indent.distance(from: indent.startIndex, to: tab) + 1
      return report(number, column, "a tab before the text", "indent with spaces")
    }
    if rest == "-" || rest.hasPrefix("- ") {
      return readItem(rest.dropFirst(), number: number, column: indent.count + 2)
    }
    guard indent.isEmpty else {
      return report(
        number, indent.count + 1, "this line is indented but is not part of a list",
        "begin a key in the first column, or a list item with `- `")
    }
    closeList()
    readKey(rest, number: number)
  }

  private mutating func readKey(_ line: Substring, number: Int) {
    guard let colon = line.firstIndex(of: ":") else {
      return report(number, 1, "a `:` is missing", "write `key: value`")
    }
    let name = ArticleReader.trimmed(line[..<colon])
    guard let key = Key(rawValue: name) else {
      let known = Key.allCases.map(\.rawValue)
      let hint = Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
      return report(
        number, 1, "no key named “\(name)”",
        hint ?? "the keys are \(known.joined(separator: ", "))")
    }
    if let first = lineOfKey[key] {
      return report(
        number, 1, "`\(name)` is here twice, first in line \(first)", "keep one of the two")
    }
    lineOfKey[key] = number
    let after = line[line.index(after: colon)...]
    guard after.isEmpty || after.first == " " else {
      return report(number, name.count + 2, "no space after `:`", "write `\(name): …`")
    }
    let column = line.distance(from: line.startIndex, to: colon) + 2
    readValue(of: key, after, number: number, column: column)
  }

  private mutating func readValue(of key: Key, _ raw: Substring, number: Int, column: Int) {
    let isList = key == .keywords || key == .examples
    let lead = raw.prefix { $0 == " " }
    let text = raw.dropFirst(lead.count)
    let start = column + lead.count
    if text.isEmpty || text.first == "#" {
      if isList {
        open = (key, number, [])
      } else {
        report(number, start, "`\(key.rawValue)` is empty", "write a text after the `:`")
      }
      return
    }
    if text.first == "[" {
      guard isList else {
        return report(
          number, start, "`\(key.rawValue)` is one text, not a list", "leave the brackets out")
      }
      if let items = readFlowList(text, number: number, column: start) { fill(key, items) }
      return
    }
    guard !isList else {
      return report(
        number, start, "`\(key.rawValue)` is a list",
        "write `\(key.rawValue): [first, second]`, or one `- item` a line below it")
    }
    guard let value = readScalar(text, number: number, column: start) else { return }
    fill(key, value)
  }

  private mutating func readItem(_ raw: Substring, number: Int, column: Int) {
    guard open != nil else {
      return report(
        number, column - 1, "a list item that belongs to no key",
        "write `keywords:` or `examples:` in the line above the list")
    }
    let lead = raw.prefix { $0 == " " }
    let text = raw.dropFirst(lead.count)
    guard !text.isEmpty else {
      return report(number, column, "an empty list item", "write a text after the `-`")
    }
    guard let item = readScalar(text, number: number, column: column + lead.count) else { return }
    open?.items.append(item)
  }

  private mutating func closeList() {
    guard let list = open else { return }
    open = nil
    if list.items.isEmpty && !mistakes.contains(where: { $0.line > list.line }) {
      return report(
        list.line, 1, "`\(list.key.rawValue)` is empty",
        "write one `- item` a line below it, or remove the key")
    }
    fill(list.key, list.items)
  }

  private mutating func report(_ line: Int, _ column: Int, _ message: String, _ hint: String) {
    mistakes.append(Mistake(line: line, column: column, message: message, hint: hint))
  }
}

// MARK: - Texts and lists

extension ArticleHead {
  private mutating func readScalar(_ text: Substring, number: Int, column: Int) -> Value? {
    guard text.first == "\"" || text.first == "'" else {
      return plain(Self.withoutComment(text), number: number, column: column)
    }
    guard let (content, rest) = Self.quoted(text) else {
      reportQuote(number, column)
      return nil
    }
    let after = ArticleReader.trimmed(rest)
    guard after.isEmpty || after.first == "#" else {
      report(
        number, column + text.distance(from: text.startIndex, to: rest.startIndex),
        "text after the closing quote", "put the whole text between the quotes")
      return nil
    }
    return Value(line: number, column: column, text: content)
  }

  private mutating func readFlowList(
    _ text: Substring, number: Int, column: Int
  ) -> [Value]? {
    var items: [Value] = []
    var rest = text.dropFirst()
    while true {
      rest = rest.drop { $0 == " " || $0 == "," }
      let here = column + text.distance(from: text.startIndex, to: rest.startIndex)
      guard let first = rest.first else {
        report(number, column, "the list is never closed", "close it with `]` in the same line")
        return nil
      }
      if first == "]" { return items }
      if first == "\"" || first == "'" {
        guard let (content, after) = Self.quoted(rest) else {
          reportQuote(number, here)
          return nil
        }
        items.append(Value(line: number, column: here, text: content))
        rest = after
      } else {
        let item = rest.prefix { $0 != "," && $0 != "]" }
        guard let value = plain(ArticleReader.trimmed(item), number: number, column: here) else {
          return nil
        }
        items.append(value)
        rest = rest[item.endIndex...]
      }
    }
  }

  /// A text without quotes, unless YAML would see more in it than text.
  private mutating func plain(_ text: String, number: Int, column: Int) -> Value? {
    let first = text.first.map { "&*!|>%@`{}[],?".contains($0) } ?? false
    if first || text.contains(": ") || text.hasSuffix(":") {
      report(
        number, column, "this text has a meaning of its own in YAML",
        "put it in double quotes: \"\(text.prefix(40))…\"")
      return nil
    }
    return Value(line: number, column: column, text: text)
  }

  private mutating func reportQuote(_ line: Int, _ column: Int) {
    report(
      line, column, "the quote is never closed, or has a `\\` before another character",
      "close it in the same line, and write `\\\"` and `\\\\` for a quote and a backslash")
  }

  /// The text between quotes and what follows them; nil when they are never closed, or when a
  /// backslash stands before anything but a quote or a backslash.
  private static func quoted(_ text: Substring) -> (content: String, rest: Substring)? {
    let quote = text.first
    var content = ""
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == quote {
        guard quote == "'", next < text.endIndex, text[next] == "'" else {
          return (content, text[next...])
        }
        content.append("'")
        index = text.index(after: next)
      } else if quote == "\"", text[index] == "\\", next < text.endIndex {
        guard text[next] == "\"" || text[next] == "\\" else { return nil }
        content.append(text[next])
        index = text.index(after: next)
      } else {
        content.append(text[index])
        index = next
      }
    }
    return nil
  }

  private static func withoutComment(_ text: Substring) -> String {
    var previous: Character = " "
    for index in text.indices {
      if text[index] == "#" && previous == " " { return ArticleReader.trimmed(text[..<index]) }
      previous = text[index]
    }
    return ArticleReader.trimmed(text)
  }
}

// MARK: - Filling the fields

extension ArticleHead {
  private mutating func fill(_ key: Key, _ value: Value) {
    let text = ArticleReader.trimmed(value.text)
    let most = key == .link ? Self.longestLink : Self.longestTitle
    guard !text.isEmpty, text.count <= most else {
      return report(
        value.line, value.column,
        "`\(key.rawValue)` has \(text.count) characters; it needs 1 to \(most)",
        "shorten it, or fill it in")
    }
    switch key {
    case .title: title = text
    case .category: category = text
    case .language: fillLanguage(text, value)
    case .link: fillLink(text, value)
    case .keywords, .examples: preconditionFailure("a list is filled with items")
    }
  }

  private mutating func fillLink(_ text: String, _ value: Value) {
    let isAddress =
      (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isAddress else {
      return report(
        value.line, value.column, "“\(text.prefix(60))” is not the address of a page",
        "write the whole address, like `https://shop.example/help/late-parcel`")
    }
    link = text
  }

  private mutating func fillLanguage(_ text: String, _ value: Value) {
    guard Language.isCode(text) else {
      return report(
        value.line, value.column, "“\(text)” is not a language code",
        "write two or three small letters, like `en` or `fr`, perhaps with a region: `pt-BR`")
    }
    language = text
  }

  private mutating func fill(_ key: Key, _ items: [Value]) {
    if items.count > Self.mostItems {
      report(
        items[Self.mostItems].line, items[Self.mostItems].column,
        "`\(key.rawValue)` has \(items.count) items; it may have \(Self.mostItems)",
        "keep the ones customers use most")
    }
    for item in items where item.text.isEmpty || item.text.count > Self.longestItem {
      report(
        item.line, item.column,
        "this item has \(item.text.count) characters; it needs 1 to \(Self.longestItem)",
        "shorten it, or fill it in")
    }
    let texts = items.map(\.text)
    switch key {
    case .keywords: keywords = texts
    case .examples: examples = texts
    case .title, .category, .language, .link: preconditionFailure("a text is filled with one value")
    }
  }
}
