import JSON

extension Reply {
  /// What an agent did since a moment: of the tickets that were theirs last.
  package struct Figures: Equatable, Sendable {
    package let taken: Int64
    package let resolved: Int64
    /// The middle one of the waits for a first answer; nil where there was none.
    package let firstAnswer: Duration?
    /// How many customers rated, and their mean score in hundredths.
    package let rated: Int64
    package let score: Int64?

    package init(
      taken: Int64, resolved: Int64, firstAnswer: Duration?, rated: Int64, score: Int64?
    ) {
      self.taken = taken
      self.resolved = resolved
      self.firstAnswer = firstAnswer
      self.rated = rated
      self.score = score
    }

    /// Of how many of their latest tickets it is made at most.
    package static let most = 2000
  }
}

extension Reply.Figures {
  func write(_ writer: inout JSONWriter) {
    writer.member("taken", taken)
    writer.member("resolved", resolved)
    writer.member("first_answer", firstAnswer?.milliseconds)
    writer.member("rated", rated)
    writer.member("score", score)
  }

  static func read(_ object: JSONValue) throws(WireMistake) -> Reply.Figures {
    Reply.Figures(
      taken: try object.number("taken"), resolved: try object.number("resolved"),
      firstAnswer: object["first_answer"]?.int.map { .milliseconds($0) },
      rated: try object.number("rated"), score: object["score"]?.int)
  }
}
