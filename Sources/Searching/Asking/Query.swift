package import Desk

/// What is looked for: words that must be there and words that must not, and what must be true of
/// the conversation they stand in.
package struct Query: Equatable, Sendable {
  /// Of each group one must be there.
  package var wanted: [[Phrase]] = []
  package var unwanted: [Phrase] = []
  /// Of each group one must be true.
  package var filters: [[Filter]] = []
  /// Of these none may be true.
  package var exclusions: [Filter] = []
  /// From this moment on.
  package var since: Instant?
  /// Before this one.
  package var until: Instant?
  /// Where alone the words are looked for; nil: everywhere.
  package var place: Place?

  package init() {}

  /// Words that follow each other.
  package struct Phrase: Hashable, Sendable {
    /// As the index knows them; at least one.
    package let words: [String]
    /// Whether the last is only how a word begins.
    package let isBeginning: Bool

    package init(_ words: [String], isBeginning: Bool = false) {
      self.words = words
      self.isBeginning = isBeginning
    }
  }

  /// What may be true of a conversation.
  package enum Filter: Hashable, Sendable {
    case number(Int64)
    /// An address, to the letter.
    case address(String)
    /// Words of the customer's name or address.
    case from(Phrase)
    case agent(Whose)
    case queue(String?)
    case state(String)
    case priority(Priority)
    case tag(String)
    case category(String)
    /// A category and all that stand below it.
    case categories(below: String)
    case field(String, value: String)
  }

  /// Whose a conversation is.
  package enum Whose: Hashable, Sendable {
    case agent(String)
    /// Of the one who asks.
    case mine
    case nobodys
  }

  /// The kinds of words.
  package enum Place: String, Sendable, CaseIterable {
    /// What customer, bot and agents said to each other.
    case words
    /// What only those see who work here.
    case notes
    /// What a ticket is called.
    case subject
  }
}

/// Why a query cannot be answered as it was typed: what, where, and how to mend it.
package struct QueryMistake: Error, Equatable, Sendable, CustomStringConvertible {
  /// Counted in characters from 1.
  package let column: Int
  package let why: String
  package let hint: String

  package init(_ column: Int, _ why: String, _ hint: String) {
    self.column = column
    self.why = why
    self.hint = hint
  }

  package var description: String { "column \(column): \(why); \(hint)" }
}
