import Terminal

/// Light Markdown as rows: headings, lists, tables, code, bold words, links.
///
/// What is not understood stays as it was written. Reading takes time in proportion to the text.
struct LightMarkup {
  private let columns: Int
  private let style: Style
  private var rows: [StyledRow] = []
  private var isCode = false
  private var table: [[String]] = []

  /// The rows of an article or of words written by the bot or a colleague.
  static func rows(_ text: String, columns: Int, style: Style = .plain) -> [StyledRow] {
    var markup = LightMarkup(columns: max(8, columns), style: style)
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for line in lines { markup.take(line) }
    markup.endTable()
    return markup.rows
  }

  /// The rows of words that are shown as they were written; addresses can be followed.
  static func plain(_ text: String, columns: Int, style: Style = .plain) -> [StyledRow] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.flatMap {
      InlineText(addressesIn: $0, style).wrapped(columns: max(8, columns))
    }
  }

  private init(columns: Int, style: Style) {
    self.columns = columns
    self.style = style
  }

  private mutating func take(_ line: Substring) {
    let words = line.drop { $0 == " " }
    if words.hasPrefix("```") {
      endTable()
      return isCode.toggle()
    }
    if isCode { return add(InlineText(line, Theme.code), hanging: 2, head: "  ") }
    if words.first == "|" { return takeRow(words) }
    endTable()
    if let heading = Self.heading(words) {
      return add(InlineText(markup: heading, bold(style)))
    }
    if let item = Self.item(words) {
      return add(
        InlineText(markup: item.words, style), hanging: CleanText(item.mark).width + 1,
        head: CleanText(item.mark) + " ")
    }
    add(InlineText(markup: line, style))
  }

  private func bold(_ style: Style) -> Style {
    var style = style
    style.isBold = true
    return style
  }

  private mutating func add(_ text: InlineText, hanging: Int = 0, head: CleanText = "") {
    let wrapped = text.wrapped(columns: max(4, columns - hanging))
    for (index, row) in wrapped.enumerated() {
      var full = StyledRow(index == 0 ? head : .spaces(hanging), Theme.faint)
      full.add(row)
      rows.append(full)
    }
  }

  private static func heading(_ line: Substring) -> Substring? {
    let rest = line.drop { $0 == "#" }
    let marks = line.count - rest.count
    guard (1...6).contains(marks), rest.first == " " else { return nil }
    return rest.drop { $0 == " " }
  }

  private static func item(_ line: Substring) -> (mark: String, words: Substring)? {
    if let first = line.first, "-*+•".contains(first), line.dropFirst().first == " " {
      return ("•", line.dropFirst(2))
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard (1...3).contains(digits.count), rest.first == "." || rest.first == ")",
      rest.dropFirst().first == " "
    else { return nil }
    return ("\(digits).", rest.dropFirst(2))
  }

  // MARK: Tables

  private static let tableRows = 200

  private mutating func takeRow(_ line: Substring) {
    var cells = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }.map { CleanText($0).trimmedEnd.text }
    if cells.first == "" { cells.removeFirst() }
    if cells.last == "" { cells.removeLast() }
    let isRule = !cells.isEmpty && cells.allSatisfy { $0.allSatisfy { "-: ".contains($0) } }
    if !isRule, table.count < Self.tableRows { table.append(Array(cells.prefix(12))) }
  }

  /// In columns where they fit, else each row as names and values.
  private mutating func endTable() {
    defer { table = [] }
    guard let head = table.first else { return }
    let count = table.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      table.map { $0.count > column ? CleanText($0[column]).width : 0 }.max() ?? 0
    }
    if widths.reduce(0, +) + 2 * max(0, count - 1) <= columns {
      for (index, cells) in table.enumerated() {
        let row = zip(cells, widths).reduce(into: CleanText("")) { text, cell in
          if !text.isEmpty { text = text + "  " }
          text = text + CleanText(cell.0).padded(columns: cell.1)
        }
        rows.append(StyledRow(row.trimmedEnd, index == 0 ? bold(style) : style))
      }
      return
    }
    for cells in table.dropFirst() {
      for (index, cell) in cells.enumerated() {
        let name = index < head.count && !head[index].isEmpty ? "\(head[index]): " : ""
        let text = InlineText(markup: Substring(name + cell), index == 0 ? bold(style) : style)
        add(text, hanging: index == 0 ? 0 : 2, head: index == 0 ? "" : "  ")
      }
    }
  }
}
