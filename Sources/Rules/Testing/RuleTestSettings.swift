import Authoring
import Desk

/// Which settings a file of tests of rules takes.
package enum RuleTestSettings {
  static let file = SettingTable([
    Setting("given", .map(given), "What is so in every case."),
    .required("cases", .list(.map(testCase)), "The conversations."),
  ])

  static let testCase = SettingTable([
    .required("name", .text, "What the case shows, as a sentence."),
    Setting("given", .map(given), "What is so before anything happens."),
    .required("events", .list(.either([.map(event), .choice(bareEvents)])), "What happens."),
    .required("expect", .map(expectation), "What has to be true in the end."),
  ])

  static let given = SettingTable([
    Setting("clock", .text, "The moment it begins, such as 2026-12-24T09:30:00Z."),
    Setting("hours", .choice(["open", "closed"]), "Whether people are there; open without it."),
    Setting("customer", .map(customer), "Who the customer is."),
    Setting("page", .text, "The address of the page they are on."),
    Setting("language", .name("a language"), "What their browser asks for; en without it."),
    Setting("site", .name("a site"), "The site; main without it."),
    Setting("channel", .name("a channel"), "How they came; web without it."),
  ])

  static let customer = SettingTable([
    Setting("name", .text, "Their name."), Setting("email", .text, "Their address."),
    Setting("verified", .flag, "Whether somebody vouches for it."),
    Setting(
      "contacts", .list(.integer(0...365)),
      "Their earlier conversations, each by how many days ago it began."),
  ])

  /// What needs no more than its name.
  static let bareEvents = ["taken", "released", "missed", "resolved", "reopened"]

  static let event = SettingTable([
    Setting("customer", .text, "The customer writes this."),
    Setting("agent", .text, "The agent writes this."),
    Setting("queued", .name("a queue"), "A person is wanted."),
    Setting("taken", .name("an agent"), "An agent gets it."),
    Setting("resolved", .choice(["agent", "customer", "bot"]), "Who resolves it."),
    Setting("rated", .integer(1...5), "The customer's stars."),
    Setting("comment", .text, "What the customer writes with the stars."),
    Setting("category", .name("a category"), "An agent gives it a category."),
    Setting(
      "priority", .choice(Priority.allCases.map(\.rawValue)), "An agent gives it a priority."),
    Setting("tags", .names("tags"), "An agent puts tags on."),
    Setting("fields", .each("a field", .text), "A flow sets fields."),
    Setting("declined", .name("an agent"), "An agent declines an offer."),
    Setting("nearing", .choice(targets), "A promise is nearly used up."),
    Setting("breached", .choice(targets), "A promise is broken."),
    Setting("wait", .span, "Time passes."),
  ])

  static let targets = ServiceTarget.allCases.map(\.rawValue)

  static let expectation = SettingTable([
    Setting("category", .text, "Its category; none where there is none."),
    Setting("priority", .text, "Its priority."),
    Setting("tags", .either([.list(.text), .text]), "Its tags, in order."),
    Setting("queue", .text, "The queue it is in."),
    Setting("fields", .either([.each("a field", .text), .text]), "What fields hold."),
    Setting("state", .text, "The ticket's state."),
    Setting("stage", .text, "Where it stands."),
    Setting("level", .text, "How often it was escalated."),
    Setting("rules", .either([.list(.text), .text]), "The rules that did something, in order."),
    Setting(
      "acts", .either([.list(.text), .text]),
      "Everything they did, in order, as the trace writes it."),
  ])

  /// The JSON Schema of `rules.test.yaml`.
  package static var schema: String {
    EditorSchema.document("What the rules have to make of conversations", file)
  }

  /// The same for the author's guide.
  package static var reference: String {
    AuthorReference.table("A test file: `config/rules.test.yaml`", file)
      + AuthorReference.table("A case, under `cases`", testCase)
      + AuthorReference.table("Inside `given`", given)
      + AuthorReference.table("Inside `customer`", customer)
      + AuthorReference.table("A line of `events`", event)
      + AuthorReference.table("Inside `expect`", expectation)
  }
}
