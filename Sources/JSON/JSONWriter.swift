/// Writes one JSON object or array into bytes, member by member.
///
/// No tree is built: a message is written once and the bytes are stored, hashed and sent as they
/// are. Strings are written with the fewest escapes RFC 8259 allows, so equal values give equal
/// bytes.
@usableFromInline package struct JSONWriter: Sendable {
  /// What is written, and room for more: a name, its quotation marks and what stands between it and
  /// the one before are put there in one go.
  private var room: [UInt8]
  /// How much of it is written.
  private var count = 0
  private var needsComma = false

  package init(capacity: Int = 256) { room = [UInt8](repeating: 0, count: max(capacity, 16)) }

  package var bytes: [UInt8] { Array(room[..<count]) }

  package var text: String { String(decoding: room[..<count], as: UTF8.self) }

  /// What was written, without a copy; the writer begins anew.
  package mutating func take() -> [UInt8] {
    room.removeLast(room.count - count)
    var taken: [UInt8] = []
    swap(&taken, &room)
    (count, needsComma) = (0, false)
    return taken
  }

  /// An object whose members are written by `body`.
  package static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.take()
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
    put(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    put(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { put(UInt8(ascii: ",")) }
    needsComma = true
  }

  // MARK: Room

  private mutating func makeRoom(for more: Int) {
    let free = room.count - count
    if free < more {
      room.append(contentsOf: repeatElement(0, count: max(more - free, room.count)))
    }
  }

  private mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  private mutating func put(word: StaticString) {
    put(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private mutating func put(_ byte: UInt8) {
    makeRoom(for: 1)
    room[count] = byte
    count += 1
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    makeRoom(for: bytes.count)
    let start = count
    room.withUnsafeMutableBytes { room in
      UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(from: bytes)
    }
    count += bytes.count
  }

  // MARK: Members

  /// A member's name; its value must follow.
  @usableFromInline package mutating func name(_ name: String) {
    quote(name, thenColon: true)
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
    object.withUnsafeBytes {
      put(UnsafeRawBufferPointer(rebasing: $0[1..<($0.count - 1)]))
    }
  }

  // MARK: Values

  package mutating func string(_ text: String) { quote(text, thenColon: false) }

  package mutating func int(_ number: Int64) {
    separate()
    makeRoom(for: 2 * Self.longestNumber)
    let start = count
    count = room.withUnsafeMutableBytes { room in
      // The last digit is known first.
      let end = start + 2 * Self.longestNumber
      var at = end
      var rest = number.magnitude
      repeat {
        at -= 1
        room[at] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        at -= 1
        room[at] = UInt8(ascii: "-")
      }
      UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: room[at..<end]))
      return start + end - at
    }
  }

  /// A sign and 19 digits.
  private static let longestNumber = 20

  package mutating func bool(_ claim: Bool) {
    separate()
    put(word: claim ? "true" : "false")
  }

  /// A value already written as JSON.
  package mutating func raw(_ json: some Collection<UInt8>) { raw(Array(json)) }

  package mutating func raw(_ json: [UInt8]) {
    separate()
    json.withUnsafeBytes { put($0) }
  }

  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null:
      separate()
      put(word: "null")
    case .bool(let claim): bool(claim)
    case .int(let number): int(number)
    case .double(let number):
      separate()
      put(number.isFinite ? "\(number)" : "null")
    case .string(let text): string(text)
    case .array(let values): array(values) { $0.value($1) }
    case .object(let members):
      object { writer in for member in members { writer.member(member.name, member.value) } }
    }
  }

  /// A string with what stands before it and, behind a name, the colon.
  private mutating func quote(_ text: String, thenColon: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      let plain = Self.nextEscape(in: utf8, from: 0)
      // A comma, two quotation marks and a colon.
      makeRoom(for: plain + 4)
      let (start, hasComma) = (count, needsComma)
      let isPlain = plain == utf8.count
      count = room.withUnsafeMutableBytes { room in
        var at = start
        if hasComma {
          room[at] = UInt8(ascii: ",")
          at += 1
        }
        room[at] = UInt8(ascii: "\"")
        at += 1
        UnsafeMutableRawBufferPointer(rebasing: room[at...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[..<plain]))
        at += plain
        guard isPlain else { return at }
        room[at] = UInt8(ascii: "\"")
        at += 1
        guard thenColon else { return at }
        room[at] = UInt8(ascii: ":")
        return at + 1
      }
      if !isPlain { escape(utf8, from: plain, thenColon) }
    }
    needsComma = true
  }

  /// The rest of a string from the first byte on that cannot stand for itself.
  private mutating func escape(
    _ utf8: UnsafeBufferPointer<UInt8>, from first: Int, _ thenColon: Bool
  ) {
    var start = first
    while start < utf8.count {
      escape(utf8[start])
      let next = Self.nextEscape(in: utf8, from: start + 1)
      put(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: utf8[(start + 1)..<next])))
      start = next
    }
    put(UInt8(ascii: "\""))
    if thenColon { put(UInt8(ascii: ":")) }
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
    put(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: put(UInt8(ascii: "b"))
    case 0x09: put(UInt8(ascii: "t"))
    case 0x0A: put(UInt8(ascii: "n"))
    case 0x0C: put(UInt8(ascii: "f"))
    case 0x0D: put(UInt8(ascii: "r"))
    case 0..<0x20:
      let hex = Array("0123456789abcdef".utf8)
      put(word: "u00")
      put(hex[Int(byte >> 4)])
      put(hex[Int(byte & 15)])
    default: put(byte)
    }
  }
}
