import Documents

/// The slash commands: the one source of `/help`, completion, the palette, the manual and the man
/// page.
package enum SlashTable {
  /// One command, as the help and the completion show it.
  package struct Row: Equatable, Sendable {
    package let name: String
    package let aliases: [String]
    package let usage: String
    package let meaning: String
    /// A line as somebody might type it.
    package let example: String
    /// What is completed behind it.
    let argument: SlashArgument
  }

  package static let rows: [Row] = conversations + tickets + knowledge + desk

  private static let conversations: [Row] = [
    row(
      "take", "/take [place | #ticket]", "answer this conversation, or that one of the queue",
      "/take #1042", .ticket),
    row("next", "/next", "take whoever should be answered first", "/next"),
    row(
      "takeover", "/takeover [reason]", "take it from its agent or the bot, as a supervisor",
      "/takeover Kim is ill"),
    row(
      "go", "/go [your number | #ticket | name]", "go there; alone, to the next that needs you",
      "/go ana", .conversation, ["jump", "unread"]),
    row(
      "open", "/open place | #ticket", "look at any conversation you may read",
      "/open #1042", .ticket),
    row("back", "/back", "to the conversation you looked at before", "/back"),
    row(
      "release", "/release [reason]", "give it back to its queue, in its old place",
      "/release my shift ends"),
    row(
      "transfer", "/transfer [@agent | #queue [note]]", "hand it to somebody else",
      "/transfer #billing wants the money back", .agentOrQueue, ["assign"]),
    row(
      "leave", "/leave #queue [note]", "to a queue where nobody is; a reply is promised",
      "/leave #billing for tomorrow", .queue),
    row(
      "return", "/return [flow]", "give it back to the bot, to a flow of your choice",
      "/return triage", .flow, ["flow", "bot"]),
    row(
      "resolve", "/resolve [note]", "the matter is settled", "/resolve sent a new one", .none,
      ["close", "solve"]),
    row("reopen", "/reopen", "take up what was resolved", "/reopen"),
    row(
      "note", "/note text", "internal words; the customer never sees them",
      "/note the depot says customs", .none, ["whisper"]),
    row(
      "eta", "/eta 20m | 2h | 1d", "tell the customer by when you will be back with an answer",
      "/eta 20m"),
    row(
      "upload", "/upload path [words]", "send a file, and words with it; Tab completes the path",
      "/upload ~/label.pdf Your new label", .path, ["attach"]),
    row(
      "open-file", "/open-file [name]", "look at a file of the conversation", "/open-file",
      .file),
    row(
      "save-file", "/save-file [name]", "keep a file of the conversation in your downloads",
      "/save-file photo.jpg", .file, ["download"]),
    row("accept", "/accept", "take what is offered to you", "/accept"),
    row(
      "decline", "/decline [reason]", "you do not want what is offered to you",
      "/decline at lunch"),
  ]

  private static let tickets: [Row] = [
    row(
      "priority", "/priority low | normal | high | urgent", "set how urgent it is",
      "/priority high", .priority),
    row(
      "category", "/category name", "say what it is about", "/category billing/refund",
      .category),
    row(
      "tag", "/tag [+]tag … -tag …", "put tags on it, or take them off", "/tag +vip -trial",
      .tag),
    row(
      "field", "/field name = value", "fill in a field of the ticket",
      "/field order_id = A-1182", .field, ["set"]),
    row(
      "requester", "/requester name <e-mail>", "say who the customer is",
      "/requester Ana Perez <ana@example.com>"),
    row(
      "escalate", "/escalate [#queue] [stay] reason", "on to people who can do more",
      "/escalate #billing the bank refuses", .queue, ["up"]),
    row(
      "hold", "/hold 30m | 2h | 3d | until 14:00 [reason]", "set it aside for so long",
      "/hold 2h the depot calls back", .none, ["snooze", "pending"]),
    row(
      "wait", "/wait [30m | 2h | 3d] [reason]", "set it aside until the customer answers: 3d",
      "/wait 2d for the photo"),
    row("wake", "/wake", "no longer on hold", "/wake"),
    row("follow", "/follow", "be told of it, whoever has it", "/follow", .none, ["watch"]),
    row("unfollow", "/unfollow", "be told of it no longer", "/unfollow", .none, ["unwatch"]),
    row(
      "link", "/link [related | parent | child] #ticket", "tie it to another ticket",
      "/link parent #1040", .ticket),
    row(
      "unlink", "/unlink [related | parent | child] #ticket", "take that back",
      "/unlink #1040", .ticket),
    row(
      "merge", "/merge #ticket", "it is over and goes on in the other, of the same customer",
      "/merge #1040", .ticket),
    row(
      "split", "/split seq [#queue]", "the customer's words from there on: a ticket of its own",
      "/split 14 #billing", .queue),
    row(
      "answerall", "/answerall text", "to the customers of all tickets of this incident",
      "/answerall Parcels move again."),
    row(
      "resolveall", "/resolveall text", "the same, and all of them are resolved",
      "/resolveall Parcels move again."),
    row("end", "/end", "close what is resolved for good", "/end"),
    row(
      "block", "/block 30m | 24h | 7d | ever reason", "the customer may not write for so long",
      "/block 24h threats"),
  ]

  private static let knowledge: [Row] = [
    row(
      "macro", "/macro [name | name!]", "show what it would do; with ! do it",
      "/macro refund!", .macro),
    row(
      "reply", "/reply [name]", "put the words of a reply into the input",
      "/reply late-parcel", .reply, ["template", "canned"]),
    row(
      "kb", "/kb [words]", "search the articles and insert one", "/kb late parcel", .article,
      ["article", "articles"]),
    row(
      "search", "/search [words and filters]", "find what was said; from:anna after:2026-11",
      "/search refund from:anna after:2026-11", .filter, ["find"]),
    row(
      "card", "/card", "everything known about the customer and the case", "/card", .none,
      ["info", "ticket"]),
    row(
      "crm", "/crm", "ask the customer systems again; the card shows what they know", "/crm",
      .none, ["lookup"]),
    row(
      "history", "/history", "the customer's other conversations, to be read", "/history", .none,
      ["past", "earlier"]),
  ]

  private static let desk: [Row] = [
    row(
      "status", "/status online | away", "take conversations, or do not", "/status away",
      .presence),
    row(
      "board", "/board", "queues, customers at risk, agents with their load", "/board"),
    row(
      "announce", "/announce text", "as a supervisor: words for every agent's screen",
      "/announce The shop is down until noon", .none, ["broadcast"]),
    row(
      "sendaway", "/sendaway @agent [reason]", "as a supervisor: they take no conversations",
      "/sendaway @kim went home", .agent),
    row(
      "mute", "/mute [kind of alert] [30m | 2h | off]",
      "this conversation, or such alerts, show and do not ring: 1h", "/mute 2h", .alert,
      ["quiet"]),
    row("who", "/who", "who is at the desk", "/who", .none, ["team", "agents"]),
    row(
      "stats", "/stats [today | week]", "what you did, and how fast", "/stats week", .span,
      ["figures"]),
    row(
      "theme", "/theme dark | light | contrast | mono", "other colours until you leave",
      "/theme light", .theme, ["colors", "colours"]),
    row(
      "menu", "/menu [words]", "everything that can be done, found by its words", "/menu take",
      .none, ["palette", "commands"]),
    row(
      "sessions", "/sessions [name | others]", "where you are logged in; with a name, end it there",
      "/sessions others"),
    row("password", "/password", "change your own password; nothing of it is shown", "/password"),
    row(
      "set-key", "/set-key action key …", "put an action on other keys until you leave",
      "/set-key take-next F5", .action, ["key", "bind"]),
    row(
      "survey", "/survey", "how the customer rated it, or when they are asked", "/survey", .none,
      ["rating", "csat"]),
    row(
      "train", "/train", "five minutes with a simulated customer, and back to your own", "/train",
      .none, ["tutorial"]),
    row(
      "debug", "/debug", "line, positions and faults, for a report; no customer's words in it",
      "/debug"),
    row("retry", "/retry", "send refused words again, or reconnect now", "/retry"),
    row("discard", "/discard", "let go of refused words", "/discard"),
    row("help", "/help [command]", "this list, or one command", "/help transfer", .command, ["h"]),
    row("logout", "/logout", "end this session and forget its token", "/logout"),
    row(
      "quit", "/quit", "leave; your conversations stay yours for a minute", "/quit", .none,
      ["exit", "q"]),
  ]

  private static func row(
    _ name: String, _ usage: String, _ meaning: String, _ example: String,
    _ argument: SlashArgument = .none, _ aliases: [String] = []
  ) -> Row {
    Row(
      name: name, aliases: aliases, usage: usage, meaning: meaning, example: example,
      argument: argument)
  }

  static func row(_ name: String) -> Row? {
    rows.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The names that begin so, for completion.
  static func completions(of prefix: String) -> [String] {
    rows.map(\.name).filter { $0.hasPrefix(prefix) }
  }

  /// The name that was probably meant: one that begins so, else the nearest.
  static func nearest(to name: String) -> String? {
    let names = rows.map(\.name) + rows.flatMap(\.aliases)
    guard !name.isEmpty else { return nil }
    return names.first { $0.hasPrefix(name) } ?? NearestName.suggest(name, among: names)
  }
}

/// What stands behind a command, as far as it can be completed.
enum SlashArgument: Equatable, Sendable {
  case none, ticket, conversation, agent, queue, agentOrQueue, flow, category, tag, field
  case priority, presence, theme, span, macro, reply, filter, action, command
  case alert, pause, article, value, emoji, path, file
}

extension SlashTable.Row {
  /// All that `/help NAME` says of it.
  package var help: [String] {
    var lines = [usage, meaning, "for example: \(example)"]
    if !aliases.isEmpty {
      lines.append("also: " + aliases.map { "/\($0)" }.joined(separator: ", "))
    }
    return lines
  }
}
