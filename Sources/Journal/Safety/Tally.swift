/// What all events come to, so that one that is gone is missed.
///
/// The sum is over the hashes, each read as four numbers: it can be carried on by an addition an
/// event, and lacks something whichever event is taken away. It finds accidents and edits of the
/// record; who can also write the mark can forge both.
package struct Tally: Equatable, Sendable {
  package var events: Int64 = 0
  /// The position and hash of the latest event.
  package var position: Int64 = 0
  package var latest = HashChain.beginning
  package var sum = SIMD4<UInt64>.zero

  mutating func add(_ hash: [UInt8], at position: Int64) {
    events += 1
    self.position = position
    latest = hash
    guard hash.count == 32 else { return }
    sum &+= hash.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  /// Carried on over what the record holds after the position, up to another.
  mutating func addEvents(
    of database: Database, upTo last: Int64 = .max
  ) throws(RecordFailure) {
    let rows = try database.prepare(
      "SELECT position, hash FROM events WHERE position>? AND position<=? ORDER BY position")
    rows.bind(1, position)
    rows.bind(2, last)
    defer { rows.reset() }
    while try rows.step() { add(rows.blob(1), at: rows.int(0)) }
  }

  /// The sum, each number with its highest byte first.
  var sumBytes: [UInt8] {
    (0..<4).flatMap { lane in withUnsafeBytes(of: sum[lane].bigEndian) { Array($0) } }
  }

  static func sum(_ text: Substring) -> SIMD4<UInt64>? {
    guard text.utf8.count == 64 else { return nil }
    var sum = SIMD4<UInt64>.zero
    var rest = text
    for lane in 0..<4 {
      guard let number = UInt64(rest.prefix(16), radix: 16) else { return nil }
      sum[lane] = number
      rest = rest.dropFirst(16)
    }
    return sum
  }
}

/// Bytes as text of 0-9 and a-f.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: digits(bytes), as: UTF8.self)
  }

  static func digits(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return digits
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  static func bytes(_ text: Substring) -> [UInt8]? {
    guard text.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var rest = text
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
