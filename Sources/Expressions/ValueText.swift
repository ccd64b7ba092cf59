extension Value {
  /// What a person reads: numbers and texts as they are, the elements of a list with commas between
  /// them, null as nothing.
  ///
  /// Nested lists and maps stand in brackets. At most 64 KiB are written; the rest is left out.
  package var text: String {
    switch self {
    case .null: return ""
    case .list(let elements):
      var writer = ValueWriter()
      writer.write(elements)
      return writer.text
    case .bool, .int, .double, .string, .map, .timestamp, .duration, .type:
      var writer = ValueWriter()
      writer.write(self)
      return writer.text
    }
  }
}

/// Writes values as texts, up to a limit.
struct ValueWriter {
  private(set) var text = ""

  /// A value may share its parts so often that writing all of it would never end.
  var isFull: Bool { text.utf8.count > Run.textLimit }

  mutating func write(_ value: Value) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += Self.plain(value)
    case .string(let value): text += value
    case .timestamp(let value): text += value.text
    case .duration(let value): text += DurationText.write(value)
    case .type(let value): text += value.rawValue
    case .list(let elements):
      text += "["
      write(elements)
      text += "]"
    case .map(let map): write(map)
    }
  }

  mutating func write(_ elements: [Value]) {
    for (position, element) in elements.enumerated() {
      if isFull { return }
      if position > 0 { text += ", " }
      write(element)
    }
  }

  /// Sorted by what the keys look like, so that equal maps read alike.
  private mutating func write(_ map: ValueMap) {
    let entries = map.entries.map { (name: $0.key.value.text, value: $0.value) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    text += "{"
    for (position, entry) in entries.enumerated() {
      if isFull { return }
      if position > 0 { text += ", " }
      text += entry.name + ": "
      write(entry.value)
    }
    text += "}"
  }

  /// The shortest digits that read back as the number; a whole number has no point.
  static func plain(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
