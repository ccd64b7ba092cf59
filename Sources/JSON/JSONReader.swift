/// Why a text is not the JSON we take, and at which byte.
package struct JSONMistake: Error, Equatable, Sendable {
  package let offset: Int
  package let reason: String

  /// Half of a surrogate pair in a text, as it comes of cutting a text inside an emoji.
  package var isLoneSurrogate: Bool { reason == Self.loneSurrogate }
  fileprivate static let loneSurrogate = "a lone surrogate"
}

/// A strict reader of RFC 8259 JSON.
///
/// Refused beyond what the RFC refuses: duplicate names, lone surrogates, invalid UTF-8, more than
/// `deepest` levels, objects of more than `mostMembers` members, numbers that a Double cannot hold.
/// Foundation's decoder takes 5.7 µs for a 207-byte chat message; this one is meant for that path.
package struct JSONReader {
  /// Nesting beyond this is an attack, not a message.
  package static let deepest = 32
  /// Bounds the search for duplicate names, which is quadratic.
  package static let mostMembers = 256

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The one value the bytes hold, with nothing but white space around it.
  package static func read(_ raw: UnsafeRawBufferPointer) throws(JSONMistake) -> JSONValue {
    let bytes = UnsafeBufferPointer(
      start: raw.baseAddress?.assumingMemoryBound(to: UInt8.self), count: raw.count)
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let value = try reader.value()
    reader.skipSpace()
    guard reader.at == bytes.count else { throw reader.mistake("text after the value") }
    return value
  }

  package static func read(_ bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
    let outcome = bytes.withUnsafeBytes { raw -> Result<JSONValue, JSONMistake> in
      do throws(JSONMistake) { return .success(try read(raw)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  package static func read(_ text: String) throws(JSONMistake) -> JSONValue {
    try read(Array(text.utf8))
  }

  private func mistake(_ reason: String) -> JSONMistake { JSONMistake(offset: at, reason: reason) }

  private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONMistake) -> JSONValue {
    guard let first = current else { throw mistake("the text ends where a value should stand") }
    switch first {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw mistake("no value starts like this")
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONMistake)
    -> JSONValue
  {
    for index in 0..<text.utf8CodeUnitCount {
      guard current == text.utf8Start[index] else { throw mistake("expected \(text)") }
      at += 1
    }
    return value
  }

  private mutating func enter() throws(JSONMistake) {
    depth += 1
    guard depth <= Self.deepest else { throw mistake("more than \(Self.deepest) levels") }
    at += 1
    skipSpace()
  }

  private mutating func object() throws(JSONMistake) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var members: [JSONMember] = []
    if current == UInt8(ascii: "}") {
      at += 1
      return .object(members)
    }
    // What a frame has, most often: no growing on the way.
    members.reserveCapacity(8)
    while true {
      try member(into: &members)
      skipSpace()
      if current == UInt8(ascii: "}") { break }
      guard current == UInt8(ascii: ",") else { throw mistake("expected , or }") }
      at += 1
      skipSpace()
    }
    at += 1
    return .object(members)
  }

  private mutating func member(into members: inout [JSONMember]) throws(JSONMistake) {
    guard current == UInt8(ascii: "\"") else { throw mistake("expected a name in quotes") }
    guard members.count < Self.mostMembers else {
      throw mistake("more than \(Self.mostMembers) members")
    }
    let name = try string()
    guard !members.contains(where: { $0.name == name }) else {
      throw mistake("the same name stands twice")
    }
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw mistake("expected : after a name") }
    at += 1
    skipSpace()
    members.append(JSONMember(name, try value()))
  }

  private mutating func array() throws(JSONMistake) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      at += 1
      return .array(values)
    }
    while true {
      values.append(try value())
      skipSpace()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { throw mistake("expected , or ]") }
      at += 1
      skipSpace()
    }
    at += 1
    return .array(values)
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(JSONMistake) -> String {
    at += 1
    let start = at
    var union = skipPlain()
    while at < bytes.count {
      let byte = bytes[at]
      union |= byte
      switch byte {
      case UInt8(ascii: "\""):
        let text = try decoded(start..<at, union: union)
        at += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw mistake("a control character stands bare in a string")
      default: at += 1
      }
    }
    throw mistake("a string does not end")
  }

  /// Passes over bytes that stand for themselves, eight at a time; the rest is looked at singly.
  /// The answer has its top bit set unless all of them were ASCII.
  private mutating func skipPlain() -> UInt8 {
    let raw = UnsafeRawBufferPointer(bytes)
    var union: UInt64 = 0
    while at + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      guard !Lanes.mayEndPlainText(word) else { break }
      union |= word
      at += 8
    }
    return union & Lanes.tops == 0 ? 0 : 0x80
  }

  /// `union` is all bytes or-ed together: below 0x80 they are ASCII, and there is nothing to check.
  private func decoded(_ range: Range<Int>, union: UInt8) throws(JSONMistake) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[range])
    if union < 0x80 { return String(decoding: slice, as: UTF8.self) }
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw mistake("a string is not valid UTF-8")
    }
    return text
  }

  /// The slower way, for strings that hold at least one escape.
  private mutating func escapedString(from start: Int) throws(JSONMistake) -> String {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw mistake("a string is not valid UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        at += 1
        try escape(into: &text)
      case 0..<0x20: throw mistake("a control character stands bare in a string")
      default:
        text.append(byte)
        at += 1
      }
    }
    throw mistake("a string does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONMistake) {
    guard let letter = current else { throw mistake("a string does not end") }
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(into: &text)
    default: throw mistake("no such escape")
    }
  }

  private mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONMistake) {
    var code = try fourHex()
    if (0xD800..<0xDC00).contains(code) {
      guard current == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
      else { throw mistake(JSONMistake.loneSurrogate) }
      at += 2
      let low = try fourHex()
      guard (0xDC00..<0xE000).contains(low) else { throw mistake(JSONMistake.loneSurrogate) }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw mistake(JSONMistake.loneSurrogate) }
    text.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private mutating func fourHex() throws(JSONMistake) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Self.hexDigit(byte) else {
        throw mistake("\\u wants four hexadecimal digits")
      }
      code = code << 4 | digit
      at += 1
    }
    return code
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

// MARK: - Numbers

extension JSONReader {
  private mutating func number() throws(JSONMistake) -> JSONValue {
    let start = at
    var isInteger = true
    if current == UInt8(ascii: "-") { at += 1 }
    if current == UInt8(ascii: "0") { at += 1 } else { try digits() }
    if current == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      at += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let number = Int64(text) { return .int(number) }
    guard let number = Double(text), number.isFinite else { throw mistake("a number too large") }
    return .double(number)
  }

  private mutating func digits() throws(JSONMistake) {
    let start = at
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
    guard at > start else { throw mistake("expected a digit") }
  }
}
