package import Desk

/// What came of one rule that looked at one happening.
package struct RuleStep: Sendable {
  package let rule: String
  /// What it looked at; nil where a time had passed.
  package let happening: Happening?
  /// 0 for what people and the bot did, 1 for what rules did because of it, and so on.
  package let depth: Int
  package let verdict: Verdict
  /// The phrase of its `words` that was found.
  package var phrase: String?

  /// Whether it was meant, and if not, by which part of it.
  package enum Verdict: Sendable {
    case acted([Result])
    case noWords
    case forbiddenWord(String)
    /// The part of the condition that did not hold, or could not be worked out.
    case clause(Clause, why: String?)
    case coolingDown(until: Instant)
    /// An earlier rule keeps later ones from looking.
    case stopped(by: String)
    /// Rules had caused rules this often: no further.
    case tooDeep
    /// This much was done because of one happening: no more.
    case tooMuch
  }

  /// What became of one act.
  package struct Result: Sendable {
    package let deed: Deed
    package let outcome: Outcome

    /// Whether it was carried out.
    package enum Outcome: Sendable, Equatable {
      case done
      /// It was so already.
      case unchanged
      case refused(String)
    }
  }

  package var hasActed: Bool { if case .acted = verdict { true } else { false } }
}
