import Correspondence
import Courier
import Desk
import Fetch
import Foundation
import Mail
import Peers
import TestSupport
import Testing

/// What becomes of letters: with a real mailbox, and a desk in memory.
@Suite(.timeLimit(.minutes(5)), .enabled(if: Peer.hasMailServers, "needs aiosmtpd and dovecot"))
struct LetterInboxTests {
  private let conversation = Identifier<Conversation>("AAECAwQFBgcICQoLDA0ODw")

  @Test func aNewLetterBeginsAConversationOnceWithItsSubjectBeforeItsWords() throws {
    let ground = try MailGround()
    try ground.drop(ground.letter("It has not come.", id: "one"))
    try ground.look()
    try ground.look()
    try ground.drop(ground.letter("It has not come.", id: "one"))
    try ground.look()
    let envelopes = ground.desk.envelopes
    #expect(envelopes.map(\.text) == ["Where is my parcel?\n\nIt has not come."])
    #expect(envelopes.map(\.externalUser) == ["ana@example.com"])
    #expect(envelopes.map(\.name) == ["Ana Lind"] && envelopes.map(\.beginsAnew) == [true])
  }

  @Test func anAnswerLandsByItsSignedAddressAndByNoOther() throws {
    let ground = try MailGround()
    let tag = try #require(ground.connector.plan.tag)
    let address = try #require(tag.address(for: conversation.text))
    let other = address.replacingOccurrences(of: "+c.a", with: "+c.b")
    try ground.drop(ground.letter("mine", to: address))
    try ground.look()
    try ground.drop(ground.letter("forged", to: other))
    try ground.look()
    #expect(ground.desk.envelopes.map(\.into) == [conversation, nil])
  }

  @Test func aReferenceCountsOnlyFromWhomTheLetterWentTo() throws {
    let ground = try MailGround()
    ground.desk.keep(
      OutsideLink(conversation.text, state: ["address": "ana@example.com"]), of: conversation,
      at: "mail")
    let head = "References: <ep.\(conversation.text).4@desk.example>\n"
    try ground.drop(ground.letter("mine", head: head))
    try ground.look()
    try ground.drop(ground.letter("not mine", from: "eve@evil.example", head: head))
    try ground.look()
    #expect(ground.desk.envelopes.map(\.into) == [conversation, nil])
  }

  @Test func aThousandLettersOfAMachineEndInOneNote() throws {
    let ground = try MailGround()
    let tag = try #require(ground.connector.plan.tag)
    let address = try #require(tag.address(for: conversation.text))
    for number in 0..<1_000 {
      try ground.drop(
        ground.letter(
          "I am away.", id: "\(number)", to: address, head: "Auto-Submitted: auto-replied\n"))
    }
    for _ in 0..<21 { try ground.look() }
    #expect(ground.desk.acts.count == 1 && ground.desk.envelopes.isEmpty)
    #expect(ground.desk.place(at: "mail")?.hasSuffix(":1000") == true)
  }

  @Test func whatIsSuspectIsPutAsideAndTakenInWhenReleased() throws {
    let ground = try MailGround()
    try ground.drop(ground.letter("buy", head: "X-Spam-Flag: YES\n"))
    try ground.drop(ground.letter("news", head: "List-Id: <x>\n"))
    try ground.drop("no letter at all")
    try ground.look()
    #expect(ground.desk.envelopes.isEmpty)
    let entries = try ground.connector.plan.quarantine.list()
    #expect(entries.count == 3)
    let spam = try #require(entries.first { $0.why.contains("spam") })
    #expect(spam.from == "ana@example.com")
    #expect(try ground.connector.plan.quarantine.release(spam.id))
    try ground.look()
    #expect(ground.desk.envelopes.map(\.text) == ["Where is my parcel?\n\nbuy"])
    #expect(try ground.connector.plan.quarantine.list().count == 2)
  }

  @Test func aBounceIsNotedAndItsAddressNotWrittenToAgain() throws {
    let ground = try MailGround()
    ground.desk.keep(
      OutsideLink(conversation.text, state: ["address": "gone@example.com"]), of: conversation,
      at: "mail")
    let letter = try String(
      contentsOfFile: "\(Repository.root)/Tests/MailTests/Letters/bounce.eml", encoding: .utf8)
    try ground.drop(letter.replacingOccurrences(of: "ep.conv.7", with: "ep.\(conversation.text).7"))
    try ground.look()
    let words = try #require(ground.desk.acts.first?.deed)
    guard case .noted(let text) = words else {
      Issue.record("\(words)")
      return
    }
    #expect(text.contains("gone@example.com was not delivered") && text.contains("user unknown"))
    #expect(ground.desk.link(of: conversation, at: "mail")?.state["bounced"] == "gone@example.com")
  }

  @Test func ourOwnLetterThatComesBackIsNoLetter() throws {
    let ground = try MailGround()
    try ground.drop(
      "From: support@desk.example\nTo: support@desk.example\nSubject: x\n"
        + "Message-ID: <ep.\(conversation.text).4@desk.example>\n\nround\n")
    try ground.look()
    #expect(ground.desk.envelopes.isEmpty && ground.desk.acts.isEmpty)
    #expect(try ground.connector.plan.quarantine.list().isEmpty)
  }

  @Test func filesAreKeptAndThoseThatAreNotTakenAreNamed() throws {
    let ground = try MailGround()
    try ground.drop(
      "From: ana@example.com\nSubject: Photos\nMessage-ID: <f@example.com>\n"
        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee\n"
        + "--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx\n"
        + "--b\nContent-Type: application/x-evil\n"
        + "Content-Disposition: attachment; filename=b.exe\n\nx\n--b--\n")
    try ground.look()
    let envelope = try #require(ground.desk.envelopes.first)
    #expect(envelope.files.map(\.name) == ["a.png"])
    #expect(envelope.text == "Photos\n\nsee\n\n[b.exe: files of that type stay out]")
  }

  @Test func aLetterWithoutEndIsPutAsideAndTheNextLookIsBehindIt() throws {
    let hostile = try Peer("hostile-mailbox.py", ["--way", "giant"])
    let ground = try MailGround { plan in
      var server = MailServer(url: hostile.url("", scheme: "imap"))
      server?.encryption = .off
      server?.user = "support"
      server?.password = "secret"
      plan.mailbox = server
    }
    #expect(throws: ConnectorFailure.self) { try ground.look() }
    #expect(try ground.connector.plan.quarantine.list().count == 1)
    #expect(ground.desk.place(at: "mail") == "7:1")
    try ground.look()
    withExtendedLifetime(hostile) {}
  }

  @Test func aMailboxThatIsAwayIsSaidAndNothingIsLost() throws {
    let ground = try MailGround { $0.mailbox?.password = "wrong" }
    try ground.drop(ground.letter("hello"))
    let failure = #expect(throws: ConnectorFailure.self) { try ground.look() }
    #expect(failure?.why.contains("does not let us in") == true)
    #expect(ground.desk.place(at: "mail") == nil)
  }

  @Test func lettersOfBeforeTheFirstLookAreLeftAloneUnlessWanted() throws {
    let ground = try MailGround { $0.takesOld = false }
    try ground.drop(ground.letter("old"))
    try ground.look()
    try ground.drop(ground.letter("new"))
    try ground.look()
    #expect(ground.desk.envelopes.map(\.text) == ["Where is my parcel?\n\nnew"])
  }
}
