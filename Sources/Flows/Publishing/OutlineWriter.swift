import Authoring
import Documents
import Expressions

/// Writes down what is true of a bot and its flows.
enum OutlineWriter {
  typealias Fact = Outline.Fact

  static func text(_ name: String, _ words: Text?) -> [Fact] { text(name, "", words) }

  static func text(_ name: String, _ aspect: String, _ text: Text?) -> [Fact] {
    guard let text else { return [] }
    let translations = text.translations.sorted { $0.key < $1.key }
    return [Fact(name, aspect, .text(text.source))]
      + translations.map { language, template in
        Fact(name, (aspect.isEmpty ? "" : aspect + " ") + "in \(language)", .text(template.source))
      }
  }

  static func setting(_ name: String, _ value: String?) -> [Fact] { setting(name, "", value) }

  static func setting(_ name: String, _ aspect: String, _ value: String?) -> [Fact] {
    value.map { [Fact(name, aspect, .setting($0))] } ?? []
  }

  static func list(_ name: String, _ items: [String]) -> [Fact] { list(name, "", items) }

  static func list(_ name: String, _ aspect: String, _ items: [String]) -> [Fact] {
    items.isEmpty ? [] : [Fact(name, aspect, .list(items))]
  }

  static func values(_ what: String, _ assignments: [Assignment]) -> [Fact] {
    assignments.flatMap { setting("\(what) \($0.name.text)", $0.value.source) }
      + (assignments.count > 1
        ? [Fact("\(what)s", "order", .order(assignments.map(\.name.text)))] : [])
  }

  static func phrases(_ phrases: [Phrase]) -> [String] {
    phrases.map { $0.written.text + ($0.language.map { " (\($0))" } ?? "") }
  }

  // MARK: The bot

  static func facts(of bot: Bot) -> [Fact] {
    var facts = setting("name", bot.name) + setting("base language", bot.baseLanguage)
    facts += list("languages", bot.languages)
    facts += list(
      "entry",
      bot.entry.map { $0.flow.text + ($0.when.map { " when \($0.expression.source)" } ?? "") })
    for event in bot.events {
      let when = event.when.map { " when \($0.expression.source)" } ?? ""
      facts += setting(
        "on \(event.name.text)", event.flow.text,
        "\(event.flow.text) after \(event.delay) ms\(when)")
    }
    for command in bot.commands { facts += Self.facts(of: command) }
    facts += setting("retries", String(bot.defaults.retries))
    facts += setting("on_fail", words(bot.defaults.onFail)) + idles(bot.defaults.idle)
    facts += setting("unavailable", bot.defaults.unavailable?.text)
    facts += setting("answer_score", bot.defaults.answerFloor.words)
    for service in bot.services.values.sorted(by: { $0.name.text < $1.name.text }) {
      facts += setting(
        "service \(service.name.text)",
        "\(service.base) \(service.auth ?? "without secret") \(service.timeout) ms")
    }
    facts += self.facts(of: bot.limits)
    for (key, sentence) in bot.ownSentences.sorted(by: { $0.key < $1.key }) {
      facts += text("text", key, sentence)
    }
    return facts
  }

  private static func facts(of command: Bot.Command) -> [Fact] {
    let name = "command \(command.name.text)"
    let phrases = command.phrases.sorted { $0.key < $1.key }.flatMap { language, phrases in
      phrases.map { "\($0.written.text) (\(language))" }
    }
    var facts = list(name, "phrases", phrases)
    switch command.action {
    case .handoff(let queue): facts += setting(name, "handoff \(queue?.text ?? "")")
    case .restart: facts += setting(name, "restart")
    case .back: facts += setting(name, "back")
    case .help(let say): facts += setting(name, "help") + text(name, "text", say)
    case .end: facts += setting(name, "end")
    }
    return facts
  }

  private static func facts(of limits: Bot.Limits) -> [Fact] {
    [
      ("steps_per_turn", limits.stepsPerTurn), ("stack", limits.stack), ("turns", limits.turns),
      ("text", limits.text), ("max_age", Int(limits.age)),
    ].flatMap { setting("limit \($0)", String($1)) }
  }

  // MARK: Flows

  static func part(of flow: Flow, _ bot: Bot) -> Outline.Part {
    let name = flow.name.text
    var part = Outline.Part(.flow, name)
    part.facts = text("title", flow.title)
    part.facts += setting("interruptible", flow.isInterruptible ? "true" : "false")
    part.facts += setting("resume", flow.resume.rawValue)
    part.facts += list("params", flow.params.map(\.text))
    part.facts += list("triggers", phrases(flow.triggers))
    for variable in flow.variableOrder.compactMap({ flow.variables[$0] }) {
      part.facts += facts(of: variable)
    }
    part.facts.append(Fact("variables", "order", .order(flow.variableOrder)))
    part.facts.append(Fact("sections", "order", .order(flow.sections.map(\.name.text))))
    part.parts = flow.sections.map { section in
      let path = "\(name).\(section.name.text)"
      var inner = Outline.Part(.section, path)
      inner.facts = [Fact("steps", "order", .order(section.steps.map(\.key)))]
      inner.parts = section.steps.map { self.part(of: $0, bot) }
      return inner
    }
    return part
  }

  private static func facts(of variable: Variable) -> [Fact] {
    let name = "variable \(variable.name.text)"
    var facts = setting(name, variable.type.rawValue)
    facts += setting(name, "min", variable.min?.written.text)
    facts += setting(name, "max", variable.max?.written.text)
    facts += setting(name, "pattern", variable.pattern?.source)
    facts += list(name, "fix", variable.fixes.map(\.rawValue))
    facts += setting(name, "example", variable.example?.text)
    facts += list(name, "values", variable.values.map(\.text))
    facts += setting(name, "default", variable.initial.map { "\($0.text)" })
    facts += setting(name, "from", variable.from?.expression.source)
    facts += setting(name, "pii", variable.isPersonal ? "true" : nil)
    let fields = variable.fields.sorted { $0.key < $1.key }
    facts += list(name, "fields", fields.map { "\($0.key): \($0.value.rawValue)" })
    return facts
  }

  static func part(of step: Step, _ bot: Bot) -> Outline.Part {
    var part = Outline.Part(.step, step.key)
    part.facts = setting("verb", step.verb.rawValue) + facts(of: step.action, bot)
    return part
  }

  static func part(_ kind: Outline.Part.Kind, of file: SourceFile) -> Outline.Part {
    let name = String(file.path.split(separator: "/").last ?? "")
    var part = Outline.Part(kind, name)
    part.facts = [Fact("text", "", .text(file.text))]
    return part
  }
}
