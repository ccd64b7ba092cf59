/// Markdown as plain text, block by block: what is indexed, and what excerpts are cut from.
///
/// Marks that only mean something to a renderer are dropped; link texts, code and table cells stay.
struct Prose {
  struct Block: Equatable {
    let isHeading: Bool
    let text: String
    /// As an excerpt says it, where that is not the text: a row of a table names its columns, and
    /// the names of columns alone say nothing.
    var spoken: String?
  }

  private(set) var blocks: [Block] = []

  var headings: [String] { blocks.filter(\.isHeading).map(\.text) }
  var sentences: [String] {
    blocks.filter { !$0.isHeading }.flatMap { block in
      // A row is said whole, or its end would stand without its columns.
      block.spoken.map { $0.isEmpty ? [] : [$0] } ?? Self.sentences(block.text)
    }
  }

  init(markdown: String) {
    var paragraph: [String] = []
    var isItem = false
    var table = ProseTable()
    func flush() -> Block? {
      defer { (paragraph, isItem) = ([], false) }
      let text = paragraph.joined(separator: " ")
      return paragraph.isEmpty
        ? nil : Block(isHeading: false, text: isItem ? Self.ended(text) : text)
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = ArticleReader.trimmed(line)
      if text.hasPrefix("|") {
        if let block = flush() { blocks.append(block) }
        if let row = table.row(text, inline: Self.inline) { blocks.append(row) }
        continue
      }
      table = ProseTable()
      if let heading = Self.heading(text) {
        if let block = flush() { blocks.append(block) }
        blocks.append(Block(isHeading: true, text: Self.inline(heading)))
        continue
      }
      let (isNew, content) = Self.withoutMarker(text)
      if isNew || content.isEmpty, let block = flush() { blocks.append(block) }
      if isNew, !content.isEmpty { isItem = !text.hasPrefix(">") }
      let plain = Self.inline(content)
      if !plain.isEmpty { paragraph.append(plain) }
    }
    if let block = flush() { blocks.append(block) }
  }

  /// An excerpt runs several items of a list together, so each must say where it ends.
  private static func ended(_ item: String) -> String {
    item.last.map { $0.isLetter || $0.isNumber || ")]\"'”’%€$".contains($0) } == true
      ? item + "." : item
  }

  private static func heading(_ line: String) -> String? {
    let hashes = line.prefix { $0 == "#" }.count
    guard (1...6).contains(hashes) else { return nil }
    let rest = line.dropFirst(hashes)
    guard rest.first == " " else { return nil }
    return ArticleReader.trimmed(rest)
  }

  /// A line without its list marker, quote mark or fence, and whether it begins a new block.
  private static func withoutMarker(_ line: String) -> (isNew: Bool, content: String) {
    if line.hasPrefix("```") || line.hasPrefix("~~~") { return (true, "") }
    if line.allSatisfy({ "-*_=|: ".contains($0) }) { return (true, "") }
    if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("+ ")
      || line.hasPrefix("> ")
    {
      return (true, ArticleReader.trimmed(line.dropFirst(2)))
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if (1...3).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") {
      return (true, ArticleReader.trimmed(rest.dropFirst(2)))
    }
    return (false, line)
  }

  /// Inline text without emphasis, code marks, link targets, images and tags.
  private static func inline(_ text: String) -> String {
    // Most lines have no marks, and looking at bytes is ten times faster than at characters.
    guard text.utf8.contains(where: { "*`|[!<".utf8.contains($0) }) else {
      return text.split(separator: " ").joined(separator: " ")
    }
    var plain = ""
    var rest = text[...]
    while let character = rest.first {
      switch character {
      case "*", "`", "|":
        if character == "|" { plain.append(" ") }
        rest = rest.dropFirst()
      case "[", "!":
        if let (label, after) = link(rest) {
          plain += inline(label)
          rest = after
        } else {
          plain.append(character)
          rest = rest.dropFirst()
        }
      case "<":
        let tag = rest.prefix(longestLinkPart).prefix { $0 != ">" }
        let isTag =
          tag.endIndex < rest.endIndex
          && tag.dropFirst().first.map { $0.isLetter || "/!".contains($0) } == true
        rest = isTag ? rest[tag.endIndex...].dropFirst() : rest.dropFirst()
        if !isTag { plain.append("<") }
      default:
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    return plain.split(separator: " ").joined(separator: " ")
  }

  /// Bounds the look ahead, so that a line of nothing but brackets stays cheap.
  private static let longestLinkPart = 500

  /// `[label](target)` or `![alt](target)` at the beginning: the label and what follows.
  private static func link(_ text: Substring) -> (label: String, rest: Substring)? {
    let bracket = text.first == "!" ? text.dropFirst() : text
    guard bracket.first == "[",
      let close = bracket.prefix(longestLinkPart).firstIndex(of: "]")
    else { return nil }
    let after = bracket[bracket.index(after: close)...]
    guard after.first == "(", let end = after.prefix(longestLinkPart).firstIndex(of: ")")
    else { return nil }
    let label = text.first == "!" ? "" : String(bracket[..<close].dropFirst())
    return (label, after[after.index(after: end)...])
  }

  private static func sentences(_ text: String) -> [String] {
    var sentences: [String] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      if ends(scalars[index], before: next < scalars.endIndex ? scalars[next] : nil) {
        sentences.append(ArticleReader.trimmed(text[start..<next]))
        start = next
      }
      index = next
    }
    let last = ArticleReader.trimmed(text[start...])
    if !last.isEmpty { sentences.append(last) }
    return sentences
  }

  private static func ends(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    switch scalar {
    case ".", "!", "?": next == nil || next == " "
    case "…", "。", "！", "？": true
    default: false
    }
  }
}
