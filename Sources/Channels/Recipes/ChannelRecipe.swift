/// How one kind of messenger is spoken to: data, read from a file of `config/recipes/channels`.
package struct ChannelRecipe: Sendable, Equatable {
  package let name: String
  package let title: String
  /// The page of its maker by which it was written.
  package let page: String
  /// Where its interface is, if the operator does not say otherwise.
  let url: String
  /// What an operator says of their own, and why.
  package let settings: [Setting]
  package let capabilities: Capabilities
  let send: Sending
  let inbound: Inbound

  /// One key that an operator writes under `settings`.
  package struct Setting: Sendable, Equatable {
    package let name: String
    package let about: String
  }

  /// The request by which words are sent.
  struct Sending: Sendable, Equatable {
    let path: RecipeText
    let headers: [Header]
    let json: RecipeShape
    /// In place of `json` where there are buttons.
    let withButtons: RecipeShape?
    /// In place of `json` where the choices are a list that a button opens.
    let withRows: RecipeShape?
    /// What the message is called there.
    let id: RecipePointer
    /// Where an answer that says it went well may say that it did not.
    let error: RecipePointer?
    /// How long to wait, in seconds, where the answer says so.
    let retryAfter: RecipePointer?
    /// Statuses and errors by which one customer cannot be told anything; others can.
    let refusals: Set<String>
  }

  /// A line of a request's head.
  struct Header: Sendable, Equatable {
    let name: String
    let value: RecipeText
  }

  /// How what was said there is read from what it tells.
  struct Inbound: Sendable, Equatable {
    let proof: Proof
    let challenge: Challenge?
    /// The field that holds what is told, where it comes as a form; else it is the body.
    let form: String?
    /// Where messages stand.
    let messages: RecipePointer
    /// In each of them.
    /// The first that stands there counts.
    let id, user, place: [RecipePointer]
    /// The first that stands there is what was said.
    let text: [RecipePointer]
    let name: RecipePointer?
    let language: RecipePointer?
    /// Nothing that has one of these is a customer's: our own words, other programs'.
    let ignoreWith: [RecipePointer]
    /// Whether `&amp;`, `&lt;` and `&gt;` stand for what they are.
    let isEscaped: Bool
  }

  /// How it shows who it is.
  enum Proof: Sendable, Equatable {
    /// A header that holds the secret.
    case token(header: String)
    /// An HMAC-SHA256 in hexadecimal digits: of the body, or of `v0:TIME:body`.
    case signature(header: String, prefix: String, timestamp: String?)
  }

  /// How it asks whether we are who it was told.
  enum Challenge: Sendable, Equatable {
    /// A GET whose query holds the secret and what is to be answered.
    case query(token: String, answer: String)
    /// A member of what it tells, which is to be answered.
    case member(RecipePointer)
  }
}
