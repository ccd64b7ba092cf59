/// The little that the load must know of a frame, read without building anything.
///
/// The load shares the machine with the server: a full reading would cost it as much as the server
/// spends. Frames it does not recognise are `other`, and read in full by whoever cares.
struct FrameGlance {
  enum Kind {
    case ack, said, happened
    /// A command or a follower was turned away.
    case refused
    /// A hello was taken, or a follower has all there is.
    case welcome, caughtUp
    case other
  }

  let kind: Kind
  /// The event's place in its conversation.
  private(set) var seq: Int64 = 0
  /// The number in a text of ours, or of the command that an ack is for.
  private(set) var number: Int64?
  private(set) var isBots = false

  init(_ bytes: UnsafeRawBufferPointer) {
    let head = Self.event.utf8CodeUnitCount
    guard Self.starts(bytes, 0, Self.event), bytes.count > head + 40,
      Self.starts(bytes, head + 22, Self.seq)
    else {
      kind = Self.heads.first { Self.starts(bytes, 0, $0.text) }?.kind ?? .other
      var at = Self.ack.utf8CodeUnitCount
      if kind == .ack, Self.starts(bytes, at, Self.cid) {
        at += Self.cid.utf8CodeUnitCount
        number = Self.digits(bytes, &at)
      }
      return
    }
    var at = head + 22 + Self.seq.utf8CodeUnitCount
    seq = Self.digits(bytes, &at)
    at += Self.at.utf8CodeUnitCount
    _ = Self.digits(bytes, &at)
    guard Self.starts(bytes, at, Self.said) else {
      kind = .happened
      return
    }
    kind = .said
    isBots = Self.starts(bytes, at + Self.said.utf8CodeUnitCount, Self.bot)
    guard !isBots else { return }
    while at < bytes.count, bytes[at] != UInt8(ascii: "#") { at += 1 }
    at += 1
    if at < bytes.count { number = Self.digits(bytes, &at) }
  }

  private static let ack: StaticString = "{\"type\":\"ack\","
  private static let cid: StaticString = "\"cid\":\"b"
  private static let heads: [(kind: Kind, text: StaticString)] = [
    (.ack, ack), (.caughtUp, "{\"type\":\"caught_up\""), (.welcome, "{\"type\":\"welcome\""),
    (.refused, "{\"type\":\"nack\""), (.refused, "{\"type\":\"refused\""),
    (.refused, "{\"type\":\"reset\""),
  ]
  private static let event: StaticString = "{\"type\":\"event\",\"conversation\":\""
  private static let seq: StaticString = "\",\"seq\":"
  private static let at: StaticString = ",\"at\":"
  private static let said: StaticString = ",\"event\":\"said\",\"by\":\""
  private static let bot: StaticString = "bot\""

  private static func starts(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _ text: StaticString
  ) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[place + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private static func digits(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Int64 {
    var number: Int64 = 0
    while at < bytes.count, case 48...57 = bytes[at] {
      number = number * 10 + Int64(bytes[at] - 48)
      at += 1
    }
    return number
  }
}
