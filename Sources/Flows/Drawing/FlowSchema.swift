package import Authoring

extension EditorSchema {
  /// For `*.flow.yaml`.
  package static var flow: String {
    document("A flow of the bot's", FlowReader.settings, definitions: [step])
  }

  /// For `bot.yaml`.
  package static var bot: String {
    document("What is true for the whole bot", BotReader.settings)
  }

  private static var step: Definition {
    Definition("step", Verb.allCases.map { StepSettings.table(for: $0) })
  }
}
