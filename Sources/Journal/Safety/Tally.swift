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

  var sumText: String { (0..<4).map { Hexadecimal.text(sum[$0]) }.joined() }

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
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func text(_ number: UInt64) -> String {
    text(withUnsafeBytes(of: number.bigEndian) { Array($0) })
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
