/// The words of an HTML letter, as plain text: links keep their addresses, quoted letters get `> `,
/// scripts and what is not shown are dropped. Nothing in it is ever carried out.
struct HTMLText {
  /// Of HTML; what a page of text needs a hundred times over.
  private static let mostBytes = 2 << 20
  /// Quotes inside quotes that still make a difference to a reader.
  private static let mostQuotes = 20

  private let bytes: [UInt8]
  private var index = 0
  private var lines: [String] = []
  private var line = ""
  private var wantsSpace = false
  /// What is open, innermost last, and how much of it hides, quotes or keeps its blanks.
  private var open: [Element] = []
  private var (hidden, quotes, verbatim) = (0, 0, 0)

  private struct Element {
    let name: String
    var isQuote = false
    var isHidden = false
    var link: String?
    var linkStart = 0
  }

  /// What has no words for people in it.
  private static let silent: Set<String> = [
    "script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math",
    "select", "textarea",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "section", "article", "header", "footer", "address", "center", "form", "dl", "dt", "dd",
  ]
  private static let empty: Set<String> = [
    "br", "hr", "img", "meta", "link", "input", "area", "base", "col", "wbr", "source", "embed",
  ]

  static func text(_ html: String) -> String {
    var reading = HTMLText(bytes: Array(html.utf8.prefix(mostBytes)))
    reading.read()
    return reading.lines.joined(separator: "\n")
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count,
        Self.beginsTag(bytes[index + 1])
      {
        tag()
      } else {
        words()
      }
    }
    breakLine()
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  private static func beginsTag(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  private mutating func words() {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    guard !isHidden else { return }
    add(HTMLEntities.decoded(String(decoding: bytes[start..<index], as: UTF8.self)))
  }

  private mutating func add(_ text: String) {
    let keepsSpaces = verbatim > 0
    for character in text {
      if keepsSpaces, character.isNewline {
        breakLine()
      } else if character.isWhitespace, !keepsSpaces, character != "\u{A0}" {
        wantsSpace = !line.isEmpty
      } else {
        if wantsSpace { line.append(" ") }
        wantsSpace = false
        line.append(character == "\u{A0}" ? " " : character)
      }
    }
  }

  private var isHidden: Bool { hidden > 0 }

  private mutating func breakLine() {
    wantsSpace = false
    let quotes = min(quotes, Self.mostQuotes)
    let text = String(line.reversed().drop { $0 == " " }.reversed())
    line = ""
    let isEmpty = text.isEmpty
    let shown =
      quotes > 0 ? String(repeating: ">", count: quotes) + (isEmpty ? "" : " \(text)") : text
    // Two empty lines say no more than one.
    if isEmpty, lines.last.map({ $0.allSatisfy { $0 == ">" } }) ?? true { return }
    lines.append(shown)
  }

  /// A new line, after an empty one where a paragraph ends.
  private mutating func breakBlock(_ name: String) {
    if !line.isEmpty { breakLine() }
    if ["p", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"].contains(name) {
      breakLine()
    }
  }
}

extension HTMLText {
  private mutating func tag() {
    if bytes[index...].starts(with: "<!--".utf8) {
      return skip(past: Array("-->".utf8))
    }
    let start = index
    guard let end = tagEnd() else {
      index = bytes.count
      return
    }
    index = end + 1
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard let first = text.first, first != "!", first != "?" else { return }
    let isClosing = first == "/"
    let name = text.dropFirst(isClosing ? 1 : 0).prefix { $0.isLetter || $0.isNumber }.lowercased()
    if isClosing { close(name) } else { begin(name, text) }
  }

  /// The `>` that ends a tag; those inside of quoted attributes do not.
  private func tagEnd() -> Int? {
    var quote: UInt8?
    var position = index + 1
    while position < bytes.count {
      let byte = bytes[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return position
      }
      // An attribute of more than this is a quote that somebody forgot to close.
      if position - index > 65_536 { return nil }
      position += 1
    }
    return nil
  }

