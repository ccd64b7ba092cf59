extension Texts {
  static func replace(
    _ values: [Value], limit: Value, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = values[0], case .string(let part) = values[1],
      case .string(let substitute) = values[2], case .int(let limit) = limit
    else { return nil }
    try run.spend(on: text)
    let pieces = pieces(of: text, at: part, atMost: limit < 0 ? .max : limit)
    let added = (pieces.count - 1).multipliedReportingOverflow(by: substitute.utf8.count)
    guard !added.overflow, added.partialValue <= Run.textLimit else { throw .tooLarge }
    return try run.made(pieces.joined(separator: substitute))
  }

  static func split(
    _ text: Value, _ mark: Value, limit: Value, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = text, case .string(let mark) = mark,
      case .int(let limit) = limit
    else { return nil }
    try run.spend(on: text)
    guard limit != 0 else { return [] }
    let cuts = limit < 0 ? Int64.max : limit - 1
    // Between the characters there are marks of no length, but not at either end.
    let pieces =
      mark.isEmpty
      ? characters(of: text, atMost: cuts) : pieces(of: text, at: mark, atMost: cuts)
    guard pieces.count <= Run.countLimit else { throw .tooLarge }
    try run.spend(pieces.count / 8)
    return .list(pieces.map(Value.string))
  }

  static func join(_ list: Value, _ mark: Value, _ run: inout Run) throws(Reason) -> Value? {
    guard case .list(let elements) = list, case .string(let mark) = mark else { return nil }
    var joined = ""
    for (position, element) in elements.enumerated() {
      guard case .string(let text) = element else { return nil }
      try run.spend()
      if position > 0 { joined += mark }
      joined += text
      guard joined.utf8.count <= Run.textLimit else { throw .tooLarge }
    }
    return try run.made(joined)
  }

  /// The text cut at each mark, at most so many times; an empty mark stands before, between and
  /// after all characters.
  private static func pieces(of text: String, at mark: String, atMost cuts: Int64) -> [String] {
    let scalars = Array(text.unicodeScalars)
    guard !mark.isEmpty else {
      let count = Int(min(cuts, Int64(scalars.count + 1)))
      guard count > 0 else { return [text] }
      let ends = scalars.prefix(count - 1).map { String($0) }
      return [""] + ends + [string(scalars.dropFirst(count - 1))]
    }
    let wanted = Array(mark.unicodeScalars)
    var pieces: [String] = []
    var start = 0
    while Int64(pieces.count) < cuts, let found = position(of: wanted, in: scalars, from: start) {
      pieces.append(string(scalars[start..<found]))
      start = found + wanted.count
    }
    return pieces + [string(scalars[start...])]
  }

  private static func characters(of text: String, atMost cuts: Int64) -> [String] {
    let scalars = Array(text.unicodeScalars)
    guard Int64(scalars.count) - 1 > cuts else { return scalars.map { String($0) } }
    let single = scalars.prefix(Int(cuts))
    return single.map { String($0) } + [string(scalars.dropFirst(single.count))]
  }

  /// The text as a literal of the language, between double quotation marks.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{7}": quoted += "\\a"
      case "\u{8}": quoted += "\\b"
      case "\u{c}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{b}": quoted += "\\v"
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
