import Testing

@testable import WebSockets

/// Who is let in: every request is said on a raw socket, right or wrong.
@Suite struct DoorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    let request: String
  }

  static let refusals: [Case] = [
    Case("another origin", 403, upgrade(["Origin": "https://evil.example"])),
    Case("two origins", 400, upgrade(extra: "Origin: https://evil.example\r\n")),
    Case("version 12", 426, upgrade(["Sec-WebSocket-Version": "12"])),
    Case("version 8", 426, upgrade(["Sec-WebSocket-Version": "8"])),
    Case("no version", 426, upgrade(["Sec-WebSocket-Version": nil])),
    Case("a short key", 400, upgrade(["Sec-WebSocket-Key": "dGhlIHNhbXBsZQ=="])),
    Case("no key", 400, upgrade(["Sec-WebSocket-Key": nil])),
    Case(
      "a key that is not base64", 400, upgrade(["Sec-WebSocket-Key": "!GhlIHNhbXBsZSBub25jZQ=="])),
    Case("two keys", 400, upgrade(extra: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")),
    Case("POST", 405, upgrade(method: "POST")),
    Case("another path", 404, upgrade(path: "/other")),
    Case("a longer path", 404, upgrade(path: "/socket/")),
    Case("HTTP/1.0", 400, upgrade(version: "HTTP/1.0")),
    Case("HTTP/2.0", 505, upgrade(version: "HTTP/2.0")),
    Case("h2c", 400, upgrade(["Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"])),
    Case("an unknown upgrade", 400, upgrade(["Upgrade": "foo"])),
    Case("two upgrades", 400, upgrade(["Upgrade": "websocket, h2c"])),
    Case("no Connection", 400, upgrade(["Connection": "keep-alive"])),
    Case("two hosts", 400, upgrade(extra: "Host: other\r\n")),
    Case("no host", 400, upgrade(["Host": nil])),
    Case("a body", 400, upgrade(extra: "Content-Length: 5\r\n") + "hello"),
    Case("a chunked body", 400, upgrade(extra: "Transfer-Encoding: chunked\r\n")),
    Case(
      "two body lengths", 400,
      "GET /page HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
    Case("the websocket path without an upgrade", 426, "GET /socket HTTP/1.1\r\nHost: a\r\n\r\n"),
    Case("prior knowledge of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    Case("a full address", 400, "GET http://a/socket HTTP/1.1\r\nHost: a\r\n\r\n"),
    Case("a long address", 414, upgrade(path: "/" + String(repeating: "a", count: 3000))),
    Case("a large field", 431, upgrade(["Cookie": String(repeating: "a", count: 70_000)])),
    Case(
      "many fields", 431, upgrade(extra: String(repeating: "A: b\r\n", count: 120))),
    Case("a folded field", 400, upgrade(extra: "A: b\r\n c\r\n")),
    Case("a space before the colon", 400, upgrade(extra: "A : b\r\n")),
    Case("a zero byte", 400, upgrade(extra: "A: \u{0}\r\n")),
    Case("a bare line feed", 400, "GET / HTTP/1.1\nHost: a\r\n\r\n"),
    Case("not HTTP", 400, "hello there\r\n\r\n"),
  ]

  @Test(arguments: refusals)
  func aWrongRequestIsRefusedInProperHTTP(_ refusal: Case) throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    socket.send(refusal.request)
    let (bytes, how) = socket.untilEnd()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 \(refusal.status) "))
    #expect(text.contains("\r\nConnection: close\r\n"))
    #expect(how == .end)
    if refusal.status == 426 { #expect(text.contains("Sec-WebSocket-Version: 13")) }
    let next = try RawSocket.open(house.port)
    next.send(clientFrame("next"))
    #expect(next.text() == "next")
  }

  @Test func aTLSGreetingIsToldThatThisPortIsPlain() throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    socket.send([0x16, 3, 1, 0, 4, 1, 0, 0, 0])
    let answer = String(decoding: socket.untilEnd().bytes, as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.contains("plain HTTP"))
  }

  @Test func anUnmaskedFrameIsTakenAsItIs() throws {
    // The library cannot be told to refuse it. The mask protects proxies, not us: nothing is lost.
    let house = try House()
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame(Array("bare".utf8), masked: false))
    #expect(socket.text() == "bare")
  }

  @Test func compressionIsNotOffered() throws {
    let house = try House()
    let socket = try RawSocket(port: house.port)
    socket.send(upgrade(["Sec-WebSocket-Extensions": "permessage-deflate"]))
    let head = try #require(socket.head())
    #expect(head.hasPrefix("HTTP/1.1 101 ") && !head.lowercased().contains("deflate"))
  }

  @Test func aRequestThatTakesTooLongGets408() throws {
    var settings = ServiceSettings()
    settings.handshakeTime = .milliseconds(300)
    let house = try House(settings)
    let slow = try RawSocket(port: house.port)
    let mute = try RawSocket(port: house.port)
    slow.send("GET / HTTP/1.1\r\nHost: ")
    #expect(String(decoding: slow.untilEnd().bytes, as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
    #expect(mute.untilEnd().bytes.isEmpty)
  }

  @Test func fourHundredHalfOpenRequestsDoNotKeepOthersOut() throws {
    let house = try House()
    let halves = try (0..<400).map { _ in
      let socket = try RawSocket(port: house.port)
      socket.send("GET /socket HTTP/1.1\r\n")
      return socket
    }
    let socket = try RawSocket.open(house.port)
    socket.send(clientFrame("in"))
    #expect(socket.text() == "in")
    #expect(halves.count == 400)
  }

  @Test func oneAddressHasSoManyHalfOpenRequestsAndNoMore() throws {
    var settings = ServiceSettings()
    settings.loopbackIsExempt = false
    settings.halfOpenPerAddress = 3
    let house = try House(settings)
    let halves = try (0..<3).map { _ in
      let socket = try RawSocket(port: house.port)
      socket.send("GET")
      return socket
    }
    let fourth = try RawSocket(port: house.port)
    fourth.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(String(decoding: fourth.untilEnd().bytes, as: UTF8.self).hasPrefix("HTTP/1.1 429 "))
    halves[0].send(" / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(halves[0].head() != nil)
    let fifth = try RawSocket.open(house.port)
    fifth.send(clientFrame("in"))
    #expect(fifth.text() == "in")
  }

  @Test func oneAddressHasSoManyConnectionsAndNoMore() throws {
    var settings = ServiceSettings()
    settings.loopbackIsExempt = false
    settings.connectionsPerAddress = 2
    let house = try House(settings)
    let first = try RawSocket.open(house.port)
    let second = try RawSocket.open(house.port)
    for request in [upgrade(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"] {
      let third = try RawSocket(port: house.port)
      third.send(request)
      let answer = String(decoding: third.untilEnd().bytes, as: UTF8.self)
      #expect(answer.hasPrefix("HTTP/1.1 429 Too Many Requests\r\n"))
      #expect(answer.contains("\r\nRetry-After: 10\r\n"))
      #expect(answer.contains("too many connections at once from 127.0.0.1, at most 2; close some"))
    }
    first.send(clientFrame([3, 232], first: 0x88))
    _ = first.untilEnd()
    #expect(house.story.waits { $0.contains { if case .closed = $0 { true } else { false } } })
    let third = try RawSocket.open(house.port)
    for socket in [second, third] {
      socket.send(clientFrame("in"))
      #expect(socket.text() == "in")
    }
  }

  @Test func theHouseHoldsSoManyConnectionsAndNoMore() throws {
    var settings = ServiceSettings()
    settings.connections = 2
    let house = try House(settings)
    let sockets = try (0..<2).map { _ in try RawSocket.open(house.port) }
    #expect(try RawSocket(port: house.port).untilEnd().how != .silence)
    #expect(sockets.count == 2)
  }
}

extension DoorTests.Case {
  init(_ description: String, _ status: Int, _ request: String) {
    self.init(testDescription: description, status: status, request: request)
  }
}
