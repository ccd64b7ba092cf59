/// Writes one JSON object or array into bytes, member by member.
///
/// No tree is built: a message is written once and the bytes are stored, hashed and sent as they
/// are. Strings are written with the fewest escapes RFC 8259 allows, so equal values give equal
/// bytes.
@usableFromInline package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// An object whose members are written by `body`.
  package static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.bytes
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  @inlinable package mutating func array<Values: Sequence>(
    _ values: Values, _ each: (inout JSONWriter, Values.Element) -> Void
  ) {
    array { writer in for value in values { each(&writer, value) } }
  }

  /// An array whose elements are written by `body`.
  @usableFromInline package mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  // MARK: Members

  /// A member's name; its value must follow.
  @usableFromInline package mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func member(_ name: String, _ value: String) {
    self.name(name)
    string(value)
  }

  package mutating func member(_ name: String, _ value: Int64) {
    self.name(name)
    int(value)
  }

  package mutating func member(_ name: String, _ value: Int) { member(name, Int64(value)) }

  package mutating func member(_ name: String, _ value: Bool) {
    self.name(name)
    bool(value)
  }

  /// Nothing is written where there is no value.
  package mutating func member(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }

  package mutating func member(_ name: String, _ value: Int64?) {
    if let value { member(name, value) }
  }

  package mutating func member(_ name: String, _ value: JSONValue) {
    self.name(name)
    self.value(value)
  }

  package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    self.name(name)
    object(body)
  }

  @inlinable package mutating func array<Values: Sequence>(
    _ name: String, _ values: Values, _ each: (inout JSONWriter, Values.Element) -> Void
  ) {
    self.name(name)
    array(values, each)
  }

  /// The members of an object already written elsewhere, without its braces.
  package mutating func members(of object: [UInt8]) {
    guard object.count > 2 else { return }
    separate()
    object.withUnsafeBufferPointer {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[1..<($0.count - 1)]))
    }
  }

  // MARK: Values

  package mutating func string(_ text: String) {
    separate()
    quote(text)
  }

  package mutating func int(_ number: Int64) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  package mutating func bool(_ claim: Bool) {
    separate()
    bytes.append(contentsOf: (claim ? "true" : "false").utf8)
  }

  /// A value already written as JSON.
  package mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null".utf8)
    case .bool(let claim): bool(claim)
    case .int(let number): int(number)
    case .double(let number): raw((number.isFinite ? "\(number)" : "null").utf8)
    case .string(let text): string(text)
    case .array(let values): array(values) { $0.value($1) }
    case .object(let members):
      object { writer in for member in members { writer.member(member.name, member.value) } }
    }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      while true {
        let index = Self.nextEscape(in: utf8, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        guard index < utf8.count else { break }
        escape(utf8[index])
        start = index + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Where the next byte stands that must be escaped; the end if there is none.
  ///
  /// Eight bytes at a time; the exact place is then looked for byte by byte.
  private static func nextEscape(in utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(utf8)
    var index = start
    while index + 8 <= utf8.count,
      !Lanes.mayEndPlainText(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    {
      index += 8
    }
    while index < utf8.count, !wantsEscape(utf8[index]) { index += 1 }
    return index
  }

  private static func wantsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0..<0x20:
      let hex = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(hex[Int(byte >> 4)])
      bytes.append(hex[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
