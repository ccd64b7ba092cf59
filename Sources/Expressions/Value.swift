/// What an expression works on and results in.
///
/// `==` is the equality of the expression language: numbers compare by what they are worth,
/// whatever their type; texts by their Unicode scalars, so a composed and a decomposed "é" differ;
/// NaN equals nothing.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case list([Value])
  case map(ValueMap)
  case timestamp(Timestamp)
  case duration(nanoseconds: Int64)
  case type(ValueKind)

  /// What kind of value this is.
  package var kind: ValueKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

/// The kinds of values, each named as an expression names it.
package enum ValueKind: String, Hashable, Sendable, CaseIterable {
  case null = "null_type"
  case bool, int, double, string, list, map, timestamp, duration, type

  /// The name an expression uses, as in `type(x) == timestamp`.
  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.int(let a), .double(let b)), (.double(let b), .int(let a)): Int64(exactly: b) == a
    case (.string(let a), .string(let b)): sameText(a, b)
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.null, _), (.bool, _), (.int, _), (.double, _), (.string, _), (.list, _), (.map, _),
      (.timestamp, _), (.duration, _), (.type, _):
      false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .double(let value): Self.hash(value, into: &hasher)
    case .string(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value)
    case .timestamp(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .type(let value): hasher.combine(value)
    }
  }

  /// A whole double hashes as the int it equals.
  private static func hash(_ value: Double, into hasher: inout Hasher) {
    if let whole = Int64(exactly: value) {
      hasher.combine(whole)
    } else {
      hasher.combine(value)
    }
  }
}

/// Whether two texts have the same Unicode scalars.
///
/// Swift's own `==` also lets canonically equivalent texts be equal, which the language does not.
func sameText(_ left: String, _ right: String) -> Bool {
  left == right && left.utf8.elementsEqual(right.utf8)
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (ValueMap.Key, Value)...) {
    var map = ValueMap()
    for (key, value) in elements { map[key] = value }
    self = .map(map)
  }
}
