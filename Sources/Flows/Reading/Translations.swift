import Authoring
import Documents
import Expressions

/// The texts of one language: `i18n/fr.yaml`.
///
/// The base text is the key, as in gettext: `triage: { "Did that solve it?": "…" }`.
struct Translations {
  let language: String
  let file: String
  /// By flow, then by base text; what the bot says of its own accord stands under `bot`.
  let texts: [String: [String: Node]]
  /// Translations of an earlier wording: `{ text: …, was: … }`. They are shown to nobody.
  let outdated: [String: [String: Outdated]]
  /// Where each base text stands as a key.
  let keys: [String: [String: Place]]
  let places: ScalarPlaces

  struct Outdated {
    let words: String
    let was: String
    let place: Place
  }

  /// The name that stands for `bot.yaml` among the flows.
  static let bot = "bot"

  static func read(_ document: Document, bot: Bot) -> (Translations?, [Finding]) {
    let name = FlowSet.fileName(document.source)
    let language = String(name.dropLast(".yaml".count))
    var reading = Reading()
    reading.add(document.findings)
    if !bot.languages.contains(language) {
      reading.refuse(
        Place(file: document.source.path, line: 1, column: 1),
        "the bot does not speak \"\(language)\"",
        hint: "add it to languages in bot.yaml: \(bot.languages.joined(separator: ", "))")
    }
    guard let root = document.root else { return (nil, reading.findings) }
    var texts: [String: [String: Node]] = [:]
    var outdated: [String: [String: Outdated]] = [:]
    var keys: [String: [String: Place]] = [:]
    for flow in reading.entries(of: root, "the translations") ?? [] {
      for entry in reading.entries(of: flow.value, "the translations of \(flow.key)") ?? [] {
        if let old = Outdated(entry, &reading) {
          outdated[flow.key, default: [:]][entry.key] = old
        } else if entry.value.text?.isEmpty != true, entry.value.entries == nil {
          // An empty text is one that waits for its translation.
          guard reading.text(of: entry.value, "a translation") != nil else { continue }
          texts[flow.key, default: [:]][entry.key] = entry.value
        }
        keys[flow.key, default: [:]][entry.key] = entry.keyPlace
      }
    }
    return (
      Translations(
        language: language, file: document.source.path, texts: texts, outdated: outdated,
        keys: keys,
        places: ScalarPlaces(document.source)), reading.findings
    )
  }
}

extension Translations.Outdated {
  /// Nil for anything but a map.
  fileprivate init?(_ entry: Node.Entry, _ reading: inout Reading) {
    let what = "a translation of an earlier wording"
    guard entry.value.entries != nil,
      reading.entries(of: entry.value, what, allowed: ["text", "was"]) != nil,
      let textNode = reading.required("text", in: entry.value, what),
      let wasNode = reading.required("was", in: entry.value, what),
      let words = reading.text(of: textNode, "\(what)'s text"),
      let was = reading.text(of: wasNode, "\(what)'s was")
    else { return nil }
    self.init(words: words, was: was, place: entry.keyPlace)
  }
}

extension Text {
  /// The text with what one language says in its place.
  func translated(by table: Translations, flow: String, scope: Scope, _ findings: inout [Finding])
    -> Text
  {
    let own = table.texts[flow]?[source] ?? table.texts[Translations.bot]?[source]
    guard let node = own, let words = node.text else { return self }
    var text = self
    do {
      let template = try Template.compile(words, in: scope)
      if Set(template.references.map(\.path)) != Set(self.template.references.map(\.path)) {
        findings.append(
          Finding(
            at: node.place, .error, "E602",
            "the translation does not hold the same {{ }} as its text",
            hint: "the base text is \"\(source.prefix(60))\""))
      }
      text.translations[table.language] = template
    } catch {
      findings.append(
        Finding(
          at: table.places.place(of: error.offset, in: node), .error, "E602", error.message,
          hint: error.hint))
    }
    return text
  }
}

extension Flow {
  func translated(by table: Translations, _ findings: inout [Finding]) -> Flow {
    guard table.texts[name.text] != nil || table.texts[Translations.bot] != nil else {
      return self
    }
    let translated = sections.map { section in
      Section(
        name: section.name,
        steps: section.steps.map { step in
          step.mapTexts { text in
            text.translated(by: table, flow: name.text, scope: scope, &findings)
          }
        })
    }
    return Flow(
      name: name, title: title, isInterruptible: isInterruptible, resume: resume, params: params,
      triggers: triggers, variables: variables, variableOrder: variableOrder, sections: translated,
      source: source, scope: scope)
  }
}

extension Bot {
  /// The bot with what it says of its own accord put into one language.
  ///
  /// Default reminders are part of the questions that have them, and are translated there.
  func translated(by table: Translations, _ findings: inout [Finding]) -> Bot {
    var bot = self
    for (key, text) in ownSentences {
      bot.sentences[key] = text.translated(
        by: table, flow: Translations.bot, scope: Sentence.scope, &findings)
    }
    bot.commands = commands.map { command in
      guard case .help(let text) = command.action else { return command }
      let help = text.translated(
        by: table, flow: Translations.bot, scope: Vocabulary.scope, &findings)
      return Command(name: command.name, phrases: command.phrases, action: .help(help))
    }
    return bot
  }

  /// What the bot says of its own accord, in the author's words or in ours.
  var ownSentences: [String: Text] {
    var texts = Sentence.texts
    for (language, sentences) in fileSentences {
      for (key, template) in sentences { texts[key]?.translations[language] = template }
    }
    return texts.merging(sentences) { $1 }
  }

  /// Every text of `bot.yaml` that customers read, and the bot's own sentences.
  var customerTexts: [Text] {
    var texts = ownSentences.values.sorted { $0.source < $1.source }
    for command in commands { if case .help(let text) = command.action { texts.append(text) } }
    for idle in defaults.idle { if case .say(let text) = idle.act { texts.append(text) } }
    return texts
  }
}
