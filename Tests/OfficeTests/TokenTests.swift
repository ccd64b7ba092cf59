import Desk
import Journal
import Rehearsal
import Secrets
import Testing
import Wire

@testable import Office

/// Customers' tokens: what they are worth, to whom, and for how long.
struct TokenTests {
  /// A customer who has begun, and followed.
  private func begun(_ desk: RehearsedDesk, cid: CommandID? = nil) throws -> (
    CustomerPlayer, String
  ) {
    let ana = try desk.customer()
    try ana.start(cid: cid)
    return (ana, try #require(ana.token))
  }

  private func isKnown(_ client: Player) -> Bool { client.principal != nil }

  // MARK: The name of a start

  @Test func theNameOfAStartStandsNowhereInTheRecord() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let (ana, _) = try begun(desk, cid: cid)
    let other = desk.freshCID()
    try ana.do(.start(language: "en", page: nil), cid: other)
    let all = try desk.log.follow(from: 0, limit: 1000)
    let names = all.compactMap(\.cid)
    #expect(!names.contains(cid.text) && !names.contains(other.text))
    // Nor is what stands there the name of anything.
    for name in names {
      guard let guess = CommandID(name) else { continue }
      let eve = try desk.customer()
      try eve.do(.start(language: "en", page: nil), cid: guess)
      #expect(eve.conversation != ana.conversation)
    }
  }

