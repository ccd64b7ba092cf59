import Documents

/// One start tag of a page in HTML.
struct PageTag {
  /// In small letters, as the attributes' names are.
  let name: String
  let attributes: [(name: String, value: String)]
  let place: Place

  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The start tags of a page, as browsers find them: none in comments, none in scripts and styles.
  static func all(in source: SourceFile) -> [PageTag] {
    var reader = PageReader(source)
    return reader.tags()
  }
}

/// Goes through a page once, from its first character to its last.
private struct PageReader {
  private let text: [Unicode.Scalar]
  private let file: String
  private var at = 0
  private var line = 1
  private var column = 1

  init(_ source: SourceFile) {
    (text, file) = (Array(source.text.unicodeScalars), source.path)
  }

  /// More attributes than this are no tag that somebody wrote.
  private static let mostAttributes = 200

  mutating func tags() -> [PageTag] {
    var found: [PageTag] = []
    while at < text.count {
      guard text[at] == "<" else {
        step()
        continue
      }
      if isNext("<!--") {
        pass("-->")
      } else if let tag = tag() {
        found.append(tag)
        if ["script", "style", "textarea", "title"].contains(tag.name) {
          pass("</" + tag.name)
        }
      } else {
        step()
      }
    }
    return found
  }

  private mutating func tag() -> PageTag? {
    guard at + 1 < text.count, text[at + 1].properties.isAlphabetic else { return nil }
    let place = Place(file: file, line: line, column: column)
    step()
    let name = word { Self.isBlank($0) || $0 == ">" || $0 == "/" }.lowercased()
    var attributes: [(name: String, value: String)] = []
    while at < text.count, text[at] != ">" {
      guard !Self.isBlank(text[at]), text[at] != "/" else {
        step()
        continue
      }
      let (name, value) = attribute()
      // As browsers do: the first of two counts.
      let isNew = !attributes.contains { $0.name == name }
      if isNew, attributes.count < Self.mostAttributes { attributes.append((name, value)) }
    }
    step()
    return PageTag(name: name, attributes: attributes, place: place)
  }

  private mutating func attribute() -> (name: String, value: String) {
    // A "=" at the beginning belongs to the name.
    let first = String(text[at])
    step()
    let name = first + word { Self.isBlank($0) || $0 == ">" || $0 == "/" || $0 == "=" }
    blanks()
    guard at < text.count, text[at] == "=" else { return (name.lowercased(), "") }
    step()
    blanks()
    guard at < text.count else { return (name.lowercased(), "") }
    let quote = text[at]
    guard quote == "\"" || quote == "'" else {
      return (name.lowercased(), plain(word { Self.isBlank($0) || $0 == ">" }))
    }
    step()
    let value = word { $0 == quote }
    step()
    return (name.lowercased(), plain(value))
  }

  private func plain(_ value: String) -> String {
    var value = value
    for (coded, meant) in [
      ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] where value.contains("&") {
      value = value.replacing(coded, with: meant)
    }
    return value
  }

  private mutating func word(until isOver: (Unicode.Scalar) -> Bool) -> String {
    var word = String.UnicodeScalarView()
    while at < text.count, !isOver(text[at]) {
      word.append(text[at])
      step()
    }
    return String(word)
  }

  private mutating func blanks() {
    while at < text.count, Self.isBlank(text[at]) { step() }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  private func isNext(_ words: String) -> Bool {
    let rest = text[at...].prefix(words.unicodeScalars.count)
    return String(String.UnicodeScalarView(rest)).lowercased() == words
  }

  private mutating func pass(_ words: String) {
    let first = words.unicodeScalars.first
    while at < text.count {
      if text[at] == first, isNext(words) { return }
      step()
    }
  }

  private mutating func step() {
    guard at < text.count else { return }
    if text[at] == "\n" {
      (line, column) = (line + 1, 1)
    } else {
      column += 1
    }
    at += 1
  }
}
