import Testing
import Threads

@testable import WebSockets

/// The same frames without a websocket, for networks that let none through.
@Suite struct PollTests {
  private static func settings(
    _ change: (inout ServiceSettings) -> Void = { _ in }
  ) -> ServiceSettings {
    var settings = ServiceSettings()
    settings.subprotocols = ["desk.v1"]
    settings.posts = ["/poll": 10_000]
    settings.pollPath = "/poll"
    settings.pollTime = .seconds(1)
    change(&settings)
    return settings
  }

  /// What the desk answers to one request.
  private struct Answer {
    let status: String
    let head: String
    let body: String
  }

  private func ask(
    _ house: House, _ query: String, _ body: String = "", origin: String? = "https://shop.example"
  ) throws -> Answer {
    let socket = try RawSocket(port: house.port)
    let from = origin.map { "Origin: \($0)\r\n" } ?? ""
    socket.send(
      "POST /poll?\(query) HTTP/1.1\r\nHost: a\r\n\(from)Content-Length: \(body.utf8.count)\r\n\r\n"
        + body)
    let head = try #require(socket.head())
    let rest = String(decoding: socket.untilEnd().bytes, as: UTF8.self)
    let status = head.split(separator: " ")[1]
    return Answer(status: String(status), head: head, body: rest)
  }

  private func line(_ house: House) throws -> String {
    let answer = try ask(house, "open=desk.v1")
    let parts = answer.body.split(separator: "\"")
    try #require(answer.status == "200" && parts.count == 5)
    return String(parts[3])
  }

  @Test func whatIsSentIsHeardAndWhatIsQueuedIsTakenInOrder() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    #expect(try ask(house, "send=\(line)", "one\ntwo\n\nthree").status == "204")
    #expect(try ask(house, "take=\(line)").body == "one\ntwo\nthree\n")
    let heard = house.story.all.compactMap {
      if case .received(_, let text) = $0 { text } else { nil }
    }
    #expect(heard == ["one", "two", "three"])
  }

  @Test func aTakeIsHeldUntilThereIsSomething() throws {
    let house = try House(PollTests.settings { $0.pollTime = .seconds(10) })
    let line = try line(house)
    let socket = try RawSocket(port: house.port)
    socket.send(
      "POST /poll?take=\(line) HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.example\r\n"
        + "Content-Length: 0\r\n\r\n")
    #expect(try ask(house, "send=\(line)", "hello").status == "204")
    #expect(String(decoding: socket.untilEnd().bytes, as: UTF8.self).hasSuffix("\r\n\r\nhello\n"))
  }

  @Test func aTakeThatBringsNothingIsAnsweredInTime() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    let answer = try ask(house, "take=\(line)")
    #expect(answer.status == "200" && answer.body.isEmpty)
  }

  @Test func aPageMayReadWhatItAskedFor() throws {
    let house = try House(PollTests.settings())
    let head = try ask(house, "open=desk.v1").head
    #expect(head.contains("\r\nAccess-Control-Allow-Origin: https://shop.example\r\n"))
    #expect(head.contains("\r\nCache-Control: no-store\r\n"))
  }

  @Test func whoeverIsRefusedAWebsocketIsRefusedALine() throws {
    let house = try House(PollTests.settings())
    let answer = try ask(house, "open=desk.v1", origin: "https://evil.example")
    #expect(answer.status == "403")
    #expect(answer.body.contains("this origin is not welcome"))
  }

  @Test func aLineIsGoodForThePageItWasOpenedFromOnly() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    #expect(try ask(house, "take=\(line)", origin: "https://other.example").status == "410")
    #expect(try ask(house, "take=\(line)", origin: nil).status == "410")
  }

  @Test func aClosedLineSaysWhyOnce() throws {
    let house = try House(
      PollTests.settings(),
      order: { service, session, _ in
        service.send(Frame(text: Array("last words".utf8)), to: session)
        service.close(session, code: 4003, reason: "say \"hello\" first")
      })
    let line = try line(house)
    _ = try ask(house, "send=\(line)", "x")
    #expect(
      try ask(house, "take=\(line)").body
        == "last words\n{\"type\":\"close\",\"code\":4003,\"reason\":\"say hello first\"}\n")
    #expect(try ask(house, "take=\(line)").status == "410")
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 4003) = $0 { true } else { false } } })
  }

  @Test func aLineNobodyAsksAfterEnds() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    #expect(
      house.story.waits { $0.contains { if case .closed(_, 1006) = $0 { true } else { false } } })
    #expect(try ask(house, "send=\(line)", "x").status == "410")
  }

  @Test func aLineThatIsEndedIsOver() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    #expect(try ask(house, "end=\(line)").status == "204")
    #expect(try ask(house, "take=\(line)").status == "410")
  }

  @Test func whoIsNotListenedToWaitsForTheAnswer() throws {
    let paused = House.echo
    let house = try House(
      PollTests.settings { $0.pollTime = .seconds(5) },
      order: { service, session, text in
        if text == "pause" { service.pauseReading(session) } else { paused(service, session, text) }
      })
    let line = try line(house)
    let socket = try RawSocket(port: house.port, patience: 1)
    socket.send(
      "POST /poll?send=\(line) HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.example\r\n"
        + "Content-Length: 11\r\n\r\npause\nlater")
    #expect(house.story.waits { $0.contains { if case .received = $0 { true } else { false } } })
    #expect(try ask(house, "send=\(line)", "another").status == "409")
    let session = try #require(
      house.story.all.compactMap { if case .opened(let id, _) = $0 { id } else { nil } }.first)
    house.story.onWake.withLock { $0 = { $0.resumeReading(session) } }
    house.service.wake()
    #expect(socket.head()?.hasPrefix("HTTP/1.1 204 ") == true)
    #expect(try ask(house, "take=\(line)").body == "later\n")
  }

  @Test func framesOfNoLineAreNotEvenRead() throws {
    let house = try House(PollTests.settings())
    let line = try line(house)
    let much = String(repeating: "x", count: 9_000)
    #expect(try ask(house, "send=\(line)", much).status == "204")
    #expect(try ask(house, "send=nobody", much).status == "403")
    #expect(try ask(house, "send=\(line)", much, origin: nil).status == "403")
  }

  @Test func oneHouseholdHasOnlySoManyLines() throws {
    let house = try House(
      PollTests.settings {
        $0.loopbackIsExempt = false
        $0.connectionsPerAddress = 3
      })
    for _ in 0..<3 { _ = try line(house) }
    #expect(try ask(house, "open=desk.v1").status == "429")
  }

  @Test func rubbishIsRefusedWithWords() throws {
    let house = try House(PollTests.settings())
    #expect(try ask(house, "").status == "400")
    #expect(try ask(house, "open=other").status == "400")
    #expect(try ask(house, "take=nobody").status == "410")
    #expect(try ask(house, "take=%2e").status == "400")
  }
}
