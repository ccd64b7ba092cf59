/// An event's JSON as its row holds it.
///
/// Of words, which are nearly all there is, every event by the same person begins with the same
/// bytes: that beginning is written once and called by a number. What comes back is the same to the
/// byte, whatever it was.
struct StoredBody {
  /// What stands before the rest; nil where the rest is all of it.
  let beginning: String?
  let rest: ArraySlice<UInt8>

  private static let mark = Array("{\"event\":\"said\",\"by\":\"".utf8)
  private static let words = Array("\"text\":\"".utf8)
  /// A beginning holds a name and a login; what is longer is kept as it is.
  private static let limit = 400
  static let close = UInt8(ascii: "}")

  init(_ body: [UInt8]) {
    guard body.starts(with: Self.mark), body.last == Self.close,
      let end = Self.endOfBeginning(body),
      let text = String(validating: body[..<end], as: UTF8.self)
    else {
      beginning = nil
      rest = body[...]
      return
    }
    beginning = text
    rest = body[end..<(body.count - 1)]
  }

  private static func endOfBeginning(_ body: [UInt8]) -> Int? {
    var at = mark.count
    let last = min(limit, body.count - 1) - words.count
    while at <= last {
      if body[at] == words[0], body[at..<(at + words.count)].elementsEqual(words) {
        return at + words.count
      }
      at += 1
    }
    return nil
  }

  /// The whole again.
  static func whole(_ beginning: String, _ rest: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(beginning.utf8.count + rest.count + 1)
    body.append(contentsOf: beginning.utf8)
    body.append(contentsOf: rest)
    body.append(close)
    return body
  }
}
