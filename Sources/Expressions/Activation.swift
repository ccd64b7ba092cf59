/// What the variables of a scope are worth in one evaluation.
///
/// `slot` is what `Scope.declare` gave for the name, so that an engine may keep its values in an
/// array. A variable of an open scope that was never declared has slot -1.
package protocol Activation {
  /// Nil when the variable is not set.
  func value(of name: String, slot: Int) -> Value?

  /// Seconds a named time zone is ahead of UTC at a moment; nil when there is no such zone.
  ///
  /// Only asked for names such as `Europe/London`; UTC and fixed offsets are known.
  func offset(of zone: String, at unixSeconds: Int64) -> Int?

  /// The time zone that `date` writes in.
  var zone: String { get }
}

extension Activation {
  package func offset(of zone: String, at unixSeconds: Int64) -> Int? { nil }

  package var zone: String { "UTC" }
}

/// Values by name, with an optional calendar of time zones.
package struct Bindings: Activation, ExpressibleByDictionaryLiteral, Sendable {
  package var values: [String: Value]
  package var zone: String
  private let offsets: @Sendable (String, Int64) -> Int?

  package init(
    _ values: [String: Value], zone: String = "UTC",
    offsets: @escaping @Sendable (String, Int64) -> Int? = { _, _ in nil }
  ) {
    self.values = values
    self.zone = zone
    self.offsets = offsets
  }

  package init(dictionaryLiteral elements: (String, Value)...) {
    self.init(Dictionary(elements, uniquingKeysWith: { $1 }))
  }

  package func value(of name: String, slot: Int) -> Value? { values[name] }

  package func offset(of zone: String, at unixSeconds: Int64) -> Int? {
    offsets(zone, unixSeconds)
  }
}
