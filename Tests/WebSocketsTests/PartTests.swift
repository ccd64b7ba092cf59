import Glibc
import Testing

@testable import WebSockets

/// The small parts by themselves.
@Suite struct PartTests {
  @Test func anAllowanceRefillsWithTime() {
    var allowance = Allowance(perSecond: 2, at: 0)
    let beats: [UInt64] = Array(repeating: 0, count: 11) + [9, 10, 10]
    let spent = beats.map { allowance.spend(at: $0) }
    #expect(spent == Array(repeating: true, count: 10) + [false, false, true, false])
    let later = (0..<11).map { _ in allowance.spend(at: 10_000) }
    #expect(later == Array(repeating: true, count: 10) + [false], "the reserve has an end")
  }

  @Test func anOutboxKeepsOrderAndCounts() {
    var outbox = Outbox()
    let frames = (0..<300).map { Frame(text: Array("\($0)".utf8)) }
    for frame in frames { outbox.append(frame) }
    #expect(outbox.count == 300)
    var bytes: [UInt8] = []
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { scratch.deallocate() }
    while case let count = outbox.take(into: scratch), count > 0 {
      bytes += scratch[..<count]
      if bytes.count > 500 && outbox.count > 100 { outbox.putFirst(frames[0]) }
      if bytes.count > 700 { break }
    }
    let rest = outbox.bytes
    while let frame = outbox.takeFirst() { bytes += frame.bytes }
    #expect(outbox.isEmpty && outbox.bytes == 0 && rest > 0)
    #expect(bytes.starts(with: frames[..<100].flatMap(\.bytes)))
  }

  @Test func aFrameTooLargeForThePieceIsTakenAlone() {
    var outbox = Outbox()
    outbox.append(Frame(text: [UInt8](repeating: 1, count: 200)))
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { scratch.deallocate() }
    let inPieces = outbox.take(into: scratch)
    #expect(inPieces == 0)
    let alone = outbox.takeFirst()
    #expect(alone?.bytes.count == 204)
    let nothing = outbox.takeFirst()
    #expect(nothing === nil)
  }

  @Test func framesAreWrittenAsTheStandardShows() {
    #expect(Frame(text: Array("Hello".utf8)).bytes == [0x81, 5, 0x48, 0x65, 0x6c, 0x6c, 0x6f])
    let masked = Frame(.text, Array("Hello".utf8)[...], mask: 0x37fa_213d)
    #expect(
      masked.bytes == [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58])
    #expect(Frame(text: [UInt8](repeating: 0, count: 256)).bytes.prefix(4) == [0x81, 126, 1, 0])
    #expect(
      Frame(text: [UInt8](repeating: 0, count: 65536)).bytes.prefix(10)
        == [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0])
    let close = Frame.close(1001, String(repeating: "ü", count: 100), mask: nil)
    #expect(close.bytes[1] == 124 && close.bytes.count == 126, "never half a character")
  }

  @Test(arguments: [
    ([0x61], false), ([0xc3], true), ([0xc3, 0xbc], false), ([0xe2, 0x82], true),
    ([0xe2, 0x82, 0xac], false), ([0xf0, 0x9f, 0x98], true), ([0xf0, 0x9f, 0x98, 0x80], false),
    ([], false),
  ])
  func anUnfinishedCharacterIsNoticed(_ bytes: [UInt8], _ isUnfinished: Bool) {
    #expect(Arriving(bytes: bytes).endsInsideCharacter == isUnfinished)
  }

  @Test func theWheelPingsEverybodyOnceARound() throws {
    var wheel = PingWheel(spokes: 10)
    let hub = try Hub(.serving, ServiceSettings(), Loop())
    let sessions = (0..<100).map { _ in hub.expect(.unix) }
    for session in sessions { wheel.add(session) }
    for session in sessions[..<50] { wheel.remove(session) }
    wheel.remove(sessions[0])
    var pinged: [SessionID: Int] = [:]
    for _ in 0..<10 {
      let due = wheel.advance()
      #expect((4...6).contains(due.count), "an even share")
      for session in due { pinged[session.id, default: 0] += 1 }
    }
    #expect(Set(pinged.keys) == Set(sessions[50...].map(\.id)))
    #expect(pinged.values.allSatisfy { $0 == 1 })
  }

  @Test func anOldNameFindsNobody() throws {
    let hub = try Hub(.serving, ServiceSettings(), Loop())
    let first = hub.expect(.unix)
    hub.forget(first)
    let second = hub.expect(.unix)
    #expect(first.id != second.id)
    #expect(hub.sessions[first.id] == nil)
    #expect(hub.sessions[second.id] === second)
    #expect(hub.sessions[SessionID(raw: .max)] == nil)
  }

  @Test func datesAreWrittenAsHTTPWantsThem() {
    #expect(CalendarDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test(arguments: [
    ("ws://desk.example", "desk.example", 80, "/", false),
    ("wss://desk.example/a?b=c", "desk.example", 443, "/a?b=c", true),
    ("WS://[::1]:8080/", "::1", 8080, "/", false),
    ("ws://127.0.0.1:9?x", "127.0.0.1", 9, "/?x", false),
  ])
  func anAddressIsRead(
    _ url: String, _ host: String, _ port: UInt16, _ path: String, _ isSecure: Bool
  ) throws {
    let address = try ServerAddress(url)
    #expect(address.host == host && address.port == port && address.path == path)
    #expect(address.isSecure == isSecure)
    #expect(try ServerAddress(address.url) == address)
  }

  @Test(arguments: [
    "http://a", "ws://", "ws://a:0", "ws://a:99999", "ws://a:b", "ws://u:p@a", "ws://a b",
    "ws://[::1", "ws://a/#b", "ws://a/ü", "ws://a\r\nb/", "ws://a/\r\nX: y", "ws://::1/",
  ])
  func aWrongAddressIsRefused(_ url: String) {
    #expect(throws: AddressFault.self) { try ServerAddress(url) }
  }
}
