import Courier
import Desk
import Foundation
import JSON
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Notices

/// Teams are told what they want to hear of, in words that hold none of the customer's, and no more
/// often than they want.
@Suite struct NoticeConnectorTests {
  private final class Sent: NoticeSending {
    let notices = Mutex<[Notice]>([])
    let answer = Mutex(NoticeOutcome.told)
    var place: String { "here" }
    func stop() {}

    func send(_ notice: Notice, at now: Instant) -> NoticeOutcome {
      let outcome = answer.withLock { $0 }
      if outcome == .told { notices.withLock { $0.append(notice) } }
      return outcome
    }

    var all: [Notice] { notices.withLock { $0 } }
  }

  private static let desk = DeskPlan(
    queues: [QueuePlan(Identifier("billing"), title: "Billing", replyWithin: .seconds(86_400))])
  private static let start = Instant(milliseconds: 1_795_000_000_000)

  private func connector(_ plan: NoticePlan) -> (NoticeConnector, Sent) {
    let sent = Sent()
    return (NoticeConnector("team", plan, sent, desk: Self.desk), sent)
  }

  private static let opening = Event.started(
    Opening(
      site: "demo", customer: Identifier("ana"), number: 7, language: "en", page: nil,
      channel: "web"))
  private static let waits = Event.queued(
    Handoff(queue: Identifier("billing"), priority: .high, reason: .asked))
  private static let words = Event.said(Message(.customer, "my card 4111 was charged twice"))

  private func errand(
    _ events: [Event], of name: String = "c", done: Int = 0, at now: Instant = start
  ) -> Errand {
    var conversation = Conversation(id: Identifier(name))
    let carried = events.enumerated().map { place, event in
      conversation.apply(event, at: Self.start)
      let seq = Int64(place + 1)
      return CarriedEvent(
        position: seq, seq: seq, at: Self.start, key: "e:\(name):\(seq)", event: event)
    }
    return Errand(
      to: "team", conversation, past: Array(carried.prefix(done)),
      events: Array(carried.dropFirst(done)), now: now)
  }

