extension Function {
  /// The string extension of the language.
  static let textExtensions: [Function] = [
    two("charAt", isMethod: true, [([.string, .int], .string)]) {
      (text, position, run) throws(Reason) in
      guard case .string(let text) = text, case .int(let position) = position else { return nil }
      try run.spend(on: text)
      let scalars = Array(text.unicodeScalars)
      let place = try Texts.place(position, upTo: scalars.count)
      return .string(place == scalars.count ? "" : String(scalars[place]))
    },
    two("indexOf", isMethod: true, [([.string, .string], .int)]) {
      (text, part, run) throws(Reason) in try Texts.first(part, in: text, from: 0, &run)
    },
    more("indexOf", isMethod: true, [.string, .string, .int], .int) {
      (values, run) throws(Reason) in
      try Texts.first(values[1], in: values[0], from: values[2], &run)
    },
    two("lastIndexOf", isMethod: true, [([.string, .string], .int)]) {
      (text, part, run) throws(Reason) in try Texts.last(part, in: text, upTo: nil, &run)
    },
    more("lastIndexOf", isMethod: true, [.string, .string, .int], .int) {
      (values, run) throws(Reason) in
      try Texts.last(values[1], in: values[0], upTo: values[2], &run)
    },
    change("lowerAscii") { (text) in Texts.ascii(text, "A"..."Z", by: 32) },
    change("upperAscii") { (text) in Texts.ascii(text, "a"..."z", by: -32) },
    change("trim", Texts.trimmed),
    change("reverse") { (text) in
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: text.unicodeScalars.reversed())
      return String(scalars)
    },
    more("replace", isMethod: true, [.string, .string, .string], .string) {
      (values, run) throws(Reason) in try Texts.replace(values, limit: -1, &run)
    },
    more("replace", isMethod: true, [.string, .string, .string, .int], .string) {
      (values, run) throws(Reason) in try Texts.replace(values, limit: values[3], &run)
    },
    two("split", isMethod: true, [([.string, .string], .list(.string))]) {
      (text, mark, run) throws(Reason) in try Texts.split(text, mark, limit: -1, &run)
    },
    more("split", isMethod: true, [.string, .string, .int], .list(.string)) {
      (values, run) throws(Reason) in
      try Texts.split(values[0], values[1], limit: values[2], &run)
    },
    two("substring", isMethod: true, [([.string, .int], .string)]) {
      (text, start, run) throws(Reason) in try Texts.cut(text, from: start, to: nil, &run)
    },
    more("substring", isMethod: true, [.string, .int, .int], .string) {
      (values, run) throws(Reason) in
      try Texts.cut(values[0], from: values[1], to: values[2], &run)
    },
    one("join", isMethod: true, [(.list(.string), .string)]) { (list, run) throws(Reason) in
      try Texts.join(list, "", &run)
    },
    two("join", isMethod: true, [([.list(.string), .string], .string)]) {
      (list, mark, run) throws(Reason) in try Texts.join(list, mark, &run)
    },
    one("strings.quote", [(.string, .string)]) { (text, run) throws(Reason) in
      guard case .string(let text) = text else { return nil }
      return try run.made(Texts.quoted(text))
    },
    two("format", isMethod: true, [([.string, .list(.dyn)], .string)]) {
      (text, values, run) throws(Reason) in
      guard case .string(let text) = text, case .list(let values) = values else { return nil }
      try run.spend(on: text)
      var formatter = TextFormat(text, values)
      return try run.made(try formatter.formatted())
    },
  ]

  private static func change(
    _ name: String, _ changed: @escaping @Sendable (String) -> String
  ) -> Function {
    one(name, isMethod: true, [(.string, .string)]) { (text, run) throws(Reason) in
      guard case .string(let text) = text else { return nil }
      return try run.made(changed(text))
    }
  }
}

extension Texts {
  static func place(_ position: Int64, upTo count: Int) throws(Reason) -> Int {
    guard let place = Int(exactly: position), (0...count).contains(place) else {
      throw .outOfRange("position \(position)")
    }
    return place
  }

  static func first(
    _ part: Value, in text: Value, from start: Value, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = text, case .string(let part) = part,
      case .int(let start) = start
    else { return nil }
    try run.spend(on: text)
    let scalars = Array(text.unicodeScalars)
    let from = try place(start, upTo: scalars.count)
    return .int(Int64(position(of: Array(part.unicodeScalars), in: scalars, from: from) ?? -1))
  }

  /// The last place at or before `limit`: a search from the front through both texts reversed.
  static func last(
    _ part: Value, in text: Value, upTo limit: Value?, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = text, case .string(let part) = part else { return nil }
    try run.spend(on: text)
    let scalars = Array(text.unicodeScalars)
    let wanted = Array(part.unicodeScalars)
    var latest = scalars.count - wanted.count
    if let limit {
      guard case .int(let limit) = limit else { return nil }
      latest = min(latest, try place(limit, upTo: scalars.count))
    }
    guard latest >= 0 else { return -1 }
    let skipped = scalars.count - wanted.count - latest
    let found = position(of: wanted.reversed(), in: scalars.reversed(), from: skipped)
    return .int(Int64(found.map { scalars.count - wanted.count - $0 } ?? -1))
  }

  static func ascii(
    _ text: String, _ letters: ClosedRange<Unicode.Scalar>, by shift: Int32
  ) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let changed = letters.contains(scalar) ? UInt32(Int32(scalar.value) + shift) : scalar.value
      scalars.append(Unicode.Scalar(changed) ?? scalar)
    }
    return String(scalars)
  }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let front = scalars.drop(while: \.properties.isWhitespace)
    guard let last = front.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(Substring(front[...last]))
  }

  static func cut(
    _ text: Value, from start: Value, to end: Value?, _ run: inout Run
  ) throws(Reason) -> Value? {
    guard case .string(let text) = text, case .int(let start) = start else { return nil }
    try run.spend(on: text)
    let scalars = Array(text.unicodeScalars)
    let from = try place(start, upTo: scalars.count)
    var to = scalars.count
    if let end {
      guard case .int(let end) = end else { return nil }
      to = try place(end, upTo: scalars.count)
    }
    guard from <= to else { throw .outOfRange("position \(start)") }
    return .string(string(scalars[from..<to]))
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    // Writing the bytes at once is several times quicker than appending scalars to a view.
    String(unsafeUninitializedCapacity: scalars.count * 4) { bytes in
      var count = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          bytes[count] = byte
          count += 1
        }
      }
      return count
    }
  }
}
