package import Desk
import Events
package import JSON

extension ClientFrame {
  /// The frame that a message's JSON holds.
  package static func read(_ object: JSONValue) throws(WireMistake) -> ClientFrame {
    switch try object.text("type") {
    case "hello": return .hello(try hello(object))
    case "command": return .command(try order(object))
    case "follow": return try follow(object)
    case "unfollow": return .unfollow(try conversation(object))
    case "watch": return .watch
    case "typing": return .typing(try conversation(object))
    case "read":
      return .read(try conversation(object), seq: try positive("seq", object))
    case "status": return try status(object)
    case "ask": return .ask(try question(object))
    case "block": return try block(object, of: conversation(object))
    case "announce": return try announcement(object)
    case "account": return .account(try name(object), try AccountDeed.read(object))
    case "logout": return .logout
    case "forget_me": return .forgetMe(try name(object))
    case "ping": return .ping
    case let other: throw WireMistake.unknown("frame of type", other)
    }
  }

  private static func follow(_ object: JSONValue) throws(WireMistake) -> ClientFrame {
    let after = try object.number("after")
    guard after >= 0 else { throw WireMistake("\"after\" must not be negative") }
    let last = object["last"]?.int
    guard object["last"] == nil || last.map({ (1...Int64(mostLast)).contains($0) }) == true else {
      throw WireMistake("\"last\" must be 1 to \(mostLast)")
    }
    return .follow(
      try conversation(object), epoch: try object.text("epoch"), after: after,
      last: last.map { Int($0) })
  }

  private static func positive(_ name: String, _ object: JSONValue) throws(WireMistake) -> Int64 {
    let number = try object.number(name)
    guard number > 0 else { throw WireMistake("\"\(name)\" must be 1 or more") }
    return number
  }

  private static func conversation(_ object: JSONValue) throws(WireMistake)
    -> Identifier<Conversation>
  {
    guard let id = conversation(named: try object.text("conversation")) else {
      throw WireMistake("\"conversation\" must be the 22 characters of a conversation's id")
    }
    return id
  }

  private static func conversation(named text: String?) -> Identifier<Conversation>? {
    guard let text, text.utf8.count == 22, CommandID(text) != nil else { return nil }
    return Identifier(text)
  }

  /// What can be said of a frame that is refused, from what could be read of it. What is no name of
  /// ours is not repeated.
  package static func refused(type: String?, conversation: String?, id: String?) -> Refused {
    Refused(
      type.flatMap { Kind(rawValue: $0) }, self.conversation(named: conversation),
      id: id.map { String($0.prefix(64)) })
  }

  private static func hello(_ object: JSONValue) throws(WireMistake) -> Hello {
    let token = object["token"]?.string
    switch try object.text("as") {
    case "customer":
      return .customer(
        site: try object.text("site"), token: token, language: object["language"]?.string ?? "en",
        identity: object["identity"] == nil ? nil : try text("identity", upTo: 4096, object))
    case "agent":
      let isObserver = object["observer"]?.bool ?? false
      if let token { return .agent(token: token, isObserver: isObserver) }
      let device = object["device"]?.string ?? "unknown"
      return .login(
        Identifier(try text("user", upTo: 64, object)),
        password: try text("password", upTo: 1024, object),
        device: String(device.unicodeScalars.prefix(80)), isObserver: isObserver,
        code: try code(object))
    case let other: throw WireMistake("\"as\" must be customer or agent, not \"\(other)\"")
    }
  }

  private static func code(_ object: JSONValue) throws(WireMistake) -> String? {
    guard object["code"] != nil else { return nil }
    return try text("code", upTo: 32, object)
  }

  /// The client's own name for what it asks.
  private static func name(_ object: JSONValue) throws(WireMistake) -> Question.ID {
    let id = try object.text("id")
    guard (1...64).contains(id.utf8.count) else {
      throw WireMistake("\"id\" must be 1 to 64 characters")
    }
    return id
  }

  /// What waits to be checked is as small as what it can be: no login and no password is longer.
  static func text(_ name: String, upTo most: Int, _ object: JSONValue)
    throws(WireMistake) -> String
  {
    let text = try object.text(name)
    guard text.utf8.count <= most else {
      throw WireMistake("\"\(name)\" must have at most \(most) bytes")
    }
    return text
  }

  private static func order(_ object: JSONValue) throws(WireMistake) -> Order {
    guard let cid = CommandID(try object.text("cid")) else {
      throw WireMistake("\"cid\" must be 16 to 64 of A-Z a-z 0-9 - _")
    }
    let command = try Command.read(object)
    let isWithdrawn = object["withdraw"]?.bool ?? false
    return Order(
      cid, try conversation(of: command, object), command, isWithdrawn: isWithdrawn,
      reason: command.tellsReason ? nil : try Order.reason(in: object),
      seen: try seen(in: object, of: command), file: try file(in: object, of: command))
  }

  private static func file(in object: JSONValue, of command: Command) throws(WireMistake) -> String?
  {
    guard case .say = command, object["file"] != nil else { return nil }
    return try text("file", upTo: 4096, object)
  }

