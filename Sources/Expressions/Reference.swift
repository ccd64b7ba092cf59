/// One use of a variable in an expression.
package struct Reference: Hashable, Sendable {
  /// The variable and the fields read from it, as in `["order", "status"]`.
  package let path: [String]
  /// The declared name that the path starts with, as in `order` or `customer.email`.
  package let root: String
  /// In Unicode scalars from the start of the whole text.
  package let offset: Int
  /// Whether it may be empty here without harm: it stands inside `default(…)` or `has(…)`, is
  /// compared with null, or a condition around it has made sure that it is there.
  package let isGuarded: Bool
  /// Whether it is compared by `==`, `!=` or `in`, where being empty only makes it different.
  package let isCompared: Bool
}

/// A variable compared with a literal, by `==`, `!=` or `in […]`.
package struct LiteralComparison: Hashable, Sendable {
  package let path: [String]
  /// The declared name that the path starts with.
  package let root: String
  package let literal: Value
  /// Where the literal stands, in Unicode scalars from the start of the whole text.
  package let offset: Int
}
