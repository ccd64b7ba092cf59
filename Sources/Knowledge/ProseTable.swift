/// The rows of a table in Markdown, one after the other.
///
/// The first row names the columns. Each other one is said with them, so that it makes sense alone:
/// `You paid by: card; Refunded to: the same card.`
struct ProseTable {
  private var names: [String]?

  /// What a line comes to; nil for the line under the names.
  mutating func row(_ line: String, inline: (String) -> String) -> Prose.Block? {
    let cells = Self.cells(line)
    if cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) { return nil }
    let plain = cells.map(inline)
    let text = plain.filter { !$0.isEmpty }.joined(separator: " ")
    guard let names else {
      self.names = plain
      return Prose.Block(isHeading: false, text: text, spoken: "")
    }
    let parts = plain.enumerated().compactMap { column, cell -> String? in
      guard !cell.isEmpty else { return nil }
      let name = names.indices.contains(column) ? names[column] : ""
      return name.isEmpty ? cell : "\(name): \(cell)"
    }
    let spoken = parts.joined(separator: "; ")
    let ends = spoken.last.map { ".!?…。".contains($0) } ?? true
    return Prose.Block(isHeading: false, text: text, spoken: ends ? spoken : spoken + ".")
  }

  /// What stands between the bars; one behind a backslash belongs to its cell.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.dropFirst() {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\"
    }
    if cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
    return cells.map { ArticleReader.trimmed($0).split(separator: "\\|").joined(separator: "|") }
  }
}
