import Desk
import Documents
import Rules
import Testing

/// What the tests of rules share: a desk, a book from its text, a conversation in memory.
enum Rulebooks {
  static let plan = DeskPlan(queues: [
    QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(86_400)),
    QueuePlan(Identifier("billing"), title: "Billing", replyWithin: .seconds(86_400)),
    QueuePlan(Identifier("second-level"), title: "Second", replyWithin: .seconds(86_400)),
  ])

  static let start = Instant(milliseconds: 1_767_607_200_000)

  static func source(_ text: String) -> SourceFile {
    SourceFile(path: "config/rules.yaml", text: text)
  }

  static func findings(_ text: String, _ names: RuleNames = RuleCode.exampleDesk) -> [Finding] {
    RuleBook.read(source(text), names).findings
  }

  /// The book; what is wrong with it fails the test.
  static func book(_ text: String, _ names: RuleNames = RuleCode.exampleDesk) throws -> RuleBook {
    let outcome = RuleBook.read(source(text), names)
    for finding in outcome.findings { Issue.record("\(finding.place): \(finding.message)") }
    return try #require(outcome.book)
  }

  static func seat(
    page: String? = nil, language: String = "en", contact: Contact? = nil,
    history: PersonHistory = PersonHistory()
  ) -> MemorySeat {
    var seat = MemorySeat(
      Conversation(id: Identifier("c1")), plan: plan, now: start, history: history)
    seat.apply(
      .started(
        Opening(
          site: "main", customer: Identifier("k1"), number: 1, language: language, page: page,
          channel: "web")))
    if let contact { seat.apply(.identified(contact)) }
    return seat
  }
}

extension MemorySeat {
  /// Applies an event and lets the rules look at it.
  @discardableResult
  mutating func happen(_ event: Event, _ book: RuleBook, isTracing: Bool = false) -> [RuleStep] {
    apply(event)
    return book.follow([event], at: &self, isTracing: isTracing)
  }

  @discardableResult
  mutating func hear(_ words: String, _ book: RuleBook, isTracing: Bool = false) -> [RuleStep] {
    happen(.said(Message(.customer, words)), book, isTracing: isTracing)
  }
}

extension Rulebooks {
  /// The rules of a file that the checker refuses: they can be read, and that is all.
  static func unchecked(_ text: String) -> [DeskRule] {
    RuleBook.readUnchecked(source(text), RuleCode.exampleDesk)
  }
}
