package import Expressions

/// Something the desk has to do for the bot.
///
/// An effect with an id waits for exactly one `Stimulus.result` under that id. Ids are made of the
/// session's turn and a running number, so carrying a turn out again after a crash cannot double
/// anything that is remembered by its id.
package enum Effect: Sendable, Equatable {
  case say(Say)
  case search(id: String, Search)
  case request(id: String, Request)
  case openTicket(id: String, TicketDraft)
  case handoff(id: String, HandoffDraft)
  /// Takes the conversation out of the queue again: nobody came in time.
  case withdraw
  /// The customer does not want a person any more, and said so themselves.
  case waived
  /// Gives the conversation another priority: the customer who waits may come to harm.
  case prioritise(String)
  /// Facts to keep with the conversation: ratings, which articles helped.
  case record([String: Value])
  /// The customer told their own name or address, as the answer to a question.
  case identify(name: String?, email: String?)
  /// Sets a timer, or moves it when one of that name runs. `at` is in milliseconds since 1970 UTC.
  case timer(name: String, at: Int64)
  case cancelTimer(name: String)
  /// Something worth counting, and the key of the step it happened at.
  case metric(Metric, step: String)
  /// The flow is over, with its outcome. The session may be started again by a message.
  case ended(outcome: String)
}

/// What is counted about a flow.
package enum Metric: String, Sendable, CaseIterable {
  case asked, answered, escaped, failed, idle, digressed
  case noMatch = "no_match"
  case articlesShown = "articles_shown"
  case articleHelped = "article_helped"
  case articleDidNotHelp = "article_did_not_help"
  case templateNull = "template_null"
  case missingTranslation = "missing_translation"
  case conditionFailed = "condition_failed"
  case botError = "bot_error"
}

/// A message of the bot's.
package struct Say: Sendable, Equatable {
  /// Plain text with a little Markdown: `**bold**`, links, lists. What customers typed is escaped.
  package var text: String
  /// What the customer may press; empty where the answer is typed.
  package var options: [Option]
  package var cards: [Card]
  /// Fields to be filled in together; empty for every message that is not a form.
  package var fields: [FormField]
  /// The key of the question this message asks; nil for a message that asks nothing.
  package var question: String?
  /// The file that is asked for; nil where none is.
  package var takes: FileWish?
  /// What is to be typed, where it is typed in a manner of its own: `email`, `phone`, `url`, `date`
  /// or `int`.
  package var expects: String?

  package init(
    text: String, options: [Option] = [], cards: [Card] = [], fields: [FormField] = [],
    question: String? = nil, takes: FileWish? = nil, expects: String? = nil
  ) {
    self.takes = takes
    self.expects = expects
    self.text = text
    self.options = options
    self.cards = cards
    self.fields = fields
    self.question = question
  }

  /// Which file a question takes.
  package struct FileWish: Sendable, Equatable {
    package let media: [String]
    /// Bytes.
    package let largest: Int64
  }

  /// One button under a question.
  package struct Option: Sendable, Equatable {
    package let id: String
    package let label: String

    package init(id: String, label: String) {
      self.id = id
      self.label = label
    }
  }
}

/// One line of a form.
package struct FormField: Sendable, Equatable {
  package let name: String
  package let label: String
  /// `text`, `email`, `phone`, `url`, `date`, `int`, `bool` or `choice`.
  package let kind: String
  /// What a choice is chosen from; the ids are its values.
  package let options: [Say.Option]
  /// Whether several lines are expected.
  package let isLong: Bool
  /// False where an empty field keeps the variable's default.
  package let isRequired: Bool
  /// What was typed or is known already.
  package let value: String
  /// What is wrong with `value`, when the form comes back.
  package let complaint: String?
}

/// A search over the knowledge articles.
package struct Search: Sendable, Equatable {
  package let query: String
  /// 1 to 5 cards.
  package let limit: Int
  package let floor: ArticleFloor
}

extension ArticleFloor {
  package func lets(_ card: Card) -> Bool {
    switch self {
    case .fit(let fit): card.fit >= fit
    case .score(let least): card.score >= least
    }
  }
}

/// A call of a service that `bot.yaml` names.
package struct Request: Sendable, Equatable {
  package let service: String
  package let method: String
  /// The whole address; every inserted part is percent-encoded.
  package let url: String
  package let headers: [String: String]
  /// The JSON body, or nil for none.
  package let body: Value?
  /// The name of the secret to send, such as `env:ORDERS_TOKEN`; never the secret itself.
  package let auth: String?
  package let timeoutMilliseconds: Int64
  /// Statuses the flow expects; any other is a failure.
  package let expected: [Int]
}

/// A ticket as a flow wants it opened.
package struct TicketDraft: Sendable, Equatable {
  package let queue: String
  package let subject: String
  package let body: String
  package let priority: String
  /// The address to answer to, when one is known.
  package let requester: String?
  package let tags: [String]
  package let fields: [String: Value]
}

/// A conversation as a flow hands it to people.
package struct HandoffDraft: Sendable, Equatable {
  package let queue: String
  package let priority: String
  package let summary: String
  /// What the flow collected, for the agent's card.
  package let fields: [String: Value]
  /// Why: `flow`, `asked`, `failed` or `bot_error`.
  package let reason: Reason
  /// How long someone has to take it.
  package let acceptSeconds: Int
  /// The articles the customer was shown, the latest last.
  package let articles: [String]
  /// The flows and sections the customer is in, as `flow.section`, outermost first.
  package let path: [String]

  /// Why the flow wants a person.
  package enum Reason: String, Sendable {
    /// The flow came to its handoff step.
    case flow
    /// The customer asked for a person.
    case asked
    /// A question was not answered in as many attempts as it allows.
    case failed
    /// A limit was passed or a flow went wrong; the customer must not be left alone.
    case botError = "bot_error"
  }
}
