import Authoring
import Flows

/// Which settings a test file and its parts take.
package enum TestSettings {
  /// The JSON Schema of `*.test.yaml`.
  package static var schema: String {
    EditorSchema.document("Conversations that have to go as they are written", file)
  }

  /// The same for the author's guide.
  package static var reference: String {
    AuthorReference.table("A test file: `tests/<name>.test.yaml`", file)
      + AuthorReference.table("A case, under `cases`", testCase)
      + AuthorReference.table("Inside `given`", given)
      + AuthorReference.table("A line of `chat`", line)
      + AuthorReference.table("Inside `expect`", expectation)
  }

  private static let start = [
    Setting("flow", .name("a flow"), "Where it begins; without it, where the entry rules lead."),
    Setting("at", .name("a section"), "Begins in the middle of the flow."),
    Setting("vars", .each("a variable", .anything), "What the flow's variables hold at the start."),
    Setting("given", .map(given), "The world the conversation takes place in."),
    Setting("strict", .flag, "False lets the bot say more than is written; true without it."),
  ]

  static let file = SettingTable(
    start + [.required("cases", .list(.map(testCase)), "The conversations.")])

  static let testCase = SettingTable(
    [.required("name", .text, "What the case shows, as a sentence.")] + start + [
      .required("chat", .list(.either([.map(line), .choice(["restart"])])), "Who says what."),
      Setting("expect", .map(expectation), "What has to be true in the end."),
    ])

  static let given = SettingTable([
    Setting("customer", .each("a fact", .anything), "What is known of the customer."),
    Setting(
      "attributes", .each("an attribute", .text), "What the customer's site has signed of them."),
    Setting("conversation", .each("a fact", .anything), "What is known of the conversation."),
    Setting("clock", .text, "The moment it begins, such as 2026-12-24T09:30:00Z."),
    Setting(
      "hours", .either([.choice(["open", "closed"]), .each("open or next_open", .text)]),
      "Whether the desk is open, and when it opens next."),
    Setting(
      "agents", .either([.integer(0...1000), .each("a queue", .integer(0...1000))]),
      "How many agents are online, in all queues or in each."),
    Setting(
      "kb", .either([.choice(["all"]), .list(.anything)]),
      "The articles there are: all, or a list of names and cards."),
    Setting(
      "http", .either([.list(.anything), .each("a setting", .anything)]),
      "What services answer, in the order they are called."),
    Setting("files", .choice(["on", "off"]), "Whether the desk takes files; on without it."),
    Setting("mail", .choice(["on", "off"]), "Whether the desk sends mail; off without it."),
    Setting("ticket_error", .text, "Why no ticket can be opened."),
    Setting("wait", .span, "How long the desk reckons the wait for an agent to be."),
    Setting("language", .name("a language"), "The customer's language."),
    Setting(
      "zone", .text, "The customer's time zone, such as America/New_York; the desk's without it."),
  ])

  static let line = SettingTable([
    Setting("bot", .text, "What the bot says next: whole, \"prefix…\" or /regular expression/."),
    Setting("options", .names("options"), "The options with it, by id and in order."),
    Setting("cards", .names("articles"), "The articles with it."),
    Setting("fields", .names("variables"), "The fields of the form with it."),
    Setting(
      "user", .either([.text, .map(repeated)]), "What the customer writes."),
    Setting("tap", .name("an option"), "The option the customer presses; escape is the way out."),
    Setting("fill", .each("a field", .text), "What the customer puts into the form."),
    Setting("send", .either([.text, .map(sentFile)]), "The file the customer sends."),
    Setting("wait", .span, "Time passes."),
    Setting("publish", .name("a file or folder of tests/"), "Another revision is published."),
    Setting(
      "agent",
      .either([.choice(["online", "offline", "takes", "returns"]), .map(agent)]),
      "What an agent does."),
    Setting("hours", .choice(["open", "closed"]), "The desk opens or closes."),
    Setting("event", .name("an event"), "Something happens, such as conversation.closed."),
  ])

  static let sentFile = SettingTable([
    .required("name", .text, "What it is called."),
    Setting("size", .integer(1...(1 << 30)), "How many bytes it has; 200000 without it."),
    Setting("media", .name("a media type"), "What it is; by its name's ending without it."),
  ])

  private static let repeated = SettingTable([
    .required("text", .text, "The words."),
    .required("times", .integer(1...5000), "How often they are written."),
  ])

  private static let agent = SettingTable([
    Setting("says", .text, "What the agent writes."),
    Setting("returns", .name("a flow"), "The flow the conversation is given back to."),
  ])

  static let expectation = SettingTable([
    Setting("outcome", .choice(Revision.outcomeNames + ["none"]), "How it came out so far."),
    Setting("path", .list(.text), "The sections that were gone through."),
    Setting("vars", .each("a variable", .anything), "What the variables hold."),
    Setting("events", .list(.choice(TestFileReader.eventNames)), "What was counted, in order."),
    Setting(
      "handoff", orNone(.each("a setting", .anything)),
      "What was handed over; none where nothing was."),
    Setting(
      "ticket", orNone(.each("a setting", .anything)),
      "The ticket that was opened; none where none was."),
    Setting("record", .each("a fact", .anything), "What was kept with the conversation."),
    Setting("at", .text, "The section it stands in."),
  ])

  private static func orNone(_ shape: Setting.Shape) -> Setting.Shape {
    .either([shape, .choice(["none"])])
  }
}
