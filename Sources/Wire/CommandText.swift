package import Desk
import Events
package import JSON

/// The commands that clients can say, as members of a frame.
extension Command {
  package static func read(_ object: JSONValue) throws(WireMistake) -> Command {
    switch try object.text("do") {
    case "start": return .start(introduction(object))
    case "say": return .say(try object.text("text"))
    case "choose":
      return .choose(option: try object.text("option"), question: try object.text("question"))
    case "fill":
      return .fill(try EventText.fields(object), question: try object.text("question"))
    case "identify":
      return .identify(name: object["name"]?.string, email: object["email"]?.string)
    case "rate":
      let score = try object.number("score")
      guard (1...5).contains(score) else { throw WireMistake("\"score\" must be 1 to 5") }
      return .rate(score: Int(score), comment: object["comment"]?.string)
    case let word: return try agents(word, object)
    }
  }

  private static func introduction(_ object: JSONValue) -> Introduction {
    Introduction(
      language: object["language"]?.string, page: object["page"]?.string,
      zone: object["zone"]?.string, name: object["name"]?.string, email: object["email"]?.string)
  }

  private static func agents(_ word: String, _ object: JSONValue) throws(WireMistake) -> Command {
    switch word {
    case "take": return .take(over: object["over"]?.bool ?? false)
    case "note": return .note(try object.text("text"))
    case "release": return .release
    case "transfer": return try transfer(object)
    case "return": return .transfer(to: .bot(flow: object["flow"]?.string), note: nil)
    case "resolve": return .resolve
    case "reopen": return .reopen
    case "prioritise": return .prioritise(try object.word("priority"))
    case "categorise": return .categorise(try object.text("category"))
    default: return try ticket(word, object)
    }
  }

  private static func transfer(_ object: JSONValue) throws(WireMistake) -> Command {
    let note = object["note"]?.string
    guard (object["queue"] == nil) != (object["agent"] == nil) else {
      throw WireMistake("name either a \"queue\" or an \"agent\"")
    }
    if let queue = object["queue"]?.string {
      let anyway = object["anyway"]?.bool ?? false
      return .transfer(to: .queue(Identifier(queue)), note: note, anyway: anyway)
    }
    return .transfer(to: .agent(Identifier(try object.text("agent"))), note: note)
  }

  /// The command's members alone: also what is compared to see whether a retry asks the same.
  package func write(_ writer: inout JSONWriter) {
    writer.member("do", word)
    switch self {
    case .start(let introduction):
      writer.member("language", introduction.language)
      writer.member("page", introduction.page)
      writer.member("zone", introduction.zone)
      writer.member("name", introduction.name)
      writer.member("email", introduction.email)
    case .say(let text), .note(let text): writer.member("text", text)
    case .choose(let option, let question):
      writer.member("question", question)
      writer.member("option", option)
    case .fill(let fields, let question):
      writer.member("question", question)
      EventText.write(fields, &writer)
    case .identify(let name, let email):
      writer.member("name", name)
      writer.member("email", email)
    case .rate(let score, let comment):
      writer.member("score", score)
      writer.member("comment", comment)
    case .transfer(.queue(let queue), let note, let anyway):
      writer.member("queue", queue.text)
      writer.member("note", note)
      if anyway { writer.member("anyway", true) }
    case .transfer(.agent(let agent), let note, _):
      writer.member("agent", agent.text)
      writer.member("note", note)
    case .transfer(.bot(let flow), _, _): writer.member("flow", flow)
    case .take(let over): if over { writer.member("over", true) }
    case .prioritise(let priority): writer.member("priority", priority.rawValue)
    case .categorise(let category): writer.member("category", category)
    case .release, .resolve, .reopen, .wake, .close, .sendTranscript, .lookUp: break
    case .tag, .setFields, .decline, .escalate, .follow, .hold, .link, .unlink, .merge, .split,
      .answerAll, .macro:
      writeOfTicket(&writer)
    case .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude,
      .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider, .near, .breach, .notify,
      .noteLookUp:
      preconditionFailure("only what clients can say travels")
    }
  }

  /// The word for it on the wire.
  package var word: String {
    switch self {
    case .start: "start"
    case .say: "say"
    case .choose: "choose"
    case .fill: "fill"
    case .identify: "identify"
    case .rate: "rate"
    case .take: "take"
    case .note: "note"
    case .release: "release"
    case .transfer(.queue, _, _), .transfer(.agent, _, _): "transfer"
    case .transfer(.bot, _, _): "return"
    case .resolve: "resolve"
    case .reopen: "reopen"
    case .prioritise: "prioritise"
    case .categorise: "categorise"
    case .tag: "tag"
    case .setFields: "set"
    case .decline: "decline"
    case .escalate: "escalate"
    case .follow: "follower"
    case .hold: "hold"
    case .wake: "wake"
    case .link: "link"
    case .unlink: "unlink"
    case .merge: "merge"
    case .split: "split"
    case .answerAll: "answer_all"
    case .close: "close"
    case .macro: "macro"
    case .sendTranscript: "transcript"
    case .lookUp: "look_up"
    case .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude,
      .giveBack, .vouch, .relay, .route, .offer, .lapse, .consider, .near, .breach, .notify,
      .noteLookUp:
      preconditionFailure("only what clients can say travels")
    }
  }
}
