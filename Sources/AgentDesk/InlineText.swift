import Terminal

/// A line of words in several styles, some of which lead somewhere.
struct InlineText {
  private struct Run {
    let style: Style
    let address: String?
    var end: Int
  }

  private var clusters: [Cluster] = []
  private var runs: [Run] = []

  init(_ text: Substring, _ style: Style) { add(text, style) }

  /// Reads addresses only.
  init(addressesIn text: Substring, _ style: Style) { addLinked(text, style) }

  /// Reads `**bold**`, `` `code` ``, `[words](address)` and addresses.
  init(markup text: Substring, _ style: Style) {
    var rest = text
    var plain = text.prefix(0)
    // Marks without a partner are looked for once, so that reading stays linear.
    var lonely: Set<String> = []
    while let first = rest.first {
      if "*`[".contains(first), let found = Self.span(rest, &lonely) {
        addLinked(plain, style)
        add(found.text, Self.styled(style, found.mark), found.address)
        if let address = found.address { add(" (\(address))", Theme.faint, address) }
        rest = found.rest
        plain = rest.prefix(0)
      } else {
        rest = rest.dropFirst()
        plain = text[plain.startIndex..<rest.startIndex]
      }
    }
    addLinked(plain, style)
  }

  private static func styled(_ style: Style, _ mark: String) -> Style {
    if mark == "`" { return Theme.code }
    if mark == "[" { return Theme.link }
    var style = style
    style.isBold = true
    return style
  }

  private typealias Found = (text: Substring, mark: String, address: String?, rest: Substring)

  private static func span(_ rest: Substring, _ lonely: inout Set<String>) -> Found? {
    for mark in ["**", "`"] where rest.hasPrefix(mark) && !lonely.contains(mark) {
      let inner = rest.dropFirst(mark.count)
      guard let end = inner.firstRange(of: mark) else {
        lonely.insert(mark)
        continue
      }
      guard end.lowerBound > inner.startIndex else { continue }
      return (inner[..<end.lowerBound], mark, nil, inner[end.upperBound...])
    }
    guard rest.first == "[", !lonely.contains("[") else { return nil }
    guard let middle = rest.firstRange(of: "]("),
      let end = rest[middle.upperBound...].firstIndex(of: ")")
    else {
      lonely.insert("[")
      return nil
    }
    let address = rest[middle.upperBound..<end]
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    let text = rest[rest.index(after: rest.startIndex)..<middle.lowerBound]
    return (text, "[", String(address), rest[rest.index(after: end)...])
  }

  private mutating func addLinked(_ text: Substring, _ style: Style) {
    var rest = text
    while let start = Self.address(in: rest) {
      let word = rest[start...].prefix { !$0.isWhitespace && $0 != "<" && $0 != "\"" }
      var address = word
      while let last = address.last, ".,;:!?)'*”".contains(last) { address = address.dropLast() }
      add(rest[..<start], style)
      add(address, Theme.link, String(address))
      rest = rest[address.endIndex...]
    }
    add(rest, style)
  }

  private static func address(in text: Substring) -> Substring.Index? {
    guard let colon = text.firstRange(of: "://") else { return nil }
    for scheme in ["https", "http"] where text[..<colon.lowerBound].hasSuffix(scheme) {
      return text.index(colon.lowerBound, offsetBy: -scheme.count)
    }
    guard let next = address(in: text[colon.upperBound...]) else { return nil }
    return next
  }

  private mutating func add(
    _ text: some StringProtocol, _ style: Style, _ address: String? = nil
  ) {
    guard !text.isEmpty else { return }
    clusters += CleanText(String(text)).clusters
    runs.append(Run(style: style, address: address, end: clusters.count))
  }

  /// The rows of at most `columns`, broken as all words are.
  func wrapped(columns: Int) -> [StyledRow] {
    CleanText(clusters).wrappedRanges(columns: columns).map { range in
      var row = StyledRow()
      var start = range.lowerBound
      for run in runs where run.end > start && start < range.upperBound {
        let end = min(run.end, range.upperBound)
        row.spans.append(
          StyledRow.Span(
            text: CleanText(clusters[start..<end]), style: run.style, address: run.address))
        start = end
      }
      return row
    }
  }
}
