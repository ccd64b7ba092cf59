/// Where one event of a conversation stands.
struct Place: Equatable {
  let seq: Int64
  let position: Int64
  /// A few bits of whose command it began, and of what name; nil where it began none.
  let mark: UInt16?
}

/// The places of events of a conversation that follow each other, as one row of `stretches` holds
/// them.
///
/// For each event a number (how far its position lies behind the one before, doubled; odd where a
/// mark follows) in groups of seven bits, the lowest first, and the mark in two bytes: some five
/// bytes an event.
struct Stretch: Equatable {
  /// The most that one row holds: enough that the row itself costs little, few enough that adding
  /// to the last one rewrites little.
  static let limit = 128

  let first: Int64
  private(set) var bytes: [UInt8] = []
  private(set) var count: Int64 = 0
  private var lastPosition: Int64 = 0

  init(first: Int64) { self.first = first }

  /// The seq that comes next.
  var next: Int64 { first + count }
  var isFull: Bool { count >= Self.limit }

  /// Its seq must be the next one and its position behind the last.
  mutating func add(_ place: Place) {
    precondition(place.seq == next && place.position > lastPosition, "places come in order")
    var rest = UInt64(place.position - lastPosition) << 1 | (place.mark == nil ? 0 : 1)
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
    if let mark = place.mark {
      bytes.append(UInt8(mark >> 8))
      bytes.append(UInt8(mark & 0xFF))
    }
    lastPosition = place.position
    count += 1
  }

  /// What a row holds; nil for what `add` never makes.
  init?(first: Int64, _ bytes: [UInt8]) {
    self.init(first: first)
    var at = 0
    while at < bytes.count {
      guard let place = Self.place(&at, bytes, seq: next, after: lastPosition) else { return nil }
      lastPosition = place.position
      count += 1
    }
    self.bytes = bytes
  }

  /// All of them, in order.
  var places: [Place] {
    var places: [Place] = []
    places.reserveCapacity(Int(count))
    var (at, position) = (0, Int64(0))
    while let place = Self.place(&at, bytes, seq: first + Int64(places.count), after: position) {
      places.append(place)
      position = place.position
    }
    return places
  }

  private static func place(_ at: inout Int, _ bytes: [UInt8], seq: Int64, after position: Int64)
    -> Place?
  {
    var (number, shift) = (UInt64(0), UInt64(0))
    while true {
      guard at < bytes.count, shift < 63 else { return nil }
      let byte = bytes[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { break }
    }
    let (behind, isOver) = position.addingReportingOverflow(Int64(number >> 1))
    guard number > 1, !isOver else { return nil }
    guard number & 1 == 1 else { return Place(seq: seq, position: behind, mark: nil) }
    guard at + 1 < bytes.count else { return nil }
    defer { at += 2 }
    let mark = UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
    return Place(seq: seq, position: behind, mark: mark)
  }
}
