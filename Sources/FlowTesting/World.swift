package import Expressions
package import Flows
package import Knowledge

/// Everything around a rehearsed conversation, in the hands of whoever rehearses it.
package struct World: Sendable {
  /// Milliseconds since 1970 UTC; a Monday morning unless somebody says otherwise.
  package var now: Int64 = 1_767_607_200_000
  package var isOpen = true
  /// When the desk opens next, in words.
  package var nextOpen = "tomorrow at 09:00"
  /// `customer.<name>`.
  package var customer: [String: Value] = [:]
  /// `conversation.<name>`, over what the stage keeps itself.
  package var conversation: [String: Value] = [:]
  package var language: String?
  /// How many agents are online in each queue; a queue that is not named has nobody.
  package var agents: [String: Int] = [:]
  /// True while every agent is away, whatever `agents` says.
  package var areAgentsAway = false
  package var shelf = ArticleShelf()
  /// What services answer, in the order they are called.
  package var answers: [ServiceAnswer] = []
  /// Why no ticket can be opened; nil when one can.
  package var ticketError: String?
  /// What is promised with a ticket.
  package var replyBy = "tomorrow at 12:00"
  /// The wait that is named with a place in a queue.
  package var wait = "under a minute"

  package init() {}

  func surroundings(_ own: [String: Value]) -> Surroundings {
    Surroundings(
      now: now, customer: customer, isOpen: isOpen, nextOpen: nextOpen,
      conversation: own.merging(conversation) { _, given in given })
  }

  func hasAgents(in queue: String) -> Bool {
    isOpen && !areAgentsAway && agents[queue, default: 0] > 0
  }
}

/// What a search finds: cards as they are given, or real articles that are really searched.
package struct ArticleShelf: Sendable {
  package var cards: [Card] = []
  package var index: KnowledgeIndex?

  package init(cards: [Card] = [], articles: [Article] = []) {
    self.cards = cards
    index = articles.isEmpty ? nil : KnowledgeIndex(articles)
  }

  func found(by search: Search, language: String?) -> [Card] {
    let given = cards.filter { $0.score >= search.minScore }
    let matches =
      index?.search(
        search.query, language: language, limit: search.limit, floor: search.minScore) ?? []
    let articles = matches.map {
      Card(id: $0.id, title: $0.title, excerpt: $0.excerpt, score: $0.score)
    }
    return Array((given + articles).prefix(search.limit))
  }
}

/// What a service does with one call.
package struct ServiceAnswer: Sendable {
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
