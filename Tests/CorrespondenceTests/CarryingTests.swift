import Correspondence
import Courier
import Desk
import Foundation
import Mail
import Peers
import TestSupport
import Testing

/// What letters conversations ask for: against a real server for letters.
@Suite(.timeLimit(.minutes(5)), .enabled(if: Peer.hasMailServers, "needs aiosmtpd and dovecot"))
struct CarryingTests {
  private let id = Identifier<Conversation>("AAECAwQFBgcICQoLDA0ODw")
  private let maya = AgentName(Identifier("maya"), name: "Maya Winter")
  private let start = Instant(milliseconds: 1_796_000_000_000)

  private func errand(
    _ events: [Event], channel: String = "web", from first: Int64 = 1, link: OutsideLink? = nil,
    after: Duration = .seconds(3600)
  ) -> Errand {
    let opening = Event.started(
      Opening(
        site: "demo", customer: Identifier("c"), number: 12, language: "de-AT", page: nil,
        channel: channel))
    var conversation = Conversation(id: id)
    var carried: [CarriedEvent] = []
    for (index, event) in ([opening] + events).enumerated() {
      let at = start + .seconds(index)
      conversation.apply(event, at: at)
      carried.append(
        CarriedEvent(
          position: Int64(index), seq: Int64(index + 1), at: at,
          key: "ep:\(id.text):\(index + 1)", event: event))
    }
    return Errand(
      to: "mail", conversation, past: carried.filter { $0.seq < first },
      events: carried.filter { $0.seq >= first }, link: link, now: start + after)
  }

  private func identified(_ email: String = "ana@example.com") -> Event {
    .identified(Contact(name: "Ana Lind", email: email, isVerified: false))
  }

  private func said(_ text: String) -> Event { .said(Message(.agent(maya), text)) }
  private var asked: Event { .said(Message(.customer, "Where is my parcel?")) }
  private var promised: Event { .promised(replyBy: start + .seconds(86_400), .closed) }

  private func letters(_ ground: MailGround) throws -> [Letter] {
    try ground.receiver.entries(PostedLetter.self).map {
      try LetterReader(own: []).read(Array($0.body))
    }
  }

  private func link(_ carried: Carried) -> OutsideLink? {
    switch carried {
    case .done(let link), .partly(_, let link, _), .waits(_, let link), .later(_, let link),
      .parked(_, let link):
      link
    }
  }