  @Test func aStartAskedAgainIsWorthItsTokenUntilItHasArrived() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let ana = try desk.customer()
    try ana.do(.start(language: "en", page: nil), cid: cid)
    // The answer was lost: asked again on another line, and once more.
    let again = try desk.customer()
    #expect(
      try again.do(.start(language: "en", page: nil), cid: cid) == .done(seq: 1, isDuplicate: true))
    #expect(again.token == ana.token)
    try again.follow(try #require(again.conversation))
    let eve = try desk.customer()
    #expect(
      try eve.do(.start(language: "en", page: nil), cid: cid) == .refused(.conflict, isFinal: true))
    #expect(!isKnown(eve) && eve.token == nil)
    #expect(try desk.record.standing().lastNumber == 1)
    // Whom it made known is told that it was done.
    #expect(
      try again.do(.start(language: "en", page: nil), cid: cid) == .done(seq: 1, isDuplicate: true))
  }

  @Test(arguments: [599, 601]) func aStartIsWorthItsTokenForTenMinutesAtMost(_ age: Int) throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let ana = try desk.customer()
    try desk.turn([try ana.order(.start(language: "en", page: nil), cid: cid), desk.leave(ana)])
    try desk.restart()
    desk.now = desk.now + .seconds(age)
    let again = try desk.customer()
    try again.do(.start(language: "en", page: nil), cid: cid)
    #expect(isKnown(again) == (age < 600))
  }

  @Test func aStartIsNotAnsweredToAnotherPage() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    try desk.customer().do(.start(language: "en", page: nil), cid: cid)
    let eve = try desk.customer(origin: "https://elsewhere.example")
    try eve.do(.start(language: "en", page: nil), cid: cid)
    #expect(!isKnown(eve))
  }

  @Test func twoStartsOfOneNameInOneTurnAreOneStart() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let (ana, bo) = (try desk.customer(), try desk.customer())
    let start = Command.start(language: "en", page: nil)
    try desk.turn([try ana.order(start, cid: cid), try bo.order(start, cid: cid)])
    #expect(ana.outcome(of: cid) == .done(seq: 1, isDuplicate: false))
    #expect(bo.outcome(of: cid) == .done(seq: 1, isDuplicate: true))
    #expect(try desk.record.standing().lastNumber == 1)
  }

  @Test func aLineThatStandsForAMinuteHasHeardItsToken() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let ana = try desk.customer()
    try ana.do(.start(language: "en", page: nil), cid: cid)
    try desk.wait(.seconds(61))
    let eve = try desk.customer()
    try eve.do(.start(language: "en", page: nil), cid: cid)
    #expect(!isKnown(eve))
  }

  /// Records of before hold the client's own name of a start.
  @Test func aStartOfAnOldRecordIsWorthNothingAndItsTokenStaysGood() throws {
    let desk = try RehearsedDesk()
    let cid = desk.freshCID()
    let (ana, token) = try begun(desk, cid: cid)
    let file = desk.record.database
    try file.transaction { () throws(RecordFailure) in
      try file.run("UPDATE events SET cid='\(cid.text)' WHERE conversation>0 AND seq=1")
      try file.run("UPDATE visitors SET proved=1, origin=NULL")
    }
    try desk.restart()
    let eve = try desk.customer()
    #expect(
      try eve.do(.start(language: "en", page: nil), cid: cid) == .refused(.conflict, isFinal: true))
    #expect(!isKnown(eve))
    #expect(try desk.record.standing().lastNumber == 1)
    let again = try desk.customer(token: token)
    #expect(again.principal == ana.principal)
    // From now on it belongs to the page it was used on.
    #expect(!isKnown(try desk.customer(token: again.token, origin: "https://elsewhere.example")))
  }

  // MARK: Coming back

  @Test func eachComingBackBringsANewTokenAndTheOldOneEndsAMinuteLater() throws {
    let desk = try RehearsedDesk()
    let (ana, first) = try begun(desk)
    let again = try desk.customer(token: first)
    let second = try #require(again.token)
    #expect(second != first)
    try again.follow(try #require(ana.conversation))
    // Another tab, a moment later, is told the same one.
    try desk.wait(.seconds(59))
    #expect(try desk.customer(token: first).token == second)
    try desk.wait(.seconds(2))
    let thief = try desk.customer(token: first)
    #expect(!isKnown(thief))
    #expect(isKnown(try desk.customer(token: second)))
  }

  @Test func whoNeverHeardOfTheNewTokenComesBackWithTheOldOne() throws {
    let desk = try RehearsedDesk()
    let (_, first) = try begun(desk)
    var told: Set<String> = []
    for _ in 0..<5 {
      // Gone before the welcome arrived.
      let client = desk.connect()
      let hello = Hello.customer(site: "demo", token: first, language: "en")
      let source = Source(address: "192.0.2.1", origin: "https://shop.example")
      try desk.turn([.hello(client.line, hello, from: source), desk.leave(client)])
      try desk.wait(.seconds(3600))
      try desk.restart()
      let again = try desk.customer(token: first)
      #expect(isKnown(again))
      told.insert(try #require(again.token))
      try desk.turn([desk.leave(again)])
    }
    // Whoever asks again is told the same: no tokens pile up.
    #expect(told.count == 1)
  }

  @Test func whoComesWithAReplacedTokenIsToldTheNewest() throws {
    let desk = try RehearsedDesk()
    let (ana, first) = try begun(desk)
    let id = try #require(ana.conversation)
    var token = first
    for _ in 0..<5 {
      let again = try desk.customer(token: token)
      token = try #require(again.token)
      try again.follow(id)
    }
    let late = try desk.customer(token: first)
    try late.follow(id)
    try desk.wait(.seconds(120))
    #expect(isKnown(try desk.customer(token: late.token)))
  }

  @Test func aTokenIsGoodOnItsSiteAndPagesOnly() throws {
    let desk = try RehearsedDesk()
    let (_, token) = try begun(desk)
    #expect(!isKnown(try desk.customer(token: token, origin: "https://elsewhere.example")))
    let client = desk.connect()
    let hello = Hello.customer(site: "other", token: token, language: "en")
    let source = Source(address: "192.0.2.1", origin: "https://shop.example")
    try desk.turn([.hello(client.line, hello, from: source)])
    #expect(!isKnown(client))
    #expect(isKnown(try desk.customer(token: token)))
  }

  @Test func aTokenIsGoodForThirtyDaysFromItsLastUse() throws {
    let desk = try RehearsedDesk()
    var (ana, token) = try begun(desk)
    for _ in 0..<3 {
      try desk.turn([desk.leave(ana)])
      try desk.wait(.seconds(29 * 86_400))
      ana = try desk.customer(token: token)
      #expect(isKnown(ana))
      token = try #require(ana.token)
      try ana.follow(try #require(ana.conversation), after: 0)
    }
    try desk.turn([desk.leave(ana)])
    try desk.wait(.seconds(31 * 86_400))
    #expect(!isKnown(try desk.customer(token: token)))
    #expect(try desk.accounts.visitor(SHA256.hash(token)) == nil, "what ended is not kept")
  }

  @Test func aCustomerWhoLeavesEndsAllTheirTokensAndConnections() throws {
    let desk = try RehearsedDesk()
    let (ana, first) = try begun(desk)
    let tab = try desk.customer(token: first)
    let second = try #require(tab.token)
    let (bo, bos) = try begun(desk)
    try desk.turn([.logout(try #require(tab.caller), tokenHash: tab.tokenHash)])
    #expect(!ana.isOpen && !tab.isOpen && bo.isOpen)
    for token in [first, second] { #expect(!isKnown(try desk.customer(token: token))) }
    #expect(isKnown(try desk.customer(token: bos)))
  }

  @Test func withoutRoomOnTheDiskWhoIsKnownComesInWithTheTokenTheyHave() throws {
    var moody: Moody?
    let desk = try RehearsedDesk(log: { file in
      let made = Moody(file)
      moody = made
      return made
    })
    let (ana, token) = try begun(desk)
    moody?.isFull = true
    for _ in 0..<3 {
      let again = try desk.customer(token: token)
      #expect(isKnown(again) && again.conversation == ana.conversation)
      #expect(again.token == token, "no token is told that is not on disk")
    }
    moody?.isFull = false
    try desk.wait(.seconds(5))
    #expect(try desk.customer(token: token).token != token)
  }
}
