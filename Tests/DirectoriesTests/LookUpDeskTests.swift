import Desk
import Documents
import Fetch
import Foundation
import Logging
import Peers
import Recipes
import Secrets
import Synchronization
import TestSupport
import Testing

@testable import Directories

/// Systems are asked within their budget, once for all who ask, and left alone when they fail.
@Suite struct LookUpDeskTests {
  private static let conversation = Identifier<Conversation>("conversation")

  private final class Heard: Sendable {
    let lookUps = Mutex<[LookUp]>([])
    var count: Int { lookUps.withLock { $0.count } }
    var last: LookUp? { lookUps.withLock { $0.last } }
    var why: String {
      if case .failed(let why)? = last?.outcome { why } else { "" }
    }
  }

  private struct Desk {
    let peer: Peer
    let heard = Heard()
    let desk: LookUpDesk

    init(_ mood: String, budget: Duration = .seconds(20), keep: Duration = .seconds(600)) throws {
      peer = try Peer("customer-system.py", ["--mood", mood])
      let path = "config/look-ups/plain.yaml"
      let source = SourceFile(path: path, text: try Repository.text(path))
      let recipe = try #require(RequestRecipeReader.read(source).recipe)
      let terms = SystemTerms(
        url: "http://127.0.0.1:\(peer.port)", facts: [("plan", "Plan"), ("company", "Company")],
        budget: budget, keep: keep, addressGuard: .anywhere)
      let system = RecipeSystem("crm", terms, recipe, settings: [:], secret: Secret("s3cret"))
      let heard = heard
      desk = try LookUpDesk(
        [LookUpDesk.Asked(system, terms)], log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() }
      ) { _, lookUp in heard.lookUps.withLock { $0.append(lookUp) } }
    }

    func ask(_ email: String = "ana@example.com", again: Bool = false) {
      desk.ask(
        LookUpDesk.Question(
          LookUpDeskTests.conversation, Person(email: email, customer: "c"), isAgain: again))
    }

    func answer(_ count: Int = 1) throws -> LookUp {
      #expect(soon { heard.count >= count })
      return try #require(heard.last)
    }

    var requests: Int {
      (try? String(contentsOf: peer.record, encoding: .utf8).split(separator: "\n").count) ?? 0
    }
  }

  @Test func whatIsKnownComesWithItsTitlesAndNothingElse() throws {
    let desk = try Desk("well")
    defer { desk.desk.stop() }
    desk.ask()
    #expect(
      try desk.answer().outcome
        == .found([
          LookUp.Fact("plan", title: "Plan", "gold"),
          LookUp.Fact("company", title: "Company", "Ana & Co"),
        ]))
    desk.ask("Ana@EXAMPLE.com")
    _ = try desk.answer(2)
    #expect(desk.requests == 1, "what was said is kept")
    desk.ask(again: true)
    _ = try desk.answer(3)
    #expect(desk.requests == 2, "an agent who asks again is answered anew")
  }

  @Test(arguments: [
    ("lie", "another address"), ("huge", "longer than"), ("error", "not well (500)"),
    ("html", "no JSON (text/html)"), ("redirect", "redirects (302)"), ("denied", "secret_file"),
  ])
  func aBadAnswerIsSaidAndNothingOfItShown(_ mood: String, _ words: String) throws {
    let desk = try Desk(mood)
    defer { desk.desk.stop() }
    desk.ask()
    let answer = try desk.answer()
    #expect(desk.heard.why.contains(words), "\(answer)")
    #expect(!desk.heard.why.contains("s3cret") && !desk.heard.why.contains("ana@"))
    #expect(desk.desk.standings.first?.failed == 1)
  }

  @Test func aSystemThatHangsIsGivenUpAndNobodyWaits() throws {
    let desk = try Desk("hang", budget: .milliseconds(300))
    defer { desk.desk.stop() }
    for _ in 0..<50 { desk.ask() }
    #expect(try desk.answer(50).outcome == .failed(why: "it did not answer within 300 ms"))
    #expect(desk.requests == 1, "all who ask at once share one request")
    // Time after time: then it is left alone.
    for number in 1...8 {
      desk.ask("a\(number)@example.com")
      _ = try desk.answer(50 + number)
    }
    #expect(desk.heard.why.contains("left alone"))
    #expect(desk.requests < 9)
  }

  @Test func whoIsNotKnownIsNobodysFault() throws {
    let desk = try Desk("unknown")
    defer { desk.desk.stop() }
    desk.ask()
    #expect(try desk.answer().outcome == .unknown)
    #expect(desk.desk.standings.first?.lastError == nil)
  }

  @Test func keptAnswersAreBoundedAndEnd() {
    var kept = KeptAnswers()
    for number in 0..<30_000 {
      kept.keep(
        LookUp("crm", .unknown, asOf: Instant(milliseconds: Int64(number))), of: "\(number)@x.y")
    }
    let now = Instant(milliseconds: 30_000)
    #expect(kept["crm", "29999@x.y", at: now, .seconds(1)] != nil)
    #expect(kept["crm", "0@x.y", at: now, .seconds(600)] == nil, "the oldest are forgotten")
    #expect(kept["crm", "29999@x.y", at: now + .seconds(2), .seconds(1)] == nil, "they end")
  }
}
