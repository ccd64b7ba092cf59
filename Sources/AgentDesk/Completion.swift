/// What may be put in place of the word before the cursor, while it is chosen from.
package struct Completion: Equatable, Sendable {
  /// One of them.
  package struct Candidate: Equatable, Sendable {
    package let text: String
    package let meaning: String

    init(_ text: String, _ meaning: String = "") {
      self.text = text
      self.meaning = meaning
    }
  }

  package let candidates: [Candidate]
  /// Nil until one was chosen.
  package internal(set) var selected: Int?
  /// What stands before the word, which does not change.
  let head: String
  /// What goes behind a chosen one.
  let tail: String
  let use: Use

  /// What becomes of a chosen one.
  enum Use: Equatable, Sendable {
    case asItIs
    /// It is the name of a reply, whose words are put in.
    case reply
    /// It is the name of an emoji.
    case emoji
  }

  static let most = 100

  init(
    _ candidates: [Candidate], head: String, tail: String = " ", use: Use = .asItIs
  ) {
    self.use = use
    self.candidates = Array(candidates.prefix(Self.most))
    self.head = head
    self.tail = tail
  }

  /// The beginning that all of them share.
  var shared: String {
    guard var shared = candidates.first?.text else { return "" }
    for candidate in candidates.dropFirst() {
      while !candidate.text.lowercased().hasPrefix(shared.lowercased()) { shared.removeLast() }
    }
    return shared
  }
}
