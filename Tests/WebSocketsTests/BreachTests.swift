import Testing

@testable import WebSockets

/// What a peer may do wrong once it is inside.
@Suite struct BreachTests {
  /// Says `bytes` to a fresh session and answers the code it is closed with.
  private func code(
    after bytes: [UInt8], _ settings: ServiceSettings = ServiceSettings()
  ) throws -> UInt16? {
    var settings = settings
    // Whoever claims an enormous frame cannot answer a close: his answer is part of the frame.
    settings.closeTime = .milliseconds(100)
    let house = try House(settings)
    let socket = try RawSocket.open(house.port)
    socket.send(bytes)
    let code = socket.closeCode()
    socket.send(clientFrame([3, 232], first: 0x88))
    #expect(house.story.waits { $0.contains { if case .closed = $0 { true } else { false } } })
    if case .closed(_, let told) = house.story.all.last { #expect(told == code) }
    return code
  }

  @Test func aBinaryMessageIsRefused() throws {
    #expect(try code(after: clientFrame([1, 2, 3], first: 0x82)) == 1003)
  }

  @Test func aMessageOverTheLimitIsRefused() throws {
    let text = String(repeating: "x", count: (64 << 10) + 1)
    #expect(try code(after: clientFrame(text)) == 1009)
  }

  @Test func fragmentsTogetherOverTheLimitAreRefused() throws {
    let half = String(repeating: "x", count: 40 << 10)
    let bytes = clientFrame(half, first: 0x01) + clientFrame(half, first: 0x80)
    #expect(try code(after: bytes) == 1009)
  }

  @Test func aSmallLimitHoldsForASingleSmallFrame() throws {
    var settings = ServiceSettings()
    settings.messageBytes = 10
    #expect(try code(after: clientFrame("12345678901"), settings) == 1009)
  }

  @Test(arguments: [1 << 62, UInt64(Int64.max), 10 << 20])
  func aClaimOfEnormousLengthIsRefused(_ claimed: UInt64) throws {
    let bytes = clientFrame([UInt8](repeating: 120, count: 2000), claimed: claimed)
    #expect(try code(after: bytes) == 1009)
  }

  @Test func aLengthWithTheTopBitSetEndsTheLine() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame([UInt8](repeating: 120, count: 2000), claimed: .max))
    #expect(socket.untilEnd().how != .silence)
    let next = try RawSocket.open(house.port)
    next.send(clientFrame("still here"))
    #expect(next.text() == "still here")
  }

  @Test func twentyThousandEmptyFragmentsAreRefused() throws {
    let flood = (0..<20_000).flatMap { _ in clientFrame("", first: 0x00) }
    #expect(try code(after: clientFrame("", first: 0x01) + flood) == 1009)
  }

  @Test func sixtyFourFragmentsAreAllowed() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("a", first: 0x01))
    for _ in 0..<62 { socket.send(clientFrame("b", first: 0x00)) }
    socket.send(clientFrame("c", first: 0x80))
    #expect(socket.text() == "a" + String(repeating: "b", count: 62) + "c")
  }

  @Test(arguments: [
    [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0xaf], [0xe2, 0x82],
  ])
  func textThatIsNotUTF8IsRefused(_ bytes: [UInt8]) throws {
    #expect(try code(after: clientFrame(Array("fine ".utf8) + bytes)) == 1007)
  }

  @Test func aCharacterThatAnEmptyFragmentLeavesUnfinishedIsRefused() throws {
    let bytes = clientFrame([0xe2, 0x82], first: 0x01) + clientFrame([], first: 0x80)
    #expect(try code(after: bytes) == 1007)
  }

  @Test(arguments: [
    clientFrame("x", first: 0x83), clientFrame("x", first: 0x8b), clientFrame("x", first: 0xc1),
    clientFrame("x", first: 0xa1), clientFrame("x", first: 0x91), clientFrame("x", first: 0x80),
    clientFrame("x", first: 0x09),
    clientFrame("x", first: 0x01) + clientFrame("y", first: 0x81),
  ])
  func aBreachOfFramingEndsWith1002(_ bytes: [UInt8]) throws {
    #expect(try code(after: bytes) == 1002)
  }

  @Test func aPingTooLongEndsTheLine() throws {
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame(String(repeating: "x", count: 126), first: 0x89))
    #expect(socket.untilEnd().how != .silence)
  }

  @Test func aCloseIsAnsweredWithItsOwnCode() throws {
    #expect(try code(after: clientFrame([0x0f, 0xa1] + Array("bye".utf8), first: 0x88)) == 4001)
  }

  @Test func aCloseWithAnImpossibleCodeIsAnsweredWith1002() throws {
    #expect(try code(after: clientFrame([0x03, 0xed], first: 0x88)) == 1002)
  }

  @Test func aCloseFromInsideSendsWhatWasQueuedFirst() throws {
    let house = try House { service, session, text in
      service.send(Frame(text: Array(text.utf8)), to: session)
      service.close(session, code: 4003, reason: "not welcome")
      #expect(!service.send(Frame(text: Array("too late".utf8)), to: session))
    }
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("last words"))
    #expect(socket.text() == "last words")
    let frame = try #require(socket.frame())
    #expect(frame.first == 0x88)
    #expect(frame.payload == [0x0f, 0xa3] + Array("not welcome".utf8))
    socket.send(clientFrame([0x0f, 0xa3], first: 0x88))
    #expect(socket.untilEnd().bytes.isEmpty)
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 4003) = $0 { true } else { false } } })
  }

  @Test func aPeerThatNeverAnswersACloseIsCutOff() throws {
    var settings = ServiceSettings()
    settings.closeTime = .milliseconds(100)
    let house = try House(settings) { service, session, _ in
      service.close(session, code: 4003)
    }
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("hello"))
    #expect(socket.closeCode() == 4003)
    #expect(socket.untilEnd().how != .silence)
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 4003) = $0 { true } else { false } } })
  }

  @Test func aFloodOfPingsIsEndedAndOthersAreServed() throws {
    let house = try House()
    let flood = try RawSocket.open(house.port)
    let other = try RawSocket.open(house.port)
    let pings = (0..<50).flatMap { _ in clientFrame("ping", first: 0x89) }
    var rounds = 0
    // The other one is asked between the rounds: the flood never keeps it waiting.
    while rounds < 2000 && flood.send(pings) {
      rounds += 1
      other.send(clientFrame("\(rounds)"))
      #expect(other.text() == "\(rounds)")
    }
    #expect(rounds < 2000)
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 1008) = $0 { true } else { false } } })
  }
}
