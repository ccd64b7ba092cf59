/// How often a step was reached and how it was left, added up over some days.
///
/// The same numbers for every step; those about answers stay at 0 for a step that asks nothing.
package struct StepFigures: Sendable, Equatable {
  /// How often the flow came to the step; a question that was filled already counts too.
  package var visits = 0
  package var asked = 0
  package var answered = 0
  package var escaped = 0
  /// Given up after the last attempt.
  package var failed = 0
  /// Reminders in silence, and silences that ended the question.
  package var idle = 0
  /// Answers that were not understood.
  package var noMatch = 0
  /// The middle one of the times customers took to answer; nil where nobody answered.
  package var medianAnswer: Duration?

  package init() {}

  /// Askings that neither an answer, nor the escape, nor the last attempt ended: the customer went
  /// away, asked for a person, or is still thinking.
  package var dropOff: Int { max(0, asked - answered - escaped - failed) }

  /// Drop-off as a share of the askings, 0 to 1; nil for a step that asked nothing.
  package var dropOffShare: Double? { asked > 0 ? Double(dropOff) / Double(asked) : nil }
}
