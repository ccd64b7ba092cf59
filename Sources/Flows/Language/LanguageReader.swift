package import Documents
import SmallActs

/// Reads a language file.
package struct LanguageReader {
  private var reading = Reading()
  private var file: LanguageFile
  /// The lists under each key of the file, by their names there; a list with no name stands alone.
  private static let groups: [String: [String: WordList]] = {
    var groups: [String: [String: WordList]] = [:]
    for list in WordList.allCases {
      let parts = list.rawValue.split(separator: ".").map(String.init)
      groups[parts[0], default: [:]][parts.count > 1 ? parts[1] : ""] = list
    }
    return groups
  }()

  /// What may stand at the top of a language file.
  package static let keys: [String] =
    ["language", "buttons", "sentences", "time", "prefixes"] + groups.keys.sorted()

  /// A file of 40 KB has room for thousands of words; more is no list of small acts.
  package static let byteLimit = 64 * 1024
  /// A phrase is a few words.
  private static let longestPhrase = 80
  private static let shortestStem = 3

  package static func read(_ source: SourceFile) -> (file: LanguageFile?, findings: [Finding]) {
    let start = Place(file: source.path, line: 1, column: 1)
    guard source.text.utf8.count <= byteLimit else {
      let finding = Finding(
        at: start, .error, "E160", "the language file is larger than 64 KB",
        hint: "keep to the words of small acts; whole conversations belong into tests")
      return (nil, [finding])
    }
    let document = Document.read(source)
    guard let root = document.root, !root.isEmpty else {
      let empty = Finding(
        at: start, .error, "E160", "the language file says nothing",
        hint: "write words under person, yes, no, …, or delete the file")
      return (nil, document.findings.isEmpty ? [empty] : document.findings)
    }
    let name = source.path.split(separator: "/").last ?? ""
    var reader = LanguageReader(code: String(name.prefix { $0 != "." }).lowercased(), at: start)
    reader.reading.add(document.findings)
    reader.read(root)
    return (reader.file, reader.reading.findings)
  }

  private init(code: String, at place: Place) {
    file = LanguageFile(code: code, place: place)
  }

  private mutating func read(_ root: Node) {
    for entry in reading.entries(of: root, "the language file", allowed: LanguageReader.keys) ?? []
    {
      switch entry.key {
      case "language": readCode(entry.value)
      case "buttons": readButtons(entry.value)
      case "sentences": readSentences(entry.value)
      case "time": readTime(entry.value)
      case "prefixes": file.prefixes = reading.texts(of: entry.value, "prefixes") ?? []
      default: readGroup(entry)
      }
    }
  }

  private mutating func readCode(_ node: Node) {
    guard let code = reading.text(of: node, "\"language\""), code.lowercased() != file.code else {
      return
    }
    reading.refuse(
      node.place, "the file is named after \"\(file.code)\" and says it is \"\(code)\"",
      hint: "name it \(code).yaml")
  }

  private mutating func readGroup(_ entry: Node.Entry) {
    guard let lists = LanguageReader.groups[entry.key] else { return }
    if let list = lists[""] { return readList(entry.value, list) }
    let names = lists.keys.sorted()
    for inner in reading.entries(of: entry.value, "\"\(entry.key)\"", allowed: names) ?? [] {
      if let list = lists[inner.key] { readList(inner.value, list) }
    }
  }

  /// A list of phrases that stand beside the shipped ones, or `{ instead: [...] }`.
  private mutating func readList(_ node: Node, _ list: WordList) {
    var node = node
    if node.entries != nil {
      guard reading.entries(of: node, "\"\(list.rawValue)\"", allowed: ["instead"]) != nil,
        let instead = reading.required("instead", in: node, "\"\(list.rawValue)\"")
      else { return }
      file.replaced.insert(list)
      node = instead
    }
    for item in reading.items(of: node, "\"\(list.rawValue)\"") ?? [] {
      guard let text = reading.text(of: item, "a word of \"\(list.rawValue)\"") else { continue }
      guard LanguageReader.isHeard(text) else {
        reading.add(
          Finding(
            at: item.place, .error, "E161", "\"\(text.prefix(40))\" is no word that can be heard",
            hint: "write letters, digits or an emoji, 80 characters at most, and three before a *"))
        continue
      }
      file.lists[list, default: []].append((text, item.place))
    }
  }

  /// A beginning of words is told from others by three letters at least.
  private static func isHeard(_ text: String) -> Bool {
    guard text.count <= longestPhrase, SmallWords.isReadable(text) else { return false }
    guard text.hasSuffix("*") else { return true }
    let last = SmallWords.normal(text).split(separator: " ").last ?? ""
    return last.unicodeScalars.count { $0 != "*" } >= shortestStem
  }

  private mutating func readButtons(_ node: Node) {
    guard reading.entries(of: node, "buttons", allowed: ["yes", "no"]) != nil,
      let yesNode = reading.required("yes", in: node, "buttons"),
      let noNode = reading.required("no", in: node, "buttons"),
      let yes = reading.text(of: yesNode, "the button for yes"),
      let no = reading.text(of: noNode, "the button for no")
    else { return }
    file.buttons = (yes, no)
  }

  private mutating func readSentences(_ node: Node) {
    for entry in reading.entries(of: node, "sentences", allowed: Sentence.names) ?? []
    where reading.text(of: entry.value, "the sentence \"\(entry.key)\"") != nil {
      file.sentences[entry.key] = entry.value
    }
  }

  private mutating func readTime(_ node: Node) {
    let allowed = TimeTable.keys + ["weekdays", "months"]
    for entry in reading.entries(of: node, "time", allowed: allowed) ?? [] {
      switch entry.key {
      case "weekdays": file.time.weekdays = names(entry.value, "weekdays", 7)
      case "months": file.time.months = names(entry.value, "months", 12)
      default:
        // Between a day and its month there may be nothing.
        if let text = entry.value.text { file.time.words[entry.key] = text }
      }
    }
  }

  private mutating func names(_ node: Node, _ what: String, _ count: Int) -> [String] {
    let names = reading.texts(of: node, what) ?? []
    if names.count == count { return names }
    reading.refuse(
      node.place, "\(what) needs \(count) names and has \(names.count)",
      hint: "weekdays begin with Monday, months with January")
    return []
  }
}
