package import Desk
import Expressions

/// A condition in the words of rules, for whoever looks at a conversation from outside of them.
package struct RuleCondition: Sendable {
  package let source: String
  private let expression: Expression

  /// Why a text is no condition.
  package struct Mistake: Error, Sendable, Equatable {
    package let sentence: String
  }

  /// What only the record knows: how often somebody wrote before.
  private static let unknown: [Fact] = [.contactsToday, .contactsWeek, .contactsMonth]

  package init(_ source: String) throws(Mistake) {
    do throws(ExpressionMistake) {
      expression = try Expression.compile(source, in: Fact.scope(RuleNames(queues: [])))
    } catch {
      throw Mistake(sentence: error.message + (error.hint.map { "; \($0)" } ?? ""))
    }
    self.source = source
    let names = expression.references.map { $0.path.joined(separator: ".") }
    for fact in Self.unknown where names.contains(fact.rawValue) {
      throw Mistake(sentence: "\(fact.rawValue) is known to rules only")
    }
    guard expression.type == .bool || expression.type == .dyn else {
      throw Mistake(sentence: "it must be true or false, but this is \(expression.type.name)")
    }
  }

  /// Whether it holds for what happened; not where it cannot be worked out.
  package func holds(
    _ happening: Happening, in conversation: Conversation, _ plan: DeskPlan, at now: Instant
  ) -> Bool {
    let sheet = FactSheet(
      happening, conversation,
      FactSheet.Surroundings(plan: plan, now: now, person: { PersonHistory() }), [])
    do { return try expression.holds(sheet) } catch { return false }
  }
}
