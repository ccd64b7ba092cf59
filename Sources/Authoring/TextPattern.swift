package import Expressions

/// What a text should be: `/regex/`, `beginning…`, or the whole of it.
///
/// Case, emphasis, kinds of quotes and the width of gaps do not matter in any of them.
package struct TextPattern: Sendable {
  private enum Kind: Sendable {
    case whole(String)
    case beginning(String)
    case pattern(Pattern)
  }

  /// As it was written.
  package let source: String
  private let kind: Kind

  package init(_ source: String) throws(PatternMistake) {
    self.source = source
    if source.count > 2, source.hasPrefix("/"), source.hasSuffix("/") {
      // What it is compared with has plain quotes.
      let inner = TextPattern.withPlainQuotes(String(source.dropFirst().dropLast()))
      kind = .pattern(try Pattern(inner, ignoringCase: true))
    } else if let ending = ["…", "..."].first(where: { source.hasSuffix($0) }) {
      kind = .beginning(TextPattern.folded(String(source.dropLast(ending.count))))
    } else {
      kind = .whole(TextPattern.folded(source))
    }
  }

  package func matches(_ text: String) -> Bool {
    switch kind {
    case .whole(let wanted): TextPattern.folded(text) == wanted
    case .beginning(let wanted): TextPattern.folded(text).hasPrefix(wanted)
    case .pattern(let pattern): pattern.matchesSomewhere(TextPattern.shown(text))
    }
  }

  /// Whether it says all of a text, so that it can be replaced by another text.
  package var isWhole: Bool { if case .whole = kind { true } else { false } }

  static func folded(_ text: String) -> String { shown(text).lowercased() }

  /// The words as they are read: without marks of emphasis and escapes, gaps single, quotes plain.
  static func shown(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    var gap = false
    for scalar in text.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      defer { isEscaped = false }
      if !isEscaped, "*`_".unicodeScalars.contains(scalar) { continue }
      if scalar.properties.isWhitespace {
        gap = true
        continue
      }
      if gap, !result.isEmpty { result.append(" ") }
      gap = false
      result.append(plainQuote(scalar))
    }
    return String(result)
  }

  private static func withPlainQuotes(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(plainQuote)))
  }

  private static func plainQuote(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{02BC}": "'"
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": "\""
    default: scalar
    }
  }
}
