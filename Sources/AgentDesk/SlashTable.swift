/// The slash commands: the one source of `/help`, completion and the manual.
package enum SlashTable {
  /// One command, as the help and the completion show it.
  package struct Row: Equatable, Sendable {
    package let name: String
    package let aliases: [String]
    package let usage: String
    package let meaning: String
  }

  package static let rows: [Row] = [
    row("take", "/take [place | #ticket]", "answer this conversation, or that one of the queue"),
    row("next", "/next", "take whoever should be answered first"),
    row("takeover", "/takeover [reason]", "take it from its agent or the bot, as a supervisor"),
    row("open", "/open place | #ticket", "look at a conversation without taking it"),
    row("release", "/release [reason]", "give it back to its queue, in its old place"),
    row("transfer", "/transfer @agent | #queue [note]", "hand it to somebody else"),
    row("leave", "/leave #queue [note]", "to a queue where nobody is; a reply is promised"),
    row("return", "/return [flow]", "give it back to the bot, to a flow of your choice"),
    row("resolve", "/resolve [note]", "the matter is settled", ["close"]),
    row("reopen", "/reopen", "take up what was resolved"),
    row("note", "/note text", "internal words; the customer never sees them", ["whisper"]),
    row("priority", "/priority low | normal | high | urgent", "set how urgent it is"),
    row("category", "/category name", "say what it is about"),
    row("tag", "/tag [+]tag … -tag …", "put tags on it, or take them off"),
    row("field", "/field name = value", "fill in a field of the ticket"),
    row("requester", "/requester name <e-mail>", "say who the customer is"),
    row("escalate", "/escalate [#queue] [stay] reason", "on to people who can do more", ["up"]),
    row("hold", "/hold 30m | 2h | 3d [reason]", "set it aside for so long", ["snooze"]),
    row("wake", "/wake", "no longer on hold"),
    row("follow", "/follow", "be told of it, whoever has it"),
    row("unfollow", "/unfollow", "be told of it no longer"),
    row("link", "/link [related | parent | child] #ticket", "tie it to another ticket"),
    row("unlink", "/unlink [related | parent | child] #ticket", "take that back"),
    row("merge", "/merge #ticket", "it is over and goes on in the other, of the same customer"),
    row("split", "/split seq [#queue]", "the customer's words from there on: a ticket of its own"),
    row("answerall", "/answerall text", "to the customers of all tickets of this incident"),
    row("resolveall", "/resolveall text", "the same, and all of them are resolved"),
    row("end", "/end", "close what is resolved for good"),
    row("macro", "/macro [name | name!]", "show what it would do; with ! do it"),
    row("reply", "/reply [name]", "put the words of a reply into the input"),
    row("decline", "/decline [reason]", "you do not want what is offered to you"),
    row("kb", "/kb [words]", "search the articles and insert one"),
    row("search", "/search words and filters", "find what was said; from:anna after:2026-11"),
    row("card", "/card", "everything known about the customer and the case", ["info"]),
    row("status", "/status online | away", "take conversations, or do not"),
    row("sendaway", "/sendaway @agent [reason]", "as a supervisor: they take no conversations"),
    row("block", "/block 30m | 24h | 7d | ever reason", "the customer may not write for so long"),
    row("who", "/who", "who is at the desk"),
    row("retry", "/retry", "send refused words again, or reconnect now"),
    row("discard", "/discard", "let go of refused words"),
    row("help", "/help [command]", "this list, or one command", ["h"]),
    row("logout", "/logout", "end this session and forget its token"),
    row("quit", "/quit", "leave; your conversations stay yours for a minute", ["exit", "q"]),
  ]

  private static func row(
    _ name: String, _ usage: String, _ meaning: String, _ aliases: [String] = []
  ) -> Row {
    Row(name: name, aliases: aliases, usage: usage, meaning: meaning)
  }

  static func row(_ name: String) -> Row? {
    rows.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The names that begin so, for completion.
  static func completions(of prefix: String) -> [String] {
    rows.map(\.name).filter { $0.hasPrefix(prefix) }
  }

  /// The name that was probably meant: at most two slips away.
  static func nearest(to name: String) -> String? {
    guard !name.isEmpty, name.count <= 32 else { return nil }
    if let begun = completions(of: name).first { return begun }
    let ranked = rows.flatMap { [$0.name] + $0.aliases }
      .map { (name: $0, slips: distance($0, name)) }
      .min { $0.slips < $1.slips }
    return ranked.flatMap { $0.slips <= 2 ? $0.name : nil }
  }

  /// Levenshtein's distance.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one), Array(other))
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let change = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
