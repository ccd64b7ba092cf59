import Documents
package import SmallActs

/// What is known of every language: the words of small acts, buttons, the bot's own sentences, and
/// how moments are told. The shipped files, and over them those of the author.
package struct Languages: Sendable {
  /// The words that customers use.
  package private(set) var tongues: Tongues
  private var buttons: [String: (yes: String, no: String)] = [:]
  private var times: [String: TimeTable] = [:]
  /// By language, then by key, each with its place.
  private(set) var sentences: [String: [String: Node]] = [:]

  /// The languages that are part of the program.
  package static let shipped: Languages = {
    var files: [LanguageFile] = []
    for (code, text) in Shipped.files {
      let source = SourceFile(path: "language/\(code).yaml", text: text)
      let (file, findings) = LanguageReader.read(source)
      guard let file, findings.isEmpty else {
        let first = findings.first.map { "\($0.place.line): \($0.message)" } ?? ""
        preconditionFailure("the shipped language file \(code) can be read: \(first)")
      }
      files.append(file)
    }
    return Languages(files)
  }()

  /// The shipped words of a language, as they are compared.
  func words(of code: String) -> [WordList: Set<String>] {
    guard let text = Shipped.files.first(where: { $0.code == code })?.text,
      let file = LanguageReader.read(SourceFile(path: "\(code).yaml", text: text)).file
    else { return [:] }
    return file.lists.mapValues { Set($0.map { SmallWords.normal($0.text) }) }
  }

  init(_ files: [LanguageFile]) {
    tongues = Tongues(files.map(\.tongue))
    for file in files { takeTexts(file) }
  }

  /// With the author's files over these.
  func with(_ files: [LanguageFile]) -> Languages {
    var languages = self
    for file in files {
      languages.tongues.add(file.tongue, instead: file.replaced)
      languages.takeTexts(file)
    }
    return languages
  }

  private mutating func takeTexts(_ file: LanguageFile) {
    if let own = file.buttons { buttons[file.code] = own }
    sentences[file.code, default: [:]].merge(file.sentences) { $1 }
    times[file.code, default: TimeTable()].merge(file.time)
  }

  /// The codes for which a language has anything to say.
  package var codes: [String] { sentences.keys.sorted() }

  /// Whether anything is known of a language.
  func knows(_ language: String) -> Bool { tongues.index(of: language) != nil }

  /// The words on the buttons of a yes-or-no question; English where a language has none.
  func buttons(for language: String) -> (yes: String, no: String) {
    buttons[base(language, buttons)] ?? buttons["en"] ?? ("Yes", "No")
  }

  /// How a language speaks of moments; nil where that is not known whole.
  package func time(_ language: String) -> TimeTable? {
    let table = times[base(language, times)]
    return table?.isWhole == true ? table : nil
  }

  func hearing(_ words: String, _ language: String) -> Hearing {
    Hearing(words, tongues, language: language)
  }

  /// Yes or no at a question that asks for it: the number of the button, or the whole answer.
  func confirmation(_ words: String, _ language: String) -> Bool? {
    switch words.trimmed {
    case "1": true
    case "2": false
    default: hearing(words, language).confirmation
    }
  }

  /// The key of a language such as `de-AT` in a table.
  private func base<Value>(_ language: String, _ table: [String: Value]) -> String {
    let code = language.lowercased()
    return table[code] == nil ? String(code.prefix { $0 != "-" && $0 != "_" }) : code
  }
}

extension TimeTable {
  var isWhole: Bool {
    weekdays.count == 7 && months.count == 12 && words.count >= TimeTable.keys.count - 1
  }

  mutating func merge(_ other: TimeTable) {
    words.merge(other.words) { $1 }
    if !other.weekdays.isEmpty { weekdays = other.weekdays }
    if !other.months.isEmpty { months = other.months }
  }
}

extension Languages: CustomReflectable {
  /// Thousands of words are not for whoever prints a revision.
  package var customMirror: Mirror { Mirror(self, children: ["codes": codes]) }
}
