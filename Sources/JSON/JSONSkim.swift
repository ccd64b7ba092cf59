/// What is certain of an object that cannot be read: those of its members that are plain strings.
///
/// For telling the sender which of its messages was refused. It passes over whatever is wrong
/// inside a value (an escape that is none, half of a surrogate pair, a number too large, levels too
/// deep, names given twice), but not over what makes it uncertain where a value ends; then there is
/// nothing to be known. In time linear in the text, without recursion.
package struct JSONSkim {
  private var values: [String: String?] = [:]
  private var places: [(name: String, range: Range<Int>)] = []
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  /// Nil unless the bytes hold one object whose members can be told apart.
  package init?(_ raw: UnsafeRawBufferPointer) {
    bytes = UnsafeBufferPointer(
      start: raw.baseAddress?.assumingMemoryBound(to: UInt8.self), count: raw.count)
    guard skimObject() else { return nil }
  }

  /// The value of a member that is there once and is a string without escapes.
  package subscript(name: String) -> String? { values[name] ?? nil }

  /// The member whose value holds the byte at `offset`.
  package func member(at offset: Int) -> String? {
    places.last { $0.range.contains(offset) }?.name
  }

  private mutating func skimObject() -> Bool {
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return false }
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard skimMember() else { return false }
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { return false }
    }
    skipSpace()
    return at == bytes.count
  }

  private mutating func skimMember() -> Bool {
    // A name with an escape may be any name, one that stands there already too.
    guard case .some(let name)? = skimString() else { return false }
    skipSpace()
    guard take(UInt8(ascii: ":")) else { return false }
    skipSpace()
    let start = at
    var value: String?
    if bytes.indices.contains(at), bytes[at] == UInt8(ascii: "\"") {
      guard let text = skimString() else { return false }
      value = text
      skipSpace()
    } else {
      guard skipValue() else { return false }
    }
    values[name] = values[name] == nil ? .some(value) : .some(nil)
    places.append((name, start..<at))
    return true
  }

  /// A string from its opening to its closing mark, nil within the answer where it has escapes.
  private mutating func skimString() -> String?? {
    guard take(UInt8(ascii: "\"")) else { return .none }
    let start = at
    var isPlain = true
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<at])
        at += 1
        return .some(isPlain ? String(validating: slice, as: UTF8.self) : nil)
      case UInt8(ascii: "\\"):
        isPlain = false
        at += 2
      default: at += 1
      }
    }
    return .none
  }

  /// Anything up to the comma or brace that ends it, with brackets in pairs.
  private mutating func skipValue() -> Bool {
    var closers: [UInt8] = []
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        guard skimString() != nil else { return false }
        continue
      case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
        if closers.isEmpty { return at > start && bytes[at] != UInt8(ascii: "]") }
        if bytes[at] != UInt8(ascii: ","), closers.popLast() != bytes[at] { return false }
      default: break
      }
      at += 1
    }
    return false
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }
}
