package import Desk
package import JSON

extension EventText {
  /// What an object tells that stands where an event does.
  package enum Content: Equatable, Sendable {
    case known(Event)
    /// The reader may not see what happened; only its seq is taken.
    case hidden
    /// A newer program wrote it, of a kind or with a value that this one does not know.
    case newer(word: String)

    /// What happened, where this program knows it and the reader may see it.
    package var event: Event? {
      switch self {
      case .known(let event): event
      case .hidden, .newer: nil
      }
    }
  }

  /// What an object tells. Throws for one that is not whole, which no program wrote.
  package static func read(_ object: JSONValue) throws(TextMistake) -> Content {
    let text = try object.text("event")
    guard text != hiddenWord else { return .hidden }
    guard let word = EventWord(rawValue: text) else { return .newer(word: text) }
    do throws(TextMistake) { return .known(try event(word, object)) } catch {
      guard error.isOfTheFuture else { throw error }
      return .newer(word: text)
    }
  }

  /// What happened in a conversation, as its record tells it: there nothing is hidden, and what
  /// cannot be understood must not be skipped.
  package static func recorded(_ body: [UInt8]) throws(TextMistake) -> Event {
    let object: JSONValue
    do { object = try JSONReader.read(body) } catch { throw TextMistake("\(error)") }
    switch try read(object) {
    case .known(let event): return event
    case .hidden: throw TextMistake("it is hidden in the record")
    case .newer(let word):
      throw TextMistake("\"\(word)\" was written by a newer program; run that one")
    }
  }

  private static func event(_ word: EventWord, _ object: JSONValue) throws(TextMistake) -> Event {
    switch word {
    case .started: .started(try opening(object))
    case .said: .said(try message(object))
    case .noted: .noted(try noter(object), try object.text("text"))
    case .identified: .identified(try contact(object))
    case .recorded:
      .recorded(try fields(object), object["by"] == nil ? .bot : try author(object))
    case .categorised: .categorised(try object.text("category"), try author(object))
    case .prioritised: .prioritised(try priority(object), try author(object))
    case .suggested: .suggested(query: try object.text("query"), try articles(object))
    case .judged: .judged(helped: try object.claim("helped"), try articles(object))
    case .queued: .queued(try handoff(object))
    case .taken: .taken(try agent(object))
    case .released: .released(try agent(object), try object.word("reason"))
    case .transferred:
      .transferred(try agent(object), try destination(object), note: object["note"]?.string)
    case .withdrawn: .withdrawn(try object.word("reason"))
    case .promised: .promised(replyBy: try moment(object), try object.word("reason"))
    case .resolved: .resolved(try author(object))
    case .reopened: .reopened(try author(object))
    case .rated:
      .rated(score: Int(try object.number("score")), comment: object["comment"]?.string)
    case .concluded: .concluded(outcome: try object.text("outcome"))
    case .closed: .closed(try author(object))
    case .tagged, .routed, .offered, .declined, .considered, .escalated, .followed, .held, .woken,
      .linked,
      .unlinked, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .erased,
      .lookedUp:
      try ofTicket(word, object)
    }
  }

  private static func moment(_ object: JSONValue) throws(TextMistake) -> Instant {
    Instant(milliseconds: try object.number("reply_by"))
  }

  private static func contact(_ object: JSONValue) throws(TextMistake) -> Contact {
    Contact(
      name: object["name"]?.string, email: object["email"]?.string,
      isVerified: object["verified"]?.bool ?? false,
      attributes: object["attributes"] == nil ? [] : try fields(object, "attributes"),
      customer: object["customer"]?.string.map { Identifier($0) })
  }

  private static func opening(_ object: JSONValue) throws(TextMistake) -> Opening {
    Opening(
      site: try object.text("site"), customer: Identifier(try object.text("customer")),
      number: try object.number("number"), language: try object.text("language"),
      page: object["page"]?.string, channel: try object.text("channel"),
      zone: object["zone"]?.string)
  }

  private static func message(_ object: JSONValue) throws(TextMistake) -> Message {
    Message(
      try author(object), try object.text("text"), offer: try offer(object),
      answer: try answer(object), isAside: object["aside"]?.bool ?? false,
      file: try attachment(object), language: object["lang"]?.string)
  }

