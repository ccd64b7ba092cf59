package import Desk
import JSON

extension Reply {
  /// Another conversation of a customer, as their history shows it.
  package struct Past: Equatable, Sendable {
    package let conversation: Identifier<Conversation>
    package let number: Int64
    package let started: Instant
    package let stage: StageWord
    package let queue: String?
    package let category: String?
    /// The login of who had it last.
    package let agent: String?
    package let subject: String
    /// What it came to, or was handed over with; empty where nobody said.
    package let summary: String
    /// How the customer rated it, 1 to 5.
    package let score: Int64?

    package init(
      _ conversation: Identifier<Conversation>, number: Int64, started: Instant, stage: StageWord,
      queue: String? = nil, category: String? = nil, agent: String? = nil, subject: String,
      summary: String = "", score: Int64? = nil
    ) {
      self.conversation = conversation
      self.number = number
      self.started = started
      self.stage = stage
      self.queue = queue
      self.category = category
      self.agent = agent
      self.subject = subject
      self.summary = summary
      self.score = score
    }

    /// The most that are told of one customer, the latest ones.
    package static let most = 50
    /// The most that a customer is told of their own at once.
    package static let page = 20
  }
}

extension Reply.Past {
  func write(_ writer: inout JSONWriter) {
    writer.member("conversation", conversation.text)
    writer.member("number", number)
    writer.member("started", started.milliseconds)
    writer.member("stage", stage.rawValue)
    writer.member("queue", queue)
    writer.member("category", category)
    writer.member("agent", agent)
    writer.member("subject", subject)
    writer.member("summary", summary)
    writer.member("score", score)
  }

  static func read(_ object: JSONValue) throws(WireMistake) -> Reply.Past {
    Reply.Past(
      Identifier(try object.text("conversation")), number: try object.number("number"),
      started: Instant(milliseconds: try object.number("started")),
      stage: try object.word("stage"), queue: object["queue"]?.string,
      category: object["category"]?.string, agent: object["agent"]?.string,
      subject: try object.text("subject"), summary: object["summary"]?.string ?? "",
      score: object["score"]?.int)
  }
}
