package import Authoring

extension AuthorReference {
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
    StepSettings.inner(verb).map { table("Inside `\(verb.rawValue)`", $0) } ?? ""
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
}
