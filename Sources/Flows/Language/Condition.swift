import Documents
import Expressions

/// An expression an author wrote, and where.
struct Condition: Sendable {
  let expression: Expression
  let place: Place
  private let node: Node
  private let places: ScalarPlaces

  init(
    _ source: String, node: Node, places: ScalarPlaces, scope: Scope
  ) throws(ExpressionMistake) {
    expression = try Expression.compile(source, in: scope)
    place = node.place
    self.node = node
    self.places = places
  }

  var type: ValueType { expression.type }

  func place(of offset: Int) -> Place { places.place(of: offset, in: node) }

  /// Nil when it cannot be worked out.
  func holds(_ facts: Facts) -> Bool? {
    do { return try expression.holds(facts) } catch { return nil }
  }

  /// Null where there is no value.
  func value(_ facts: Facts) -> Value {
    do { return try expression.evaluate(facts) } catch { return .null }
  }
}
