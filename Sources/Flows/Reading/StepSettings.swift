/// Which settings each kind of step takes; the checker and the author's reference both read it.
enum StepSettings {
  private static let question = [
    "id", "invalid", "escape", "retries", "on_fail", "idle", "always", "kb", "join", "reject",
  ]

  static func allowed(for verb: Verb) -> [String] {
    switch verb {
    case .say, .goto, .end, .set, .record: [verb.rawValue, "id"]
    case .ask: ["ask", "into", "fields"] + question
    case .menu: ["menu", "into", "options"] + question
    case .confirm: ["confirm", "into", "yes", "no"] + question
    case .if: ["if", "then", "else", "id"]
    case .call: ["call", "with", "id"]
    case .suggest: ["suggest", "found", "none", "id"]
    case .http: ["http", "into", "on_error", "id"]
    case .ticket: ["ticket", "into", "on_error", "id"]
    case .handoff: ["handoff", "say", "unavailable", "id"]
    }
  }

  static let option = ["label", "also", "goto"]
  static let escape = ["label", "also", "goto"]
  static let suggest = ["query", "limit", "min_score"]
  static let methods = ["get", "post", "put", "patch", "delete"]
  static let http = ["service", "query", "headers", "body", "expect"] + methods
  static let ticket = ["queue", "subject", "body", "priority", "requester", "tags", "fields"]
  static let handoff = ["queue", "priority", "summary", "fields", "skills", "accept"]
}

extension Revision {
  /// Every setting that some file of a bot can have, once each: what a guide has to explain.
  package static let settingNames: [String] = {
    let steps = Verb.allCases.flatMap { StepSettings.allowed(for: $0) }
    let inner =
      StepSettings.option + StepSettings.suggest + StepSettings.http + StepSettings.ticket
      + StepSettings.handoff
    let files = FlowReader.settings + BotReader.settings + VariableReader.settings
    return Set(steps + inner + files + Sentence.names + Outcome.names + VariableType.names).sorted()
  }()
}
