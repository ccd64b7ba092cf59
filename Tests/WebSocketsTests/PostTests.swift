import Testing

@testable import WebSockets

/// Requests with a body: bounded, whole, and each on a connection of its own.
@Suite struct PostTests {
  private static var settings: ServiceSettings {
    var settings = ServiceSettings()
    settings.posts = ["/files": 100_000]
    settings.hooks = ["/hooks/": 1_000]
    settings.handshakeTime = .seconds(1)
    return settings
  }

  private func post(_ fields: String, _ body: [UInt8] = []) throws -> String {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    socket.send("POST /files HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    socket.send(body)
    return String(decoding: socket.untilEnd().bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 1, 16_384, 100_000]) func aBodyArrivesWhole(_ count: Int) throws {
    let body = [UInt8](repeating: 65, count: count)
    let answer = try post("Content-Length: \(count)\r\n", body)
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.hasSuffix("\(count) bytes\n"))
  }

  @Test func aBodyThatComesInDropsArrivesWhole() throws {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    for byte in "POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello there".utf8 {
      socket.send([byte])
    }
    let answer = String(decoding: socket.untilEnd().bytes, as: UTF8.self)
    #expect(answer.hasSuffix("11 bytes\n"))
  }

  @Test func whatFollowsTheBodyIsNeverLookedAt() throws {
    let answer = try post(
      "Content-Length: 2\r\n", Array("okPOST /files HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(answer.components(of: "HTTP/1.1").count == 2)
    #expect(answer.hasSuffix("2 bytes\n"))
  }

  @Test(arguments: [
    ("", "411"), ("Transfer-Encoding: chunked\r\n", "411"),
    ("Content-Length: 100001\r\n", "413"), ("Content-Length: 99999999999999999999\r\n", "413"),
    ("Content-Length: -1\r\n", "413"), ("Content-Length: 1e3\r\n", "413"),
    ("Content-Length: 1\r\nContent-Length: 1\r\n", "400"),
    ("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "400"),
    ("Content-Length: 1\r\nOrigin: https://a\r\nOrigin: https://b\r\n", "400"),
  ])
  func aBodyOfDoubtfulLengthIsRefused(_ fields: String, _ status: String) throws {
    #expect(try post(fields).hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test func aBodyThatNeverEndsIsGivenUp() throws {
    let answer = try post("Content-Length: 50\r\n", Array("half".utf8))
    #expect(answer.hasPrefix("HTTP/1.1 408 "))
  }

  @Test func whoWaitsToBeToldToGoOnIsTold() throws {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    socket.send(
      "POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    #expect(socket.head()?.hasPrefix("HTTP/1.1 100 ") == true)
    socket.send("ok")
    #expect(String(decoding: socket.untilEnd().bytes, as: UTF8.self).hasSuffix("2 bytes\n"))
  }

  @Test func aBodyThatNobodyWaitsForIsNotRead() throws {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    socket.send(
      "POST /files?leave=none HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\nthe beginning")
    #expect(socket.head()?.hasPrefix("HTTP/1.1 403 ") == true)
    #expect(!house.story.all.contains { if case .posted = $0 { true } else { false } })
  }

  @Test(arguments: [
    ("PUT /hooks/a/1?b=c", "Content-Length: 2\r\n", "200 ", "2 bytes\n"),
    ("POST /hooks", "Content-Length: 2\r\n", "200 ", "2 bytes\n"),
    ("GET /hooks/a", "", "200 ", "0 bytes\n"),
    ("DELETE /hooks/a", "", "405 ", ""), ("PUT /files", "Content-Length: 2\r\n", "405 ", ""),
    ("PUT /hooksa", "Content-Length: 2\r\n", "405 ", ""),
    ("PUT /hooks/a", "", "411 ", ""), ("PUT /hooks/a", "Content-Length: 1001\r\n", "413 ", ""),
  ])
  func whatIsBelowAHookMayBePutPostedAndAskedFor(
    _ line: String, _ fields: String, _ status: String, _ end: String
  ) throws {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    socket.send("\(line) HTTP/1.1\r\nHost: a\r\n\(fields)\r\nok")
    let answer = String(decoding: socket.untilEnd().bytes, as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 \(status)") && answer.hasSuffix(end))
    #expect(answer.contains("\r\nContent-Length: "), "some servers take it for broken else")
  }

  @Test func elsewhereNothingMayBePosted() throws {
    let house = try House(PostTests.settings)
    let socket = try RawSocket(port: house.port)
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
    #expect(socket.head()?.hasPrefix("HTTP/1.1 405 ") == true)
  }
}
