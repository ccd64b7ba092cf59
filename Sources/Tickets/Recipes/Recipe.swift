import Expressions
import Recipes

/// How one kind of ticket system is spoken to: data, read from a file of `config/recipes`.
package struct Recipe: Sendable {
  package let name: String
  package let title: String
  /// The page of its maker by which it was written.
  package let page: String
  /// Where the system is, where it is the same for everybody.
  package let url: String?
  /// What an operator says of their own.
  package let settings: [RecipeSetting]
  let auth: Authorisation
  let words: WordsFormat
  package let rate: RecipeRate?
  /// How long a ticket that was made may not be found.
  let lag: Duration
  let states: ValueMapping
  let priorities: ValueMapping
  let verbs: [RecipeVerb: [RecipeStep]]
  let inbound: InboundPlan?

  /// Whether anything can be added to a ticket once it is there.
  package var canAppend: Bool { verbs[.append] != nil }

  /// The verbs it has, in the order of the guide.
  package var verbNames: [String] {
    RecipeVerb.allCases.filter { verbs[$0] != nil }.map(\.rawValue)
  }

  package var hasInbound: Bool { inbound != nil }
}

/// What can be done with a ticket.
enum RecipeVerb: String, Sendable, CaseIterable {
  case find, create, append, note, state, attach, entries
}

/// One key that an operator writes beside a connector's own.
package struct RecipeSetting: Sendable, Equatable {
  package let name: String
  package let about: String
  /// Nil where it has to be given.
  package let standard: String?
}

/// How the desk shows who it is.
struct Authorisation: Sendable {
  enum Kind: Sendable {
    case header(String, Wording)
    case basic(user: Wording, password: Wording)
  }

  let kind: Kind
}

/// How words have to be written for the system.
package enum WordsFormat: String, Sendable, CaseIterable {
  case plain, html, markdown
}

/// How many requests in which time.
package struct RecipeRate: Sendable, Equatable {
  package let requests: Int
  package let per: Duration
}

/// The desk's words, and what they are called there.
struct ValueMapping: Sendable {
  let values: [String: Value]

  subscript(word: String) -> Value { values[word] ?? .null }

  /// The desk's word for theirs; nil where none of ours is called so.
  func word(for theirs: String, among words: [String]) -> String? {
    words.first { values[$0]?.text == theirs }
  }
}

/// One request and what is read from its answer.
struct RecipeStep: Sendable {
  let method: String
  let path: Template
  let headers: [(name: String, value: Template)]
  let body: RecipeBody?
  let success: Set<Int>
  /// Answers that say that there is none.
  let absent: Set<Int>
  /// Where the answer's items stand; nil where the answer is one thing.
  let list: Pointer?
  /// What an item must have; the first that has all of it is the one.
  let matches: [RecipeMatch]
  let id: Pointer?
  /// Where people see it.
  let link: Template?
  let keep: [(name: String, pointer: Pointer)]
  /// Of an entry: where its words stand.
  let text: [Pointer]
  /// The address of the next page of items.
  let next: Pointer?
}

/// A condition on an item of an answer.
struct RecipeMatch: Sendable {
  let pointer: Pointer
  let wanted: Template
  /// Whether it may stand amid other words.
  let isPart: Bool
}

/// What a request carries.
enum RecipeBody: Sendable {
  case json(Shape)
  /// Fields, and the file under a name of its own.
  case form([(name: String, value: Wording)], file: String)
  /// The bytes of the file and nothing else.
  case file
}

/// What templates may speak of, with their values.
struct RecipeFacts: Sendable {
  var values: Bindings
  /// What may be longer than an expression's value.
  var long: [String: String]
}
