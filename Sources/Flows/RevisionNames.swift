// The words that a guide to the language has to explain.
extension Revision {
  /// How a flow can end.
  package static let outcomeNames = Outcome.names

  /// Every setting that some file of a bot can have, once each: what a guide has to explain.
  package static let settingNames: [String] = {
    let steps = Verb.allCases.flatMap { StepSettings.allowed(for: $0) }
    let files = [
      StepSettings.option, FlowReader.settings, BotReader.settings, VariableReader.settings,
    ]
    let inner = (Verb.allCases.compactMap { StepSettings.inner($0) } + files).flatMap(\.names)
    return Set(steps + inner + Sentence.names + Outcome.names + VariableType.names).sorted()
  }()
}
