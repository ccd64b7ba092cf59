package import Authoring
import Bot
package import Desk
package import Expressions
package import Flows
package import Knowledge

/// Everything around a conversation that is tried out, in the hands of whoever tries it.
package struct World: Sendable {
  /// The desk as it is set up: its queues, and its hours by its own clock.
  package let plan: DeskPlan
  /// Milliseconds since 1970 UTC; a Monday morning at the desk unless somebody says otherwise.
  package var now: Int64
  package var hours = Hours.asSet
  /// `customer.<name>`, as far as it is known at the beginning.
  package var customer: [CustomerFact: Value] = [:]
  /// What the customer's site has signed of them.
  package var attributes: [String: String] = [:]
  /// `conversation.<name>`, over what the talk itself has come to.
  package var conversation: [ConversationFact: Value] = [:]
  package var language: String?
  /// The customer's time zone; the desk's own unless somebody says otherwise.
  package var zone: String?
  /// How many agents are online in each queue; a queue that is not named has nobody.
  package var agents: [String: Int] = [:]
  /// True while every agent is away, whatever `agents` says.
  package var areAgentsAway = false
  package var shelf = ArticleShelf()
  /// What services answer, in the order they are called.
  package var answers: [ServiceAnswer] = []
  /// Why no ticket can be opened; nil when one can.
  package var ticketError: String?
  /// How long the wait for a person is reckoned to be; nil where the desk cannot tell yet.
  package var wait: Duration?

  /// Whether the desk takes files: as it is set up, or as usual where it takes none.
  package var takesFiles = true
  /// Whether the desk sends mail: as it is set up.
  package var hasMail: Bool

  /// Whether the desk keeps its hours.
  package enum Hours: Sendable, Equatable {
    case asSet
    /// Open around the clock.
    case open
    /// Closed until the next day on which the desk opens.
    case closed
    /// Closed until that moment, in milliseconds since 1970 UTC.
    case closedUntil(Int64)
  }

  package init(_ plan: DeskPlan) {
    self.plan = plan
    hasMail = plan.hasMail
    zone = plan.zone
    now = World.morning(plan.hours).milliseconds
  }

  /// Monday, 5 January 2026 at ten o'clock by the desk's clock, or when it opens next.
  private static func morning(_ hours: OpeningHours) -> Instant {
    let ten: Int64 = 1_767_607_200
    let moment = Instant(milliseconds: (ten - Int64(hours.offset(ten))) * 1000)
    return hours.opening(from: moment) ?? moment
  }

  /// Who the customer says they are; nil where nothing of it is known.
  var contact: Contact? {
    let parts = [customer[.firstName]?.known, customer[.lastName]?.known].compactMap { $0 }
    let name = customer[.name]?.known ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
    let email = customer[.email]?.known
    guard name != nil || email != nil || !attributes.isEmpty else { return nil }
    return Contact(
      name: name, email: email,
      isVerified: customer[.verified] == .bool(true) || !attributes.isEmpty,
      attributes: attributes.sorted { $0.key < $1.key }.map { Field($0.key, $0.value) })
  }

  /// Who the customer is to the desk.
  var customerID: Identifier<Customer> { Identifier(customer[.id]?.known ?? "customer") }

  /// The address of the page the customer was on.
  var page: String? { conversation[.page]?.known }

  /// The desk's plan with the hours it keeps from now on.
  var currentPlan: DeskPlan {
    var plan = plan
    plan.files = takesFiles ? plan.files ?? .usual : nil
    plan.hasMail = hasMail
    let moment = Instant(milliseconds: now)
    switch hours {
    case .asSet: break
    case .open: plan.changeHours(\.alwaysOpen)
    case .closed: plan.changeHours { $0.closed(until: $0.midnight(after: moment)) }
    case .closedUntil(let end): plan.changeHours { $0.closed(until: Instant(milliseconds: end)) }
    }
    return plan
  }
}

/// What a search finds: cards as they are given, or real articles that are really searched.
package struct ArticleShelf: Sendable {
  package var cards: [Card] = []
  package var index: KnowledgeIndex?

  package init(cards: [Card] = [], articles: [Knowledge.Article] = []) {
    self.cards = cards
    index = articles.isEmpty ? nil : KnowledgeIndex(articles)
  }

  func found(by search: Search, language: String?) -> [Card] {
    let given = cards.filter(search.floor.lets)
    let articles = index?.cards(for: search, language: language) ?? []
    return Array((given + articles).prefix(search.limit))
  }
}

/// What a service does with one call.
package struct ServiceAnswer: Sendable {
  /// What a service answers in a test.
  package enum Content: Sendable, Equatable {
    case response(status: Int, body: Value)
    /// The call came to nothing, for this reason.
    case failure(String)
  }

  package var content: Content
  /// How long it takes, in milliseconds.
  package var after: Int64
  /// The call it answers, as `GET https://…`; nil where that does not matter.
  package var call: TextPattern?

  package init(_ content: Content, after: Int64 = 0, call: TextPattern? = nil) {
    self.content = content
    self.after = after
    self.call = call
  }
}

extension Value {
  /// The text it is; nil for every other value.
  fileprivate var known: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

extension ConversationFacts {
  /// Puts what a test says in place of what the talk has come to.
  mutating func set(_ fact: ConversationFact, _ value: Value) {
    switch (fact, value) {
    case (.id, .string(let id)): self.id = id
    case (.number, .int(let number)): self.number = number
    case (.messages, .int(let messages)): self.messages = messages
    case (.page, _): page = value.known
    case (.channel, .string(let channel)): self.channel = channel
    case (.queue, _): queue = value.known
    case (.rated, .bool(let isRated)): self.isRated = isRated
    case (.id, _), (.number, _), (.messages, _), (.language, _), (.channel, _), (.rated, _): break
    }
  }
}

extension CustomerFact {
  /// What a test may say of a customer. The language is a setting of its own.
  static let given = allCases.filter { $0 != .language }
}

extension ConversationFact {
  static let given = allCases.filter { $0 != .language }
}
