import Desk

/// Commands of one speaker that differ in a number only: written once, the number filled in.
struct Stationery {
  private let bytes: [UInt8]
  private let places: [Int]

  /// Says `text`; where it is nil, 200 bytes that carry the number.
  init(_ conversation: Identifier<Conversation>, text: String? = nil) {
    let number = String(repeating: "0", count: Self.width)
    let said = text ?? "#\(number)#" + String(repeating: "x", count: 200 - Self.width - 2)
    let start = "{\"type\":\"command\",\"cid\":\"b"
    let middle = "\",\"conversation\":\"\(conversation.text)\",\"do\":\"say\",\"text\":\""
    bytes = Array("\(start)\(number)\(middle)\(said)\"}".utf8)
    let first = start.utf8.count
    places = text == nil ? [first, first + Self.width + middle.utf8.count + 1] : [first]
  }

  /// The same 200 bytes as a side publishes them at NATS, with a place of its own for the ack.
  init(nats conversation: Identifier<Conversation>, side: Int) {
    let number = String(repeating: "0", count: Self.width)
    let start = "PUB c.\(conversation.text) a.\(conversation.text).\(side)."
    let middle = " 200\r\n#"
    let end = "#" + String(repeating: "x", count: 200 - Self.width - 2) + "\r\n"
    bytes = Array("\(start)\(number)\(middle)\(number)\(end)".utf8)
    let first = start.utf8.count
    places = [first, first + Self.width + middle.utf8.count]
  }

  func letter(_ number: Int64) -> [UInt8] {
    var letter = bytes
    var rest = number
    for digit in (0..<Self.width).reversed() {
      let byte = UInt8(48 + rest % 10)
      rest /= 10
      for place in places { letter[place + digit] = byte }
    }
    return letter
  }

  private static let width = 16
}
