package import Desk
package import JSON

/// The JSON of an event, the same in the record and on the wire: written once, then stored, hashed
/// and sent as those bytes.
package enum EventText {
  /// The event as an object: its word in `event`, its particulars beside it.
  package static func write(_ event: Event) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("event", EventWord(event).rawValue)
      particulars(of: event, &writer)
    }
  }

  /// What stands in the place of an event that the reader may not see: its seq stays taken.
  package static let hidden: [UInt8] = newer(word: hiddenWord)

  /// What is left of an event of which no more than its word is known.
  package static func newer(word: String) -> [UInt8] {
    JSONWriter.object { $0.member("event", word) }
  }

  /// What was read, written again.
  package static func write(_ content: Content) -> [UInt8] {
    switch content {
    case .known(let event): write(event)
    case .hidden: hidden
    case .newer(let word): newer(word: word)
    }
  }

  static let hiddenWord = "hidden"

  private static func particulars(of event: Event, _ writer: inout JSONWriter) {
    switch event {
    case .started(let opening): write(opening, &writer)
    case .said(let message): write(message, &writer)
    case .noted(let author, let text):
      // Of an agent, as it was before rules could note.
      if let agent = author.agent { write(agent, &writer) } else { write(author, &writer) }
      writer.member("text", text)
    case .identified(let contact): write(contact, &writer)
    case .recorded(let fields, let author):
      write(fields, &writer)
      if author != .bot { write(author, &writer) }
    case .categorised(let category, let author): write(author, "category", category, &writer)
    case .prioritised(let priority, let author):
      write(author, "priority", priority.rawValue, &writer)
    case .suggested(let query, let articles):
      writer.member("query", query)
      write(articles, &writer)
    case .judged(let helped, let articles):
      writer.member("helped", helped)
      write(articles, &writer)
    case .queued(let handoff): write(handoff, &writer)
    case .taken(let agent): write(agent, &writer)
    case .released(let agent, let release): write(agent, "reason", release.rawValue, &writer)
    case .transferred(let agent, let destination, let note):
      write(agent, &writer)
      write(destination, &writer)
      writer.member("note", note)
    case .withdrawn(let absence): writer.member("reason", absence.rawValue)
    case .promised(let replyBy, let absence):
      writer.member("reply_by", replyBy.milliseconds)
      writer.member("reason", absence.rawValue)
    case .resolved(let author), .reopened(let author), .closed(let author):
      write(author, &writer)
    case .rated(let score, let comment):
      writer.member("score", score)
      writer.member("comment", comment)
    case .concluded(let outcome): writer.member("outcome", outcome)
    case .tagged, .routed, .offered, .declined, .considered, .escalated, .followed, .held, .woken,
      .linked,
      .unlinked, .nearing, .breached, .notified, .transcriptAsked, .erasureAsked, .erasureWithdrawn,
      .erased,
      .lookedUp:
      writeOfTicket(event, &writer)
    }
  }

  private static func write(
    _ agent: AgentName, _ name: String, _ value: String, _ writer: inout JSONWriter
  ) {
    write(agent, &writer)
    writer.member(name, value)
  }

  private static func write(
    _ author: Author, _ name: String, _ value: String, _ writer: inout JSONWriter
  ) {
    write(author, &writer)
    writer.member(name, value)
  }

  private static func write(_ opening: Opening, _ writer: inout JSONWriter) {
    writer.member("site", opening.site)
    writer.member("customer", opening.customer.text)
    writer.member("number", opening.number)
    writer.member("language", opening.language)
    writer.member("page", opening.page)
    writer.member("channel", opening.channel)
    writer.member("zone", opening.zone)
  }

  private static func write(_ message: Message, _ writer: inout JSONWriter) {
    write(message.author, &writer)
    writer.member("text", message.text)
    writer.member("lang", message.language)
    if let offer = message.offer { write(offer, &writer) }
    if message.isAside { writer.member("aside", true) }
    if let answer = message.answer { writer.object("answer") { write(answer, &$0) } }
    if let file = message.file { writer.object("file") { write(file, &$0) } }
  }

  private static func write(_ file: Attachment, _ writer: inout JSONWriter) {
    writer.member("id", file.id)
    writer.member("name", file.name)
    writer.member("size", file.size)
    writer.member("media", file.media)
  }

  private static func write(_ offer: Offer, _ writer: inout JSONWriter) {
    writer.member("question", offer.question)
    write(offer.options, &writer)
    if !offer.cards.isEmpty {
      writer.array("cards", offer.cards) { writer, card in
        writer.object {
          $0.member("article", card.article.text)
          $0.member("title", card.title)
          $0.member("text", card.text)
        }
      }
    }
    if let wish = offer.takes {
      writer.object("takes") {
        $0.array("media", wish.media) { $0.string($1) }
        $0.member("largest", wish.largest)
      }
    }
    writer.member("expects", offer.expects)
    guard !offer.form.isEmpty else { return }
    writer.array("form", offer.form) { writer, field in
      writer.object {
        $0.member("id", field.id)
        $0.member("label", field.label)
        $0.member("kind", field.kind)
        $0.member("required", field.isRequired)
        write(field.options, &$0)
        if field.isLong { $0.member("long", true) }
      }
    }
  }

  private static func write(_ options: [Offer.Option], _ writer: inout JSONWriter) {
    guard !options.isEmpty else { return }
    writer.array("options", options) { writer, option in
      writer.object {
        $0.member("id", option.id)
        $0.member("label", option.label)
      }
    }
  }

  private static func write(_ answer: Answer, _ writer: inout JSONWriter) {
    switch answer {
    case .option(let option, let question):
      writer.member("question", question)
      writer.member("option", option)
    case .form(let fields, let question):
      writer.member("question", question)
      write(fields, &writer)
    }
  }

  private static func write(_ handoff: Handoff, _ writer: inout JSONWriter) {
    writer.member("queue", handoff.queue.text)
    writer.member("priority", handoff.priority.rawValue)
    writer.member("summary", handoff.summary)
    write(handoff.fields, &writer)
    writer.member("reason", handoff.reason.rawValue)
    writer.array("path", handoff.path) { $0.string($1) }
  }

  private static func write(_ contact: Contact, _ writer: inout JSONWriter) {
    writer.member("name", contact.name)
    writer.member("email", contact.email)
    writer.member("verified", contact.isVerified)
    if !contact.attributes.isEmpty { write(contact.attributes, &writer, as: "attributes") }
    writer.member("customer", contact.customer?.text)
  }

  private static func write(_ articles: [Identifier<Article>], _ writer: inout JSONWriter) {
    writer.array("articles", articles) { $0.string($1.text) }
  }

  package static func write(
    _ fields: [Field], _ writer: inout JSONWriter, as name: String = "fields"
  ) {
    writer.object(name) { writer in
      for field in fields { writer.member(field.name, field.value) }
    }
  }

  package static func write(_ author: Author, _ writer: inout JSONWriter) {
    switch author {
    case .customer: writer.member("by", "customer")
    case .bot: writer.member("by", "bot")
    case .rule(let name):
      writer.member("by", "rule")
      writer.member("rule", name)
    case .agent(let agent):
      writer.member("by", "agent")
      write(agent, &writer)
    }
  }

  static func write(_ agent: AgentName, _ writer: inout JSONWriter) {
    writer.member("agent", agent.id.text)
    writer.member("name", agent.name)
  }

  package static func write(_ destination: Destination, _ writer: inout JSONWriter) {
    writer.object("to") { writer in
      switch destination {
      case .queue(let queue): writer.member("queue", queue.text)
      case .agent(let agent): write(agent, &writer)
      case .bot(let flow):
        writer.member("bot", true)
        writer.member("flow", flow)
      }
    }
  }
}
