package import Desk
package import Wire

/// What an agent can type after a slash.
package enum SlashCommand: Equatable, Sendable {
  /// A conversation by its place in the queue (1 is first) or its ticket number (`#1042`).
  package enum Which: Equatable, Sendable {
    case current
    case place(Int)
    case ticket(Int64)
  }

  case take(Which)
  case open(Which)
  case next
  case resolve(note: String?)
  /// An order about the conversation on the screen; with a supervisor's reason.
  case order(Command, reason: String? = nil)
  /// As a supervisor: another agent takes no conversations any more.
  case sendAway(Identifier<Agent>, reason: String?)
  /// The customer of the conversation on the screen may not write: for so long, or at all.
  case block(for: Duration?, reason: String)
  case articles(String)
  /// In what was said, in all conversations; nothing opens the search.
  case search(String)
  /// To one of the conversations known; nothing means the next that needs an answer.
  case go(String)
  case back
  /// The customer's other conversations.
  case history
  /// Picks among people and queues.
  case pickReceiver
  /// Tells the customer by when there is an answer.
  case promise(Duration)
  case accept
  case theme(ThemeName)
  /// The agent's own figures, of today or of the last seven days.
  case figures(days: Int)
  case menu(String)
  case chooseKey(String, keys: String)
  case status(Presence)
  /// Sets the conversation on the screen aside for so long.
  case hold(for: Duration, reason: String?)
  /// Until the clock shows so many minutes after midnight.
  case holdUntil(minute: Int, reason: String?)
  /// Replies and macros whose name or title holds this.
  case shortcuts(String)
  /// Puts a reply's words into the input.
  case reply(String)
  /// Shows what a macro would do.
  case previewMacro(String)
  /// As a supervisor: words for all agents.
  case announce(String)
  /// Where one is logged in; or ends that, by its name or all others.
  case sessions(end: String?)
  /// What rings no more for so long; for no time at all: rings again.
  case mute(Alert.Kind?, for: Duration)
  /// Changes one's own password.
  case password
  /// What a report of a fault needs.
  case debug
  /// A file of this machine, and words with it; without a path what may be sent.
  case upload(String?, words: String)
  /// A file of the conversation, by its name or the one that is shown.
  case bring(FileAim, String?)
  /// How the customer rated it, or when they are asked.
  case survey
  /// Five minutes with a simulated customer, and back.
  case train
  /// Everything known of the customer, after the customer systems were asked again.
  case crm
  case who, board, card, retry, discard, logout, quit
  case help(String?)

  /// Why a line that begins with a slash is no command; it is never sent to the customer.
  package struct Mistake: Error, Equatable, Sendable {
    package let text: String
  }

  /// Whether a text is meant as a command. `//` begins an ordinary text with a slash.
  ///
  /// What cannot be seen before the slash, and the slash of a keyboard for Chinese or Japanese,
  /// make no difference: what looks like a command is none of the customer's business.
  package static func isMeant(_ text: String) -> Bool {
    let seen = visible(text)
    guard let slash = seen.first, slashes.contains(slash) else { return false }
    return seen.dropFirst().first.map { !slashes.contains($0) } ?? true
  }

  private static let slashes: Set<Character> = ["/", "\u{FF0F}"]

  /// The text from its first character that can be seen.
  private static func visible(_ text: some StringProtocol) -> Substring {
    Substring(text).drop { character in
      character.isWhitespace
        || character.unicodeScalars.allSatisfy {
          $0.properties.isDefaultIgnorableCodePoint || $0.properties.generalCategory == .format
            || $0.properties.generalCategory == .control
        }
    }
  }

  /// The words that a text which is no command sends: `//` stands for one slash.
  static func words(_ text: String) -> String {
    let seen = visible(text)
    guard let slash = seen.first, slashes.contains(slash) else { return text }
    return String(seen.dropFirst())
  }

  /// The name of a command that a line behind the first begins with.
  static func hidden(in text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline).dropFirst() where isMeant(line) {
      let name = visible(line).dropFirst().prefix { !$0.isWhitespace }.lowercased()
      if let row = SlashTable.row(name) { return row.name }
    }
    return nil
  }

  private static func isMeant(_ line: Substring) -> Bool { isMeant(String(line)) }

  package static func read(_ text: String) throws(Mistake) -> SlashCommand {
    let words = visible(text).dropFirst().split(maxSplits: 1) { $0 == " " || $0 == "\n" }
    let name = words.first.map { $0.lowercased() } ?? ""
    let rest = words.count > 1 ? trimmed(words[1]) : ""
    guard let row = SlashTable.row(name) else {
      let nearest = SlashTable.nearest(to: name).map { "; did you mean /\($0)?" } ?? ""
      throw Mistake(text: "there is no /\(name)\(nearest)")
    }
    guard let command = parse(row.name, rest) else {
      throw Mistake(text: "/\(row.name) is used so: \(row.usage)")
    }
    return command
  }

  private static func parse(_ name: String, _ rest: String) -> SlashCommand? {
    switch name {
    case "take": which(rest).map { .take($0) }
    case "open": rest.isEmpty ? nil : which(rest).map { .open($0) }
    case "next": .next
    case "takeover": reasoned(.take(over: true), rest)
    case "release": reasoned(.release, rest)
    case "transfer": rest.isEmpty ? .pickReceiver : transfer(rest, anyway: false)
    case "leave": transfer(rest, anyway: true)
    case "sendaway": sendAway(rest)
    case "return": .order(.transfer(to: .bot(flow: rest.isEmpty ? nil : rest), note: nil))
    case "resolve": .resolve(note: rest.isEmpty ? nil : rest)
    case "reopen": .order(.reopen)
    case "note": rest.isEmpty ? nil : .order(.note(rest))
    case "priority": Priority(rawValue: rest.lowercased()).map { .order(.prioritise($0)) }
    case "category": (1...64).contains(rest.unicodeScalars.count) ? .order(.categorise(rest)) : nil
    case "kb": .articles(rest)
    case "search": .search(rest)
    case "go": .go(rest)
    case "menu": .menu(rest)
    case "theme": ThemeName(rawValue: rest.lowercased()).map { .theme($0) }
    case "stats": figures(rest)
    case "set-key": chooseKey(rest)
    case "mute": mute(rest)
    case "upload": upload(rest)
    case "open-file": .bring(.open, rest.isEmpty ? nil : rest)
    case "save-file": .bring(.save, rest.isEmpty ? nil : rest)
    case "sessions": .sessions(end: rest.isEmpty ? nil : rest)
    case "announce": rest.isEmpty ? nil : .announce(rest)
    case "eta": span(Substring(rest), upTo: 30).map { .promise($0) }
    case "block": block(rest)
    case "status": Presence(rawValue: rest.lowercased()).map { .status($0) }
    case "help": .help(rest.isEmpty ? nil : rest)
    default: plain(name) ?? ticket(name, rest)
    }
  }

  private static func plain(_ name: String) -> SlashCommand? {
    switch name {
    case "who": .who
    case "card": .card
    case "crm": .crm
    case "board": .board
    case "back": .back
    case "history": .history
    case "accept": .accept
    case "password": .password
    case "debug": .debug
    case "survey": .survey
    case "train": .train
    case "retry": .retry
    case "discard": .discard
    case "logout": .logout
    case "quit": .quit
    default: nil
    }
  }

  private static func figures(_ text: String) -> SlashCommand? {
    switch text.lowercased() {
    case "", "today": .figures(days: 1)
    case "week": .figures(days: 7)
    default: nil
    }
  }

  private static func chooseKey(_ text: String) -> SlashCommand? {
    let words = text.split(maxSplits: 1) { $0 == " " }
    guard words.count == 2, let name = words.first else { return nil }
    return .chooseKey(String(name), keys: trimmed(words[1]))
  }

  private static func reasoned(_ command: Command, _ reason: String) -> SlashCommand? {
    guard reason.unicodeScalars.count <= Order.reasonLimit, !reason.contains("\n") else {
      return nil
    }
    return .order(command, reason: reason.isEmpty ? nil : reason)
  }

  private static func sendAway(_ text: String) -> SlashCommand? {
    let words = text.split(maxSplits: 1) { $0 == " " }
    guard let name = words.first, name.hasPrefix("@"), name.count > 1 else { return nil }
    let reason = words.count > 1 ? trimmed(words[1]) : nil
    guard (reason?.unicodeScalars.count ?? 0) <= Order.reasonLimit else { return nil }
    return .sendAway(Identifier(String(name.dropFirst())), reason: reason)
  }

  private static func block(_ text: String) -> SlashCommand? {
    let words = text.split(maxSplits: 1) { $0 == " " }
    guard words.count == 2, let span = words.first else { return nil }
    let reason = trimmed(words[1])
    guard (1...Order.reasonLimit).contains(reason.unicodeScalars.count) else { return nil }
    if span == "ever" { return .block(for: nil, reason: reason) }
    return Self.span(span, upTo: 3_650).map { .block(for: $0, reason: reason) }
  }

  private static func upload(_ text: String) -> SlashCommand? {
    if text.isEmpty { return .upload(nil, words: "") }
    return PathWord.read(text).map { .upload($0.path, words: $0.words) }
  }

  private static func which(_ text: String) -> Which? {
    if text.isEmpty { return .current }
    if text.hasPrefix("#") { return Int64(text.dropFirst()).map { .ticket($0) } }
    guard let number = Int(text), number > 0 else { return nil }
    return .place(number)
  }

  private static func transfer(_ text: String, anyway: Bool) -> SlashCommand? {
    let words = text.split(maxSplits: 1) { $0 == " " || $0 == "\n" }
    guard let target = words.first, target.count > 1 else { return nil }
    let note = words.count > 1 ? trimmed(words[1]) : nil
    switch target.first {
    case "@" where !anyway:
      return .order(.transfer(to: .agent(Identifier(String(target.dropFirst()))), note: note))
    case "#":
      return .order(
        .transfer(
          to: .queue(Identifier(String(target.dropFirst()))), note: note, anyway: anyway))
    default: return nil
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
