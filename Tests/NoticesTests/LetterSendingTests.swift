import Courier
import Desk
import Fetch
import Foundation
import Mail
import Peers
import Testing

@testable import Notices

/// A team with an address is told by letters, which a real server takes.
@Suite(.enabled(if: Peer.hasMailServers, "needs aiosmtpd"), .timeLimit(.minutes(2)))
struct LetterSendingTests {
  private static let now = Instant(milliseconds: 1_795_000_000_000)

  private func sending(to names: [String], _ peer: Peer) throws -> LetterSending {
    var server = try #require(MailServer(url: "smtp://127.0.0.1:\(peer.port)"))
    server.encryption = .off
    server.timeout = .seconds(30)
    return LetterSending(
      "night", from: MailAddress(name: "Acme Support", "support@acme.example"),
      to: names.map { MailAddress("\($0)@acme.example") }, by: server)
  }

  private var notice: Notice {
    var notice = Notice(
      id: "e:c:3", kind: "handed_over", title: "Somebody waits",
      text: "The customer of #7 waits for a person in billing, priority high.", at: Self.now)
    notice.number = 7
    notice.conversation = Identifier("c")
    notice.words = "my card 4111"
    notice.link = "https://desk.example.com/7"
    return notice
  }

  private func letters(_ peer: Peer) throws -> [(raw: PostedLetter, read: Letter)] {
    try peer.entries(PostedLetter.self).map {
      ($0, try LetterReader(own: []).read([UInt8]($0.body)))
    }
  }

  @Test func oneNoticeIsOneLetterToAllOfTheTeamThatNoMachineAnswers() throws {
    let peer = try Peer("mail-receiver.py")
    let sending = try sending(to: ["maya", "sue"], peer)
    #expect(sending.send(notice, at: Self.now) == .told)
    let letter = try #require(try letters(peer).first)
    #expect(try letters(peer).count == 1)
    #expect(letter.raw.to == ["maya@acme.example", "sue@acme.example"])
    #expect(letter.read.subject == "Somebody waits [#7]")
    #expect(letter.read.isAutomatic)
    #expect(letter.raw.text.contains("Auto-Submitted: auto-generated"))
    #expect(letter.read.replyTo?.address == "maya@acme.example", "an answer goes to the team")
    for words in [
      "waits for a person in billing", "The customer wrote: my card 4111", "/desk.example.com/7",
    ] {
      #expect(letter.read.text.contains(words), "\(letter.read.text)")
    }
  }

  @Test func theSameNoticeIsTheSameLetterAndOneConversationIsOneThread() throws {
    let peer = try Peer("mail-receiver.py")
    let sending = try sending(to: ["maya"], peer)
    for _ in 1...2 { #expect(sending.send(notice, at: Self.now + .seconds(60)) == .told) }
    var other = Notice(id: "e:c:9", kind: "missed", title: "Nobody came", text: "", at: Self.now)
    other.conversation = Identifier("c")
    #expect(sending.send(other, at: Self.now) == .told)
    let all = try letters(peer)
    #expect(all[0].raw.body == all[1].raw.body)
    #expect(all[0].read.messageID != all[2].read.messageID)
    #expect(all[0].read.references == all[2].read.references && all[0].read.references.count == 1)
    let id = try #require(all[0].read.messageID)
    #expect(OwnMessageID(id, host: "acme.example") != nil, "it comes back as one of ours")
  }

  @Test func whatOneStandsForComesInOneLetter() throws {
    let peer = try Peer("mail-receiver.py")
    let others = (0..<500).map {
      Notice(id: "e:o:\($0)", kind: "missed", title: "Nobody came", text: "no", at: Self.now)
    }
    #expect(
      try sending(to: ["maya"], peer).send(notice.standing(for: others), at: Self.now) == .told)
    let all = try letters(peer)
    #expect(all.count == 1 && all[0].read.subject == "Somebody waits, and 500 more [#7]")
    #expect(all[0].read.text.contains("And 500 more: Nobody came (500)."))
    #expect(all[0].raw.body.count < 4_096, "it grows with kinds, not with notices")
  }

  @Test func whomTheServerRefusesIsNamedAndTheOthersHaveIt() throws {
    let peer = try Peer("mail-receiver.py")
    guard
      case .toldSome(let but) = try sending(to: ["gone", "maya"], peer).send(notice, at: Self.now)
    else {
      Issue.record("nobody is named")
      return
    }
    #expect(but.hasPrefix("gone@acme.example: 550"))
    #expect(try letters(peer).count == 1)
    guard case .refused(let why) = try sending(to: ["gone"], peer).send(notice, at: Self.now) else {
      Issue.record("a no for good is not given up")
      return
    }
    #expect(why.contains("550"))
  }

  @Test(arguments: ["later", "full", "drop"])
  func whatMayBeBetterLaterIsTriedAgain(_ name: String) throws {
    let peer = try Peer("mail-receiver.py")
    let sending = try sending(to: [name], peer)
    guard case .failed = sending.send(notice, at: Self.now) else {
      Issue.record("it counts as settled")
      return
    }
  }

  @Test func aServerThatIsAwayIsTriedAgainAndIsUsedWhenItIsBack() throws {
    let peer = try Peer("mail-receiver.py")
    let sending = try sending(to: ["maya"], peer)
    #expect(sending.send(notice, at: Self.now) == .told)
    peer.kill()
    guard case .failed(let failure) = sending.send(notice, at: Self.now) else {
      Issue.record("nobody is there and it counts as told")
      return
    }
    #expect(failure.why.contains("127.0.0.1:\(peer.port)"))
    let back = try peer.comeBack("mail-receiver.py")
    #expect(sending.send(notice, at: Self.now) == .told)
    #expect(try letters(back).count == 2)
  }
}
