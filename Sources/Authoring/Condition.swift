package import Documents
package import Expressions

/// An expression an author wrote, and where.
package struct Condition: Sendable {
  package let expression: Expression
  package let place: Place
  private let node: Node
  private let places: ScalarPlaces

  package init(
    _ source: String, node: Node, places: ScalarPlaces, scope: Scope
  ) throws(ExpressionMistake) {
    expression = try Expression.compile(source, in: scope)
    place = node.place
    self.node = node
    self.places = places
  }

  package var type: ValueType { expression.type }

  package func place(of offset: Int) -> Place { places.place(of: offset, in: node) }

  /// Nil when it cannot be worked out.
  package func holds(_ facts: some Activation) -> Bool? {
    do { return try expression.holds(facts) } catch { return nil }
  }

  /// Null where there is no value.
  package func value(_ facts: some Activation) -> Value {
    do { return try expression.evaluate(facts) } catch { return .null }
  }
}
