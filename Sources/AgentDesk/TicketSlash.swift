import Desk

/// What an agent can type about the ticket on the screen.
extension SlashCommand {
  /// `moment` is what the desk's clock says; only what is set aside goes by it.
  static func ticket(_ name: String, _ rest: String) -> SlashCommand? {
    switch name {
    case "tag": tag(rest)
    case "field": field(rest)
    case "requester": requester(rest)
    case "decline": .order(.decline(reason: rest.isEmpty ? nil : rest))
    case "escalate": escalate(rest)
    case "follow": .order(.follow(true))
    case "unfollow": .order(.follow(false))
    case "hold": hold(rest)
    case "wait": wait(rest)
    case "wake": .order(.wake)
    case "link": link(rest) { .link($0, to: $1) }
    case "unlink": link(rest) { .unlink($0, from: $1) }
    case "merge": number(rest).map { .order(.merge(into: .number($0))) }
    case "split": split(rest)
    case "answerall": rest.isEmpty ? nil : .order(.answerAll(rest, resolve: false))
    case "resolveall": rest.isEmpty ? nil : .order(.answerAll(rest, resolve: true))
    case "end": .order(.close)
    case "macro": rest.isEmpty ? .shortcuts("") : macro(rest)
    case "reply": rest.isEmpty ? .shortcuts("") : .reply(rest)
    default: nil
    }
  }

  private static func tag(_ text: String) -> SlashCommand? {
    let words = text.split(separator: " ").map(String.init)
    let removed = words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
    let added = words.filter { !$0.hasPrefix("-") }
      .map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 }
    guard !words.isEmpty, (added + removed).allSatisfy(Tagging.isTag) else { return nil }
    return .order(.tag(add: added, remove: removed))
  }

  private static func field(_ text: String) -> SlashCommand? {
    // With `=`, or the name and then the value.
    let mark: Character = text.contains("=") ? "=" : " "
    let parts = text.split(separator: mark, maxSplits: 1)
    guard parts.count == 2, let name = parts.first.map({ $0.filter { $0 != " " } }), !name.isEmpty
    else { return nil }
    let value = parts[1].drop { $0 == " " }
    return .order(.setFields([Field(name, String(value))]))
  }

  /// `Ana Silva <ana@example.com>`, or one of the two.
  private static func requester(_ text: String) -> SlashCommand? {
    let parts = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].filter { $0 != ">" }.split(separator: " ").joined(separator: " ")
    let email = parts.count > 1 ? String(parts[1].prefix { $0 != ">" }) : nil
    guard !name.isEmpty || email?.isEmpty == false else { return nil }
    return .order(.identify(name: name.isEmpty ? nil : name, email: email))
  }

  private static func escalate(_ text: String) -> SlashCommand? {
    var words = text.split(separator: " ").map(String.init)
    var queue: Identifier<Queue>?
    if let first = words.first, first.hasPrefix("#"), first.count > 1 {
      queue = Identifier(String(first.dropFirst()))
      words.removeFirst()
    }
    let stays = words.first == "stay"
    if stays { words.removeFirst() }
    guard !words.isEmpty else { return nil }
    return .order(.escalate(to: queue, reason: words.joined(separator: " "), stay: stays))
  }

  private static func hold(_ text: String) -> SlashCommand? {
    let words = text.split(separator: " ", maxSplits: 1)
    if words.first == "until", words.count > 1 { return holdUntil(words[1]) }
    guard let span = words.first.flatMap({ Self.span($0, upTo: 366) }) else { return nil }
    return .hold(for: span, reason: words.count > 1 ? String(words[1]) : nil)
  }

  /// `14:00`, by the clock on the wall.
  private static func holdUntil(_ text: Substring) -> SlashCommand? {
    let words = text.split(separator: " ", maxSplits: 1)
    let parts = words.first?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    return .holdUntil(
      minute: hour * 60 + minute, reason: words.count > 1 ? String(words[1]) : nil)
  }

  /// Until the customer writes, which ends a hold by itself, and at the latest so long.
  private static func wait(_ text: String) -> SlashCommand? {
    let words = text.split(separator: " ", maxSplits: 1)
    let span = words.first.flatMap { Self.span($0, upTo: 366) }
    let reason = span == nil ? text : words.count > 1 ? String(words[1]) : ""
    return .hold(
      for: span ?? .seconds(3 * 86_400),
      reason: reason.isEmpty ? "waiting for the customer" : reason)
  }

  /// Minutes, hours or days, at most so many days.
  static func span(_ text: Substring, upTo days: Int64) -> Duration? {
    let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...days * 86_400 / unit).contains(count)
    else { return nil }
    return .seconds(count * unit)
  }

  private static func link(
    _ text: String, _ make: (TicketLink.Kind, Command.TicketName) -> Command
  ) -> SlashCommand? {
    let words = text.split(separator: " ").map(String.init)
    guard let last = words.last, let number = number(last), words.count <= 2 else { return nil }
    let kind = words.count == 2 ? TicketLink.Kind(rawValue: words[0]) : .related
    guard let kind, [.related, .parent, .child].contains(kind) else { return nil }
    return .order(make(kind, .number(number)))
  }

  private static func split(_ text: String) -> SlashCommand? {
    let words = text.split(separator: " ").map(String.init)
    guard let seq = words.first.flatMap({ Int64($0) }), seq > 0, words.count <= 2 else {
      return nil
    }
    guard words.count == 2 else { return .order(.split(from: seq, to: nil)) }
    guard words[1].hasPrefix("#"), words[1].count > 1 else { return nil }
    return .order(.split(from: seq, to: Identifier(String(words[1].dropFirst()))))
  }

  /// With `!` it is done; without, what it would do is shown first.
  private static func macro(_ text: String) -> SlashCommand? {
    guard text.hasSuffix("!") else { return .previewMacro(text) }
    return .order(.macro(String(text.dropLast())))
  }

  private static func number(_ text: String) -> Int64? {
    guard let number = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text), number > 0
    else { return nil }
    return number
  }
}