  private mutating func skip(past end: [UInt8]) {
    var position = index
    while position + end.count <= bytes.count {
      if bytes[position...].starts(with: end) {
        index = position + end.count
        return
      }
      position += 1
    }
    index = bytes.count
  }

  private mutating func begin(_ name: String, _ tag: String) {
    let isHidden = self.isHidden
    switch name {
    case "br": if !isHidden { breakLine() }
    case "hr":
      if !isHidden {
        breakBlock("p")
        add("---")
        breakLine()
      }
    case "img":
      if !isHidden, let words = HTMLAttributes.value("alt", in: tag), !words.isEmpty {
        add("[\(words)]")
      }
    default: if !Self.empty.contains(name) { enter(name, tag, isHidden) }
    }
  }

  private mutating func enter(_ name: String, _ tag: String, _ isHidden: Bool) {
    if !isHidden, Self.blocks.contains(name) { breakBlock(name) }
    // Deeper than any letter; what is beyond is read all the same, as if it were not inside.
    guard open.count < 500 else { return }
    var element = Element(name: name)
    element.isHidden = Self.silent.contains(name) || HTMLAttributes.isHidden(tag)
    let marks =
      (HTMLAttributes.value("class", in: tag) ?? "") + " "
      + (HTMLAttributes.value("id", in: tag) ?? "")
    element.isQuote = name == "blockquote" || Self.isQuote(marks)
    if !isHidden, Self.isOutlookMark(marks, tag) {
      if !line.isEmpty { breakLine() }
      lines.append(QuoteFolding.originalMessage)
    }
    if name == "a" {
      element.link = HTMLAttributes.value("href", in: tag)
      element.linkStart = line.utf8.count
    }
    if name == "li", !isHidden { add("- ") }
    if name == "td" || name == "th", !isHidden, !line.isEmpty { wantsSpace = true }
    count(element, 1)
    open.append(element)
  }

  private mutating func count(_ element: Element, _ step: Int) {
    if element.isHidden { hidden += step }
    if element.isQuote { quotes += step }
    if element.name == "pre" { verbatim += step }
  }

  /// Ends what is open from there on: what somebody forgot to close, too.
  private mutating func leave(from position: Int) {
    for element in open[position...] { count(element, -1) }
    open.removeSubrange(position...)
  }

  /// How Yahoo and Proton mark what they quote. Gmail's mark is no sign: own words stand inside it.
  private static func isQuote(_ marks: String) -> Bool {
    marks.contains("yahoo_quoted") || marks.contains("protonmail_quote")
  }

  /// How Outlook and Hotmail mark where the quoted letter begins.
  private static func isOutlookMark(_ marks: String, _ tag: String) -> Bool {
    ["divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message"]
      .contains { marks.contains($0) }
      || tag.contains("border-top:solid #E1E1E1 1.0pt")
      || tag.contains("border-top:solid #B5C4DF 1.0pt")
  }

  private mutating func close(_ name: String) {
    guard let position = open.lastIndex(where: { $0.name == name }) else { return }
    let element = open[position]
    if let link = element.link, !isHidden { add(Self.address(link, line, element.linkStart)) }
    if Self.blocks.contains(name), !isHidden {
      if !line.isEmpty { breakLine() }
      leave(from: position)
      if ["p", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"].contains(name) {
        breakLine()
      }
    } else {
      leave(from: position)
    }
  }

  /// ` (https://…)` behind the words of a link, unless they say it themselves.
  private static func address(_ link: String, _ line: String, _ start: Int) -> String {
    let link = HTMLEntities.decoded(link).filter { !$0.isWhitespace }
    guard link.hasPrefix("https://") || link.hasPrefix("http://"), link.utf8.count <= 2000 else {
      return ""
    }
    let words = String(decoding: line.utf8.dropFirst(start), as: UTF8.self)
      .filter { !$0.isWhitespace }
    let isSaid =
      link == words || link == "https://" + words || link == "http://" + words
      || link == words + "/" || link == "https://" + words + "/" || link == "http://" + words + "/"
    return isSaid ? "" : " (\(link))"
  }
}
