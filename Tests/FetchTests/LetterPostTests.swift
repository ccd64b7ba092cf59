import Fetch
import Foundation
import Peers
import TestSupport
import Testing

private let letter = Array("Subject: Hello\r\n\r\n.a line that begins with a dot\r\nend\r\n".utf8)

/// Letters handed to a real SMTP server (aiosmtpd), with its moods.
@Suite(
  .timeLimit(.minutes(5)),
  .enabled(if: Peer.hasMailServers && Authority.isAvailable, "needs aiosmtpd, dovecot and openssl"))
struct LetterPostTests {
  private static func server(
    _ peer: Peer, _ scheme: String = "smtp", host: String = "127.0.0.1",
    _ change: (inout MailServer) -> Void = { $0.encryption = .off }
  ) throws -> MailServer {
    var server = try #require(MailServer(url: peer.url("", scheme: scheme, host: host)))
    server.addressGuard = .anywhere
    change(&server)
    return server
  }

  private func post(_ peer: Peer, to recipients: [String], timeout: Duration = .seconds(20)) throws
    -> LetterPost.Outcome
  {
    let server = try Self.server(peer) {
      $0.encryption = .off
      $0.timeout = timeout
    }
    return try LetterPost(server).send(letter, from: "desk@example.com", to: recipients)
  }

  @Test func aLetterArrivesByteForByteAndTheConnectionIsKept() throws {
    let peer = try Peer("mail-receiver.py")
    let post = try LetterPost(Self.server(peer))
    for _ in 0..<3 {
      let outcome = try post.send(letter, from: "desk@example.com", to: ["ana@example.com"])
      #expect(outcome.replies.map(\.code) == [250])
      #expect(outcome.answer.code == 250)
    }
    _ = try post.send(letter, from: nil, to: ["ana@example.com"])
    let entries = try peer.entries(PostedLetter.self)
    #expect(entries.count == 4)
    #expect(entries.allSatisfy { Array($0.body) == letter && $0.to == ["ana@example.com"] })
    #expect(
      entries.map { $0.from ?? "" } == Array(repeating: "desk@example.com", count: 3) + ["<>"])
    #expect(entries[0].hello == "frontdesk.invalid")
  }

  @Test func oneRefusedRecipientKeepsTheOthersFromNothing() throws {
    let peer = try Peer("mail-receiver.py")
    let outcome = try post(
      peer, to: ["ana@example.com", "gone@example.com", "full@example.com", "bo@example.com"])
    #expect(outcome.replies.map(\.code) == [250, 550, 452, 250])
    #expect(outcome.replies[1].isForGood && !outcome.replies[2].isForGood)
    #expect(outcome.replies[1].text.contains("nobody of that name"))
    #expect(
      try peer.entries(PostedLetter.self).map(\.to) == [["ana@example.com", "bo@example.com"]])
  }

  @Test(arguments: [("gone", 550), ("full", 452), ("later", 451), ("never", 554)])
  func aNoToTheWholeLetterIsSaidWithItsCode(name: String, code: Int) throws {
    let peer = try Peer("mail-receiver.py")
    let failure = #expect(throws: MailFailure.self) {
      _ = try post(peer, to: ["\(name)@example.com"])
    }
    guard case .refused(let reply) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(reply.code == code && reply.isForGood == (code >= 500))
    #expect(failure?.mayBeThere == false)
    #expect(try peer.entries(PostedLetter.self).isEmpty)
  }

  @Test func whereAllAreRefusedOneThatMayBeAskedAgainSpeaksForThem() throws {
    let peer = try Peer("mail-receiver.py")
    let failure = #expect(throws: MailFailure.self) {
      _ = try post(peer, to: ["full@example.com", "gone@example.com"])
    }
    guard case .refused(let reply) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(reply.code == 452)
  }

  @Test func aServerThatTakesALetterAndNeverAnswersMayHaveIt() throws {
    let peer = try Peer("mail-receiver.py")
    let failure = #expect(throws: MailFailure.self) {
      _ = try post(peer, to: ["silent@example.com"], timeout: .seconds(1))
    }
    #expect(failure == .timedOut(mayBeThere: true))
    let other = #expect(throws: MailFailure.self) { _ = try post(peer, to: ["drop@example.com"]) }
    #expect(other?.mayBeThere == true)
  }

  @Test func nobodyThereIsNoConnection() throws {
    let peer = try Peer("mail-receiver.py")
    peer.kill()
    let failure = #expect(throws: MailFailure.self) { _ = try post(peer, to: ["a@example.com"]) }
    guard case .connect = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func callingOffEndsAWaitAtOnce() throws {
    let peer = try Peer("mail-receiver.py")
    let callOff = CallOff()
    let post = try LetterPost(Self.server(peer), until: callOff)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      callOff.stop()
    }
    let failure = #expect(throws: MailFailure.self) {
      _ = try post.send(letter, from: nil, to: ["silent@example.com"])
    }
    #expect(failure == .stopped)
  }

  @Test(arguments: [
    "", "no-at-sign", "a b@example.com", "a@example.com\r\nRCPT TO:<eve@example.com>",
    "a@example.com>\u{0}",
  ])
  func anAddressThatBreaksOutOfItsLineIsNeverSent(address: String) throws {
    let peer = try Peer("mail-receiver.py")
    let post = try LetterPost(Self.server(peer))
    #expect(throws: MailFailure.self) { _ = try post.send(letter, from: nil, to: [address]) }
    if !address.isEmpty {
      #expect(throws: MailFailure.self) {
        _ = try post.send(letter, from: address, to: ["ana@example.com"])
      }
    }
    #expect(try peer.entries(PostedLetter.self).isEmpty)
  }
}

