/// What the checker knows about a value before there is one.
///
/// Every type also admits null: a variable may be empty. `dyn` is known only when it is evaluated.
package indirect enum ValueType: Hashable, Sendable {
  case dyn
  case null, bool, int, double, string, timestamp, duration, type
  case list(ValueType)
  case map(ValueType, ValueType)
  /// A map whose keys are known: reading any other is a mistake.
  case record([String: ValueType])

  /// What a person would call it.
  package var name: String {
    switch self {
    case .dyn: "anything"
    case .null: "null"
    case .bool: "a bool"
    case .int: "an int"
    case .double: "a double"
    case .string: "a string"
    case .timestamp: "a timestamp"
    case .duration: "a duration"
    case .type: "a type"
    case .list: "a list"
    case .map: "a map"
    case .record: "a record"
    }
  }

  /// The type of a value that is at hand.
  package init(of value: Value) {
    switch value {
    case .null: self = .null
    case .bool: self = .bool
    case .int: self = .int
    case .double: self = .double
    case .string: self = .string
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .type: self = .type
    case .list(let elements): self = .list(Self.common(elements.map(ValueType.init(of:))))
    case .map(let map): self = Self(of: map)
    }
  }

  /// A map with names for keys is a record; any other is a map of what its values have in common.
  private init(of map: ValueMap) {
    var fields: [String: ValueType] = [:]
    for entry in map.entries {
      guard case .string(let name) = entry.key else {
        self = .map(.dyn, .dyn)
        return
      }
      fields[name] = ValueType(of: entry.value)
    }
    self = .record(fields)
  }

  var isNumber: Bool { self == .int || self == .double }

  /// Whether a value of this type may be used where `other` is wanted.
  func fits(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (.dyn, _), (_, .dyn), (.null, _), (_, .null): true
    case (.list(let a), .list(let b)): a.fits(b)
    case (.map(let a, let b), .map(let c, let d)): a.fits(c) && b.fits(d)
    case (.record, .map(let key, _)): ValueType.string.fits(key)
    case (.map(let key, _), .record): key.fits(.string)
    case (.record, .record): true
    case (.bool, _), (.int, _), (.double, _), (.string, _), (.timestamp, _), (.duration, _),
      (.type, _), (.list, _), (.map, _), (.record, _):
      self == other
    }
  }

  /// Whether values of the two types could be equal: numbers of either kind can.
  func mayEqual(_ other: ValueType) -> Bool {
    fits(other) || (isNumber && other.isNumber)
  }

  /// The one type of them all, or `dyn`.
  static func common(_ types: [ValueType]) -> ValueType {
    let known = types.filter { $0 != .null }
    guard let first = known.first else { return types.isEmpty ? .dyn : .null }
    return known.allSatisfy { $0 == first } ? first : .dyn
  }
}