  @Test func aPromiseIsAcknowledgedOnce() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let first = ground.connector.carry(errand([asked, identified(), promised]))
    guard case .done(let link?) = first else {
      Issue.record("\(first)")
      return
    }
    _ = ground.connector.carry(errand([asked, identified(), promised, asked], from: 5, link: link))
    let letters = try letters(ground)
    #expect(letters.count == 1)
    #expect(letters.first?.subject.contains("#12") == true)
    #expect(letters.first?.text.contains("2026-12") == true)
    #expect(letters.first?.sender == .machine("Auto-Submitted: auto-replied"))
    #expect(letters.first?.replyTo?.address.hasPrefix("support+c.") == true)
    #expect(letters.first?.messageID == "ep.\(id.text).4-acknowledgement@desk.example")
  }

  @Test func whatAgentsSaidIsOneLetterAfterSomeQuiet() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let events = [asked, identified(), .taken(maya), said("Hello Ana."), said("It left today.")]
    let early = ground.connector.carry(errand(events, after: .seconds(60)))
    guard case .waits(let until, _) = early else {
      Issue.record("\(early)")
      return
    }
    #expect(until == start + .seconds(5 + 300))
    #expect(try letters(ground).isEmpty)
    let late = ground.connector.carry(errand(events))
    let letters = try letters(ground)
    #expect(letters.map(\.text).first?.contains("Hello Ana.\n\nIt left today.") == true)
    #expect(letters.count == 1 && letters.first?.sender == .person)
    #expect(letters.first?.from?.name == "Maya Winter (Acme Support)")
    _ = ground.connector.carry(errand(events, from: 6, link: link(late)))
    #expect(try self.letters(ground).count == 1)
  }

  @Test func theTalkIsSentOnceForEachTimeItIsAskedFor() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let events = [asked, identified(), .taken(maya), said("It left."), asked, .transcriptAsked]
    let first = ground.connector.carry(errand(events))
    // Carried again, as after a crash before its end was written down, it has the same name.
    let again = ground.connector.carry(errand(events, from: 7, link: link(first)))
    #expect(again == .done(nil))
    let letter = try #require(try letters(ground).first)
    #expect(try letters(ground).count == 1)
    #expect(letter.messageID == "ep.\(id.text).7-transcript@desk.example")
    #expect(letter.sender == .machine("Auto-Submitted: auto-replied"))
    let file = try #require(letter.files.first)
    #expect(file.name == "conversation-12.txt")
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains("Where is my parcel?") && text.contains("Maya Winter:\nIt left."))
    _ = ground.connector.carry(
      errand(events + [.transcriptAsked], from: 8, link: link(first)))
    #expect(try letters(ground).count == 2)
  }

  @Test func whoAskedForTheTalkIsNotWrittenToOfItsEndForThat() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let events = [asked, identified(), .transcriptAsked]
    let first = ground.connector.carry(errand(events))
    _ = ground.connector.carry(
      errand(events + [.taken(maya), .resolved(.agent(maya))], from: 5, link: link(first)))
    #expect(try letters(ground).map(\.messageID) == ["ep.\(id.text).4-transcript@desk.example"])
  }

  @Test func whoIsStillWritingOnThePageGetsNoLetter() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let carried = ground.connector.carry(
      errand([asked, identified(), .taken(maya), said("Hello."), asked]))
    #expect(carried == .done(nil))
    #expect(try letters(ground).isEmpty)
  }

  @Test func whoReadsInSilenceGetsNoLetterAndWhoDidNotGetsWhatTheyHaveNotRead() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let events = [asked, identified(), .taken(maya), said("Hello Ana."), said("It left today.")]
    ground.connector.begin(ground.desk)
    guard case .waits = ground.connector.carry(errand(events, after: .seconds(60))) else {
      Issue.record("it is not waited for")
      return
    }
    ground.desk.memory.withLock { $0.read = 6 }
    #expect(ground.connector.carry(errand(events)) == .done(nil))
    #expect(try letters(ground).isEmpty, "all of it was on their screen")
    ground.desk.memory.withLock { $0.read = 5 }
    _ = ground.connector.carry(errand(events))
    let text = try letters(ground).map(\.text)
    #expect(text.count == 1)
    #expect(text[0].contains("It left today.") && !text[0].contains("Hello Ana."))
  }

  @Test func whatWasReadBeforeARestartStaysRead() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let events: [Event] = [asked, identified(), .taken(maya), said("Hello."), said("And this.")]
    ground.connector.begin(ground.desk)
    ground.desk.memory.withLock { $0.read = 5 }
    let waiting = ground.connector.carry(errand(events, after: .seconds(60)))
    ground.desk.memory.withLock { $0.read = nil }
    _ = ground.connector.carry(errand(events, link: link(waiting)))
    let text = try letters(ground).map(\.text)
    #expect(text.count == 1 && !text[0].contains("Hello.") && text[0].contains("And this."))
  }

  @Test func nothingIsKeptOfWhomNothingIsWrittenTo() throws {
    let ground = try MailGround { $0.mailbox = nil }
    ground.connector.begin(ground.desk)
    ground.desk.memory.withLock { $0.read = 3 }
    #expect(ground.connector.carry(errand([asked, said("Hello.")])) == .done(nil))
  }

  @Test func nothingIsWrittenBeforeTheMailboxWasLookedIntoOnce() throws {
    let ground = try MailGround()
    let waiting = errand([asked, identified(), promised])
    #expect(ground.connector.carry(waiting) == .waits(until: start + .seconds(3601), nil))
    try ground.look()
    guard case .done = ground.connector.carry(waiting) else {
      Issue.record("still nothing")
      return
    }
    #expect(try letters(ground).count == 1)
  }

  @Test func withoutAnAddressNothingIsWritten() throws {
    let ground = try MailGround { $0.mailbox = nil }
    #expect(ground.connector.carry(errand([asked, promised, said("Hello.")])) == .done(nil))
  }

  @Test func anAddressThatIsRefusedIsNotedAndLeftAlone() throws {
    let ground = try MailGround { $0.mailbox = nil }
    _ = ground.connector.look(ground.desk)
    let events = [asked, identified("gone@example.com"), promised]
    let carried = ground.connector.carry(errand(events))
    #expect(link(carried)?.state["bounced"] == "gone@example.com")
    #expect(ground.desk.acts.count == 1)
    let again = ground.connector.carry(
      errand(events + [.taken(maya), said("Hello.")], from: 5, link: link(carried)))
    #expect(again == .done(nil))
    let other = errand(
      events + [.taken(maya), said("Hello."), identified()], from: 5, link: link(carried))
    _ = ground.connector.carry(other)
    #expect(try ground.receiver.entries(PostedLetter.self).map(\.to) == [["ana@example.com"]])
  }

  @Test(arguments: ["full", "later"]) func aServerThatIsNotWellIsTriedAgain(name: String) throws {
    let ground = try MailGround { $0.mailbox = nil }
    let carried = ground.connector.carry(
      errand([asked, identified("\(name)@example.com"), promised]))
    guard case .later(let failure, _) = carried else {
      Issue.record("\(carried)")
      return
    }
    #expect(failure.why.contains("45"))
  }

  @Test func byMailAnswersGoOutAtOnceAndStayInTheirThread() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let known = OutsideLink(
      id.text, state: ["latest_in": "a1@example.com", "thread": "a1@example.com"])
    let carried = ground.connector.carry(
      errand(
        [identified(), asked, .taken(maya), said("It left today.")], channel: "mail", link: known,
        after: .seconds(20)))
    let letters = try letters(ground)
    #expect(letters.count == 1 && letters.first?.references == ["a1@example.com"])
    #expect(link(carried)?.state["thread"]?.hasPrefix("a1@example.com ep.") == true)
  }

  @Test func aSolvedTicketIsSaidOnceAndTheSurveyComesLater() throws {
    let ground = try MailGround {
      $0.mailbox = nil
      $0.survey = .seconds(600)
    }
    let events: [Event] = [
      identified(), asked, .taken(maya), said("It left today."), .resolved(.agent(maya)),
    ]
    let first = ground.connector.carry(errand(events, channel: "mail", after: .seconds(60)))
    guard case .waits(let until, let link) = first else {
      Issue.record("\(first)")
      return
    }
    #expect(until == start + .seconds(5 + 600))
    #expect(try letters(ground).count == 2)
    _ = ground.connector.carry(errand(events, channel: "mail", link: link))
    let letters = try letters(ground)
    #expect(letters.count == 3 && letters[2].text.contains("5"))
    #expect(Set(letters.compactMap(\.messageID)).count == 3)
  }

  @Test func theWholeTalkOnThePageComesWithItsEnd() throws {
    let ground = try MailGround { $0.mailbox = nil }
    let first = [asked, identified(), .taken(maya), said("It left today.")]
    let link = link(ground.connector.carry(errand(first)))
    _ = ground.connector.carry(
      errand(
        first + [.noted(.agent(maya), "secret"), .resolved(.agent(maya))], from: 6, link: link))
    let letters = try letters(ground)
    let file = try #require(letters.last?.files.first)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(letters.count == 2 && file.name == "conversation-12.txt")
    #expect(text.contains("Ana Lind:\nWhere is my parcel?"))
    #expect(text.contains("Maya Winter:\nIt left today.") && !text.contains("secret"))
  }

  @Test func aBotThatIsAnsweredByAMachineFallsSilent() throws {
    let ground = try MailGround { $0.mailbox = nil }
    var link: OutsideLink?
    var events: [Event] = [identified()]
    for round in 0..<20 {
      let first = Int64(events.count + 2)
      events += [asked, .said(Message(.bot, "Question \(round)?"))]
      link =
        self.link(ground.connector.carry(errand(events, channel: "mail", from: first, link: link)))
        ?? link
    }
    #expect(try letters(ground).count == 3)
  }
}
