import Authoring

/// Which settings a recipe takes: its reader, its schema and its guide are made of these.
package enum RecipeSettings {
  static let file = SettingTable([
    .required("recipe", .name("a recipe"), "Its name, which is the file's."),
    .required("title", .text, "What people call the system."),
    .required("page", .text, "The page of its maker by which the recipe was written."),
    Setting("url", .text, "Where the system is, where it is the same for everybody."),
    Setting(
      "settings", .each("a setting", .either([.text, .map(setting)])),
      "What an operator says beside url and secret_file; a text alone is what it is for."),
    .required("auth", .map(auth), "How the desk shows who it is; only here stands {{ secret }}."),
    Setting(
      "words", .choice(WordsFormat.allCases.map(\.rawValue)),
      "How words are written there: plain without it."),
    Setting("rate", .map(rate), "How many requests the system takes in which time."),
    Setting("lag", .span, "How long a new ticket may not be found there; nothing without it."),
    Setting("states", .map(states), "What the states of a ticket are called there."),
    Setting("priorities", .map(priorities), "What the priorities are called there."),
    .required("verbs", .map(verbs), "What can be done with a ticket, each as requests."),
    Setting("inbound", .map(inbound), "How what happened there is told to the desk, and signed."),
  ])

  static let setting = SettingTable([
    .required("about", .text, "What it is for."),
    Setting("default", .text, "What it is where nobody says."),
  ])

  static let auth = SettingTable([
    Setting("header", .text, "The name of the header."),
    Setting("value", .text, "What stands in it."),
    Setting("user", .text, "For HTTP's basic way: who."),
    Setting("password", .text, "For HTTP's basic way: the password."),
  ])

  static let rate = SettingTable([
    .required("requests", .integer(1...100_000), "So many."),
    .required("per", .span, "In so long."),
  ])

  static let stateWords = ["new", "open", "waiting", "on_hold", "missed", "solved", "closed"]
  static let priorityWords = ["low", "normal", "high", "urgent"]

  static let states = SettingTable(
    stateWords.map {
      Setting($0, .anything, "What \($0) is called there; nothing changes without it.")
    })

  static let priorities = SettingTable(
    priorityWords.map { Setting($0, .anything, "What \($0) is called there.") })

  static let verbs = SettingTable([
    Setting("find", steps, "Looks for the ticket of a conversation: before each create."),
    .required("create", steps, "Makes the ticket."),
    Setting("append", steps, "Adds what was said. Without it a ticket is made once, at the end."),
    Setting("note", steps, "Adds what customers must not see; without it notes stay here."),
    Setting("state", steps, "Changes state and priority."),
    Setting("attach", steps, "Adds a file."),
    Setting("entries", steps, "Reads what the ticket holds, to see whether an entry is there."),
  ])

  private static let steps = Setting.Shape.either([.map(step), .list(.map(step))])

  static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  static let step = SettingTable([
    .required("method", .choice(methods), "How it is asked."),
    .required("path", .text, "Behind the url; values in it are escaped."),
    Setting("headers", .each("a header", .text), "Further headers."),
    Setting("json", .anything, "The body; a key whose value comes to nothing is left out."),
    Setting("form", .each("a field", .text), "The body as a form with the file."),
    Setting("file", .text, "Under which field of the form the file goes; alone: the body is it."),
    Setting("ok", .list(.integer(100...599)), "What it answers when all is well: 200, 201, 204."),
    Setting("absent", .list(.integer(100...599)), "What it answers when there is none."),
    Setting("list", pointer, "Where the items of the answer stand."),
    Setting("where", .each("a pointer", .text), "What stands in the item that is meant."),
    Setting("contains", .each("a pointer", .text), "What stands amid others in it."),
    Setting("id", pointer, "Where the ticket's id stands, in the item or the answer."),
    Setting("link", .text, "Where people see it."),
    Setting("keep", .each("a name", pointer), "What later steps need, as {{ kept.NAME }}."),
    Setting("text", .either([pointer, .list(pointer)]), "Where an entry's words stand."),
    Setting("next", pointer, "Where the address of the next page stands."),
  ])

  private static let pointer = Setting.Shape.text

  static let inbound = SettingTable([
    Setting("signature", .map(signature), "How what comes is signed."),
    Setting("token", .text, "Or the header in which the secret itself stands."),
    Setting("delivery", .text, "The header with the delivery's own id."),
    .required("ticket", pointer, "Where the ticket's id stands."),
    Setting("entry", .map(inboundEntry), "How words that somebody wrote there are read."),
    Setting("state", pointer, "Where the ticket's state stands, by the words of states."),
    Setting("states", .map(states), "What states are called there, if not as in requests."),
    Setting("own", .each("a pointer", .text), "What stands there when the desk itself changed it."),
  ])

  static let signature = SettingTable([
    .required("header", .text, "The header it stands in."),
    .required(
      "algorithm", .choice(InboundSignature.Algorithm.allCases.map(\.rawValue)), "By which."),
    .required(
      "encoding", .choice(InboundSignature.Encoding.allCases.map(\.rawValue)), "Written how."),
    Setting("prefix", .text, "What stands before it, such as sha256=."),
    Setting("timestamp", .text, "The header whose time is signed before the body."),
  ])

  static let inboundEntry = SettingTable([
    .required("id", pointer, "Where its id stands: the same one twice changes nothing."),
    .required("text", pointer, "Where its words stand."),
    Setting("author", pointer, "Where the name of who wrote it stands."),
    Setting("email", pointer, "Where their address stands."),
    Setting("subject", pointer, "Where the desk's mark stands, if not in the words."),
    Setting("html", .each("a pointer", .text), "What stands there when the words are HTML."),
    Setting(
      "public", .each("a pointer", .text), "What stands there where customers may see it."),
    Setting("when", .each("a pointer", .text), "What stands there when it is such an entry."),
    Setting("own", .each("a pointer", .text), "What stands there when the desk itself wrote it."),
  ])

  /// The recipe's shape as JSON Schema, for editors.
  package static var schema: String {
    EditorSchema.document("How a ticket system is spoken to", file)
  }
}
