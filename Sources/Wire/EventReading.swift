import Desk
import JSON

/// Why an object is not one of our events or frames: the member that is missing or odd.
package struct WireMistake: Error, Equatable, Sendable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension EventText {
  /// The event an object holds; nil for `hidden`, which tells nothing.
  package static func read(_ object: JSONValue) throws(WireMistake) -> Event? {
    let word = try object.text("event")
    switch word {
    case "hidden": return nil
    case "started": return .started(try opening(object))
    case "said": return .said(try message(object))
    case "noted": return .noted(try agent(object), try object.text("text"))
    case "identified":
      return .identified(
        Contact(
          name: object["name"]?.string, email: object["email"]?.string,
          isVerified: object["verified"]?.bool ?? false))
    case "recorded": return .recorded(try fields(object))
    case "categorised": return .categorised(try object.text("category"), try author(object))
    case "prioritised": return .prioritised(try priority(object), try author(object))
    case "suggested": return .suggested(query: try object.text("query"), try articles(object))
    case "judged": return .judged(helped: try object.claim("helped"), try articles(object))
    case "queued": return .queued(try handoff(object))
    default: return try changeOfHands(word, object)
    }
  }

  private static func changeOfHands(_ word: String, _ object: JSONValue) throws(WireMistake)
    -> Event
  {
    switch word {
    case "taken": return .taken(try agent(object))
    case "released": return .released(try agent(object), try object.word("reason"))
    case "transferred":
      return .transferred(
        try agent(object), try destination(object), note: object["note"]?.string)
    case "withdrawn": return .withdrawn(try object.word("reason"))
    case "promised":
      return .promised(
        replyBy: Instant(milliseconds: try object.number("reply_by")), try object.word("reason"))
    case "resolved": return .resolved(try author(object))
    case "reopened": return .reopened(try author(object))
    case "rated":
      return .rated(score: Int(try object.number("score")), comment: object["comment"]?.string)
    case "concluded": return .concluded(outcome: try object.text("outcome"))
    default: throw WireMistake("no event is called \"\(word)\"")
    }
  }

  private static func opening(_ object: JSONValue) throws(WireMistake) -> Opening {
    Opening(
      site: try object.text("site"), customer: Identifier(try object.text("customer")),
      number: try object.number("number"), language: try object.text("language"),
      page: object["page"]?.string, channel: try object.text("channel"))
  }

  private static func message(_ object: JSONValue) throws(WireMistake) -> Message {
    Message(
      try author(object), try object.text("text"), offer: try offer(object),
      answer: try answer(object))
  }

  private static func offer(_ object: JSONValue) throws(WireMistake) -> Offer? {
    let question = object["question"]?.string
    var options: [Offer.Option] = []
    for option in object["options"]?.array ?? [] {
      options.append(Offer.Option(id: try option.text("id"), label: try option.text("label")))
    }
    var cards: [Offer.Card] = []
    for card in object["cards"]?.array ?? [] {
      cards.append(
        Offer.Card(
          article: Identifier(try card.text("article")), title: try card.text("title"),
          text: try card.text("text")))
    }
    var form: [Offer.FormField] = []
    for field in object["form"]?.array ?? [] {
      form.append(
        Offer.FormField(
          id: try field.text("id"), label: try field.text("label"), kind: try field.text("kind"),
          isRequired: try field.claim("required")))
    }
    guard question != nil || !options.isEmpty || !cards.isEmpty || !form.isEmpty else { return nil }
    return Offer(question: question, options: options, cards: cards, form: form)
  }

  private static func answer(_ object: JSONValue) throws(WireMistake) -> Answer? {
    guard let answer = object["answer"] else { return nil }
    let question = try answer.text("question")
    if let option = answer["option"]?.string { return .option(option, question: question) }
    return .form(try fields(answer), question: question)
  }

  private static func handoff(_ object: JSONValue) throws(WireMistake) -> Handoff {
    Handoff(
      queue: Identifier(try object.text("queue")), priority: try priority(object),
      summary: try object.text("summary"), fields: try fields(object),
      reason: try object.word("reason"), path: (object["path"]?.array ?? []).compactMap(\.string))
  }

  private static func priority(_ object: JSONValue) throws(WireMistake) -> Priority {
    try object.word("priority")
  }

  private static func articles(_ object: JSONValue) throws(WireMistake) -> [Identifier<Article>] {
    (object["articles"]?.array ?? []).compactMap(\.string).map { Identifier($0) }
  }

  package static func fields(_ object: JSONValue) throws(WireMistake) -> [Field] {
    guard let members = object["fields"]?.members else {
      throw WireMistake("\"fields\" must be an object of texts")
    }
    var fields: [Field] = []
    for member in members {
      guard let value = member.value.string else {
        throw WireMistake("\"fields.\(member.name)\" must be a text")
      }
      fields.append(Field(member.name, value))
    }
    return fields
  }

  package static func author(_ object: JSONValue) throws(WireMistake) -> Author {
    switch try object.text("by") {
    case "customer": return .customer
    case "bot": return .bot
    case "agent": return .agent(try agent(object))
    case let other: throw WireMistake("nobody is called \"\(other)\"")
    }
  }

  private static func agent(_ object: JSONValue) throws(WireMistake) -> AgentName {
    AgentName(Identifier(try object.text("agent")), name: try object.text("name"))
  }

  package static func destination(_ object: JSONValue) throws(WireMistake) -> Destination {
    guard let to = object["to"] else { throw WireMistake("\"to\" is missing") }
    if let queue = to["queue"]?.string { return .queue(Identifier(queue)) }
    if to["bot"]?.bool == true { return .bot(flow: to["flow"]?.string) }
    let agent = try to.text("agent")
    return .agent(AgentName(Identifier(agent), name: to["name"]?.string ?? agent))
  }
}

extension JSONValue {
  package func text(_ name: String) throws(WireMistake) -> String {
    guard let text = self[name]?.string else { throw WireMistake("\"\(name)\" must be a text") }
    return text
  }

  package func number(_ name: String) throws(WireMistake) -> Int64 {
    guard let number = self[name]?.int else {
      throw WireMistake("\"\(name)\" must be a whole number")
    }
    return number
  }

  package func claim(_ name: String) throws(WireMistake) -> Bool {
    guard let claim = self[name]?.bool else {
      throw WireMistake("\"\(name)\" must be true or false")
    }
    return claim
  }

  /// One of an enum's words.
  package func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(WireMistake)
    -> Word where Word.RawValue == String
  {
    guard let word = Word(rawValue: try text(name)) else {
      let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw WireMistake("\"\(name)\" must be one of \(allowed)")
    }
    return word
  }
}
