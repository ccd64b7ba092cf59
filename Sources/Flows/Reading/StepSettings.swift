import Authoring

/// Which settings each kind of step takes.
enum StepSettings {
  static func table(for verb: Verb) -> SettingTable { tables[verb] ?? SettingTable([]) }

  static func allowed(for verb: Verb) -> [String] { table(for: verb).names }

  /// What stands below the verb itself, where that is a map.
  static func inner(_ verb: Verb) -> SettingTable? {
    let own = table(for: verb).settings.first { $0.name == verb.rawValue }
    guard case .map(let inner)? = own?.shape else { return nil }
    return inner
  }

  private static let tables: [Verb: SettingTable] = Dictionary(
    uniqueKeysWithValues: Verb.allCases.map { ($0, SettingTable(settings(for: $0))) })

  private static func settings(for verb: Verb) -> [Setting] {
    switch verb {
    case .say: [.required("say", .text, "Says this to the customer."), id]
    case .ask: ask
    case .menu: menu
    case .confirm: confirm
    case .set:
      [
        .required(
          "set", .each("a variable", .text), "Sets variables, in the order they are written."), id,
      ]
    case .if: branch
    case .goto: [.required("goto", .name("a section"), "Goes on with another section."), id]
    case .call: call
    case .suggest: suggestion
    case .http: request
    case .ticket: opening
    case .handoff: handover
    case .record:
      [
        .required(
          "record", .each("a fact", .text),
          "Keeps facts with the conversation; csat and csat_comment are the rating."), id,
      ]
    case .end:
      [.required("end", .choice(Outcome.names), "Ends the flow with this outcome."), id]
    }
  }

  // MARK: Questions

  private static let id = Setting(
    "id", .name("a name for the step"),
    "The step's own name in counts, where a section has two of the same.")

  private static let into = Setting("into", .name("a variable"), "The variable the answer fills.")

  private static let ask =
    [
      .required("ask", .text, "Asks for something typed."), into,
      Setting(
        "fields", .each("a variable", .either([.text, .map(line)])),
        "A form instead of one variable: up to eight variables, each with its label."),
      Setting("media", .names("media types"), "Of a file: the types it may have, as image/jpeg."),
      Setting("largest", .name("a size such as 5 MB"), "Of a file: how large it may be."),
      Setting("optional", .text, "Of a file: what the button says for who has none."),
      Setting(
        "otherwise", .name("a section"),
        "Of a file: where to go at a desk that takes none; without it, to the next step."),
    ] + question

  private static let menu =
    [
      .required("menu", .text, "Offers options to choose from."), into,
      .required(
        "options", .each("an option", .map(option)),
        "The options by id; choosing one puts its id into the variable."),
    ] + question

  private static let confirm =
    [
      .required("confirm", .text, "Asks a question of yes and no."),
      .required("yes", .name("a section"), "Where yes leads."),
      .required("no", .name("a section"), "Where no leads."), into,
    ] + question

  private static let question = [
    id,
    Setting("invalid", .text, "What to say to an answer that does not fit; {{ input }} is it."),
    Setting("escape", .map(escape), "The way out that you offer, such as \"I don't have it\"."),
    Setting(
      "retries", .integer(0...5), "How often it is asked again; one more time than this at most."),
    Setting(
      "on_fail", .name("a section, or agent"),
      "Where to go after the last attempt; agent looks for a person."),
    Setting("idle", .list(.map(idle)), "What happens in silence, in rising order of after."),
    Setting("always", .flag, "Asks even when the variable has a value already."),
    Setting(
      "kb", .flag, "False keeps words that fit nothing from being looked up in the articles."),
    Setting("join", .span, "Messages within this time of each other are one answer."),
    Setting(
      "reject", .either([.list(.map(reject)), .map(reject)]),
      "Reasons to refuse an answer that is well-formed."),
  ]

  static let line = SettingTable([
    .required("label", .text, "What stands beside the field."),
    Setting(
      "options", .each("a value of the choice", .text),
      "What a choice is chosen from, in this order, each value with its words."),
    Setting("long", .flag, "True for a text of several lines."),
  ])

