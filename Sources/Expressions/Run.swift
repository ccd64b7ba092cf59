/// One evaluation under way: what it may ask, and how much work it has left.
struct Run {
  let activation: any Activation
  private(set) var units: Int
  /// The variables of macros, by slot.
  var locals: [Value]

  /// Enough for every element of a list of a thousand to be looked at a few times.
  static let unitLimit = 10_000
  /// Bytes in the result of a whole evaluation.
  static let resultLimit = 8 * 1024
  /// Bytes in a text on the way to a result.
  static let textLimit = 64 * 1024
  /// Elements in a list or map on the way to a result.
  static let countLimit = 10_000
  /// Bytes of text that cost one unit to walk over.
  private static let bytesPerUnit = 64

  init(_ activation: any Activation, locals: Int) {
    self.activation = activation
    units = Self.unitLimit
    self.locals = locals == 0 ? [] : Array(repeating: .null, count: locals)
  }

  @inline(__always)
  mutating func spend(_ amount: Int = 1) throws(EvaluationFailure.Reason) {
    units -= amount
    if units < 0 { throw .outOfUnits }
  }

  @inline(__always)
  mutating func spend(_ amount: Int = 1, at offset: Int) throws(EvaluationFailure) {
    units -= amount
    if units < 0 { throw EvaluationFailure(.outOfUnits, at: offset) }
  }

  /// Pays for walking over a text.
  mutating func spend(on text: String) throws(EvaluationFailure.Reason) {
    try spend(text.utf8.count / Self.bytesPerUnit)
  }

  /// Pays for looking a value up among the keys of a map.
  mutating func spend(onKey key: Value) throws(EvaluationFailure.Reason) {
    if case .string(let text) = key { try spend(on: text) }
  }

  /// Passes a text that an operation made, unless it is too long.
  mutating func made(_ text: String) throws(EvaluationFailure.Reason) -> Value {
    guard text.utf8.count <= Self.textLimit else { throw .tooLarge }
    try spend(on: text)
    return .string(text)
  }
}

extension Run {
  /// The language's equality, paid for by what it looks at.
  ///
  /// A value may share its parts so often that walking all of it would never end.
  mutating func equal(_ left: Value, _ right: Value) throws(EvaluationFailure.Reason) -> Bool {
    switch (left, right) {
    case (.string(let a), .string(let b)):
      if a.utf8.count != b.utf8.count { return false }
      try spend(on: a)
      return sameText(a, b)
    case (.list(let a), .list(let b)): return try equal(a, b)
    case (.map(let a), .map(let b)): return try equal(a, b)
    case (.null, _), (.bool, _), (.int, _), (.double, _), (.string, _), (.list, _), (.map, _),
      (.timestamp, _), (.duration, _), (.type, _):
      return left == right
    }
  }

  private mutating func equal(
    _ left: [Value], _ right: [Value]
  ) throws(EvaluationFailure.Reason) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices {
      try spend()
      guard try equal(left[index], right[index]) else { return false }
    }
    return true
  }

  private mutating func equal(
    _ left: ValueMap, _ right: ValueMap
  ) throws(EvaluationFailure.Reason) -> Bool {
    guard left.count == right.count else { return false }
    for entry in left.entries {
      try spend()
      guard let other = right[entry.key], try equal(entry.value, other) else { return false }
    }
    return true
  }

  /// Which comes first: -1, 0 or 1; nil when the two have no order. NaN comes nowhere.
  mutating func order(_ left: Value, _ right: Value) throws(EvaluationFailure.Reason) -> Int?? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .some(sign(a, b))
    case (.double(let a), .double(let b)): return .some(sign(a, b))
    case (.int(let a), .double(let b)): return .some(sign(a, b))
    case (.double(let a), .int(let b)): return .some(sign(b, a).map { -$0 })
    case (.string(let a), .string(let b)):
      try spend(on: a)
      if sameText(a, b) { return .some(0) }
      return .some(a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1)
    case (.bool(let a), .bool(let b)): return .some(a == b ? 0 : (b ? -1 : 1))
    case (.timestamp(let a), .timestamp(let b)): return .some(sign(a, b))
    case (.duration(let a), .duration(let b)): return .some(sign(a, b))
    case (.null, _), (.bool, _), (.int, _), (.double, _), (.string, _), (.list, _), (.map, _),
      (.timestamp, _), (.duration, _), (.type, _):
      return .none
    }
  }

  private func sign<Number: Comparable>(_ left: Number, _ right: Number) -> Int? {
    left < right ? -1 : left > right ? 1 : left == right ? 0 : nil
  }

  /// Exact, where turning the int into a double would round it.
  private func sign(_ left: Int64, _ right: Double) -> Int? {
    if right.isNaN { return nil }
    if right >= 0x1p63 { return -1 }
    if right < -0x1p63 { return 1 }
    let whole = Int64(right)
    if left != whole { return left < whole ? -1 : 1 }
    let rest = right - Double(whole)
    return rest > 0 ? -1 : rest < 0 ? 1 : 0
  }
}

extension Run {
  /// Seconds that a time zone is ahead of UTC at a timestamp.
  func offset(
    of zone: String, at timestamp: Timestamp
  ) throws(EvaluationFailure.Reason) -> Int {
    if zone.isEmpty || zone == "UTC" || zone == "Z" || zone == "GMT" { return 0 }
    if let fixed = Self.fixedOffset(zone) { return fixed }
    // A calendar that is off by more than a day is broken; its answer could leave our years.
    guard let offset = activation.offset(of: zone, at: timestamp.seconds),
      (-86_400...86_400).contains(offset)
    else { throw .unknownZone(zone) }
    return offset
  }

  /// `+11:00`, `-02:30` or `02:00`.
  private static func fixedOffset(_ zone: String) -> Int? {
    var reader = DigitReader(zone)
    let sign = reader.take("-") ? -1 : 1
    if sign == 1 { _ = reader.take("+") }
    guard let seconds = reader.hoursAndMinutes(), reader.isAtEnd else { return nil }
    return sign * seconds
  }
}

extension Value {
  /// Whether the value, all its parts counted, takes at most so many bytes: a text its UTF-8, an
  /// empty one a byte, every other part eight. The walk stops at the limit.
  func fits(bytes limit: Int) -> Bool {
    var left = limit
    return takeAway(from: &left)
  }

  private func takeAway(from left: inout Int) -> Bool {
    switch self {
    case .null, .bool, .int, .double, .timestamp, .duration, .type: left -= 8
    case .string(let text): left -= max(1, text.utf8.count)
    case .list(let elements):
      left -= 8
      for element in elements {
        guard element.takeAway(from: &left) else { return false }
      }
    case .map(let map):
      left -= 8
      for entry in map.entries {
        guard entry.key.value.takeAway(from: &left), entry.value.takeAway(from: &left) else {
          return false
        }
      }
    }
    return left >= 0
  }
}
