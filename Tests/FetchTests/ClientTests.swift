import Fetch
import Foundation
import Peers
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ClientTests {
  private let peer: Peer

  init() throws { peer = try Peer("hostile-receiver.py") }

  private func request(
    _ path: String, timeout: Duration = .seconds(20), limit: Int = 65_536
  ) -> Request {
    Request(
      url: peer.url(path), timeout: timeout, maximumResponseBytes: limit, addressGuard: .anywhere)
  }

  private func failure(
    _ path: String, timeout: Duration = .seconds(20), limit: Int = 65_536
  ) async throws -> FetchFailure? {
    try await withClient {
      await $0.answer(to: request(path, timeout: timeout, limit: limit)).failure
    }
  }

  @Test func aRequestArrivesAsItWasWritten() async throws {
    let body = (0...255).map { UInt8($0) }
    var request = request("mirror")
    request.method = "POST"
    request.body = body
    request.headers = [
      .init("Content-Type", "application/json"), .init("X-Empty", ""), .init("X-Text", "grüß dich"),
    ]
    let answer = try await withClient { try await $0.answer(to: request).get() }
    #expect(answer.status == 200)
    struct Seen: Decodable {
      let line: [String]
      let headers: [String: String]
      let body: Data
    }
    let seen = try JSONDecoder().decode(Seen.self, from: Data(answer.body))
    #expect(seen.line == ["POST", "/mirror", "HTTP/1.1"])
    #expect(Array(seen.body) == body)
    #expect(seen.headers["content-type"] == "application/json")
    #expect(seen.headers["x-empty"] == "")
    #expect(
      seen.headers["x-text"].map { Array($0.unicodeScalars.map { UInt8($0.value) }) }
        == Array("grüß dich".utf8))
    #expect(seen.headers["user-agent"] == "Frontdesk")
    #expect(seen.headers["expect"] == nil)
    #expect(seen.headers["host"] == "127.0.0.1:\(peer.port)")
  }

  @Test(arguments: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "POST"])
  func everyMethodArrives(method: String) async throws {
    var request = request("204")
    request.method = method
    request.body = method == "GET" || method == "HEAD" ? nil : []
    let answer = try await withClient { try await $0.answer(to: request).get() }
    #expect(answer.status == 204)
    #expect(try peer.entries(HostileEntry.self).map(\.method) == [method])
  }

  @Test func aRedirectIsAnAnswerLikeAnyOther() async throws {
    let answer = try await withClient { try await $0.answer(to: request("301")).get() }
    #expect(answer.status == 301)
    #expect(answer.header("location") == "/200")
    #expect(try peer.entries(HostileEntry.self).count == 1)
  }

  @Test func headersOfAnInterimAnswerAreForgotten() async throws {
    let answer = try await withClient { try await $0.answer(to: request("early")).get() }
    #expect(answer.status == 200)
    #expect(answer.header("x-real") == "yes" && answer.header("link") == nil)
  }

  @Test func anAnswerIsReadUpToItsLimit() async throws {
    let whole = try await withClient {
      try await $0.answer(to: request("noise", limit: 4096)).get()
    }
    #expect(whole.body.count == 4096)
    #expect(try await failure("noise", limit: 4095) == .tooLarge(status: 200))
    #expect(try await failure("huge") == .tooLarge(status: 200))
    #expect(try await failure("heads").map(isTooLarge) == true)
  }

  @Test(arguments: ["hang", "drip"])
  func whoeverHangsOrDripsIsLeftInTime(path: String) async throws {
    let start = ContinuousClock.now
    try await withClient { client in
      let request = request(path, timeout: .milliseconds(300))
      let (failure, took) = try await withCheckedThrowingContinuation { waiting in
        do {
          // The time is taken on the client's thread: tests may queue for theirs.
          try client.send(request) { waiting.resume(returning: ($0.failure, .now - start)) }
        } catch {
          waiting.resume(throwing: error)
        }
      }
      #expect(failure == .timedOut(sent: true))
      // The client counts whole milliseconds, so that it may end a fraction of one early.
      #expect(took >= .milliseconds(295) && took < .seconds(10), "\(took)")
    }
  }

  @Test(arguments: ["lose", "cut", "garbage", "reset"])
  func aBrokenAnswerIsToldFromNoConnection(path: String) async throws {
    let failure = try #require(try await failure(path))
    guard case .broken(sent: true, _) = failure else {
      Issue.record("\(failure)")
      return
    }
  }

  @Test func aDeadPeerIsNoConnection() async throws {
    peer.kill()
    let failure = try #require(try await failure("200"))
    guard case .connect = failure else {
      Issue.record("\(failure)")
      return
    }
  }

  @Test func aNameWithoutAnAddressIsSaidToBeOne() async throws {
    let request = Request(url: "http://no-such-host.invalid/", addressGuard: .anywhere)
    let failure = try await withClient { await $0.answer(to: request).failure }
    guard case .resolve = try #require(failure) else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test(arguments: [
    ("GET", "ftp://127.0.0.1/"), ("GET", "file:///etc/passwd"), ("GET", "gopher://127.0.0.1:1/x"),
    ("GET", "http://exa mple/"), ("GET", "http://127.0.0.1/\r\nX-Evil: 1"), ("GET", ""),
    ("GET\r\nX: 1", "http://127.0.0.1/"), ("get", "http://127.0.0.1/"), ("", "http://127.0.0.1/"),
  ])
  func aMalformedRequestIsRefusedBeforeItIsSent(method: String, url: String) async throws {
    let request = Request(method: method, url: url, addressGuard: .anywhere)
    let failure = try await withClient { await $0.answer(to: request).failure }
    guard case .malformed = try #require(failure) else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test(arguments: [("X", "a\r\nY: b"), ("X\n", "a"), ("X:", "a"), ("", "a"), ("X", "a\0b")])
  func aHeaderCannotSmuggleAnother(name: String, value: String) async throws {
    var request = request("200")
    request.headers = [.init(name, value)]
    let sent = request
    let failure = try await withClient { await $0.answer(to: sent).failure }
    guard case .malformed = try #require(failure) else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try peer.entries(HostileEntry.self).isEmpty)
  }

  @Test(arguments: [
    "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0",
    "[::1]", "[::ffff:127.0.0.1]", "[::]", "127.0.0.1.",
  ])
  func noSpellingOfThisMachineGetsPastTheGuard(host: String) async throws {
    let request = Request(url: peer.url("200", host: host), timeout: .seconds(5))
    let failure = try await withClient { await $0.answer(to: request).failure }
    switch try #require(failure) {
    case .refusedAddress, .resolve: break
    case let other: Issue.record("\(other)")
    }
    #expect(try peer.entries(HostileEntry.self).isEmpty)
  }

  @Test func aConnectionOpenedForAnyoneIsNotLentToWhoeverMayNotOpenIt() async throws {
    try await withClient { client in
      let first = try await client.answer(to: request("200")).get()
      #expect(first.status == 200)
      let second = await client.answer(to: Request(url: peer.url("200"))).failure
      #expect(second == .refusedAddress("127.0.0.1"))
    }
  }

  private func isTooLarge(_ failure: FetchFailure) -> Bool {
    if case .tooLarge = failure { true } else { false }
  }
}
