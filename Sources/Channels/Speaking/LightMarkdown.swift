/// The bot's light Markdown, read for channels that mark words in another way or not at all.
///
/// Bold, italic, code and links within a line; what is none of these stays as it was written.
struct LightMarkdown {
  /// A piece of a line.
  enum Span: Equatable {
    case text(String)
    case bold(String)
    case italic(String)
    case code(String)
    case link(String, address: String)
  }

  private let lines: [[Span]]

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      Self.spans(Self.withoutHeading($0))
    }
  }

  func text(_ dialect: Capabilities.Dialect) -> String {
    lines.map { $0.map { Self.text($0, dialect) }.joined() }.joined(separator: "\n")
  }

  var html: String {
    let paragraphs = lines.split { $0.isEmpty }
    return paragraphs.map { lines in
      "<p>" + lines.map { $0.map(Self.html).joined() }.joined(separator: "<br/>") + "</p>"
    }.joined()
  }

  // MARK: Writing

  static func escaped(_ text: String, _ dialect: Capabilities.Dialect) -> String {
    guard dialect == .slack else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }

  static func html(_ text: String) -> String {
    escaped(text, .slack).replacing("\"", with: "&quot;")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .joined(separator: "<br/>")
  }

  private static func html(_ span: Span) -> String {
    switch span {
    case .text(let text): html(text)
    case .bold(let text): "<strong>\(html(text))</strong>"
    case .italic(let text): "<em>\(html(text))</em>"
    case .code(let text): "<code>\(html(text))</code>"
    case .link(let text, let address): "<a href=\"\(html(address))\">\(html(text))</a>"
    }
  }

  private static func text(_ span: Span, _ dialect: Capabilities.Dialect) -> String {
    func escape(_ text: String) -> String { escaped(text, dialect) }
    switch (span, dialect) {
    case (.text(let text), _): return escape(text)
    case (.bold(let text), .slack), (.bold(let text), .stars): return "*\(escape(text))*"
    case (.italic(let text), .slack), (.italic(let text), .stars): return "_\(escape(text))_"
    case (.code(let text), .slack), (.code(let text), .stars): return "`\(escape(text))`"
    case (.link(let text, let address), .slack): return "<\(address)|\(escape(text))>"
    case (.bold(let text), _), (.italic(let text), _), (.code(let text), _): return text
    case (.link(let text, let address), _):
      return text == address ? address : "\(text) (\(address))"
    }
  }

  // MARK: Reading

  private static func withoutHeading(_ line: Substring) -> Substring {
    let marks = line.prefix { $0 == "#" }
    guard (1...6).contains(marks.count), line.dropFirst(marks.count).first == " " else {
      return line
    }
    return line.dropFirst(marks.count + 1)
  }

  private static func spans(_ line: Substring) -> [Span] {
    var spans: [Span] = []
    var plain = ""
    var rest = line
    while let first = rest.first {
      if let (span, end) = span(rest) {
        if !plain.isEmpty { spans.append(.text(plain)) }
        plain = ""
        spans.append(span)
        rest = rest[end...]
      } else if first == "\\", let next = rest.dropFirst().first, "\\`*_[]()#+-.!>~|".contains(next)
      {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { spans.append(.text(plain)) }
    return spans
  }

  private static func span(_ text: Substring) -> (Span, end: Substring.Index)? {
    if text.hasPrefix("**"), let (inner, end) = marked(text, "**") { return (.bold(inner), end) }
    if text.hasPrefix("`"), let (inner, end) = marked(text, "`") { return (.code(inner), end) }
    for mark in ["*", "_"] where text.hasPrefix(mark) && !text.hasPrefix(mark + mark) {
      if let (inner, end) = marked(text, mark) { return (.italic(inner), end) }
    }
    return text.hasPrefix("[") ? link(text) : nil
  }

  /// Marks touch the words they mark; one that stands alone is a character like others.
  private static func marked(_ text: Substring, _ mark: String)
    -> (String, end: Substring.Index)?
  {
    let inner = text.dropFirst(mark.count)
    guard let first = inner.first, !first.isWhitespace, let close = inner.firstRange(of: mark),
      close.lowerBound > inner.startIndex
    else { return nil }
    return (String(inner[..<close.lowerBound]), close.upperBound)
  }

  private static func link(_ text: Substring) -> (Span, end: Substring.Index)? {
    guard let middle = text.firstRange(of: "]("),
      let close = text[middle.upperBound...].firstIndex(of: ")")
    else { return nil }
    let words = String(text[text.index(after: text.startIndex)..<middle.lowerBound])
    let address = String(text[middle.upperBound..<close])
    guard
      address.hasPrefix("https://") || address.hasPrefix("http://") || address.hasPrefix("mailto:"),
      !address.contains(where: \.isWhitespace)
    else { return nil }
    return (.link(words, address: address), text.index(after: close))
  }
}
