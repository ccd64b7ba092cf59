import Authoring
import Documents
import Expressions

/// What a step does; each is the key that starts it in a file.
enum Verb: String, Sendable, CaseIterable {
  case say, ask, menu, confirm, set, `if`, goto, call, suggest, http, ticket, handoff, record, end

  /// True for the verbs that wait for the customer.
  var asks: Bool { self == .ask || self == .menu || self == .confirm }

  static let names = allCases.map(\.rawValue)
}

/// One step of a section.
struct Step: Sendable {
  /// `flow.section.name`: the step's name in counts, translations and effects. It does not change
  /// when lines are added above.
  let key: String
  let verb: Verb
  let place: Place
  let action: Action
}

indirect enum Action: Sendable {
  case say(Text)
  case ask(Question)
  case assign([Assignment])
  case branch(Condition, then: Named, otherwise: Named?)
  case goto(Named)
  case call(flow: Named, with: [Assignment])
  case suggest(Suggestion)
  case http(Call)
  case ticket(TicketStep)
  case handoff(HandoffStep)
  case record([Assignment])
  case end(Named)
}

/// A question: it waits, and every way out of it is written down.
struct Question: Sendable {
  enum Kind: Sendable {
    /// A typed answer for one variable.
    case value(Named)
    /// One of several options, with a variable for it or without.
    case choice([Option], into: Named?)
    case confirm(yes: Named, no: Named, into: Named?)
    /// Several variables at once.
    case form([FormLine])
    /// Something sent besides words.
    case file(FileRequest)
  }

  let prompt: Text
  let kind: Kind
  let invalid: Text?
  let escape: WayOut?
  let rejects: [Rejection]
  /// The question is asked once more than this before it is given up.
  let retries: Int
  let onFail: FailExit
  let idle: [Idle]
  /// Asked even when the variable is filled already.
  let always: Bool
  /// Whether words that fit nothing are looked up in the articles.
  let searchesArticles: Bool
  /// Messages within this many milliseconds of each other are one answer.
  let join: Int64?
  /// True where the author set `retries` or `on_fail` here.
  let boundsItself: Bool

  /// The variable that an answer fills; a form keeps what was typed into it.
  var filledNames: [String] {
    switch kind {
    case .value(let into): [into.text]
    case .choice(_, let into), .confirm(_, _, let into): into.map { [$0.text] } ?? []
    case .form: []
    case .file(let request): [request.into.text]
    }
  }

  var options: [Option] {
    if case .choice(let options, _) = kind { options } else { [] }
  }
}

struct Option: Sendable {
  let id: Named
  let value: Value
  let label: Text
  let also: [Phrase]
  let goto: Named?
}

struct FormLine: Sendable {
  let variable: Named
  let label: Text
  /// What a choice is chosen from, each with the words that stand for it; empty where it is its
  /// values as they are, and for whatever is no choice.
  let options: [FormOption]
  /// Whether several lines are expected.
  let isLong: Bool

  var texts: [Text] { [label] + options.map(\.label) }
}

/// A file that is asked for.
struct FileRequest: Sendable {
  let into: Named
  /// The media types that are taken; empty for all that the desk takes.
  let media: [Named]
  /// Bytes; nil for as many as the desk takes.
  let largest: Int64?
  /// What the button of those says who have none; nil where one is needed.
  let none: Text?
  /// Where it goes on at a desk that takes no such file; nil for the next step.
  let otherwise: Named?
  let place: Place
}

/// One value of a choice in a form, and what customers read for it.
struct FormOption: Sendable {
  let id: Named
  let label: Text
}

/// The way out of a question that its author offers: "I don't have it".
struct WayOut: Sendable {
  let label: Text
  let also: [Phrase]
  let goto: Named
  let place: Place
}

/// A reason to refuse an answer that is well-formed.
struct Rejection: Sendable {
  let when: Condition
  let say: Text
}

enum FailExit: Sendable {
  case person
  case section(Named)
}

/// What happens when a question stays unanswered.
struct Idle: Sendable {
  enum Act: Sendable {
    case say(Text)
    case goto(Named)
    case end(Named)
  }

  /// Milliseconds since the question, or since the customer last wrote.
  let after: Int64
  let act: Act
}

struct Suggestion: Sendable {
  let query: Text
  let limit: Int
  let floor: ArticleFloor
  /// Where it is set by a score, as flows of earlier builds do.
  let scored: Place?
  /// The words above an article that is given as the answer; nil where all are only offered.
  let answer: Text?
  let found: Text
  let none: Named
}

struct Call: Sendable {
  let service: Named
  let method: String
  let path: Text
  let query: [Assignment]
  let headers: [Assignment]
  let body: Body?
  let expect: [Int]
  let into: Named?
  let onError: Named?

  /// A JSON body, built of values and never spliced from text.
  indirect enum Body: Sendable {
    case text(Text)
    case list([Body])
    case map([(key: String, value: Body)])
  }
}

struct TicketStep: Sendable {
  let queue: Routing
  let subject: Text
  let body: Text
  let priority: Text?
  let requester: Text?
  let tags: [Text]
  let fields: [Named]
  let into: Named?
  let onError: Named?
}

struct HandoffStep: Sendable {
  let queue: Routing
  let priority: Text?
  let summary: Text?
  let fields: [Named]
  /// Where it names skills, which nobody at the desk looks at; the checker refuses them.
  let skills: Place?
  let say: Text?
  let unavailable: Named?
  /// Milliseconds someone has to take it; nil for what is usual at the desk.
  let accept: Int64?
}

/// Which queue: always the same, or by the value of a variable.
enum Routing: Sendable {
  case fixed(Named)
  case by(Named, [String: Named], place: Place)
}
