/// Every key of every file as Markdown tables, made of the settings that the readers use.
package enum AuthorReference {
  /// For the author's guide. The most important file comes first.
  package static var flows: String {
    var text = table("A flow: `<name>.flow.yaml`", FlowReader.settings)
    text += table("A variable, under `vars`", VariableReader.settings)
    for verb in Verb.allCases {
      text += table("The step `\(verb.rawValue)`", StepSettings.table(for: verb))
      text += inner(verb)
    }
    text += table("An option of a menu", StepSettings.option)
    text += table("An `escape`", StepSettings.escape)
    text += table("An entry of `idle`", StepSettings.idle)
    text += table("An entry of `reject`", StepSettings.reject)
    return text + bot
  }

  private static func inner(_ verb: Verb) -> String {
    switch verb {
    case .suggest: table("Inside `suggest`", StepSettings.suggest)
    case .http: table("Inside `http`", StepSettings.http)
    case .ticket: table("Inside `ticket`", StepSettings.ticket)
    case .handoff: table("Inside `handoff`", StepSettings.handoff)
    case .say, .ask, .menu, .confirm, .set, .if, .goto, .call, .record, .end: ""
    }
  }

  private static var bot: String {
    table("The bot: `bot.yaml`", BotReader.settings)
      + table("A rule of `entry`", BotReader.entry)
      + table("An event, under `on_event`", BotReader.event)
      + table("A command, under `commands`", BotReader.command)
      + table("Inside `defaults`", BotReader.defaults)
      + table("A service, under `services`", BotReader.service)
      + table("Inside `limits`", BotReader.limits)
      + table("Inside `coverage`", BotReader.coverage)
      + table("Inside `texts`", BotReader.texts)
  }

  /// One table under its heading; what has to be there stands in bold.
  package static func table(_ heading: String, _ table: SettingTable) -> String {
    let rows = table.settings.map { setting in
      let name = setting.isRequired ? "**`\(setting.name)`**" : "`\(setting.name)`"
      return "| \(name) | \(cell(setting.shape.words)) | \(cell(setting.about)) |\n"
    }
    return "\n### \(heading)\n\n| key | holds | meaning |\n|---|---|---|\n" + rows.joined()
  }

  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? Array("\\|") : [$0] })
  }
}

extension Setting.Shape {
  /// What may stand there, in a few words.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .name(let what): what
    case .names(let what): "\(what), one or a list"
    case .expression: "expression"
    case .flag: "`true` or `false`"
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .span: "time, such as `10m`"
    case .choice(let values): values.map { "`\($0)`" }.joined(separator: " ")
    case .choices(let values): values.map { "`\($0)`" }.joined(separator: " ") + ", one or a list"
    case .phrases: "words: a list, or a list for each language"
    case .list(let item): "list of: \(item.words)"
    case .map: "map, see below"
    case .each(let key, let value): "\(key): \(value.words)"
    case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
    case .routing: "a queue, or `by:` a choice and a queue for each value"
    case .step: "steps"
    case .anything: "anything"
    }
  }
}
