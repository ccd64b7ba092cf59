/// Why an expression came to no value.
package struct EvaluationFailure: Error, Hashable, Sendable {
  package let reason: Reason
  /// Where in the whole text, in Unicode scalars from its start.
  package let offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// One sentence, without a full stop.
  package var message: String { reason.message }

  /// Whether something was not there: what `default(…)` stands in for.
  package var isMissing: Bool {
    switch reason {
    case .unset, .noKey, .noElement, .nullOperand: true
    case .noField, .notBool, .wrongTypes, .unknownFunction, .overflow, .divisionByZero, .conversion,
      .outOfRange, .badKey, .duplicateKey, .badPattern, .badFormat, .unknownZone, .refusedByEscape,
      .outOfUnits, .tooLarge:
      false
    }
  }

  /// Whether the evaluation used up what it was allowed; `||` and `&&` do not look past that.
  package var isExhausted: Bool {
    switch reason {
    case .outOfUnits, .tooLarge: true
    case .unset, .noKey, .noElement, .nullOperand, .noField, .notBool, .wrongTypes,
      .unknownFunction, .overflow, .divisionByZero, .conversion, .outOfRange, .badKey,
      .duplicateKey, .badPattern, .badFormat, .unknownZone, .refusedByEscape:
      false
    }
  }

  /// Why an expression has no value for the facts it was given.
  package enum Reason: Error, Hashable, Sendable {
    case unset(String)
    case noKey(ValueMap.Key)
    case noElement(Int64)
    case nullOperand(String)
    case noField(of: ValueKind)
    case notBool(ValueKind)
    case wrongTypes(String, [ValueKind])
    case unknownFunction(String)
    case overflow
    case divisionByZero
    case conversion(from: ValueKind, to: ValueKind)
    case outOfRange(String)
    case badKey(ValueKind)
    case duplicateKey(ValueMap.Key)
    case badPattern(String)
    case badFormat(String)
    case unknownZone(String)
    case refusedByEscape(String)
    case outOfUnits
    case tooLarge
  }
}

extension EvaluationFailure.Reason {
  var message: String {
    switch self {
    case .unset(let name): "\"\(name)\" has no value"
    case .noKey(let key): "there is no \(key.described)"
    case .noElement(let index): "there is no element \(index)"
    case .nullOperand(let what): "\(what) was given null"
    case .noField(let kind): "\(kind.described) has no fields"
    case .notBool(let kind): "a condition must be a bool, not \(kind.described)"
    case .wrongTypes(let what, let kinds):
      "\(what) does not take \(kinds.map(\.described).joined(separator: ", "))"
    case .unknownFunction(let name): "there is no function \"\(name)\""
    case .overflow: "the result does not fit"
    case .divisionByZero: "division by zero"
    case .conversion(let from, let to): "\(from.described) that is not \(to.described)"
    case .outOfRange(let what): "\(what) is out of range"
    case .badKey(let kind): "\(kind.described) cannot be a key"
    case .duplicateKey(let key): "\(key.described) is there twice"
    case .badPattern(let why): "bad pattern: \(why)"
    case .badFormat(let why): "bad format: \(why)"
    case .unknownZone(let name): "there is no time zone \"\(name.prefix(64))\""
    case .refusedByEscape(let why): why
    case .outOfUnits: "the expression takes more than \(Run.unitLimit) units of work"
    case .tooLarge: "the result is larger than the limit"
    }
  }
}

extension ValueMap.Key {
  var described: String {
    switch self {
    case .bool(let value): "key \(value)"
    case .int(let value): "key \(value)"
    case .string(let value): "key \"\(value.prefix(64))\""
    }
  }
}

extension ValueKind {
  /// With its article, as in "an int".
  var described: String {
    switch self {
    case .null: "null"
    case .int: "an int"
    case .bool, .double, .string, .list, .map, .timestamp, .duration, .type: "a \(rawValue)"
    }
  }
}
