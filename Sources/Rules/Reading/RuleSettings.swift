import Authoring
import Desk

/// Which settings a file of rules and its parts take: its reader, its schema and its guide are made
/// of these.
package enum RuleSettings {
  static let file = SettingTable([
    .required("rules", .list(.map(rule)), "The rules, in the order in which they look."),
    Setting("replies", .list(.map(reply)), "Texts that agents answer with."),
    Setting("macros", .list(.map(macro)), "Several acts that an agent does at once."),
  ])

  static let reply = SettingTable([
    .required("name", .name("a name"), "What agents call it by."),
    Setting("title", .text, "What it is about, as lists show it."),
    .required(
      "text", .either([.text, .each("a language", .text)]),
      "The words; {{ … }} inserts a value of the conversation."),
  ])

  static let macro = SettingTable([
    .required("name", .name("a name"), "What agents call it by."),
    Setting("title", .text, "What it does, as lists show it."),
    .required(
      "do", .list(.either([.map(act), .choice(bare)])),
      "Its acts in order: those of rules that are an agent's to do, and reply: NAME."),
  ])

  static let rule = SettingTable([
    .required("name", .name("a name"), "Its name, which the record keeps with what it did."),
    Setting("title", .text, "What people read in its place."),
    Setting("enabled", .flag, "False keeps it from looking; true without it."),
    .required(
      "when",
      .either([.choices(Occasion.allCases.map(\.rawValue)), .map(delay), .list(.map(delay))]),
      "What has to happen, one or a list; or how long after something."),
    Setting("words", .phrases, "Any of these has to stand in the words; refund* may go on."),
    Setting("no_words", .phrases, "None of these may stand in the words."),
    Setting(
      "if", .either([.expression, .list(.expression)]), "What has to be true; all of a list."),
    Setting(
      "cool_down", .span, "At most once in this time for the same customer, whatever conversation."),
    .required("do", .list(.either([.map(act), .choice(bare)])), "What it does, in this order."),
    Setting("stop", .flag, "True keeps later rules from looking at what this one was meant for."),
  ])

  static let delay = SettingTable([
    .required("after", .span, "How long."),
    .required("since", .choice(Delay.Since.allCases.map(\.rawValue)), "After what."),
    Setting(
      "clock", .choice(clocks), "opening counts the queue's opening hours only; plain without it."),
  ])

  static let clocks = ["plain", "opening"]

  /// Acts that need no more than their name.
  static let bare = ["resolve", "close", "stop"]

  static let act = SettingTable([
    Setting("category", .name("a category"), "Gives it a category."),
    Setting(
      "priority", .choice(Priority.allCases.map(\.rawValue)), "Gives it a priority."),
    Setting(
      "tags", .either([.text, .list(.text), .map(tags)]), "Puts tags on; or add: and remove:."),
    Setting("fields", .each("a field", .text), "Sets fields; {{ … }} inserts a value."),
    Setting("queue", .name("a queue"), "Puts it into another queue while nobody has it."),
    Setting("offer", .map(offer), "Has it offered to somebody first, while it waits."),
    Setting("notify", .map(notify), "Tells agents."),
    Setting(
      "escalate", .map(escalate), "Passes it on to another level; its place in time is kept."),
    Setting("note", .text, "Writes a note that customers never see."),
    Setting(
      "say", .either([.text, .each("a language", .text)]), "Says something to the customer."),
    Setting("flow", .name("a flow"), "Starts a flow of the bot's with the customer."),
    Setting("hold", .map(hold), "Puts it on hold."),
    Setting("task", .map(task), "Opens a ticket for a colleague, linked to this one."),
  ])

  static let tags = SettingTable([
    Setting("add", .names("tags"), "Tags to put on."),
    Setting("remove", .names("tags"), "Tags to take off."),
  ])

  static let offer = SettingTable([
    Setting("agent", .name("an agent"), "To this agent."),
    Setting("team", .name("a team"), "To somebody of this team."),
    Setting("skill", .name("a skill"), "To somebody with this skill."),
  ])

  static let notify = SettingTable([
    .required(
      "to", .names("agent:NAME, team:NAME, queue:NAME, owner or supervisors"), "Whom to tell."),
    .required("text", .text, "What they are told."),
  ])

  static let escalate = SettingTable([
    Setting("to", .name("a queue"), "The queue of the next level; the desk's own without it."),
    .required("reason", .text, "Why; the people there read it."),
    Setting("stay", .flag, "True lets the agent who had it follow on."),
  ])

  static let hold = SettingTable([
    .required("for", .span, "How long."),
    Setting("reason", .text, "What is waited for."),
  ])

  static let task = SettingTable([
    .required("queue", .name("a queue"), "Whose task it is."),
    .required("subject", .text, "What it is called."),
    Setting("body", .text, "What there is to do."),
    Setting("priority", .choice(Priority.allCases.map(\.rawValue)), "normal without it."),
  ])

  /// The JSON Schema of `rules.yaml`, for editors.
  package static var schema: String { EditorSchema.document("The rules of the desk", file) }

  /// The same for the author's guide.
  package static var reference: String {
    AuthorReference.table("The file: `config/rules.yaml`", file)
      + AuthorReference.table("A rule, under `rules`", rule)
      + AuthorReference.table("A reply, under `replies`", reply)
      + AuthorReference.table("A macro, under `macros`", macro)
      + AuthorReference.table("A time, under `when`", delay)
      + AuthorReference.table("An act, under `do`", act)
      + AuthorReference.table("Inside `tags`", tags)
      + AuthorReference.table("Inside `offer`", offer)
      + AuthorReference.table("Inside `notify`", notify)
      + AuthorReference.table("Inside `escalate`", escalate)
      + AuthorReference.table("Inside `hold`", hold)
      + AuthorReference.table("Inside `task`", task)
  }

  /// What happens, what is counted from and what conditions may speak of, as tables.
  package static var vocabulary: String {
    var text = "\n### What a rule may wait for\n\n| `when` | happens |\n|---|---|\n"
    for occasion in Occasion.allCases { text += "| `\(occasion.rawValue)` | \(occasion.about) |\n" }
    text += "\n### What time is counted from\n\n| `since` | counts |\n|---|---|\n"
    for since in Delay.Since.allCases { text += "| `\(since.rawValue)` | \(since.about) |\n" }
    text += "\n### What a condition may speak of\n\n| name | holds | meaning |\n|---|---|---|\n"
    for fact in Fact.allCases {
      let only = fact.occasions.map { list in
        " Only at " + list.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."
      }
      text += "| `\(fact.rawValue)` | \(fact.type.name) | \(fact.about)\(only ?? "") |\n"
    }
    text +=
      "| `customer.attributes.NAME` | text | What the customer's site has signed of them, or a customer system knows; absent "
      + "for others. |\n"
    text += "| `fields.NAME` | as the desk says | A field of the ticket, by its name. |\n"
    return text
  }
}
