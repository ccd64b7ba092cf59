extension RuleCode {
  /// E90x: names that must be somewhere.
  static let nameCodes = [
    act(
      "E901", "unknown category",
      "Categories stand in config/desk.yaml; rules name them by their whole path.",
      "category: billing/refnd", "category: billing/refund"),
    act(
      "E902", "unknown queue", "Queues stand in config/desk.yaml.", "queue: biling",
      "queue: billing"),
    act(
      "E903", "unknown team", "Teams stand in config/desk.yaml, or are made by command.",
      "notify: { to: \"team:suport\", text: Look. }",
      "notify: { to: \"team:support\", text: Look. }"),
    act(
      "E904", "unknown agent",
      "No account has this name; frontdesk user list shows those there are.",
      "notify: { to: \"agent:mya\", text: Look. }", "notify: { to: \"agent:maya\", text: Look. }"),
    act(
      "E905", "unknown flow", "The folder of flows has no flow of this name.", "flow: cast",
      "flow: csat"),
    act(
      "E906", "unknown field", "The desk names its fields in config/desk.yaml, and this is none.",
      "fields: { amont: \"5\" }", "fields: { amount: \"5\" }"),
    act(
      "E907", "a value that the field cannot hold",
      "config/desk.yaml says what each field holds: a number, a day, yes or no, one of a list.",
      "fields: { amount: much }", "fields: { amount: \"5\" }"),
    RuleCode(
      id: "E908", title: "a name that conditions do not know",
      explanation: "The guide lists everything that a condition and a text can speak of.",
      failing: file(rule("a", "if: urgensy > 1")), fixed: file(rule("a", "if: urgency > 1"))),
    act(
      "E909", "unknown skill", "No agent of the desk has this skill.",
      "offer: { skill: frensh }", "offer: { skill: french }"),
    RuleCode(
      id: "E910", title: "two rules of one name",
      explanation: "The record says by its name which rule did something, so each has its own.",
      failing: file(rule("a"), rule("a", when: "started")),
      fixed: file(rule("a"), rule("b", when: "started"))),
  ]

  private static func act(
    _ id: String, _ title: String, _ explanation: String, _ failing: String, _ fixed: String
  ) -> RuleCode {
    RuleCode(
      id: id, title: title, explanation: explanation, failing: file(rule(acts: failing)),
      fixed: file(rule(acts: fixed)))
  }
}