  static let option = SettingTable([
    .required("label", .text, "What the button says."),
    Setting("also", .phrases, "What else people type for it."),
    Setting("goto", .name("a section"), "Where it leads; without it, to the next step."),
  ])

  static let escape = SettingTable([
    .required("label", .text, "What the button says."),
    Setting("also", .phrases, "What else people type for it."),
    .required("goto", .name("a section"), "Where it leads."),
  ])

  static let idle = SettingTable([
    .required("after", .span, "How long the silence has to last."),
    Setting("say", .text, "Says this and goes on waiting."),
    Setting("goto", .name("a section"), "Stops asking and goes there."),
    Setting("end", .choice(Outcome.names), "Ends the flow with this outcome."),
  ])

  static let reject = SettingTable([
    .required("when", .expression, "When it is refused; the variable holds the answer already."),
    .required("say", .text, "What to say then."),
  ])

  // MARK: Ways

  private static let branch = [
    .required("if", .expression, "Goes one way or another."),
    .required("then", .name("a section"), "Where it leads when it holds."),
    Setting("else", .name("a section"), "Where it leads otherwise; without it, to the next step."),
    id,
  ]

  private static let call = [
    .required(
      "call", .name("a flow"), "Runs another flow, then goes on; called.outcome is how it ended."),
    Setting("with", .each("a variable of that flow", .text), "What the other flow is given."), id,
  ]

  // MARK: Effects

  private static let onError = Setting(
    "on_error", .name("a section"), "Where to go when it does not work.")

  private static let suggestion = [
    .required("suggest", .map(suggest), "Shows articles that may help."),
    Setting(
      "answer", .text,
      "The words above one article that surely answers; without it, all are offered by found."),
    .required("found", .text, "The words above the titles that may help."),
    .required("none", .name("a section"), "Where to go when nothing fits."), id,
  ]

  static let suggest = SettingTable([
    .required("query", .text, "What is looked for."),
    Setting("limit", .integer(1...5), "How many at most; 3 without it."),
    Setting(
      "at_least", .choice(ArticleFit.asked),
      "How well articles have to fit to be shown: offer, which is so without it, or answer."),
    Setting("min_score", .number(0...1.2), "Out of use: the score they had to have."),
  ])

  private static let request = [
    .required("http", .map(http), "Calls a service of bot.yaml."),
    Setting("into", .name("a variable"), "The record that the answer's fields go into."), onError,
    id,
  ]

  static let methods = ["get", "post", "put", "patch", "delete"]
  static let http = SettingTable(
    [.required("service", .name("a service"), "Which service of bot.yaml.")]
      + methods.map { Setting($0, .text, "The path to \($0); inserted parts are encoded.") } + [
        Setting("query", .each("a name", .text), "What stands after the ? of the address."),
        Setting("headers", .each("a header", .text), "Headers to send."),
        Setting("body", .anything, "The JSON to send; texts may hold {{ … }}."),
        Setting(
          "expect", .either([.integer(100...599), .list(.integer(100...599))]),
          "Statuses that are no error; 200 without it."),
      ])

  private static let opening = [
    .required("ticket", .map(ticket), "Opens a ticket."),
    Setting("into", .name("a variable"), "The record that its id and reply_by go into."), onError,
    id,
  ]

  private static let queue = Setting.required(
    "queue", .routing, "A queue; or by: a choice, with a queue for each of its values.")
  private static let priority = Setting("priority", .text, "low, normal, high or critical.")
  private static let fields = Setting(
    "fields", .names("variables"), "What was collected, for the agent to see.")

  static let ticket = SettingTable([
    queue, .required("subject", .text, "The ticket's subject."),
    .required("body", .text, "What it says."), priority,
    Setting("requester", .text, "The e-mail address to answer to."),
    Setting("tags", .either([.text, .list(.text)]), "Words to find it by."), fields,
  ])

  private static let handover = [
    .required("handoff", .map(handoff), "Hands the conversation over to people."),
    Setting("say", .text, "What to say once it stands in the queue."),
    Setting("unavailable", .name("a section"), "Where to go when nobody can come."), id,
  ]

  static let handoff = SettingTable([
    queue, priority, Setting("summary", .text, "What the agent should know, in a few lines."),
    fields, Setting("accept", .span, "How long somebody has to take it."),
  ])
}
