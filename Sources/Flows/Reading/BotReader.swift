import Authoring
import Documents
import Expressions

/// Reads `bot.yaml`.
struct BotReader {
  private var author: AuthorReader
  private var bot = Bot()

  static func read(_ document: Document, _ scope: Scope) -> (bot: Bot, findings: [Finding]) {
    let attributes = document.root.map { Self.attributes($0, document.source) } ?? []
    var reader = BotReader(
      author: AuthorReader(
        source: document.source, scope: Vocabulary.scope(scope, adding: attributes)))
    reader.bot.attributes = attributes
    reader.bot.place = Place(file: document.source.path, line: 1, column: 1)
    if let root = document.root { reader.read(root) }
    return (reader.bot, document.findings + reader.author.reading.findings)
  }

  /// Before all else: what the rest of the file speaks of. What is wrong is said when it is read.
  private static func attributes(_ root: Node, _ source: SourceFile) -> [String] {
    guard let node = root["customer_attributes"] else { return [] }
    var author = AuthorReader(source: source, scope: Scope())
    return author.names(node, "an attribute").map(\.text).filter(isAttribute)
  }

  private static func isAttribute(_ name: String) -> Bool {
    name.utf8.count <= 40 && CustomerFact(rawValue: name) == nil
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  private mutating func readAttributes(_ node: Node) {
    let names = author.names(node, "an attribute")
    for name in names where !Self.isAttribute(name.text) {
      author.reading.refuse(
        name.place, "\"\(name.text.prefix(40))\" is no name of an attribute",
        hint: CustomerFact(rawValue: name.text) == nil
          ? "write a-z, 0-9 and _, as the tokens of the site do, at most 40"
          : "customer.\(name.text) is known without it")
    }
    if names.count > 32 {
      author.reading.refuse(node.place, "there are more than 32 attributes", hint: "tokens hold 32")
    }
  }

  private init(author: AuthorReader) { self.author = author }

  private mutating func read(_ root: Node) {
    refuseDeskSettings(root)
    let known = BotReader.settings.names + BotReader.deskSettings
    let entries = author.reading.entries(of: root, "bot.yaml", allowed: known)
    if let node = author.reading.required("bot", in: root, "bot.yaml") {
      bot.name = author.named(node, "the bot")?.text ?? ""
    }
    if author.reading.required("entry", in: root, "bot.yaml") == nil { return }
    languages(root)
    for entry in entries ?? [] {
      switch entry.key {
      case "entry": readEntry(entry.value)
      case "on_event": readEvents(entry.value)
      case "commands": readCommands(entry.value)
      case "defaults": readDefaults(entry.value)
      case "services": readServices(entry.value)
      case "customer_attributes": readAttributes(entry.value)
      case "limits": readLimits(entry.value)
      case "coverage": readCoverage(entry.value)
      case "texts": readSentences(entry.value)
      default: break
      }
    }
  }

  /// What many would look for here.
  private static let deskSettings = ["hours", "holidays", "timezone", "queues"]

  private mutating func refuseDeskSettings(_ root: Node) {
    for entry in root.entries ?? [] where BotReader.deskSettings.contains(entry.key) {
      author.reading.refuse(
        entry.keyPlace, "\"\(entry.key)\" is the desk's, not the bot's",
        hint: "write it in config/desk.yaml; flows name its queues and ask hours.open")
    }
  }

  private mutating func languages(_ root: Node) {
    if let node = root["base_language"], let name = author.named(node, "the base language") {
      bot.baseLanguage = name.text
    }
    bot.languages = [bot.baseLanguage]
    guard let node = root["languages"] else { return }
    for name in author.names(node, "a language") where !bot.languages.contains(name.text) {
      bot.languages.append(name.text)
    }
  }

  private mutating func readEntry(_ node: Node) {
    for item in author.reading.items(of: node, "entry") ?? [] {
      guard
        author.reading.entries(of: item, "an entry rule", allowed: BotReader.entry.names) != nil,
        let flowNode = author.reading.required("flow", in: item, "an entry rule"),
        let flow = author.named(flowNode, "a flow")
      else { continue }
      let when = item["when"].flatMap { author.condition($0, "the rule's \"when\"") }
      bot.entry.append(Bot.Entry(flow: flow, when: when, place: item.place))
    }
  }

  private mutating func readEvents(_ node: Node) {
    for entry in author.reading.entries(of: node, "on_event") ?? [] {
      let what = "the event \(entry.key)"
      guard
        author.reading.entries(of: entry.value, what, allowed: BotReader.event.names) != nil,
        let flowNode = author.reading.required("flow", in: entry.value, what),
        let flow = author.named(flowNode, "a flow")
      else { continue }
      let when = entry.value["when"].flatMap { author.condition($0, "\(what)'s \"when\"") }
      let delay = entry.value["delay"].flatMap {
        author.reading.milliseconds(of: $0, "\(what)'s \"delay\"")
      }
      let name = Named(text: entry.key, place: entry.keyPlace)
      bot.events.append(Bot.Event(name: name, flow: flow, when: when, delay: delay ?? 0))
    }
  }

  // MARK: Commands

  private mutating func readCommands(_ node: Node) {
    for entry in author.reading.entries(of: node, "commands") ?? [] {
      let what = "the command \(entry.key)"
      guard
        author.reading.entries(
          of: entry.value, what, allowed: BotReader.command.names) != nil,
        let phrases = author.reading.required("phrases", in: entry.value, what),
        let verb = author.reading.required("do", in: entry.value, what),
        let action = action(verb, in: entry.value, what)
      else { continue }
      let name = Named(text: entry.key, place: entry.keyPlace)
      bot.commands.append(
        Bot.Command(name: name, phrases: phraseTable(phrases, what), action: action))
    }
  }

  private mutating func phraseTable(_ node: Node, _ what: String) -> [String: [Phrase]] {
    guard let entries = node.entries else {
      return [bot.baseLanguage: author.phrases(node, "\(what)'s phrases")]
    }
    var table: [String: [Phrase]] = [:]
    for entry in entries {
      if !bot.languages.contains(entry.key) {
        author.reading.refuse(
          entry.keyPlace, "\(what) has phrases for \"\(entry.key)\", which is not a language here",
          hint: NearestName.hint(for: entry.key, among: bot.languages))
      }
      table[entry.key] = author.phrases(entry.value, "\(what)'s phrases")
    }
    return table
  }

  private mutating func action(_ verb: Node, in node: Node, _ what: String) -> Bot.Command.Action? {
    let names = BotReader.actions
    switch author.reading.choice(of: verb, "\(what)'s \"do\"", among: names) {
    case "handoff":
      return .handoff(queue: node["queue"].flatMap { author.named($0, "a queue") })
    case "restart": return .restart
    case "back": return .back
    case "end": return .end
    case "help":
      guard let say = author.reading.required("say", in: node, what) else { return nil }
      return author.text(say, "\(what)'s \"say\"").map(Bot.Command.Action.help)
    default: return nil
    }
  }

  // MARK: Defaults, services, limits

  private mutating func readDefaults(_ node: Node) {
    let allowed = BotReader.defaults.names
    for entry in author.reading.entries(of: node, "defaults", allowed: allowed) ?? [] {
      let what = "the default \"\(entry.key)\""
      switch entry.key {
      case "retries":
        bot.defaults.retries =
          author.reading.integer(of: entry.value, what, in: 0...5) ?? bot.defaults.retries
      case "on_fail":
        if let exit = author.failExit(entry.value, what) { setFailExit(exit) }
      case "idle":
        for idle in author.idle(entry.value, what) where isNoGoto(idle) {
          bot.defaults.idle.append(idle)
        }
      case "unavailable": bot.defaults.unavailable = author.named(entry.value, what)
      default:
        bot.defaults.scored = entry.keyPlace
        if let score = author.reading.number(of: entry.value, what, in: 0...1.2) {
          bot.defaults.answerFloor = .score(score)
        }
      }
    }
  }

  /// Sections belong to flows, so a default for all of them can only be a person.
  private mutating func setFailExit(_ exit: FailExit) {
    if case .section(let name) = exit {
      author.reading.refuse(
        name.place, "the default \"on_fail\" can only be agent",
        hint: "name a section in the flow's own question")
      return
    }
    bot.defaults.onFail = exit
  }

  private mutating func isNoGoto(_ idle: Idle) -> Bool {
    guard case .goto(let name) = idle.act else { return true }
    author.reading.refuse(
      name.place, "the default \"idle\" cannot go to a section", hint: "use say or end here")
    return false
  }

  private mutating func readServices(_ node: Node) {
    for entry in author.reading.entries(of: node, "services") ?? [] {
      let what = "the service \(entry.key)"
      guard
        author.reading.entries(of: entry.value, what, allowed: BotReader.service.names) != nil,
        let baseNode = author.reading.required("base", in: entry.value, what),
        let base = base(baseNode, what)
      else { continue }
      let timeout = entry.value["timeout"].flatMap {
        author.reading.milliseconds(of: $0, "\(what)'s \"timeout\"")
      }
      bot.services[entry.key] = Bot.Service(
        name: Named(text: entry.key, place: entry.keyPlace), base: base,
        auth: entry.value["auth"].flatMap { auth($0, what) }, timeout: timeout ?? 5000)
    }
  }

  private mutating func base(_ node: Node, _ what: String) -> String? {
    guard let text = author.reading.text(of: node, "\(what)'s \"base\"") else { return nil }
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      author.reading.refuse(node.place, "\(what)'s \"base\" must start with https:// or http://")
      return nil
    }
    if text.dropFirst(8).prefix(while: { $0 != "/" }).contains("@") {
      author.add(
        node.place, "E701", "the address of \(what) holds a name or password",
        hint: "put the secret in the environment and write auth: env:NAME")
      return nil
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private mutating func auth(_ node: Node, _ what: String) -> String? {
    guard let text = author.reading.text(of: node, "\(what)'s \"auth\"") else { return nil }
    if text.hasPrefix("env:"), text.utf8.count > 4 { return text }
    author.add(
      node.place, "E701", "\(what)'s \"auth\" looks like a secret written in the file",
      hint: "put the secret in the environment and write auth: env:NAME")
    return nil
  }

  private mutating func readLimits(_ node: Node) {
    let allowed = BotReader.limits.names
    for entry in author.reading.entries(of: node, "limits", allowed: allowed) ?? [] {
      let what = "the limit \"\(entry.key)\""
      switch entry.key {
      case "steps_per_turn":
        set(\.stepsPerTurn, entry.value, what, in: 10...1000)
      case "stack": set(\.stack, entry.value, what, in: 1...8)
      case "turns": set(\.turns, entry.value, what, in: 10...10_000)
      case "text": set(\.text, entry.value, what, in: 100...16_000)
      default:
        bot.limits.age = author.reading.milliseconds(of: entry.value, what) ?? bot.limits.age
      }
    }
  }

  private mutating func set(
    _ limit: WritableKeyPath<Bot.Limits, Int>, _ node: Node, _ what: String,
    in range: ClosedRange<Int>
  ) {
    if let number = author.reading.integer(of: node, what, in: range) {
      bot.limits[keyPath: limit] = number
    }
  }

  private mutating func readCoverage(_ node: Node) {
    let allowed = BotReader.coverage.names
    for entry in author.reading.entries(of: node, "coverage", allowed: allowed) ?? [] {
      guard let percent = author.reading.percent(of: entry.value, "coverage of \(entry.key)") else {
        continue
      }
      if entry.key == "steps" { bot.coverage.steps = percent } else { bot.coverage.exits = percent }
    }
  }

  private mutating func readSentences(_ node: Node) {
    let scope = author.scope
    author.scope = Sentence.scope
    for entry in author.reading.entries(of: node, "texts", allowed: Sentence.names) ?? [] {
      bot.sentences[entry.key] = author.text(entry.value, "the text \"\(entry.key)\"")
    }
    author.scope = scope
  }
}
