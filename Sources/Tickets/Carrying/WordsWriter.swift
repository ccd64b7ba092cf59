/// Writes what people said as a ticket system wants it, so that nothing of theirs is markup there,
/// calls anybody or ends a paragraph of ours.
struct WordsWriter {
  let format: WordsFormat

  /// Who said it and when, and what: each a paragraph.
  func talk(_ lines: [(who: String, text: String)]) -> String {
    switch format {
    case .plain: lines.map { "\($0.who)\n\($0.text)" }.joined(separator: "\n\n")
    case .html:
      lines.map { "<p><b>\(html($0.who))</b><br>\(html($0.text))</p>" }.joined()
    case .markdown:
      lines.map { line in
        let quoted = markdown(line.text).split(separator: "\n", omittingEmptySubsequences: false)
          .map { "> \($0)" }.joined(separator: "\n")
        return "**\(markdown(line.who))**\n\(quoted)"
      }.joined(separator: "\n\n")
    }
  }

  /// Lines of facts.
  func list(_ lines: [String]) -> String {
    switch format {
    case .plain: lines.joined(separator: "\n")
    case .html: "<p>" + lines.map(html).joined(separator: "<br>") + "</p>"
    case .markdown: lines.map { "- \(markdown($0))" }.joined(separator: "\n")
    }
  }

  private func html(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\r\n", "\r": escaped += "<br>"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private func markdown(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "|", "<",
        ">", "~", "$":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      // A name after it would be told: a character without width keeps them apart.
      case "@": escaped += "@\u{200B}"
      case "\r": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
