import Expressions

/// What is true of one step.
extension OutlineWriter {
  private static func all(_ facts: [[Fact]]) -> [Fact] { facts.flatMap { $0 } }

  static func facts(of action: Action, _ bot: Bot) -> [Fact] {
    switch action {
    case .say(let words): text("text", words)
    case .ask(let question): facts(of: question, bot)
    case .assign(let assignments): values("value of", assignments)
    case .branch(let condition, let then, let otherwise):
      all([
        setting("condition", condition.expression.source), setting("then", then.text),
        setting("else", otherwise?.text),
      ])
    case .goto(let section): setting("goto", section.text)
    case .call(let flow, let with): setting("flow", flow.text) + values("argument", with)
    case .suggest(let suggestion):
      all([
        setting("query", suggestion.query.source), setting("limit", String(suggestion.limit)),
        setting("at_least", suggestion.floor.words), setting("none", suggestion.none.text),
        text("answer", suggestion.answer), text("found", suggestion.found),
      ])
    case .http(let call): facts(of: call)
    case .ticket(let ticket): facts(of: ticket)
    case .handoff(let handoff): facts(of: handoff)
    case .record(let assignments): values("fact", assignments)
    case .end(let outcome): setting("outcome", outcome.text)
    }
  }

  // MARK: Questions

  /// What a question takes from the bot's defaults is the bot's, and told once there.
  private static func facts(of question: Question, _ bot: Bot) -> [Fact] {
    var facts = text("text", question.prompt) + text("invalid", question.invalid)
    facts += self.facts(of: question.kind)
    if let escape = question.escape {
      facts +=
        setting("escape", "goes to \(escape.goto.text)") + text("escape", "label", escape.label)
      facts += list("escape", "words", phrases(escape.also))
    }
    for (index, reject) in question.rejects.enumerated() {
      facts += setting("reject \(index + 1)", reject.when.expression.source)
      facts += text("reject \(index + 1)", "text", reject.say)
    }
    if question.retries != bot.defaults.retries {
      facts += setting("retries", String(question.retries))
    }
    if words(question.onFail) != words(bot.defaults.onFail) {
      facts += setting("on_fail", words(question.onFail))
    }
    let own = idles(question.idle)
    if own.map(\.content) != idles(bot.defaults.idle).map(\.content) {
      facts += own.isEmpty ? setting("idle", "none") : own
    }
    if question.always { facts += setting("always", "true") }
    if !question.searchesArticles { facts += setting("kb", "false") }
    return facts + setting("join", question.join.map { "\($0) ms" })
  }

  private static func facts(of kind: Question.Kind) -> [Fact] {
    switch kind {
    case .value(let into): return setting("into", into.text)
    case .choice(let options, let into):
      var facts = setting("into", into?.text)
      for option in options {
        let name = "option \"\(option.id.text)\""
        facts += setting(name, option.goto.map { "goes to \($0.text)" } ?? "goes on")
        facts += text(name, "label", option.label) + list(name, "words", phrases(option.also))
      }
      return facts + [Fact("options", "order", .order(options.map(\.id.text)))]
    case .confirm(let yes, let no, let into):
      return setting("yes", yes.text) + setting("no", no.text) + setting("into", into?.text)
    case .file(let request):
      return setting("into", request.into.text)
        + setting(
          "media", request.media.isEmpty ? nil : request.media.map(\.text).joined(separator: ", "))
        + setting("largest", request.largest.map { "\($0) bytes" })
        + setting("otherwise", request.otherwise?.text)
        + text("file", "optional", request.none)
    case .form(let lines):
      return lines.flatMap { line in
        facts(of: line)
      } + [Fact("fields", "order", .order(lines.map(\.variable.text)))]
    }
  }

  private static func facts(of line: FormLine) -> [Fact] {
    let name = "field \(line.variable.text)"
    var facts = setting(name, line.isLong ? "asked for, in several lines" : "asked for")
    facts += text(name, "label", line.label)
    guard !line.options.isEmpty else { return facts }
    for option in line.options { facts += text(name, "option \(option.id.text)", option.label) }
    return facts + [
      Fact("options of \(line.variable.text)", "order", .order(line.options.map(\.id.text)))
    ]
  }

  static func words(_ exit: FailExit) -> String {
    switch exit {
    case .person: "agent"
    case .section(let section): "section \(section.text)"
    }
  }

  static func idles(_ idles: [Idle]) -> [Fact] {
    idles.enumerated().flatMap { index, idle in
      let name = "idle \(index + 1)"
      switch idle.act {
      case .say(let words):
        return setting(name, "says something after \(idle.after) ms") + text(name, "text", words)
      case .goto(let section):
        return setting(name, "goes to \(section.text) after \(idle.after) ms")
      case .end(let outcome): return setting(name, "ends \(outcome.text) after \(idle.after) ms")
      }
    }
  }

  // MARK: Effects

  private static func facts(of call: Call) -> [Fact] {
    all([
      setting("call", "\(call.method) \(call.service.text) \(call.path.source)"),
      values("query", call.query),
      values("header", call.headers),
      setting("body", call.body.map { words($0) }),
      list("expect", call.expect.map { String($0) }),
      setting("into", call.into?.text),
      setting("on_error", call.onError?.text),
    ])
  }

  private static func words(_ body: Call.Body) -> String {
    switch body {
    case .text(let text): "\"\(text.source)\""
    case .list(let items): "[" + items.map { words($0) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\"\($0.key)\": \(words($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private static func facts(of ticket: TicketStep) -> [Fact] {
    all([
      setting("queue", words(ticket.queue)),
      setting("subject", ticket.subject.source),
      setting("body", ticket.body.source),
      setting("priority", ticket.priority?.source),
      setting("requester", ticket.requester?.source),
      list("tags", ticket.tags.map(\.source)),
      list("fields", ticket.fields.map(\.text)),
      setting("into", ticket.into?.text),
      setting("on_error", ticket.onError?.text),
    ])
  }

  private static func facts(of handoff: HandoffStep) -> [Fact] {
    all([
      setting("queue", words(handoff.queue)),
      setting("priority", handoff.priority?.source),
      list("fields", handoff.fields.map(\.text)),
      setting("accept", handoff.accept.map { "\($0) ms" }),
      setting("unavailable", handoff.unavailable?.text),
      text("say", handoff.say),
      text("summary", handoff.summary),
    ])
  }

  private static func words(_ routing: Routing) -> String {
    switch routing {
    case .fixed(let name): name.text
    case .by(let variable, let table, _):
      "by \(variable.text): "
        + table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
        .joined(separator: ", ")
    }
  }
}
