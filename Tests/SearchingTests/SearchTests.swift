import Desk
import Foundation
import Journal
import TestSupport
import Testing

@testable import Searching

/// What is found in a record, and where.
struct SearchTests {
  /// Three tickets: a refund that Maya has, a lost parcel in billing, a question to the bot.
  private func shop() throws -> IndexedDesk {
    let desk = try IndexedDesk()
    try desk.begin(1, name: "Anna Müller", email: "Anna@Example.com")
    try desk.say(1, "I want my refund for the coffee grinder, order A-17")
    try desk.queue(1, "general", fields: [Field("order", "A-17")])
    try desk.happen(1, .taken(IndexedDesk.maya))
    try desk.happen(1, .noted(.agent(IndexedDesk.maya), "refund was charged twice, ask the bank"))
    try desk.say(1, "Your refund is on its way", by: .agent(IndexedDesk.maya))
    try desk.begin(2, name: "Bob", email: "bob@example.com")
    try desk.say(2, "The parcel is lost. Where is my refund?")
    try desk.happen(2, .categorised("shipping/lost", .bot))
    try desk.queue(2, "billing")
    try desk.begin(3)
    try desk.say(3, "返金してください")
    try desk.say(3, "Bonjour, le café est froid")
    return desk
  }

  @Test func wordsAreFoundWhereTheyWereSaidTheLatestFirst() throws {
    let desk = try shop()
    #expect(try desk.places("refund") == ["2/3", "2/0", "1/7", "1/6", "1/3", "1/0"])
    #expect(try desk.places("in:words refund") == ["2/3", "1/7", "1/3"])
    #expect(try desk.places("in:notes refund") == ["1/6"])
    #expect(try desk.places("in:subject grinder") == ["1/0"])
    #expect(try desk.places("\"charged twice\"") == ["1/6"])
    #expect(try desk.places("\"twice charged\"") == [])
    #expect(try desk.places("in:words refund -parcel") == ["1/7", "1/3"])
    #expect(try desk.places("in:words parcel OR grinder") == ["2/3", "1/3"])
    #expect(try desk.places("in:words grind*") == ["1/3"])
    #expect(try desk.places("CAFE") == ["3/3"])
  }

  @Test func scriptsWithoutSpacesAreFoundByAnyPartOfThem() throws {
    let desk = try shop()
    #expect(try desk.places("in:words 返金") == ["3/2"])
    #expect(try desk.places("in:words 金して") == ["3/2"])
    #expect(try desk.places("in:words 金返") == [])
  }

  @Test func whatIsTrueOfATicketFindsIt() throws {
    let desk = try shop()
    #expect(try desk.places("#2") == ["2/0"])
    #expect(try desk.places("number:1 refund in:words") == ["1/7", "1/3"])
    #expect(try desk.places("from:anna@example.com") == ["1/0"])
    #expect(try desk.places("from:muller") == ["1/0"])
    #expect(try desk.places("from:example") == ["2/0", "1/0"])
    #expect(try desk.places("from:bob@example.com refund in:words") == ["2/3"])
    #expect(try desk.places("agent:maya") == ["1/0"])
    #expect(try desk.places("agent:none") == ["3/0", "2/0"])
    #expect(try desk.places("queue:billing") == ["2/0"])
    #expect(try desk.places("queue:billing OR queue:none") == ["3/0", "2/0"])
    #expect(try desk.places("-queue:billing") == ["3/0", "1/0"])
    #expect(try desk.places("state:new") == ["3/0", "2/0"])
    #expect(try desk.places("category:shipping/*") == ["2/0"])
    #expect(try desk.places("category:shipping") == [])
    #expect(try desk.places("category:shipping/lost refund in:words") == ["2/3"])
    #expect(try desk.places("field.order:a-17") == ["1/0"])
    #expect(try desk.places("field.order:A-18") == [])
    #expect(try desk.places("anna müller") == ["1/0"])
  }

  @Test func daysBoundWhatIsFound() throws {
    let desk = try IndexedDesk()
    try desk.begin(1)
    try desk.say(1, "first refund")
    desk.now = desk.now + .seconds(3 * 86_400)
    try desk.say(1, "second refund")
    // 1 795 238 400 000 is 2026-11-21T05:20:00Z.
    #expect(try desk.places("refund on:2026-11-21 in:words") == ["1/2"])
    #expect(try desk.places("refund after:2026-11-22 in:words") == ["1/3"])
    #expect(try desk.places("refund before:2026-11-22 in:words") == ["1/2"])
    #expect(try desk.places("refund on:2026-11-22 in:words") == [])
    #expect(try desk.places("on:2026-11") == ["1/0"])
    #expect(try desk.places("before:2026-11-21") == [])
  }

