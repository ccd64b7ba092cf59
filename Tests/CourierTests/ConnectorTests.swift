import Desk
import Logging
import Synchronization
import TestSupport
import Testing
import Threads

@testable import Courier

/// Connectors: in order within a conversation, none held up by another, nothing lost when the other
/// side is away.
@Suite struct ConnectorTests {
  /// Conversations with what waits of them, as the record would tell.
  private final class Ledger: ErrandBook {
    struct Talk {
      var events: [CarriedEvent]
      var done: Int64 = 0
      var due = Instant(milliseconds: 0)
      var attempts = 0
      var link: OutsideLink?
    }
    let talks = Mutex<[String: Talk]>([:])
    let places = Mutex<[String: String]>([:])

    func add(_ name: String, _ texts: [String], at moment: Instant) {
      talks.withLock { talks in
        var talk = talks[name] ?? Talk(events: [])
        for text in texts {
          let seq = Int64(talk.events.count) + 1
          talk.events.append(
            CarriedEvent(
              position: seq, seq: seq, at: moment, key: "e:\(name):\(seq)",
              event: .said(Message(.customer, text))))
        }
        talks[name] = talk
      }
    }

    var waiting: Int {
      talks.withLock { $0.values.reduce(0) { $0 + $1.events.count - Int($1.done) } }
    }

    func due(for destination: String, at now: Instant, limit: Int) throws -> [WaitingTalk] {
      talks.withLock { talks in
        talks.filter { $0.value.done < $0.value.events.count && $0.value.due <= now }
          .sorted { $0.key < $1.key }.prefix(limit).map { name, talk in
            WaitingTalk(
              Identifier(name), 1, to: destination, from: talk.done + 1,
              count: talk.events.count - Int(talk.done), latest: talk.events.last?.at ?? now,
              attempts: talk.attempts, firstTried: nil)
          }
      }
    }

    /// How many conversations were read whole.
    let wholes = Atomic(0)

    func errand(_ waiting: WaitingTalk, at now: Instant) throws -> Errand? {
      wholes.add(1, ordering: .relaxed)
      return talks.withLock { talks in
        talks[waiting.conversation.text].map { talk in
          Errand(
            to: waiting.destination, Conversation(id: waiting.conversation),
            past: Array(talk.events.prefix(Int(talk.done))),
            events: Array(talk.events.dropFirst(Int(talk.done))), link: talk.link,
            attempts: talk.attempts, now: now)
        }
      }
    }

    func settle(_ settled: SettledErrand) throws {
      talks.withLock { talks in
        guard var talk = talks[settled.conversation.text] else { return }
        talk.done = max(talk.done, settled.carried.max() ?? 0)
        if !settled.carried.isEmpty { talk.attempts = 0 }
        switch settled.rest {
        case .retry(_, let at, _)?: (talk.due, talk.attempts) = (at, talk.attempts + 1)
        case .waits(_, let until)?: talk.due = until
        case nil: break
        }
        talk.link = settled.link ?? talk.link
        talks[settled.conversation.text] = talk
      }
    }

    func takeIn(_ envelope: Envelope) throws -> Landing { .refused(.noSuchConversation) }
    func takeIn(_ act: OutsideAct) throws -> Landing { .refused(.noSuchConversation) }
    func link(of conversation: Identifier<Conversation>, at destination: String) -> OutsideLink? {
      talks.withLock { $0[conversation.text]?.link }
    }
    func keep(
      _ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String
    ) {
      talks.withLock { $0[conversation.text]?.link = link }
    }
    func conversation(called external: String, at destination: String) -> Identifier<Conversation>?
    { nil }
    func landed(_ external: String, from channel: String) -> Identifier<Conversation>? { nil }
    func place(at destination: String) -> String? { places.withLock { $0[destination] } }
    func keep(place: String, at destination: String) {
      places.withLock { $0[destination] = place }
    }
    func told(_ conversation: Identifier<Conversation>) -> (Conversation, [CarriedEvent])? { nil }
    func keep(_ bytes: [UInt8], name: String, media: String) throws -> Desk.Attachment {
      throw ConnectorFailure("no files here")
    }
    func bytes(of file: Desk.Attachment) -> [UInt8]? { nil }
  }

