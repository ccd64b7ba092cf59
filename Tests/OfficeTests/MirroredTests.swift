import Desk
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// Agents see where else a conversation is known, and why it is not.
@Suite struct MirroredTests {
  private static let tracker = OutsideDestination(
    "rt", shown: OutsideDestination.Shown("Request Tracker", .ticket))

  private func desk(_ destinations: OutsideDestination...) throws -> RehearsedDesk {
    var plan = RehearsedDesk.plan()
    plan.destinations = destinations
    return try RehearsedDesk(plan: plan)
  }

  /// What the last frame says that a player was sent.
  private func told(_ player: Player) -> [Mirrored]? {
    player.frames.reversed().lazy.compactMap { frame in
      if case .mirrored(_, let places) = frame { places } else { nil }
    }.first
  }

  private func settle(
    _ desk: RehearsedDesk, _ id: Identifier<Conversation>, at destination: String = "rt",
    _ outcome: Settlement.Outcome, _ link: OutsideLink? = nil
  ) throws {
    let positions = try desk.entries(of: id).map(\.position)
    let now = desk.now
    let settlements = positions.map {
      Settlement(position: $0, destination: destination, at: now, outcome)
    }
    let links = link.map { [LinkChange(destination, id, $0)] } ?? []
    try desk.errand { $0.note(settlements, links, of: id) }
  }

  private func start(_ customer: CustomerPlayer) throws -> Identifier<Conversation> {
    try customer.start()
    return try #require(customer.conversation)
  }

  /// As the Gateway says it once an agent has caught up.
  private func open(
    _ id: Identifier<Conversation>, by agent: Player, _ desk: RehearsedDesk
  ) throws {
    try desk.turn([.opened(try #require(agent.caller), id)])
  }

  @Test func whatIsCarriedIsToldToWhoeverHasItOpenAndWhyItIsNot() throws {
    let desk = try desk(Self.tracker)
    let ana = try desk.customer("ana")
    let id = try start(ana)
    try ana.say("agent")
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.do(.take, in: id)
    try maya.follow(id)
    try open(id, by: maya, desk)
    #expect(told(maya)?.first?.since != nil && told(maya)?.first?.trouble == nil)

    let why = "needs a hand: RT has no queue \"Support\" that the account may see: write another"
    try settle(desk, id, .retry(at: desk.now, why: why))
    var place = try #require(told(maya)?.first)
    #expect(place.title == "Request Tracker" && place.external == nil)
    #expect(place.trouble?.words == "RT has no queue \"Support\" that the account may see")
    #expect(place.trouble?.needsHand == true)
    #expect(place.since == (try desk.entries(of: id).first?.at))

    let link = OutsideLink("1182", url: "https://rt.example/1182", at: desk.now)
    try settle(desk, id, .delivered, link)
    place = try #require(told(maya)?.first)
    #expect(place.external == "1182" && place.at == desk.now)
    #expect(place.trouble == nil && place.since == nil)
    // Customers are told nothing of it.
    #expect(told(ana) == nil)
  }

  @Test func whatWaitsForAPlaceThatFailsIsToldThoughItWasNotTriedItself() throws {
    let desk = try desk(Self.tracker)
    let (ana, bob) = (try desk.customer("ana"), try desk.customer("bob"))
    let (first, second) = (try start(ana), try start(bob))
    let maya = try desk.agent("maya", "Maya Lind", role: .supervisor)
    try settle(desk, second, .delivered, OutsideLink("7", at: desk.now))
    try maya.follow(second)
    try settle(desk, first, .retry(at: desk.now + .seconds(300), why: "no connection: refused"))
    try bob.say("Is anybody there?")
    // It may only have its time: nobody is alarmed within half a minute.
    #expect(told(maya)?.first?.trouble == nil)
    try desk.wait(.seconds(40))
    try bob.say("Hello?")
    let place = try #require(told(maya)?.first)
    #expect(place.external == "7")
    #expect(place.trouble == CarryingTrouble(words: "no connection", needsHand: false))
    // Another one that is not taken as it is says nothing of this one.
    try settle(desk, first, .retry(at: desk.now + .seconds(3600), why: "cannot be carried: no"))
    try bob.say("Still here")
    try open(second, by: maya, desk)
    #expect(told(maya)?.first?.trouble == nil)
  }

  @Test func ofAPlaceThatIsNobodysBusinessNothingIsTold() throws {
    let desk = try desk(OutsideDestination("archive"))
    let ana = try desk.customer("ana")
    let id = try start(ana)
    let maya = try desk.agent("maya", "Maya Lind", role: .supervisor)
    try maya.follow(id)
    try open(id, by: maya, desk)
    try settle(desk, id, at: "archive", .delivered, OutsideLink("1", at: desk.now))
    #expect(told(maya) == nil)
  }

  // MARK: Which conversations are its own

  private func lanes(_ desk: RehearsedDesk) throws -> [String: Int64] {
    let rows = try desk.record.database.prepare(
      "SELECT destination, count(*) FROM lanes GROUP BY destination"
    ).rows { ($0.text(0), $0.int(1)) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  @Test func onlyWhatIsItsOwnWaitsForAConnector() throws {
    let desk = try desk(
      Self.tracker, OutsideDestination("mail", .addressed),
      OutsideDestination("matrix", .channel("matrix")), OutsideDestination("irc", .channel("irc")))
    for count in 0..<20 {
      let ana = try desk.customer("ana\(count)")
      try ana.start()
      try ana.say("My parcel is late")
    }
    // Each of these lanes is a turn of the Office when it is settled: eighty, would everything be
    // everybody's.
    #expect(try lanes(desk) == ["rt": 20])
    let envelope = Envelope(channel: "irc", externalUser: "bob", externalID: "1", text: "hi")
    _ = try desk.errand { try $0.takeIn(envelope) }
    #expect(try lanes(desk) == ["rt": 21, "irc": 1])
  }

  @Test func mailHearsOfAConversationFromTheMomentItsCustomerCanBeWrittenTo() throws {
    let desk = try desk(OutsideDestination("mail", .addressed))
    let ana = try desk.customer("ana")
    try ana.start()
    try ana.say("My parcel is late")
    #expect(try lanes(desk).isEmpty)
    try ana.do(.identify(name: "Ana", email: "ana@example.com"))
    #expect(try lanes(desk) == ["mail": 1])
  }
}