  private static func seen(in object: JSONValue, of command: Command) throws(WireMistake) -> Int64?
  {
    guard case .say = command, let value = object["seen"] else { return nil }
    guard let seen = value.int, seen >= 0 else {
      throw WireMistake("\"seen\" is the seq that was read last")
    }
    return seen
  }

  /// Whether an agent takes conversations, as members of a frame.
  package static func status(_ object: JSONValue) throws(WireMistake) -> ClientFrame {
    .status(
      try object.word("status"), of: object["agent"]?.string.map { Identifier($0) },
      reason: try Order.reason(in: object))
  }

  /// Whom an agent keeps from writing, and for how long, as members of a frame.
  package static func block(
    _ object: JSONValue, of conversation: Identifier<Conversation>
  )
    throws(WireMistake) -> ClientFrame
  {
    let id = try object.text("id")
    guard (1...64).contains(id.unicodeScalars.count) else {
      throw WireMistake("\"id\" has 1 to 64 characters")
    }
    guard let reason = try Order.reason(in: object), !reason.isEmpty else {
      throw WireMistake("\"reason\" must say why")
    }
    let span = object["for"]?.int
    guard span.map({ (1...longestBlock).contains($0) }) ?? true else {
      throw WireMistake("\"for\" is from 1 to \(longestBlock) milliseconds")
    }
    return .block(id, conversation, for: span.map { .milliseconds($0) }, reason: reason)
  }

  /// What a supervisor says to all, as members of a frame.
  package static func announcement(_ object: JSONValue) throws(WireMistake) -> ClientFrame {
    let id = try object.text("id")
    guard (1...64).contains(id.unicodeScalars.count) else {
      throw WireMistake("\"id\" has 1 to 64 characters")
    }
    let text = try object.text("text")
    let limit = Announcement.textLimit
    guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= limit else {
      throw WireMistake("\"text\" must be 1 to \(limit) characters")
    }
    return .announce(id, text)
  }

  /// Ten years: who is to stay out for longer is blocked without an end.
  private static let longestBlock: Int64 = 3_650 * 86_400_000

  /// None for a `start`, and none where the desk is to say which: the next of the line.
  private static func conversation(of command: Command, _ object: JSONValue) throws(WireMistake)
    -> Identifier<Conversation>?
  {
    if case .start = command { return nil }
    if command == .take, object["conversation"] == nil { return nil }
    return try conversation(object)
  }

  private static func search(_ object: JSONValue) throws(WireMistake) -> Question.Subject {
    let after = object["after"]?.string
    guard after.map({ Reply.Page.place($0) != nil }) ?? true else {
      throw WireMistake("\"after\" must be the \"next\" of an answer")
    }
    let limit = object["limit"]?.int
    guard limit.map({ (1...Int64(Reply.Page.mostHits)).contains($0) }) ?? true else {
      throw WireMistake("\"limit\" must be 1 to \(Reply.Page.mostHits)")
    }
    return .search(try object.text("text"), after: after, limit: limit.map { Int($0) })
  }

  private static func question(_ object: JSONValue) throws(WireMistake) -> Question {
    let id = try name(object)
    switch try object.text("about") {
    case "articles": return Question(id: id, .articles(try object.text("text")))
    case "article": return Question(id: id, .article(Identifier(try object.text("article"))))
    case "agents": return Question(id: id, .agents)
    case "names": return Question(id: id, .names)
    case "sessions": return Question(id: id, .sessions)
    case "shortcuts": return Question(id: id, .shortcuts(object["text"]?.string ?? ""))
    case "reply", "macro":
      let kind: Reply.Shortcut.Kind = try object.word("about")
      return Question(
        id: id, .shortcut(kind, try object.text("name"), try conversation(object)))
    case "conversation": return Question(id: id, .conversation(try conversation(object)))
    case "figures":
      return Question(
        id: id, .figures(since: Instant(milliseconds: try object.number("since"))))
    case "upload":
      return Question(
        id: id,
        .upload(
          try conversation(object), name: try text("name", upTo: 1024, object),
          size: try object.number("size"), media: try text("media", upTo: 127, object)))
    case "file":
      return Question(
        id: id, .file(try conversation(object), id: try text("file", upTo: 64, object)))
    case "past":
      guard object["conversation"] == nil else {
        return Question(id: id, .past(try conversation(object)))
      }
      let before = object["before"] == nil ? nil : try positive("before", object)
      return Question(id: id, .ownPast(before: before))
    case "earlier":
      return Question(
        id: id, .earlier(try conversation(object), before: try positive("before", object)))
    case "faces": return Question(id: id, .faces(try conversation(object)))
    case "search": return Question(id: id, try search(object))
    case let other: throw WireMistake.unknown("question about", other)
    }
  }
}

extension Order {
  /// Why it is asked, as a member of a frame; nil where none is given.
  package static func reason(in object: JSONValue) throws(WireMistake) -> String? {
    guard let reason = object["reason"]?.string else { return nil }
    guard (1...reasonLimit).contains(reason.unicodeScalars.count),
      reason.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else {
      throw WireMistake("\"reason\" must be 1 to \(reasonLimit) characters on one line")
    }
    return reason
  }
}
