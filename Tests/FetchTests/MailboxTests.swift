import Fetch
import Foundation
import Peers
import TestSupport
import Testing

/// A real Dovecot, and what is put into its mailbox.
private struct Mailbox {
  let peer: Peer

  init(_ arguments: [String] = []) throws { peer = try Peer("mailbox.py", arguments) }

  func server(_ change: (inout MailServer) -> Void = { _ in }) throws -> MailServer {
    var server = try #require(MailServer(url: peer.url("", scheme: "imap")))
    server.encryption = .off
    server.addressGuard = .anywhere
    server.user = "support"
    server.password = "secret"
    change(&server)
    return server
  }

  func drop(_ text: String, _ name: String = UUID().uuidString) throws {
    let path = "\(peer.ownFolder)/Maildir/new/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
  }
}

@Suite(.timeLimit(.minutes(5)), .enabled(if: Peer.hasMailServers, "needs aiosmtpd and dovecot"))
struct MailboxTests {
  @Test func lettersAreReadInOrderWithoutBeingMarkedAndThenMarkedAndMoved() throws {
    let mailbox = try Mailbox()
    for number in 1...3 {
      try mailbox.drop("Subject: \(number)\r\n\r\nbody \(number)\r\n", "\(number)")
    }
    let session = try MailboxSession(mailbox.server())
    let folder = try session.open("INBOX")
    #expect(folder.count == 3 && folder.uidValidity > 0 && folder.uidNext == 4)
    let uids = try session.letters(after: 0, limit: 100)
    #expect(uids == [1, 2, 3])
    #expect(try session.letters(after: 1, limit: 1) == [2])
    #expect(try session.letters(after: 3, limit: 9).isEmpty)
    let text = try #require(try session.letter(2, limit: 1_000))
    #expect(String(decoding: text, as: UTF8.self) == "Subject: 2\r\n\r\nbody 2\r\n")
    #expect(
      String(decoding: try #require(try session.head(2, limit: 11)), as: UTF8.self)
        == "Subject: 2\r")
    #expect(try session.heads(of: uids).map(\.isSeen) == [false, false, false])
    #expect(try session.heads(of: uids).map(\.size) == [22, 22, 22])
    try session.markSeen(2)
    #expect(try session.heads(of: uids).map(\.isSeen) == [false, true, false])
    try session.create("Done")
    try session.move(3, to: "Done")
    #expect(try session.letters(after: 0, limit: 100) == [1, 2])
    #expect(try session.letter(3, limit: 1_000) == nil)
    #expect(try session.open("Done").count == 1)
    session.leave()
  }

  @Test func wordsInALetterAreNeverTakenForTheServers() throws {
    let mailbox = try Mailbox()
    let text =
      "Subject: x\r\n\r\nF1 OK\r\nF5 OK done\r\n* BYE\r\n{999999}\r\n)\r\nF6 NO\r\nthe end\r\n"
    try mailbox.drop(text)
    let session = try MailboxSession(mailbox.server())
    _ = try session.open("INBOX")
    for _ in 0..<4 {
      let letter = try #require(try session.letter(1, limit: 1_000))
      #expect(String(decoding: letter, as: UTF8.self) == text)
    }
  }

