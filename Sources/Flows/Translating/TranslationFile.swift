package import Documents

/// A translations' file being edited, line by line: what nobody asked to change stays as it is,
/// with its comments and its order.
package struct TranslationFile {
  /// What stands beside a text in a translation file.
  package enum Entry: Sendable, Equatable {
    /// To be translated: an empty text, which counts as none.
    case open
    case words(String)
    /// A translation of an earlier wording, to be looked at.
    case outdated(words: String, was: String)
  }

  private let path: String
  private var lines: [String]

  /// Nil for `source` begins a file.
  package init(path: String, _ source: SourceFile?) {
    self.path = path
    lines = source.map { $0.lines.map(String.init) } ?? TranslationFile.head
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  private static let head = [
    "# The texts of the flows in another language: the base text, then its translation.",
    "# New texts are added by: frontdesk flow i18n extract",
  ]

  package var source: SourceFile {
    SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }

  /// Writes an entry under its flow, in place of the one for `former` or for the same text.
  package mutating func set(_ item: TranslationStatus.Item, _ entry: Entry, former: String? = nil) {
    spreadOut(item.flow)
    let line = "  \(DoubleQuoted.text(item.base)): \(written(entry))"
    guard let flow = block(item.flow) else {
      if !lines.isEmpty { lines.append("") }
      lines += ["\(plain(item.flow)):", line]
      return
    }
    let names = [item.base, former].compactMap { $0 }
    if let known = flow.entries.first(where: { names.contains($0.key) }) {
      lines.replaceSubrange(known.lines, with: [line])
    } else {
      lines.insert(line, at: flow.entries.last?.lines.upperBound ?? flow.line + 1)
    }
  }

  // MARK: Where things stand

  private struct Block {
    /// The line of the flow's name, counted from 0.
    let line: Int
    let entries: [(key: String, lines: Range<Int>)]
  }

  private var root: [Node.Entry] {
    Document.read(SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")).root?
      .entries ?? []
  }

  private func block(_ flow: String) -> Block? {
    let flows = root
    guard let index = flows.firstIndex(where: { $0.key == flow }) else { return nil }
    let end = index + 1 < flows.count ? flows[index + 1].keyPlace.line - 1 : lines.count
    let entries = flows[index].value.entries ?? []
    let ranges = entries.indices.map { place in
      let start = entries[place].keyPlace.line - 1
      let next = place + 1 < entries.count ? entries[place + 1].keyPlace.line - 1 : end
      return (key: entries[place].key, lines: start..<lastWritten(start..<max(next, start + 1)))
    }
    return Block(line: flows[index].keyPlace.line - 1, entries: ranges)
  }

  /// Blank lines and comments before the next entry belong to that one.
  private func lastWritten(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound + 1 {
      let line = lines[end - 1].drop { $0 == " " }
      guard line.isEmpty || line.hasPrefix("#") else { break }
      end -= 1
    }
    return end
  }

  /// Writes a flow whose entries stand in one `{ … }`, or nowhere yet, an entry a line.
  private mutating func spreadOut(_ flow: String) {
    let flows = root
    guard let index = flows.firstIndex(where: { $0.key == flow }) else { return }
    let start = flows[index].keyPlace.line - 1
    let entries = flows[index].value.entries ?? []
    let isBlock = entries.allSatisfy { $0.keyPlace.line - 1 > start && $0.keyPlace.column == 3 }
    guard !isBlock || entries.isEmpty else { return }
    let end = index + 1 < flows.count ? flows[index + 1].keyPlace.line - 1 : lines.count
    var block = ["\(plain(flow)):"]
    for entry in entries {
      block.append(
        "  \(DoubleQuoted.text(entry.key)): \(written(TranslationFile.entry(entry.value)))")
    }
    lines.replaceSubrange(start..<lastWritten(start..<max(end, start + 1)), with: block)
  }

  private static func entry(_ node: Node) -> Entry {
    if let words = node.text { return words.isEmpty ? .open : .words(words) }
    guard let was = node["was"]?.text, let words = node["text"]?.text else { return .open }
    return .outdated(words: words, was: was)
  }

  // MARK: YAML

  private func written(_ entry: Entry) -> String {
    switch entry {
    case .open: "\"\""
    case .words(let words): DoubleQuoted.text(words)
    case .outdated(let words, let was):
      "{ text: \(DoubleQuoted.text(words)), was: \(DoubleQuoted.text(was)) }"
    }
  }

  private func plain(_ name: String) -> String {
    name.utf8.allSatisfy { $0 < 0x80 } && name.first?.isLetter == true
      ? name : DoubleQuoted.text(name)
  }
}
