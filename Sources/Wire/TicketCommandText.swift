import Desk
import Events
import JSON

/// What is done with a conversation as a ticket, as members of a frame.
extension Command {
  static func ticket(_ word: String, _ object: JSONValue) throws(WireMistake) -> Command {
    switch word {
    case "tag": return .tag(add: try texts("add", object), remove: try texts("remove", object))
    case "set": return .setFields(try EventText.fields(object))
    case "decline": return .decline(reason: try Order.reason(in: object))
    case "escalate":
      return .escalate(
        to: object["queue"]?.string.map { Identifier($0) }, reason: try object.text("reason"),
        stay: object["stay"]?.bool ?? false)
    case "follower": return .follow(try object.claim("on"))
    case "hold":
      return .hold(
        until: Instant(milliseconds: try object.number("until")),
        reason: try Order.reason(in: object))
    case "wake": return .wake
    case "link": return .link(try kind(object), to: try ticketName(object))
    case "unlink": return .unlink(try kind(object), from: try ticketName(object))
    case "merge": return .merge(into: try ticketName(object))
    case "split":
      let seq = try object.number("from")
      guard seq > 0 else { throw WireMistake("\"from\" must be the seq of a message") }
      return .split(from: seq, to: object["queue"]?.string.map { Identifier($0) })
    case "answer_all":
      return .answerAll(try object.text("text"), resolve: object["resolve"]?.bool ?? false)
    case "close": return .close
    case "macro": return .macro(try object.text("name"))
    case "transcript": return .sendTranscript
    case "look_up": return .lookUp
    default: throw WireMistake.unknown("command", word)
    }
  }

  /// Whether its reason is part of it, and not of the order that carries it.
  package var tellsReason: Bool {
    switch self {
    case .decline, .escalate, .hold: true
    case .start, .say, .choose, .fill, .identify, .rate, .take, .note, .release, .transfer,
      .resolve,
      .reopen, .prioritise, .categorise, .speak, .record, .suggest, .judge, .handOver, .miss,
      .withdraw, .promise, .conclude, .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider,
      .near, .breach,
      .notify, .tag, .setFields, .follow, .wake, .link, .unlink, .merge, .split,
      .answerAll, .close, .macro, .sendTranscript, .lookUp, .noteLookUp:
      false
    }
  }

  func writeOfTicket(_ writer: inout JSONWriter) {
    switch self {
    case .tag(let add, let remove):
      if !add.isEmpty { writer.array("add", add) { $0.string($1) } }
      if !remove.isEmpty { writer.array("remove", remove) { $0.string($1) } }
    case .setFields(let fields): EventText.write(fields, &writer)
    case .decline(let reason): writer.member("reason", reason)
    case .escalate(let queue, let reason, let stay):
      writer.member("queue", queue?.text)
      writer.member("reason", reason)
      if stay { writer.member("stay", true) }
    case .follow(let on): writer.member("on", on)
    case .hold(let until, let reason):
      writer.member("until", until.milliseconds)
      writer.member("reason", reason)
    case .link(let kind, let other), .unlink(let kind, let other):
      writer.member("kind", kind.rawValue)
      write(other, &writer)
    case .merge(let other): write(other, &writer)
    case .split(let seq, let queue):
      writer.member("from", seq)
      writer.member("queue", queue?.text)
    case .answerAll(let text, let resolve):
      writer.member("text", text)
      if resolve { writer.member("resolve", true) }
    case .macro(let name): writer.member("name", name)
    case .start, .say, .choose, .fill, .identify, .rate, .take, .note, .release, .transfer,
      .resolve,
      .reopen, .prioritise, .categorise, .speak, .record, .suggest, .judge, .handOver, .miss,
      .withdraw, .promise, .conclude, .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider,
      .near, .breach,
      .notify, .wake, .close, .sendTranscript, .lookUp, .noteLookUp:
      break
    }
  }

  private func write(_ other: TicketName, _ writer: inout JSONWriter) {
    switch other {
    case .conversation(let id): writer.member("other", id.text)
    case .number(let number): writer.member("number", number)
    }
  }

  private static func ticketName(_ object: JSONValue) throws(WireMistake) -> TicketName {
    if let id = object["other"]?.string { return .conversation(Identifier(id)) }
    let number = try object.number("number")
    guard number > 0 else { throw WireMistake("\"number\" must be a ticket's") }
    return .number(number)
  }

  /// What an agent may say of two tickets; merging and splitting have commands of their own.
  private static func kind(_ object: JSONValue) throws(WireMistake) -> TicketLink.Kind {
    let kind: TicketLink.Kind = try object.word("kind")
    guard [.related, .parent, .child].contains(kind) else {
      throw WireMistake("\"kind\" must be related, parent or child")
    }
    return kind
  }

  private static func texts(_ name: String, _ object: JSONValue) throws(WireMistake) -> [String] {
    guard let list = object[name] else { return [] }
    guard let values = list.array, values.count <= Tagging.most else {
      throw WireMistake("\"\(name)\" must be a list of at most \(Tagging.most) texts")
    }
    var texts: [String] = []
    for value in values {
      guard let text = value.string else {
        throw WireMistake("\"\(name)\" must be a list of texts")
      }
      texts.append(text)
    }
    return texts
  }
}
