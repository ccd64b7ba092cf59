/// The simple HTML beside a plain letter: the same words, in paragraphs, with links to press.
package enum MailHTML {
  package static func page(_ text: String, language: String) -> String {
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }
      .map { "<p>" + $0.map { linked(String($0)) }.joined(separator: "<br>\n") + "</p>" }
    return """
      <!DOCTYPE html>
      <html lang="\(escaped(language))"><head><meta charset="utf-8">\
      <meta name="color-scheme" content="light dark"></head>
      <body style="font:16px/1.5 system-ui,sans-serif;max-width:40em">
      \(paragraphs.joined(separator: "\n"))
      </body></html>

      """
  }

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
  }

  /// Addresses of pages become links to what they say; nothing else does.
  private static func linked(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.hasPrefix("https://") || word.hasPrefix("http://") else {
        return escaped(String(word))
      }
      let end = word.lastIndex { !".,;:!?)".contains($0) } ?? word.startIndex
      let address = escaped(String(word[...end]))
      let rest = escaped(String(word[word.index(after: end)...]))
      return "<a href=\"\(address)\">\(address)</a>\(rest)"
    }.joined(separator: " ")
  }
}