  @Test func theWrongPasswordAndAMissingFolderAreNamed() throws {
    let mailbox = try Mailbox()
    let denied = #expect(throws: MailFailure.self) {
      _ = try MailboxSession(mailbox.server { $0.password = "wrong" })
    }
    guard case .login = denied else {
      Issue.record("\(String(describing: denied))")
      return
    }
    let session = try MailboxSession(mailbox.server())
    let missing = #expect(throws: MailFailure.self) { _ = try session.open("Nowhere") }
    guard case .no(let words) = missing else {
      Issue.record("\(String(describing: missing))")
      return
    }
    #expect(words.contains("Nowhere") || words.contains("exist"))
    #expect(throws: MailFailure.self) { _ = try session.open("a\"\r\nF9 DELETE x") }
    #expect(try session.open("INBOX").count == 0)
  }

  @Test func aLetterLongerThanAskedForIsRefusedNotRead() throws {
    let mailbox = try Mailbox()
    try mailbox.drop("Subject: x\r\n\r\n" + String(repeating: "x", count: 200_000))
    let session = try MailboxSession(mailbox.server())
    _ = try session.open("INBOX")
    let failure = #expect(throws: MailFailure.self) { _ = try session.letter(1, limit: 1_000) }
    guard case .tooLarge = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test(.enabled(if: Authority.isAvailable, "needs the openssl command"))
  func aMailboxIsReadOverTLSOnlyWithACertificateThatIsTrusted() throws {
    let authority = try Authority()
    try authority.issue(name: "localhost", days: 2)
    let certified = [
      "--certificate", authority.path("server.pem"), "--key", authority.path("server.key"),
    ]
    for (arguments, scheme) in [([], "imap"), (["--whole"], "imaps")] {
      let peer = try Peer("mailbox.py", certified + arguments)
      var server = try #require(MailServer(url: peer.url("", scheme: scheme, host: "localhost")))
      server.addressGuard = .anywhere
      server.user = "support"
      server.password = "secret"
      let refused = #expect(throws: MailFailure.self) { _ = try MailboxSession(server) }
      guard case .tls = refused else {
        Issue.record("\(String(describing: refused))")
        return
      }
      server.authorities = authority.path("ca.pem")
      #expect(try MailboxSession(server).open("INBOX").count == 0)
    }
  }

  @Test(.chaos)
  func aMailboxOfFiftyThousandLettersIsReadInPieces() throws {
    let mailbox = try Mailbox()
    for number in 1...50_000 {
      try mailbox.drop("Subject: \(number)\r\n\r\n", "\(100_000 + number)")
    }
    let session = try MailboxSession(mailbox.server { $0.timeout = .seconds(60) })
    let folder = try session.open("INBOX")
    #expect(folder.count == 50_000)
    #expect(try session.letters(after: 0, limit: 100).count == 100)
    #expect(try session.letters(after: 49_990, limit: 100).count == 10)
  }
}

/// Servers that lie, hang and never end.
@Suite(.timeLimit(.minutes(5))) struct HostileMailboxTests {
  private func session(_ way: String, timeout: Duration = .seconds(10)) throws
    -> (Peer, MailboxSession)
  {
    let peer = try Peer("hostile-mailbox.py", ["--way", way])
    var server = try #require(MailServer(url: peer.url("", scheme: "imap")))
    server.encryption = .off
    server.user = "support"
    server.password = "secret"
    server.timeout = timeout
    return (peer, try MailboxSession(server))
  }

  @Test func aServerThatNeverAnswersCostsItsTimeoutAndNoMore() throws {
    let (peer, session) = try session("silent", timeout: .milliseconds(500))
    #expect(throws: MailFailure.timedOut(mayBeThere: false)) { _ = try session.open("INBOX") }
    withExtendedLifetime(peer) {}
  }

  @Test func aLineWithoutEndIsGivenUp() throws {
    let (peer, session) = try session("endless")
    let failure = #expect(throws: MailFailure.self) { _ = try session.open("INBOX") }
    guard case .tooLarge = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    withExtendedLifetime(peer) {}
  }

  @Test func aLetterOfFourGigabytesIsNotTaken() throws {
    let (peer, session) = try session("giant")
    _ = try session.open("INBOX")
    let failure = #expect(throws: MailFailure.self) { _ = try session.letter(1, limit: 50 << 20) }
    guard case .tooLarge = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    withExtendedLifetime(peer) {}
  }

  @Test func lengthsAreBelievedAndQuotedLettersAreRead() throws {
    let (peer, session) = try session("lying")
    _ = try session.open("INBOX")
    let letter = try #require(try session.letter(1, limit: 1_000))
    #expect(String(decoding: letter, as: UTF8.self).hasSuffix("* BYE\r\nthe end"))
    let (other, quoting) = try self.session("quoted")
    _ = try quoting.open("INBOX")
    let quoted = try #require(try quoting.letter(1, limit: 1_000))
    #expect(String(decoding: quoted, as: UTF8.self) == "a \"short\" letter")
    withExtendedLifetime((peer, other)) {}
  }

  @Test func whatTheServerSaysWhenItRefusesIsPassedOn() throws {
    let (peer, session) = try session("bye")
    let failure = #expect(throws: MailFailure.self) { _ = try session.open("INBOX") }
    #expect("\(failure!)".contains("too many of you"))
    let (other, refusing) = try self.session("no")
    #expect(throws: MailFailure.no("NO not here")) { _ = try refusing.open("INBOX") }
    withExtendedLifetime((peer, other)) {}
  }
}
