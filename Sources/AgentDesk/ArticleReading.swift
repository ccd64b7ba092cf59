package import Desk
import Terminal

/// An article while it is read: its passages, which of them is chosen, and how far it has moved.
package struct ArticleReading: Equatable, Sendable {
  package let article: Identifier<Article>
  package let title: String
  package let link: String?
  /// The paragraphs, headings, list items and rows of tables, as plain text.
  package let passages: [Passage]
  package private(set) var chosen = 0
  /// Rows above the first that is shown.
  package private(set) var scroll = 0
  /// Passages that go in together, whichever is chosen.
  package private(set) var marked: Set<Int> = []

  /// A piece of an article that makes sense alone.
  package struct Passage: Equatable, Sendable {
    package let text: String
    package let isHeading: Bool
  }

  init(_ article: Identifier<Article>, title: String, text: String, link: String?) {
    self.article = article
    self.title = title
    self.link = link
    passages = Self.passages(of: text)
  }

  // MARK: Reading

  /// The rows at a width, each with the passage it belongs to; nil for the rows between them.
  func rows(_ width: Int) -> [(passage: Int?, text: CleanText)] {
    passages.enumerated().flatMap { place, passage in
      let lines = CleanText.wrapped(passage.text, columns: max(4, width))
        .map { (passage: Int?.some(place), text: $0) }
      let isNext = passages.indices.contains(place + 1) && !passage.isHeading
      return lines + (isNext ? [(passage: nil, text: "")] : [])
    }
  }

  /// To the passage before or after; one that is higher than the room is gone through first.
  mutating func step(_ places: Int, _ width: Int, _ height: Int) {
    let rows = rows(width)
    let own = rows.indices.filter { rows[$0].passage == chosen }
    if places > 0, let last = own.last, last >= scroll + height {
      scroll = min(scroll + max(1, height - 1), last - height + 1)
      return
    }
    if places < 0, let first = own.first, first < scroll {
      scroll = max(first, scroll - max(1, height - 1))
      return
    }
    chosen = max(0, min(passages.count - 1, chosen + places))
    let shown = rows.indices.filter { rows[$0].passage == chosen }
    guard let first = shown.first, let last = shown.last else { return }
    if first < scroll { scroll = max(first, last - height + 1) }
    if last >= scroll + height { scroll = min(first, last - height + 1) }
  }

  /// By a screenful; the first passage that is seen is the chosen one.
  mutating func turn(_ pages: Int, _ width: Int, _ height: Int) {
    let rows = rows(width)
    scroll = max(0, min(rows.count - height, scroll + pages * max(1, height - 1)))
    let seen = rows.dropFirst(scroll).prefix(height).compactMap(\.passage)
    let isAtEnd = scroll + height >= rows.count && pages > 0
    if let next = isAtEnd ? seen.last : seen.first { chosen = next }
  }

  mutating func mark() {
    if marked.remove(chosen) == nil { marked.insert(chosen) }
  }

  // MARK: What is put in

  /// The marked passages, else the chosen one.
  var part: String {
    let places = marked.isEmpty ? [chosen] : marked.sorted()
    return places.filter(passages.indices.contains).map { passages[$0].text }
      .joined(separator: "\n")
  }

  var whole: String {
    ([title] + passages.map(\.text)).joined(separator: "\n")
  }

  // MARK: Markdown

  private static func passages(of markdown: String) -> [Passage] {
    var passages: [Passage] = []
    var paragraph: [String] = []
    var names: [String]?
    func flush() -> [Passage] {
      defer { paragraph = [] }
      return paragraph.isEmpty
        ? [] : [Passage(text: paragraph.joined(separator: " "), isHeading: false)]
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0.isWhitespace }
      if text.hasPrefix("|") {
        passages += flush()
        if let row = row(text, &names) { passages.append(row) }
        continue
      }
      names = nil
      let isItem = isItem(text)
      if text.isEmpty || isItem || text.hasPrefix("#") { passages += flush() }
      if text.isEmpty || text.allSatisfy({ "-=*_".contains($0) }) { continue }
      if text.hasPrefix("#") {
        let heading = plain(text.drop { $0 == "#" }.drop { $0 == " " })
        passages.append(Passage(text: heading, isHeading: true))
      } else {
        paragraph.append(plain(text))
      }
    }
    return passages + flush()
  }

  private static func isItem(_ text: Substring) -> Bool {
    if ["- ", "* ", "+ ", "> "].contains(where: { text.hasPrefix($0) }) { return true }
    let rest = text.drop { $0.isASCII && $0.isNumber }
    return rest.count < text.count && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }

  /// A row of a table with the names of its columns; the row of the names is none.
  private static func row(_ line: Substring, _ names: inout [String]?) -> Passage? {
    let cells = line.split(separator: "|").map { plain(trimmed($0)) }
    if cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) { return nil }
    guard let columns = names else {
      names = cells
      return nil
    }
    let parts = cells.enumerated().map { place, cell in
      columns.indices.contains(place) && !columns[place].isEmpty
        ? "\(columns[place]): \(cell)" : cell
    }
    return Passage(text: parts.joined(separator: "; "), isHeading: false)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
  }

  /// Without the marks of emphasis and code; a link keeps its words and its address.
  private static func plain(_ text: Substring) -> String {
    var plain = ""
    var rest = text
    while let character = rest.first {
      if character == "[", let close = rest.prefix(500).firstIndex(of: "]"),
        rest[rest.index(after: close)...].first == "(",
        let end = rest[close...].prefix(600).firstIndex(of: ")")
      {
        let target = rest[rest.index(close, offsetBy: 2)..<end]
        plain += rest[..<close].dropFirst() + " (\(target))"
        rest = rest[rest.index(after: end)...]
      } else {
        if character != "`", !rest.hasPrefix("**"), !rest.hasPrefix("__") {
          plain.append(character)
          rest = rest.dropFirst()
        } else {
          rest = rest.dropFirst(character == "`" ? 1 : 2)
        }
      }
    }
    return plain
  }
}
