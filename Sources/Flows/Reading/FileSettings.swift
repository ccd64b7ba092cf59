import Authoring

/// What may stand in a flow besides its steps.
extension FlowReader {
  static let settings = SettingTable([
    .required("flow", .name("the file's name"), "The flow's name, which is its file's name."),
    Setting("title", .text, "What the flow is for."),
    Setting("vars", .each("a variable", .map(VariableReader.settings)), "The flow's variables."),
    Setting("params", .names("variables"), "The variables that a caller has to pass."),
    Setting(
      "interruptible", .flag, "False keeps other flows from interrupting this one; true without it."
    ),
    Setting(
      "resume", .choice(Flow.Resume.allCases.map(\.rawValue)),
      "What happens to the question this flow interrupted: asked again, offered, or dropped."),
    Setting("triggers", .phrases, "Phrases that start the flow at any question."),
    .required(
      "sections", .each("a section", .list(.defined("step", words: "steps"))),
      "Lists of steps by name; the first one begins, and each says at its end where to go."),
  ])
}

extension VariableReader {
  static let settings = SettingTable([
    .required("type", .choice(VariableType.names), "What kind of thing it holds."),
    Setting("min", .name("a number or a day"), "The least: characters, number or day."),
    Setting("max", .name("a number or a day"), "The most: characters, number or day."),
    Setting(
      "pattern", .text, "A regular expression (RE2) that the whole answer or a word of it fits."),
    Setting(
      "fix", .choices(Variable.Fix.names), "What is done to an answer before it is checked."),
    Setting("example", .text, "A good answer, for your texts: {{ spec.name.example }}."),
    Setting("values", .names("values"), "The values of a choice."),
    Setting("default", .text, "The value it starts with."),
    Setting("from", .expression, "Where its value is taken from when the flow starts."),
    Setting("pii", .flag, "True for what identifies a person."),
    Setting(
      "fields",
      .each("a field", .choice(VariableType.ofFields.map(\.rawValue))),
      "The fields of a record, each with its type."),
  ])
}

/// What may stand in `bot.yaml`.
extension BotReader {
  static let settings = SettingTable([
    .required("bot", .name("a name"), "The bot's name."),
    Setting(
      "base_language", .name("a language"), "The language of the texts in the flows; en without it."
    ),
    Setting("languages", .names("languages"), "All languages the bot speaks."),
    .required("entry", .list(.map(entry)), "Which flow begins: the first rule that fits."),
    Setting("on_event", .each("an event", .map(event)), "Flows that begin when something happens."),
    Setting(
      "commands", .each("a command", .map(command)), "Words that mean the same at every question."),
    Setting(
      "defaults", .map(defaults), "What holds for every question that does not say otherwise."),
    Setting("services", .each("a service", .map(service)), "The only services a flow can call."),
    Setting(
      "customer_attributes", .names("attributes"),
      "What the customers' sites sign of them (identity tokens): customer.NAME in flows, null where absent."
    ),
    Setting("limits", .map(limits), "Bounds; passing one leads to a person, never to an end."),
    Setting(
      "coverage", .map(coverage), "How much of each flow the tests have to walk through."),
    Setting("texts", .map(texts), "Other words for what the bot says of its own accord."),
  ])

  static let entry = SettingTable([
    .required("flow", .name("a flow"), "The flow that begins."),
    Setting("when", .expression, "When it does; the last rule has none."),
  ])

  static let event = SettingTable([
    .required("flow", .name("a flow"), "The flow that begins."),
    Setting("when", .expression, "When it does."),
    Setting("delay", .span, "How long after it begins."),
  ])

  static let actions = ["handoff", "restart", "back", "help", "end"]
  static let command = SettingTable([
    .required("phrases", .phrases, "What people write; it has to be the whole message."),
    .required("do", .choice(actions), "What it does."),
    Setting("queue", .name("a queue"), "Where handoff looks for a person."),
    Setting("say", .text, "What help says."),
  ])

  static let defaults = SettingTable([
    Setting("retries", .integer(0...5), "How often a question is asked again; 2 without it."),
    Setting("on_fail", .choice(["agent"]), "Where a question leads after the last attempt."),
    Setting("idle", .list(.map(StepSettings.idle)), "What happens in silence: say or end."),
    Setting(
      "unavailable", .name("a flow"), "The flow that takes a message when nobody can come."),
    Setting(
      "answer_score", .number(0...1.2),
      "Out of use: the score an article had to have to answer words that fit no option."),
  ])

  static let service = SettingTable([
    .required("base", .text, "Its address, https://…; http:// only within your own network."),
    Setting("auth", .text, "env:NAME of the secret to send."),
    Setting("timeout", .span, "How long it may take; 5s without it."),
  ])

  static let limits = SettingTable([
    Setting("steps_per_turn", .integer(10...1000), "Steps for one message; 200 without it."),
    Setting("stack", .integer(1...8), "Flows within flows; 4 without it."),
    Setting("turns", .integer(10...10_000), "Messages of one conversation; 200 without it."),
    Setting("text", .integer(100...16_000), "Characters of one message; 4000 without it."),
    Setting("max_age", .span, "How long a flow may be under way; 7d without it."),
  ])

  static let coverage = SettingTable([
    Setting("steps", .name("a share such as 100%"), "Of its steps; 0% without it."),
    Setting("exits", .name("a share such as 80%"), "Of the ways out of them; 0% without it."),
  ])

  static let texts = SettingTable(
    Sentence.allCases.map { Setting($0.rawValue, .text, "In place of: \($0.words)") })
}
