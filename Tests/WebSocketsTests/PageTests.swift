import Testing

@testable import WebSockets

/// The few files that are served besides: out of memory, one per connection.
@Suite struct PageTests {
  private static let large = [UInt8](repeating: 97, count: 5 << 20)
  private static let pages: [String: HTTPResponse] = [
    "/": HTTPResponse(status: 200, text: "hello"),
    "/large": HTTPResponse(
      status: 200, contentType: "text/javascript", headers: [("ETag", "\"1\"")], body: large),
    "/injected": HTTPResponse(
      status: 200, headers: [("X-Name", "a\r\nSet-Cookie: b")], body: []),
  ]

  private func answer(_ request: String) throws -> (head: String, body: [UInt8]) {
    let house = try House(pages: PageTests.pages)
    let socket = try RawSocket(port: house.port)
    socket.send(request)
    let head = try #require(socket.head())
    let (body, how) = socket.untilEnd()
    #expect(how == .end)
    return (head, body)
  }

  @Test func aPageIsServedAndTheConnectionCloses() throws {
    let (head, body) = try answer("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
    #expect(head.contains("\r\nContent-Length: 6\r\n"))
    #expect(head.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"))
    #expect(head.contains("\r\nConnection: close\r\n"))
    #expect(body == Array("hello\n".utf8))
  }

  @Test func theHeadAloneSaysHowLongThePageIs() throws {
    let (head, body) = try answer("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(head.contains("\r\nContent-Length: \(5 << 20)\r\n"))
    #expect(body.isEmpty)
  }

  @Test func aLargePageComesWhole() throws {
    let (_, body) = try answer("GET /large?v=1 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(body == PageTests.large)
  }

  @Test func aPageThatIsKnownIsNotSentAgain() throws {
    let (head, body) = try answer("GET /large HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 304 "))
    #expect(!head.contains("Content-Length"))
    #expect(body.isEmpty)
  }

  @Test func whatIsNotThereIs404() throws {
    #expect(try answer("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n").head.hasPrefix("HTTP/1.1 404 "))
  }

  @Test func anOldClientMayLeaveOutTheHost() throws {
    #expect(try answer("GET / HTTP/1.0\r\n\r\n").head.hasPrefix("HTTP/1.1 200 "))
  }

  @Test func onlyGETAndHEADAreAnswered() throws {
    let request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
    let (head, _) = try answer(request)
    #expect(head.hasPrefix("HTTP/1.1 405 "))
    #expect(head.contains("\r\nAllow: GET, HEAD\r\n"))
  }

  @Test func aFieldCannotSmuggleInAnother() throws {
    let (head, _) = try answer("GET /injected HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(!head.contains("\r\nSet-Cookie"))
  }

  @Test func aPOSTSentAfterAGETIsNeverLookedAt() throws {
    let house = try House(pages: PageTests.pages)
    let socket = try RawSocket(port: house.port)
    socket.send(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"
        + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nmore than three")
    let text = String(decoding: socket.untilEnd().bytes, as: UTF8.self)
    #expect(text.components(of: "HTTP/1.1").count == 2)
    let next = try RawSocket.open(house.port)
    next.send(clientFrame("not hanging"))
    #expect(next.text() == "not hanging")
  }

  @Test func aReaderThatStopsDoesNotKeepThePage() throws {
    var settings = ServiceSettings()
    settings.handshakeTime = .milliseconds(300)
    let house = try House(settings, pages: PageTests.pages)
    let socket = try RawSocket(port: house.port, receiveBytes: 4096)
    socket.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
    let other = try RawSocket.open(house.port)
    // The reader is gone once only the other one is left; asking is the only way to know.
    let counts = PageTests.counts(house, until: 1)
    #expect(counts.last == 1)
    other.send(clientFrame("fine"))
    #expect(other.text() == "fine")
    #expect(socket.untilEnd().bytes.count < PageTests.large.count)
  }

  private static func counts(_ house: House, until wanted: Int) -> [Int] {
    let seen = Counts()
    house.story.onWake.withLock {
      $0 = { service in seen.note(service.figures.connections) }
    }
    for _ in 0..<400 {
      let before = seen.all.count
      house.service.wake()
      _ = house.story.waits(.seconds(1)) { _ in seen.all.count > before }
      if seen.all.last == wanted { break }
      // Half a second of grain: ask a few times in each.
      _ = house.story.waits(.milliseconds(20)) { _ in false }
    }
    return seen.all
  }
}