  private static func attachment(_ object: JSONValue) throws(TextMistake) -> Attachment? {
    guard let file = object["file"] else { return nil }
    return Attachment(
      id: try file.text("id"), name: try file.text("name"), size: try file.number("size"),
      media: try file.text("media"))
  }

  private static func offer(_ object: JSONValue) throws(TextMistake) -> Offer? {
    let question = object["question"]?.string
    let options = try options(object)
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
          isRequired: try field.claim("required"), options: try self.options(field),
          isLong: field["long"]?.bool ?? false))
    }
    let takes = try wish(object)
    guard question != nil || !options.isEmpty || !cards.isEmpty || !form.isEmpty || takes != nil
    else { return nil }
    return Offer(
      question: question, options: options, cards: cards, form: form, takes: takes,
      expects: object["expects"]?.string)
  }

  private static func wish(_ object: JSONValue) throws(TextMistake) -> Offer.FileWish? {
    guard let takes = object["takes"] else { return nil }
    return Offer.FileWish(
      media: (takes["media"]?.array ?? []).compactMap(\.string),
      largest: try takes.number("largest"))
  }

  private static func options(_ object: JSONValue) throws(TextMistake) -> [Offer.Option] {
    var options: [Offer.Option] = []
    for option in object["options"]?.array ?? [] {
      options.append(Offer.Option(id: try option.text("id"), label: try option.text("label")))
    }
    return options
  }

  private static func answer(_ object: JSONValue) throws(TextMistake) -> Answer? {
    guard let answer = object["answer"] else { return nil }
    let question = try answer.text("question")
    if let option = answer["option"]?.string { return .option(option, question: question) }
    return .form(try fields(answer), question: question)
  }

  private static func handoff(_ object: JSONValue) throws(TextMistake) -> Handoff {
    Handoff(
      queue: Identifier(try object.text("queue")), priority: try priority(object),
      summary: try object.text("summary"), fields: try fields(object),
      reason: try object.word("reason"), path: (object["path"]?.array ?? []).compactMap(\.string))
  }

  private static func priority(_ object: JSONValue) throws(TextMistake) -> Priority {
    try object.word("priority")
  }

  private static func articles(_ object: JSONValue) throws(TextMistake) -> [Identifier<Article>] {
    (object["articles"]?.array ?? []).compactMap(\.string).map { Identifier($0) }
  }

  package static func fields(
    _ object: JSONValue, _ name: String = "fields"
  ) throws(TextMistake) -> [Field] {
    guard let members = object[name]?.members else {
      throw TextMistake("\"\(name)\" must be an object of texts")
    }
    var fields: [Field] = []
    for member in members {
      guard let value = member.value.string else {
        throw TextMistake("\"\(name).\(member.name)\" must be a text")
      }
      fields.append(Field(member.name, value))
    }
    return fields
  }

  package static func author(_ object: JSONValue) throws(TextMistake) -> Author {
    switch try object.text("by") {
    case "customer": return .customer
    case "bot": return .bot
    case "agent": return .agent(try agent(object))
    case "rule": return .rule(try object.text("rule"))
    case let other:
      throw TextMistake(
        "\"by\" must be customer, bot, agent or rule, not \"\(other)\"", isOfTheFuture: true)
    }
  }

  private static func noter(_ object: JSONValue) throws(TextMistake) -> Author {
    object["by"] == nil ? .agent(try agent(object)) : try author(object)
  }

  static func agent(_ object: JSONValue) throws(TextMistake) -> AgentName {
    AgentName(Identifier(try object.text("agent")), name: try object.text("name"))
  }

  package static func destination(_ object: JSONValue) throws(TextMistake) -> Destination {
    guard let to = object["to"] else { throw TextMistake("\"to\" is missing") }
    if let queue = to["queue"]?.string { return .queue(Identifier(queue)) }
    if to["bot"]?.bool == true { return .bot(flow: to["flow"]?.string) }
    guard let agent = to["agent"]?.string else {
      throw TextMistake("\"to\" must name a queue, an agent or the bot", isOfTheFuture: true)
    }
    return .agent(AgentName(Identifier(agent), name: to["name"]?.string ?? agent))
  }
}
