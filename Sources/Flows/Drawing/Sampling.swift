import Authoring
import Expressions

/// What whoever plays a customer has to know of a bot.
extension Revision {
  /// More messages than this lead to a person.
  package var turnLimit: Int { bot.limits.turns }

  /// How often a question is asked again; nil for what is no question.
  package func retries(ofQuestion key: String) -> Int? { question(key)?.question.retries }

  /// Whether the whole message is a command.
  package func isCommand(_ words: String, language: String) -> Bool {
    if command(for: Wording.normal(words), language: language) != nil { return true }
    let heard = hearing(words, language: language)
    return heard.command != nil || heard.smallTalk != nil || heard.asksForPerson || heard.isDanger
  }

  /// What people write besides answers: commands, and phrases that start flows.
  package var phrases: [String] {
    let commands = bot.commands.flatMap { $0.phrases.values.flatMap { $0 } }
    let triggers = flows.values.flatMap(\.triggers)
    return (commands + triggers).map(\.written.text).sorted()
  }

  /// Words that answer a question, as far as they can be known.
  package func fittingWords(for key: String) -> [String] {
    guard let (question, flow) = question(key) else { return [] }
    let escape = [question.escape?.label.source].compactMap { $0 }
    switch question.kind {
    case .value(let into): return escape + (flow.variables[into.text]?.samples ?? [])
    case .choice(let options, _):
      return escape + options.map(\.id.text) + options.map(\.label.source)
    case .confirm: return escape + ["yes", "no"]
    case .file(let request): return escape + [request.none?.source].compactMap { $0 }
    case .form(let lines):
      return escape + lines.compactMap { flow.variables[$0.variable.text]?.samples.first }
    }
  }

  /// A value that a field of a form accepts, by the variable's name.
  package func fittingWords(forField name: String, of key: String) -> [String] {
    guard let (question, flow) = question(key) else { return [] }
    if case .form(let lines) = question.kind,
      let line = lines.first(where: { $0.variable.text == name }), !line.options.isEmpty
    {
      return line.options.map(\.id.text)
    }
    return flow.variables[name]?.samples ?? []
  }

  private func question(_ key: String) -> (question: Question, flow: Flow)? {
    let name = key.prefix { $0 != "." }
    guard let flow = flows[String(name)] else { return nil }
    for step in flow.sections.flatMap(\.steps) where step.key == key {
      if case .ask(let question) = step.action { return (question, flow) }
    }
    return nil
  }
}

extension Variable {
  fileprivate var samples: [String] {
    let own = [example?.text].compactMap { $0 }
    switch type {
    case .text, .record: return own + ["The lamp in the hall hums since Monday.", "short"]
    case .int: return own + ["\(min?.number ?? 3)", "about \(max?.number ?? 7) of them"]
    case .bool: return own + ["yes", "no"]
    case .choice: return own + values.map(\.text)
    case .email: return own + ["sam@example.com", "it's sam@example.com, thanks"]
    case .phone: return own + ["+44 20 7946 0018"]
    case .url: return own + ["https://example.com/lamp"]
    case .date: return own + ["2026-12-24", "24 December 2026"]
    case .file: return []
    }
  }
}