  @Test func aHitTellsWhoSaidItWhenAndMarksTheWords() throws {
    let desk = try shop()
    let hit = try #require(try desk.find("charged").hits.first)
    #expect(hit.number == 1 && hit.seq == 6 && hit.kind == .note)
    #expect(hit.by == .agent(IndexedDesk.maya))
    #expect(hit.conversation.text == IndexedDesk.id(of: 1))
    #expect(hit.snippet.text == "refund was charged twice, ask the bank")
    #expect(hit.snippet.marks == [11..<18])
  }

  @Test func aSnippetIsTakenFromAroundTheWordsAndSteersNoTerminal() throws {
    let desk = try IndexedDesk()
    let long = String(repeating: "and so on ", count: 100)
    try desk.begin(1)
    try desk.say(1, "\(long)the Grinder\u{1B}[31m\u{202E} is broken\n\(long)")
    let snippet = try #require(try desk.find("grinder broken in:words").hits.first).snippet
    #expect(snippet.text.hasPrefix("…") && snippet.text.hasSuffix("…"))
    #expect(snippet.text.unicodeScalars.count <= Marking.width + 2)
    let scalars = Array(snippet.text.unicodeScalars)
    let marked = snippet.marks.map { range in
      String(String.UnicodeScalarView(scalars[range]))
    }
    #expect(marked == ["Grinder", "broken"])
    #expect(!snippet.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test func pagesFollowEachOtherAndMissNothing() throws {
    let desk = try IndexedDesk()
    for number in 1...10 {
      try desk.begin(Int64(number))
      for word in 1...5 { try desk.say(Int64(number), "refund \(word)") }
    }
    let whole = try desk.find("refund", limit: 50).hits.map(\.position)
    // The words of all, and the subject of each.
    #expect(try desk.find("refund", limit: 50).next != nil)
    for size in [1, 7, 50] {
      var found: [Int64] = []
      var next: Int64?
      repeat {
        let page = try desk.find("refund", after: next, limit: size)
        #expect(page.isComplete && page.hits.count <= size)
        found += page.hits.map(\.position)
        next = page.next
      } while next != nil
      #expect(found.count == 60)
      #expect(Array(found.prefix(50)) == whole)
      #expect(Set(found).count == 60 && found == found.sorted(by: >))
    }
  }

  /// Time that is up cuts an answer short and loses nothing: whoever asks on gets everything.
  @Test func whereTimeIsUpTheNextPageGoesOn() throws {
    let desk = try IndexedDesk()
    try desk.begin(1)
    try desk.begin(2)
    for first in stride(from: 0, to: 6000, by: 200) {
      try desk.happen((first..<first + 200).map { (1, .said(Message(.customer, "word \($0)"))) })
    }
    try desk.queue(2, "billing")
    try desk.say(2, "a word")
    try desk.index()
    let reader = try IndexReader(desk.file, of: desk.folder.record)
    let query = try Query.read(
      "in:words word -queue:none", Query.Circumstances(offset: { _ in 0 }, now: desk.now))
    var (found, next, budget, cuts) = ([Int64](), Int64?.none, Duration.zero, 0)
    repeat {
      do {
        let page = try reader.find(
          query, for: .operator, after: next, limit: 20, within: budget)
        if !page.isComplete { cuts += 1 }
        found += page.hits.map(\.number)
        next = page.next
      } catch {
        // A machine that is busy needs longer for the first step.
        guard error.kind == .stopped else { throw error }
        budget = budget + .milliseconds(1)
        next = next ?? .max
      }
    } while next != nil
    #expect(found == [2])
    #expect(cuts > 0)
  }

  // MARK: Who may see it

  private func agent(_ login: String, _ role: Role = .agent) -> Asker {
    .agent(
      Identifier(login), role,
      closedQueues: [
        QueuePlan(
          Identifier("billing"), title: "Billing", replyWithin: .seconds(60),
          agents: [Identifier("kim")], isClosed: true)
      ])
  }

