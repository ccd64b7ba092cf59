package import Documents

/// Translations as gettext's PO files, which translators' tools read.
package enum PortableObject {
  /// A file of tens of thousands of lines holds no flows' texts.
  private static let mostEntries = 20_000

  /// One language's texts: translated, stale (`fuzzy`, with the earlier wording) and missing.
  package static func write(_ status: TranslationStatus) -> String {
    var text = """
      msgid ""
      msgstr ""
      "Language: \(status.language)\\n"
      "MIME-Version: 1.0\\n"
      "Content-Type: text/plain; charset=UTF-8\\n"
      "Content-Transfer-Encoding: 8bit\\n"

      """
    let stale = Dictionary(
      status.stale.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
    for item in status.texts {
      text += "\n"
      if let place = status.places[item] { text += "#: \(place.file):\(place.line)\n" }
      if let old = stale[item] { text += "#, fuzzy\n#| msgid \(DoubleQuoted.text(old.was))\n" }
      text += "msgctxt \(DoubleQuoted.text(item.flow))\nmsgid \(DoubleQuoted.text(item.base))\n"
      text += "msgstr \(DoubleQuoted.text(status.translated[item] ?? stale[item]?.words ?? ""))\n"
    }
    return text
  }

  /// One text with its translation.
  package struct Entry: Sendable, Equatable {
    package var flow = ""
    package var base = ""
    package var words = ""
    package var isFuzzy = false
    package var place: Place
  }

  /// The entries of a PO file; its head, and entries that are commented out, are left out.
  package static func read(_ source: SourceFile) -> (entries: [Entry], findings: [Finding]) {
    var reader = Reader(source: source)
    reader.read()
    let entries = reader.entries.filter { !$0.base.isEmpty }
    if entries.count > mostEntries {
      reader.refuse("the file has more than \(mostEntries) entries", "split it", 1)
    }
    return (entries, reader.findings)
  }

  private struct Reader {
    private enum Field { case context, base, words, other }

    let source: SourceFile
    var entries: [Entry] = []
    var findings: [Finding] = []
    private var entry: Entry
    private var field = Field.other
    private var isBegun = false

    init(source: SourceFile) {
      self.source = source
      entry = Entry(place: Place(file: source.path, line: 1, column: 1))
    }

    mutating func read() {
      for (index, line) in source.lines.enumerated() {
        take(line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }, index + 1)
      }
      finish(source.lines.count + 1)
    }

    mutating func refuse(_ message: String, _ hint: String, _ line: Int) {
      let place = Place(file: source.path, line: line, column: 1)
      findings.append(Finding(at: place, .error, "E602", message, hint: hint))
    }

    private mutating func take(_ line: Substring, _ number: Int) {
      if line.allSatisfy(\.isWhitespace) { return finish(number + 1) }
      if line.hasPrefix("#") {
        if field == .words { finish(number) }
        if line.hasPrefix("#,"), line.contains("fuzzy") { entry.isFuzzy = true }
        return
      }
      if line.hasPrefix("\"") { return add(line, number) }
      let word = line.prefix { !$0.isWhitespace && $0 != "\"" }
      if field == .words, word == "msgctxt" || word == "msgid" { finish(number) }
      switch word {
      case "msgctxt": field = .context
      case "msgid": field = .base
      case "msgstr": field = .words
      default:
        field = .other
        return refuse(
          "a PO file of flows has no \"\(word.prefix(20))\"",
          "flows have no plural forms: msgctxt, msgid and msgstr are all there is", number)
      }
      if !isBegun { entry.place = Place(file: source.path, line: number, column: 1) }
      isBegun = true
      add(line.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }, number)
    }

    private mutating func add(_ quoted: Substring, _ number: Int) {
      guard let text = unquoted(quoted) else {
        return refuse(
          "this text is not well quoted", "write it as \"…\", with \\\" for a quote in it", number)
      }
      switch field {
      case .context: entry.flow += text
      case .base: entry.base += text
      case .words: entry.words += text
      case .other: break
      }
    }

    private func unquoted(_ quoted: Substring) -> String? {
      var rest = quoted
      while rest.last?.isWhitespace == true { rest.removeLast() }
      guard rest.count >= 2, rest.first == "\"", rest.last == "\"" else { return nil }
      var result = ""
      var isEscaped = false
      for character in rest.dropFirst().dropLast() {
        if isEscaped {
          guard let meant = ["n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\"][character]
          else { return nil }
          result += meant
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          return nil
        } else {
          result.append(character)
        }
      }
      return isEscaped ? nil : result
    }

    private mutating func finish(_ next: Int) {
      if isBegun { entries.append(entry) }
      entry = Entry(place: Place(file: source.path, line: next, column: 1))
      field = .other
      isBegun = false
    }
  }
}
