import Documents
import Expressions

/// All files of a bot, read.
struct FlowSet {
  private(set) var bot = Bot()
  private(set) var flows: [Flow] = []
  private(set) var findings: [Finding] = []
  /// Translations by language, each with the file it stands in.
  private(set) var translations: [Translations] = []
  /// The author's language files.
  private(set) var languageFiles: [LanguageFile] = []
  /// What is known of every language, with what the author says of it.
  private(set) var languages = Languages.shipped
  let sources: [SourceFile]

  private var scope: Scope

  /// `scope` is what expressions can speak of besides their flow's variables.
  init(_ sources: [SourceFile], scope: Scope = Vocabulary.scope) {
    self.scope = scope
    self.sources = FlowFiles.ofBot(sources).sorted { $0.path < $1.path }
    readBot()
    readLanguages()
    for source in self.sources where source.path.hasSuffix(".flow.yaml") { readFlow(source) }
    readTranslations()
    reportTwins()
    reportStrays(FlowFiles.folder(of: sources))
  }

  /// A flow under another name would be missed by nobody but its customers.
  private mutating func reportStrays(_ folder: String) {
    for source in sources where source.path.hasPrefix(folder) && !folder.isEmpty {
      let name = source.path.dropFirst(folder.count)
      guard !name.contains("/"), name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
        name != "bot.yaml", !name.hasSuffix(".flow.yaml")
      else { continue }
      findings.append(
        Finding(
          at: Place(file: source.path, line: 1, column: 1), .error, "E105",
          "\(name) is not read: it is neither bot.yaml nor a flow",
          hint: "name a flow's file <name>.flow.yaml, or move this one elsewhere"))
    }
  }

  /// The files in which something could not be read.
  var halfReadFiles: Set<String> {
    Set(findings.filter { $0.severity == .error }.map(\.place.file))
  }

  func flow(_ name: String) -> Flow? { flows.first { $0.name.text == name } }

  static func fileName(_ source: SourceFile) -> Substring { FlowFiles.fileName(source.path) }

  private mutating func readBot() {
    guard let source = sources.first(where: { FlowSet.fileName($0) == "bot.yaml" }) else {
      findings.append(
        Finding(
          at: Place(file: "bot.yaml", line: 1, column: 1), .error, "E102", "there is no bot.yaml",
          hint: "add one beside the flows: it says which flow begins"))
      return
    }
    let (bot, found) = BotReader.read(Document.read(source), scope)
    self.bot = bot
    scope = Vocabulary.scope(scope, adding: bot.attributes)
    findings += found
  }

  private mutating func readFlow(_ source: SourceFile) {
    let (flow, found) = FlowReader.read(Document.read(source), bot: bot, scope)
    if let flow { flows.append(flow) }
    findings += found
  }

  private mutating func reportTwins() {
    var seen: [String: Place] = [:]
    for flow in flows {
      if let first = seen[flow.name.text] {
        findings.append(
          Finding(
            at: flow.name.place, .error, "E105",
            "a flow named \"\(flow.name.text)\" is there twice",
            hint: "the other is \(first.file); rename one"))
      }
      seen[flow.name.text] = flow.name.place
    }
  }

  // MARK: Languages

  private mutating func readLanguages() {
    for source in sources where FlowFiles.isLanguage(source.path) {
      let (file, findings) = LanguageReader.read(source)
      self.findings += findings
      guard let file else { continue }
      languageFiles.append(file)
      compileSentences(file, ScalarPlaces(source))
    }
    languages = Languages.shipped.with(languageFiles + bot.ownPhrases)
  }

  private mutating func compileSentences(_ file: LanguageFile, _ places: ScalarPlaces) {
    for (key, node) in file.sentences.sorted(by: { $0.key < $1.key }) {
      guard let words = node.text else { continue }
      do {
        bot.fileSentences[file.code, default: [:]][key] = try Template.compile(
          words, in: Sentence.scope)
      } catch {
        findings.append(
          Finding(
            at: places.place(of: error.offset, in: node), .error, "E162", error.message,
            hint: "a sentence of the bot's can speak of ticket, customer, hours and conversation"))
      }
    }
  }

  // MARK: Translations

  private mutating func readTranslations() {
    for source in sources where source.path.split(separator: "/").dropLast().last == "i18n" {
      guard source.path.hasSuffix(".yaml") else { continue }
      let (found, findings) = Translations.read(Document.read(source), bot: bot)
      self.findings += findings
      if let found { translations.append(found) }
    }
    for table in translations { bot = bot.translated(by: table, &findings) }
    for index in flows.indices {
      for table in translations { flows[index] = flows[index].translated(by: table, &findings) }
    }
  }
}