  @Test func onlyWhatTheAskerMayReadIsFound() throws {
    let desk = try shop()
    // Maya has 1, billing is closed to her, and 3 is still with the bot.
    #expect(try desk.places("refund in:words", by: agent("maya")) == ["1/7", "1/3"])
    #expect(try desk.places("#2", by: agent("maya")) == [])
    #expect(try desk.places("refund in:words", by: agent("kim")) == ["2/3", "1/7", "1/3"])
    #expect(try desk.places("café", by: agent("kim")) == [])
    #expect(
      try desk.places("refund in:words", by: agent("ruth", .supervisor)) == ["2/3", "1/7", "1/3"])
    #expect(try desk.places("café", by: agent("ruth", .supervisor)) == ["3/3"])
    #expect(try desk.places("refund", by: agent("root", .admin)) == [])
    #expect(try desk.places("agent:me", by: agent("maya")) == ["1/0"])
    #expect(try desk.places("agent:me", by: agent("kim")) == [])
  }

  @Test func whatWasPassedOnSinceTheIndexSawItIsNotFoundByWhoMayNotReadItNow() throws {
    let desk = try shop()
    try desk.index()
    let reader = try IndexReader(desk.file, of: desk.folder.record)
    try desk.happen(1, .transferred(IndexedDesk.maya, .queue(Identifier("billing")), note: nil))
    let inquiry = Inquiry(
      "grinder in:words", for: agent("lee"),
      Query.Circumstances(offset: { _ in 0 }, now: desk.now))
    #expect(try inquiry.answer(reader).get().hits.isEmpty)
  }

  /// Every reader against the rule itself, over conversations in every stage.
  @Test func whatIsFoundIsWhatReachSays() throws {
    var dice = Dice.fresh("reach")
    let desk = try IndexedDesk()
    let agents = [IndexedDesk.maya, IndexedDesk.kim]
    for number in 1...60 {
      let number = Int64(number)
      try desk.begin(number)
      try desk.say(number, "needle")
      if dice.roll(4) > 0 { try desk.queue(number, dice.roll(2) == 0 ? "billing" : "general") }
      if dice.roll(2) == 0 { try desk.happen(number, .taken(agents[dice.roll(2)])) }
      if dice.roll(3) == 0 {
        try desk.happen(number, .followed(agents[dice.roll(2)], begins: true))
      }
      switch dice.roll(4) {
      case 0: try desk.happen(number, .resolved(.customer))
      case 1: try desk.happen(number, .promised(replyBy: desk.now, .closed))
      default: break
      }
    }
    try desk.index()
    let backlogs = try FileBacklogs(path: desk.folder.record)
    for (login, role) in [("maya", Role.agent), ("kim", .agent), ("ruth", .supervisor)] {
      let asker = agent(login, role)
      var may: Set<Int64> = []
      for number in Int64(1)...60 {
        let head = try #require(try backlogs.head(of: Identifier(IndexedDesk.id(of: number))))
        guard case .agent(_, _, let closed) = asker else { continue }
        let audience = Audience(
          customer: head.customer, stage: head.stage, lastAgent: head.lastAgent,
          members: closed.members(of: head.queue), followers: head.followers)
        if audience.includes(.agent(AgentName(Identifier(login), name: login), role)) {
          may.insert(number)
        }
      }
      let first = try desk.find("needle in:words", by: asker, limit: 50)
      let rest = try desk.find("needle in:words", by: asker, after: first.next ?? 0, limit: 50)
      #expect(Set((first.hits + rest.hits).map(\.number)) == may, "\(login)")
    }
  }

  // MARK: Whatever is typed

  @Test func nothingThatIsTypedIsSyntaxOfTheIndex() throws {
    var dice = Dice.fresh("typing")
    let desk = try shop()
    try desk.index()
    let reader = try IndexReader(desk.file, of: desk.folder.record)
    let bits = [
      "\"", "*", "-", "OR", "AND", "NOT", "NEAR", "(", ")", ":", "^", "{", "}", "+", "'", ";",
      "--", "%", "\\", "\0", "\u{FFFF}", "refund", "words", "rowid", "said:", "in:notes", "#", "#1",
      "from:", "tag:a'b", "field.x:\"", "返", "🙂", "e\u{301}", "before:2026", " ", "  ", "\t",
      "\u{85}",
      "category:a/*", "agent:\"x' OR 1=1\"",
    ]
    for _ in 0..<600 {
      let text = (0..<dice.roll(8)).map { _ in bits[dice.roll(bits.count)] }
        .joined(separator: dice.roll(2) == 0 ? " " : "")
      let inquiry = Inquiry(
        text, for: agent("maya"), Query.Circumstances(offset: { _ in 0 }, now: desk.now))
      do {
        _ = try inquiry.answer(reader)
      } catch { Issue.record("\(text.debugDescription): \(error)") }
    }
  }
}