  /// Says of each errand what a test wants.
  private final class Scripted: Connector {
    let name = "rt"
    let pace: Pace
    let looksEvery: Duration? = .milliseconds(20)
    let looks = Mutex(0)
    let carried = Mutex<[(String, [String])]>([])
    let answer: @Sendable (Errand) -> Carried

    init(pace: Pace = Pace(quiet: .zero), _ answer: @escaping @Sendable (Errand) -> Carried) {
      self.pace = pace
      self.answer = answer
    }

    func carry(_ errand: Errand) -> Carried {
      let texts = errand.events.compactMap { event -> String? in
        if case .said(let message)? = event.event { message.text } else { nil }
      }
      carried.withLock { $0.append((errand.conversation.id.text, texts)) }
      return answer(errand)
    }
    func look(_ desk: any DeskInlet) -> ConnectorFailure? {
      looks.withLock { $0 += 1 }
      return nil
    }
    func stop() {}

    var all: [(String, [String])] { carried.withLock { $0 } }
  }

  private let log = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }

  private func thread(_ connector: Scripted, _ ledger: Ledger) throws -> ConnectorThread {
    try ConnectorThread(connector, ledger, log: log)
  }

  /// One that answers requests, each in the time it is told.
  private final class Asked: HookTaker {
    let name = "rt"
    let pace = Pace()
    let looksEvery: Duration? = nil
    let isAtIt = Flagged()
    let mayGoOn = Flagged()

    func carry(_ errand: Errand) -> Carried { .done(nil) }
    func look(_ desk: any DeskInlet) -> ConnectorFailure? { nil }
    func stop() {}
    func take(_ request: HookRequest, _ desk: any DeskInlet) -> HookAnswer {
      if request.path == "/slow" {
        isAtIt.raise()
        mayGoOn.wait()
      }
      return HookAnswer(200, type: "text/plain", Array("heard \(request.path)".utf8))
    }
  }

  /// Something that others wait for.
  private final class Flagged: Sendable {
    let box = Mailbox<Bool>(bound: 1)
    func raise() { _ = box.post(true) }
    func wait() { _ = box.wait(for: .seconds(20)) }
  }

  @Test func whatIsToldByARequestIsAnsweredOnTheConnectorsThreadAndOnlySoMuchWaits() throws {
    let connector = Asked()
    let thread = try ConnectorThread(connector, Ledger(), log: log)
    defer { thread.stop() }
    let answers = Mailbox<String>(bound: 1000)
    func ask(_ path: String) -> Bool {
      thread.hear(HookRequest(method: "GET", path: path)) {
        _ = answers.post(String(decoding: $0.body, as: UTF8.self))
      }
    }
    #expect(ask("/first") && answers.wait(for: .seconds(20)))
    #expect(answers.drain() == ["heard /first"])
    #expect(ask("/slow"))
    connector.isAtIt.wait()
    let taken = (0..<200).filter { ask("/\($0)") }.count
    #expect((62...66).contains(taken), "the rest is told to come again")
    connector.mayGoOn.raise()
    #expect(soon { answers.count == taken + 1 })
    #expect(answers.drain().first == "heard /slow")
  }

  @Test func aConnectorThatTakesNoRequestsIsAskedNone() throws {
    let thread = try thread(Scripted { _ in .done(nil) }, Ledger())
    defer { thread.stop() }
    #expect(!thread.hear(HookRequest(method: "GET", path: "")) { _ in })
  }

  @Test func oneBurstIsOneErrandAndTheLinkIsKept() throws {
    let ledger = Ledger()
    let connector = Scripted { errand in
      .done(OutsideLink("\((Int(errand.link?.external ?? "0") ?? 0) + 1)"))
    }
    ledger.add("a", ["one", "two"], at: Carrier.timeOfDay())
    let thread = try thread(connector, ledger)
    defer { thread.stop() }
    #expect(soon { ledger.waiting == 0 })
    ledger.add("a", ["three"], at: Carrier.timeOfDay())
    thread.nudge()
    #expect(soon { ledger.waiting == 0 })
    #expect(connector.all.map(\.1) == [["one", "two"], ["three"]])
    #expect(ledger.link(of: Identifier("a"), at: "rt")?.external == "2")
    #expect(soon { connector.looks.withLock { $0 } > 1 })
  }

  @Test func whatIsStillBeingSaidIsNotCarriedBeforeItIsQuietOrMuch() throws {
    let ledger = Ledger()
    let connector = Scripted(pace: Pace(quiet: .seconds(3600), burst: 3)) { _ in .done(nil) }
    ledger.add("a", ["one", "two"], at: Carrier.timeOfDay())
    ledger.add("b", ["1", "2", "3"], at: Carrier.timeOfDay())
    let thread = try thread(connector, ledger)
    defer { thread.stop() }
    #expect(soon { connector.all.count == 1 })
    #expect(connector.all.map(\.0) == ["b"])
    #expect(ledger.waiting == 2)
    // What is not carried yet is not read either.
    #expect(ledger.wholes.load(ordering: .relaxed) == 1)
  }

  @Test func oneThatCannotBeCarriedHoldsUpNoOther() throws {
    let ledger = Ledger()
    let connector = Scripted { errand in
      errand.conversation.id.text == "bad" ? .parked(why: "no such queue") : .done(nil)
    }
    for name in ["a", "bad", "c"] { ledger.add(name, ["x"], at: Carrier.timeOfDay()) }
    let thread = try thread(connector, ledger)
    defer { thread.stop() }
    #expect(soon { ledger.waiting == 1 })
    #expect(connector.all.filter { $0.0 == "bad" }.count == 1, "it is tried again seldom")
    #expect(thread.status.lastError == "no such queue" && thread.status.dead == 1)
  }

  @Test func whereTheOtherSideIsAwayNothingIsLostAndItGoesOnByItself() throws {
    let ledger = Ledger()
    let isDown = Mutex(true)
    let connector = Scripted { errand in
      isDown.withLock { $0 } ? .later(ConnectorFailure("no connection")) : .done(nil)
    }
    for name in ["a", "b", "c", "d", "e", "f", "g"] {
      ledger.add(name, ["x", "y"], at: Carrier.timeOfDay())
    }
    let thread = try thread(connector, ledger)
    defer { thread.stop() }
    #expect(soon { thread.status.breaker != .closed })
    #expect(ledger.waiting == 14)
    let tries = connector.all.count
    #expect(tries <= 7, "it is left alone after five failures")
    isDown.withLock { $0 = false }
    #expect(soon { ledger.waiting == 0 })
    #expect(thread.status.breaker == .closed)
    let arrived = connector.all.suffix(7)
    #expect(Set(arrived.map(\.0)).count == 7 && arrived.allSatisfy { $0.1 == ["x", "y"] })
  }

  @Test func whatIsPartlyThereGoesOnFromThere() throws {
    let ledger = Ledger()
    let failed = Mutex(false)
    let connector = Scripted { errand in
      if failed.withLock({ failed in
        defer { failed = true }
        return failed
      }) {
        return .done(nil)
      }
      return .partly(upTo: 1, OutsideLink("7"), ConnectorFailure("cut", retryAfter: .seconds(1)))
    }
    ledger.add("a", ["one", "two"], at: Carrier.timeOfDay())
    let thread = try thread(connector, ledger)
    defer { thread.stop() }
    #expect(soon { ledger.waiting == 0 })
    #expect(connector.all.map(\.1) == [["one", "two"], ["two"]])
  }
}
