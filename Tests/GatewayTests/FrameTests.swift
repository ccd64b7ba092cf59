import Desk
import Gateway
import Glibc
import Rehearsal
import Testing
import WebSockets
import Wire

/// What clients may send, how much of it, and what becomes of the rest.
struct FrameTests {
  private func refusals(_ text: String, at visitor: Visitor) throws -> [Refusal.Code] {
    visitor.send(text: text)
    return try visitor.framesSoFar().map { frame in
      switch frame {
      case .refused(let why, _), .nack(_, let why): why.code
      default: throw Visitor.Gone()
      }
    }
  }

  @Test(arguments: [
    (#"{"type":"watch""#, Refusal.Code.malformed), ("", .malformed), ("nonsense", .malformed),
    ("[]", .invalid), ("null", .invalid), (#"{"type":7}"#, .invalid),
    (#"{"type":"dance"}"#, .unknown), (#"{"type":"watch","type":"logout"}"#, .malformed),
    (#"{"type":"ask","id":"\ud800","about":"agents"}"#, .malformed),
    (#"{"type":"watch","x":NaN}"#, .malformed), (#"{"type":"watch","x":1e999}"#, .malformed),
    (#"{"type":"watch"} {}"#, .malformed), ("\u{FEFF}{}", .malformed),
    (#"{"type":"follow","conversation":"short","epoch":"e","after":0}"#, .invalid),
    (
      #"{"type":"follow","conversation":"aaaaaaaaaaaaaaaaaaaaaa","epoch":"e","after":-1}"#, .invalid
    ),
    (#"{"type":"command","cid":"short","do":"take"}"#, .invalid),
    (#"{"type":"command","cid":"cid-1234567890123","do":"fly"}"#, .unknown),
    (#"{"type":"command","cid":"cid-1234567890123","do":"say"}"#, .invalid),
    (#"{"type":"status","status":"asleep"}"#, .invalid),
  ])
  func whatIsNotUnderstoodIsNamedAndHarmsNobody(_ text: String, _ code: Refusal.Code) throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    #expect(try refusals(text, at: ana) == [code])
    #expect(try ana.isStillServed())
  }

  /// What one turn of the loop brings is handed over together, and answered one by one where the
  /// Office has no room: the first is to come again, and before it nothing behind it.
  @Test func whatAnOverloadedOfficeDoesNotTakeIsRefusedInOrder() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    house.overload()
    let orders = (0..<3).map { Order(ana.freshCID(), id, .say("word \($0)")) }
    ana.send(together: orders.map { .command($0) } + [.ask(Question(id: "q", .agents))])
    var codes: [Refusal.Code] = []
    for _ in 0..<4 {
      switch try ana.next() {
      case .frame(.nack(let cid, let why)):
        #expect(cid == orders[codes.count].cid)
        codes.append(why.code)
      case .frame(.refused(let why, let refused)):
        #expect(refused == Refused(.ask, id: "q"))
        codes.append(why.code)
      case let other: Issue.record("\(other)")
      }
    }
    #expect(codes == [.busy, .earlierFailed, .earlierFailed, .busy])
    // The first comes again alone: it is the one that is waited for.
    ana.send(.command(orders[0]))
    guard case .frame(.nack(orders[0].cid, let why)) = try ana.next() else { throw Visitor.Gone() }
    #expect(why.code == .busy)
  }

  @Test func deepNestingIsRefused() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let deep = { (levels: Int) in
      #"{"type":"unfollow","conversation":"aaaaaaaaaaaaaaaaaaaaaa","x":"#
        + String(repeating: "[", count: levels) + String(repeating: "]", count: levels) + "}"
    }
    #expect(try refusals(deep(31), at: ana) == [])
    #expect(try refusals(deep(32), at: ana) == [.malformed])
    #expect(try refusals(deep(20_000), at: ana) == [.malformed])
  }

  @Test func aTextIsTakenWholeOrRefused() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    #expect(
      try ana.do(.say(String(repeating: "語", count: 4001)), id) == .nack(.tooLong, isFinal: true))
    #expect(try ana.do(.say("a\0b"), id) == .nack(.invalid, isFinal: true))
    #expect(try ana.do(.say(" \n\u{2003}"), id) == .nack(.invalid, isFinal: true))
    try ana.catchUp(id)
    let text = "\u{1F469}\u{200D}\u{1F4BB} \"\\ </script> \u{202E} é e\u{301} \u{1B}[31m"
    try ana.do(.say(text), id)
    #expect(try Array(ana.words().utf8) == Array(text.utf8))
    let longest = String(repeating: "語", count: 2000)
    try ana.do(.say(longest), id)
  }

  @Test func binaryIsNotSpokenHere() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    ana.send(payload: [1, 2, 3], first: 0x82)
    #expect(try ana.closeCode() == 1003)
    let bo = try Visitor.customer(house)
    bo.send(payload: [0xFF, 0xFE], first: 0x81)
    #expect(try bo.closeCode() == 1007)
    let cy = try Visitor.customer(house)
    cy.send(payload: Array(repeating: 0x20, count: 65_537))
    #expect(try cy.closeCode() == 1009)
  }

  @Test func tenMistakesEndIt() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    for count in 1...10 { ana.send(text: count % 2 == 0 ? "{" : #"{"type":"dance"}"#) }
    #expect(try ana.closeCode() == 4009)
  }

  @Test func aForeignConversationIsNotThere() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    let eve = try Visitor.customer(house)
    #expect(try eve.do(.say("hi"), id) == .nack(.notFound, isFinal: true))
    let own = try eve.start()
    for deed in [Command.say("hi"), .resolve, .reopen, .take, .note("x"), .categorise("x")] {
      #expect(try eve.do(deed, id) == .nack(.notFound, isFinal: true))
    }
    try eve.follow(id)
    #expect(
      try eve.refusal() == .notFound)
    // The same answer as for one that never was.
    #expect(
      try eve.do(.say("hi"), Identifier("aaaaaaaaaaaaaaaaaaaaaa"))
        == .nack(.notFound, isFinal: true))
    eve.send(.typing(id))
    try ana.catchUp(id)
    #expect(try ana.framesSoFar() == [])
    #expect(try eve.do(.say("mine"), own) != .nack(.notFound, isFinal: true))
  }

  @Test func tooMuchAtOnceIsToldWhenToComeAgainAndKeepsItsOrder() throws {
    let house = try ServedDesk { $0.customerRate = .init(perMinute: 600, burst: 4) }
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    let cids = (0..<8).map { _ in ana.freshCID() }
    for (index, cid) in cids.enumerated() {
      ana.send(.command(Order(cid, id, .say("words \(index)"))))
    }
    var answers: [ServerFrame] = []
    while answers.count < 8 {
      answers.append(
        try ana.until { frame in
          switch frame {
          case .ack, .nack: frame
          default: nil
          }
        })
    }
    let codes = answers.compactMap { if case .nack(_, let why) = $0 { why.code } else { nil } }
    #expect(codes.first == .tooMany)
    #expect(codes.count >= 4 && codes.dropFirst().allSatisfy { $0 == .earlierFailed })
    let afters = answers.compactMap { frame -> Int64? in
      if case .nack(_, let why) = frame { why.retryAfter } else { nil }
    }
    #expect(afters.count == 1 && (1...200).contains(afters[0]))
    // Sent again from the first that was refused, each when the desk said, they stand in order.
    for (index, cid) in cids.enumerated().dropFirst(8 - codes.count) {
      var tries = 0
      while case .nack = try ana.do(.say("words \(index)"), id, cid: cid) {
        tries += 1
        try #require(tries < 100, "it is never taken")
        usleep(20_000)
      }
    }
    try ana.follow(id)
    var said: [String] = []
    while said.count < 8 {
      let text = try ana.words()
      if text.hasPrefix("words ") { said.append(text) }
    }
    #expect(said == (0..<8).map { "words \($0)" })
  }

  @Test func questionsAreAnsweredToThoseWhoMayAsk() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    _ = try ana.start()
    ana.send(.ask(Question(id: "q1", .articles("my parcel is late"))))
    let found = try ana.until { if case .answer("q1", let reply) = $0 { reply } else { nil } }
    guard case .articles(let articles) = found else { throw Visitor.Gone() }
    #expect(articles.map(\.article) == [Identifier("late-parcel")])
    ana.send(.ask(Question(id: "q2", .agents)))
    #expect(
      try ana.refusal()
        == .notAllowed)
    let maya = try Visitor.agent(house)
    maya.send(.ask(Question(id: "q3", .agents)))
    let reply = try maya.until { if case .answer("q3", let reply) = $0 { reply } else { nil } }
    guard case .agents(let colleagues) = reply else { throw Visitor.Gone() }
    #expect(colleagues.filter(\.isOnline).map(\.agent.id) == [Identifier("maya")])
  }
}