  @Test func whatIsWantedIsToldWithoutAnyOfTheCustomersWords() throws {
    let (connector, sent) = connector(
      NoticePlan(
        occasions: [.handedOver], link: try NoticePlan.link("https://d.example/{{ number }}")))
    #expect(connector.carry(errand([Self.opening, Self.words, Self.waits])) == .done(nil))
    let notice = try #require(sent.all.first)
    #expect(sent.all.count == 1)
    #expect(
      notice.text == "The customer of #7 waits for a person in billing, priority high.")
    #expect(notice.link == "https://d.example/7" && notice.words == nil)
    #expect(!String(decoding: notice.json, as: UTF8.self).contains("4111"))
  }

  @Test func onlySoManyOfTheCustomersWordsAreToldAsTheSettingsAllow() throws {
    let (connector, sent) = connector(NoticePlan(occasions: [.handedOver], quote: 7))
    _ = connector.carry(errand([Self.opening, Self.words, Self.waits]))
    #expect(sent.all.first?.words == "my card")
  }

  @Test(arguments: [
    ("", ["other"], Priority.low, 0), ("", ["billing"], .low, 1), ("", [], .urgent, 0),
    ("priority == 'high' && queue == 'billing'", [], .low, 1), ("urgency > 2", [], .low, 0),
    ("reason == 'asked'", [], .low, 1),
  ])
  func queuePriorityAndConditionSayWhatIsMeant(
    _ condition: String, _ queues: [String], _ priority: Priority, _ count: Int
  ) throws {
    let (connector, sent) = connector(
      NoticePlan(
        occasions: [.handedOver], queues: Set(queues), priority: priority,
        condition: condition.isEmpty ? nil : try RuleCondition(condition)))
    #expect(connector.carry(errand([Self.opening, Self.waits])) == .done(nil))
    #expect(sent.all.count == count)
  }

  @Test func whatHappenedIsJudgedByHowItStoodThen() throws {
    let (connector, sent) = connector(
      NoticePlan(occasions: [.handedOver], condition: try RuleCondition("priority == 'high'")))
    _ = connector.carry(
      errand([
        Self.opening, Self.waits, .prioritised(.low, .agent(AgentName(Identifier("m"), name: "M"))),
      ]))
    #expect(sent.all.count == 1, "it was urgent when it was handed over")
  }

  @Test func whatIsBeyondTheRateComesAsOneAndNothingIsLost() throws {
    let (connector, sent) = connector(
      NoticePlan(occasions: [.handedOver], most: 2, per: .seconds(60)))
    let names = (0..<15).map { "c\($0)" }
    for name in names.prefix(2) {
      #expect(connector.carry(errand([Self.opening, Self.waits], of: name)) == .done(nil))
    }
    for name in names.dropFirst(2) {
      let later = Self.start + .seconds(60)
      #expect(
        connector.carry(errand([Self.opening, Self.waits], of: name)) == .waits(until: later, nil))
    }
    for name in names.dropFirst(2) {
      let again = errand([Self.opening, Self.waits], of: name, at: Self.start + .seconds(61))
      #expect(connector.carry(again) == .done(nil))
    }
    #expect(sent.all.count == 3)
    #expect(sent.all.last?.more == 12)
    #expect(sent.all.last?.text.hasSuffix("And 12 more: Somebody waits (12).") == true)
  }

  @Test func aTeamThatCannotBeToldKeepsWhatWaits() {
    let (connector, sent) = connector(NoticePlan(occasions: [.handedOver]))
    sent.answer.withLock { $0 = .failed(ConnectorFailure("it is away")) }
    let errand = errand([Self.opening, Self.waits])
    #expect(connector.carry(errand) == .later(ConnectorFailure("it is away")))
    sent.answer.withLock { $0 = .refused(why: "too long") }
    #expect(connector.carry(errand) == .parked(why: "too long"))
    sent.answer.withLock { $0 = .told }
    #expect(connector.carry(errand) == .done(nil))
    #expect(sent.all.map(\.id) == ["e:c:2"])
  }

  @Test func everyOccasionHasASentenceWithItsNumber() {
    for event in [
      Self.opening, Self.waits, .withdrawn(.closed), .withdrawn(.unanswered),
      .promised(replyBy: Self.start, .closed), .resolved(.customer), .rated(score: 1, comment: "x"),
      .breached(.firstAnswer, at: Self.start), .nearing(.firstAnswer, share: 75, due: Self.start),
    ] {
      let (connector, sent) = connector(NoticePlan(occasions: Set(Occasion.allCases)))
      _ = connector.carry(errand([Self.opening, event], done: 1))
      #expect(sent.all.first?.text.contains("#7") == true, "\(event): \(sent.all)")
    }
  }

  @Test func troubleIsToldOnceAndThatItIsOver() {
    let (connector, sent) = connector(NoticePlan(occasions: [], tellsTroubles: true))
    let troubles = Mutex([Trouble("rt", why: "no connection"), Trouble("team", why: "itself")])
    connector.watch { troubles.withLock { $0 } }
    let desk = NoInlet()
    #expect(connector.look(desk) == nil)
    #expect(connector.look(desk) == nil)
    #expect(sent.all.map(\.title) == ["Trouble with rt"])
    troubles.withLock { $0 = [] }
    #expect(connector.look(desk) == nil)
    #expect(sent.all.map(\.title) == ["Trouble with rt", "rt is back"])
  }

  @Test(arguments: [
    ("priority = 'high'", "=="), ("urgncy > 1", "urgency"),
    ("customer.contacts_1d > 3", "rules only"),
    ("priority", "true or false"),
  ])
  func aConditionWithAMistakeIsRefused(_ source: String, _ words: String) {
    #expect(
      performing: { try RuleCondition(source) },
      throws: { ($0 as? RuleCondition.Mistake)?.sentence.contains(words) ?? false })
  }
}

/// For looks that ask nothing of the desk.
private struct NoInlet: DeskInlet {
  private struct Unasked: Error {}
  func takeIn(_ envelope: Envelope) throws -> Landing { throw Unasked() }
  func takeIn(_ act: OutsideAct) throws -> Landing { throw Unasked() }
  func link(of conversation: Identifier<Conversation>, at destination: String) throws
    -> OutsideLink?
  { throw Unasked() }
  func keep(
    _ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String
  ) throws { throw Unasked() }
  func conversation(called external: String, at destination: String) throws
    -> Identifier<Conversation>?
  { throw Unasked() }
  func landed(_ external: String, from channel: String) throws -> Identifier<Conversation>? {
    throw Unasked()
  }
  func place(at destination: String) throws -> String? { throw Unasked() }
  func keep(place: String, at destination: String) throws { throw Unasked() }
  func told(_ conversation: Identifier<Conversation>) throws -> (Conversation, [CarriedEvent])? {
    throw Unasked()
  }
  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Desk.Attachment {
    throw Unasked()
  }
  func bytes(of file: Desk.Attachment) -> [UInt8]? { nil }
}
