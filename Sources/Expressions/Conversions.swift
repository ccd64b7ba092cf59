extension Function {
  static let conversions: [Function] = [
    one("bool", [(.bool, .bool), (.string, .bool)]) { (value, _) throws(Reason) in
      switch value {
      case .bool: value
      case .string(let text): try Conversion.bool(text)
      case .null, .int, .double, .list, .map, .timestamp, .duration, .type: nil
      }
    },
    one("int", [(.int, .int), (.double, .int), (.string, .int), (.timestamp, .int)]) {
      (value, _) throws(Reason) in try Conversion.int(value)
    },
    one("double", [(.double, .double), (.int, .double), (.string, .double)]) {
      (value, _) throws(Reason) in
      switch value {
      case .double: value
      case .int(let number): .double(Double(number))
      case .string(let text): try Conversion.double(text)
      case .null, .bool, .list, .map, .timestamp, .duration, .type: nil
      }
    },
    one(
      "string",
      [
        (.string, .string), (.int, .string), (.double, .string), (.bool, .string),
        (.timestamp, .string), (.duration, .string),
      ]
    ) { (value, run) throws(Reason) in
      switch value {
      case .string: value
      case .int, .double, .bool, .timestamp, .duration: try run.made(value.text)
      case .null, .list, .map, .type: nil
      }
    },
    one("timestamp", [(.timestamp, .timestamp), (.string, .timestamp), (.int, .timestamp)]) {
      (value, _) throws(Reason) in
      switch value {
      case .timestamp: value
      case .int(let seconds):
        .timestamp(try Conversion.made(Timestamp(seconds: seconds), from: .int, to: .timestamp))
      case .string(let text):
        .timestamp(try Conversion.made(Timestamp(text), from: .string, to: .timestamp))
      case .null, .bool, .double, .list, .map, .duration, .type: nil
      }
    },
    one("duration", [(.duration, .duration), (.string, .duration)]) {
      (value, _) throws(Reason) in
      switch value {
      case .duration: value
      case .string(let text):
        .duration(
          nanoseconds: try Conversion.made(DurationText.read(text), from: .string, to: .duration))
      case .null, .bool, .int, .double, .list, .map, .timestamp, .type: nil
      }
    },
    one("dyn", [(.dyn, .dyn)]) { (value, _) in value },
    one("type", [(.dyn, .type)]) { (value, _) in .type(value.kind) },
    one("size", sizes) { (value, run) throws(Reason) in try Conversion.size(value, &run) },
    one("size", isMethod: true, sizes) { (value, run) throws(Reason) in
      try Conversion.size(value, &run)
    },
  ]

  typealias Reason = EvaluationFailure.Reason

  private static let sizes: [(ValueType, ValueType)] = [
    (.string, .int), (.list(.dyn), .int), (.map(.dyn, .dyn), .int),
  ]
}

private enum Conversion {
  typealias Reason = EvaluationFailure.Reason

  static func made<Result>(
    _ result: Result?, from: ValueKind, to: ValueKind
  ) throws(Reason) -> Result {
    guard let result else { throw .conversion(from: from, to: to) }
    return result
  }

  static func bool(_ text: String) throws(Reason) -> Value {
    switch text {
    case "1", "t", "true", "TRUE", "True": true
    case "0", "f", "false", "FALSE", "False": false
    default: throw .conversion(from: .string, to: .bool)
    }
  }

  static func int(_ value: Value) throws(Reason) -> Value? {
    switch value {
    case .int: return value
    case .double(let number):
      // The bounds themselves are refused: rounding may have brought the number there.
      guard number > -0x1p63, number < 0x1p63 else { throw .overflow }
      return .int(Int64(number))
    case .string(let text):
      let isPlain = text.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) }
      return .int(try made(isPlain ? Int64(text) : nil, from: .string, to: .int))
    case .timestamp(let time): return .int(time.seconds)
    case .null, .bool, .list, .map, .duration, .type: return nil
    }
  }

  static func double(_ text: String) throws(Reason) -> Value {
    switch text {
    case "NaN": return .double(.nan)
    case "Infinity", "+Infinity", "Inf", "+Inf", "inf", "+inf": return .double(.infinity)
    case "-Infinity", "-Inf", "-inf": return .double(-.infinity)
    default:
      let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      return .double(try made(isPlain ? Double(text) : nil, from: .string, to: .double))
    }
  }

  static func size(_ value: Value, _ run: inout Run) throws(Reason) -> Value? {
    switch value {
    case .string(let text):
      try run.spend(on: text)
      return .int(Int64(text.unicodeScalars.count))
    case .list(let elements): return .int(Int64(elements.count))
    case .map(let map): return .int(Int64(map.count))
    case .null, .bool, .int, .double, .timestamp, .duration, .type: return nil
    }
  }
}
