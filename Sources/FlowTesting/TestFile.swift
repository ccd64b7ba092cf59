import Authoring
package import Documents
import Expressions
package import Flows

/// One `flows/tests/*.test.yaml`, read.
package struct TestFile: Sendable {
  package let source: SourceFile
  package let cases: [TestCase]
}

/// One conversation that has to go as it is written.
package struct TestCase: Sendable {
  package let name: String
  package let place: Place
  /// Where it begins; nil for where the entry rules lead.
  package let start: Start?
  package let world: World
  package let chat: [ChatStep]
  package let expected: [Expectation]
  /// Whether every message of the bot's has to be accounted for.
  package let isStrict: Bool
}

/// One line of a test's chat.
package struct ChatStep: Sendable {
  package let place: Place
  package let deed: Deed

  /// What a line of a test does, or expects of the bot.
  package enum Deed: Sendable {
    case bot(BotLine)
    case user(String)
    case tap(String)
    case fill([String: String])
    case send(SentFile)
    case wait(milliseconds: Int64)
    case restart
    /// The index of a revision among those the file publishes.
    case publish(Revision)
    case agent(AgentDeed)
    case event(String)
    /// The desk opens or closes.
    case hours(isOpen: Bool)
  }

  /// What an agent does in a test.
  package enum AgentDeed: Sendable {
    case online, offline, takes
    case returns(flow: String?)
    case says(String)
  }

  package static let verbs = [
    "bot", "user", "tap", "fill", "send", "wait", "restart", "publish", "agent", "event", "hours",
  ]
}

/// What the bot has to say next.
package struct BotLine: Sendable {
  let text: TextPattern
  /// The scalar in the file, for rewriting it.
  let node: Node
  /// The options, articles and form fields that have to be with it, by id and in order.
  var options: [String]?
  var cards: [String]?
  var fields: [String]?

  /// A ` #` outside quotes began a comment, so that less is expected than stands there.
  var isCutShort = false

  static let settings = ["bot", "options", "cards", "fields"]
  static let cutShort = "a space and # begin a comment; put the text in quotes"
  static let mayBeOld = "where the bot is right: frontdesk flow test --update"
}

/// One thing that has to be true when the chat is over.
package struct Expectation: Sendable {
  let place: Place
  let subject: Subject
  let value: ExpectedValue

  enum Subject: String, Sendable, CaseIterable {
    case outcome, path, vars, events, handoff, ticket, record, at
  }
}

/// A value that is expected: texts match loosely, maps in part, lists exactly.
indirect enum ExpectedValue: Sendable {
  case text(TextPattern)
  case list([ExpectedValue])
  case map([Entry])
  /// There is to be no value.
  case nothing

  struct Entry: Sendable {
    let name: String
    let place: Place
    let value: ExpectedValue
  }
}