/// What encryption, passwords and addresses are held to.
@Suite(
  .timeLimit(.minutes(5)),
  .enabled(if: Peer.hasMailServers && Authority.isAvailable, "needs aiosmtpd, dovecot and openssl"))
struct MailTrustTests {
  private let authority: Authority

  init() throws {
    authority = try Authority()
    try authority.issue(name: "localhost", days: 2)
  }

  private var certified: [String] {
    ["--certificate", authority.path("server.pem"), "--key", authority.path("server.key")]
  }

  private func server(_ peer: Peer, _ scheme: String = "smtp") throws -> MailServer {
    var server = try #require(MailServer(url: peer.url("", scheme: scheme, host: "localhost")))
    server.addressGuard = .anywhere
    server.authorities = authority.path("ca.pem")
    return server
  }

  private func send(by server: MailServer) throws {
    _ = try LetterPost(server).send(letter, from: "desk@example.com", to: ["ana@example.com"])
  }

  @Test func aPasswordIsGivenOverSTARTTLSOnly() throws {
    let peer = try Peer("mail-receiver.py", certified + ["--login", "desk:secret"])
    var server = try server(peer)
    server.user = "desk"
    server.password = "secret"
    try send(by: server)
    let entries = try peer.entries(PostedLetter.self)
    #expect(entries.map(\.user) == ["desk"] && entries.map(\.encrypted) == [true])
    server.password = "wrong"
    let failure = #expect(throws: MailFailure.self) { try send(by: server) }
    guard case .login = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(!"\(failure!)".contains("wrong"))
  }

  @Test func encryptionFromTheFirstByte() throws {
    let peer = try Peer("mail-receiver.py", certified + ["--whole"])
    try send(by: server(peer, "smtps"))
    #expect(try peer.entries(PostedLetter.self).map(\.encrypted) == [true])
    try LetterPost(server(peer, "smtps")).greet()
  }

  @Test func aCertificateThatNobodyTrustsIsRefused() throws {
    let peer = try Peer("mail-receiver.py", certified)
    var server = try server(peer)
    server.authorities = nil
    let failure = #expect(throws: MailFailure.self) { try send(by: server) }
    guard case .tls = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try peer.entries(PostedLetter.self).isEmpty)
  }

  @Test func aServerWithoutSTARTTLSGetsNothingWhereItIsRequired() throws {
    let peer = try Peer("mail-receiver.py")
    let failure = #expect(throws: MailFailure.self) { try send(by: server(peer)) }
    guard case .tls = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    var lenient = try server(peer)
    lenient.encryption = .offered
    try send(by: lenient)
    #expect(try peer.entries(PostedLetter.self).count == 1)
  }

  @Test func aPasswordNeverGoesOutWhereTheOfferOfEncryptionMayBeTakenAway() throws {
    let peer = try Peer("mail-receiver.py", ["--login", "desk:secret", "--clear-login"])
    var server = try server(peer)
    server.encryption = .offered
    server.user = "desk"
    server.password = "secret"
    let failure = #expect(throws: MailFailure.self) { try send(by: server) }
    guard case .malformed = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    server.allowsClear = true
    try send(by: server)
    #expect(try peer.entries(PostedLetter.self).map(\.user) == ["desk"])
  }

  @Test func withoutEncryptionOnlyThisMachineIsSpokenTo() throws {
    var server = try #require(MailServer(url: "smtp://192.0.2.1"))
    server.encryption = .off
    server.addressGuard = .anywhere
    let failure = #expect(throws: MailFailure.self) { try send(by: server) }
    guard case .refusedAddress("192.0.2.1") = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func aPrivateAddressMustBeAllowed() throws {
    let peer = try Peer("mail-receiver.py")
    var server = try server(peer)
    server.addressGuard = .publicOnly
    let failure = #expect(throws: MailFailure.self) { try send(by: server) }
    guard case .refusedAddress = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func onlyAddressesOfMailServersAreRead() {
    for wrong in [
      "http://a", "smtp:/a", "smtp://", "smtp://a b", "smtp://a:0", "smtp://a:99999", "imap://a/b",
      "smtp://user@host", "smtp://[::1", "imap://a:x",
    ] {
      #expect(MailServer(url: wrong) == nil, "\(wrong)")
    }
    let server = MailServer(url: "IMAPS://[::1]/")
    #expect(server?.host == "[::1]" && server?.port == 993 && server?.encryption == .whole)
    #expect(MailServer(url: "smtp://mail.example.com")?.port == 587)
  }
}
