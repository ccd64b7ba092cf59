import Testing

@testable import Desk

/// What customer systems say, as a conversation keeps it.
@Suite struct LookUpTests {
  private func lookUp(_ system: String, _ outcome: LookUp.Outcome, at second: Int64 = 1) -> Event {
    .lookedUp(LookUp(system, outcome, asOf: Instant(milliseconds: second * 1000)))
  }

  private func fact(_ name: String, _ value: String) -> LookUp.Fact {
    LookUp.Fact(name, title: name, value)
  }

  private func told(_ events: Event...) -> Conversation {
    var conversation = Conversation(id: Identifier("c"))
    for event in events { conversation.apply(event, at: Instant(milliseconds: 5_000)) }
    return conversation
  }

  private static let ana = Event.identified(
    Contact(name: "Ana", email: "ana@example.com", isVerified: false))

  @Test func whatTheSiteHasSignedWinsOverWhatSystemsSay() {
    let conversation = told(
      .identified(
        Contact(
          name: nil, email: "ana@example.com", isVerified: true,
          attributes: [Field("plan", "signed")])),
      lookUp("crm", .found([fact("plan", "looked up"), fact("company", "Ana & Co")])),
      lookUp("book", .found([fact("company", "other")])))
    #expect(
      conversation.attributes == [Field("plan", "signed"), Field("company", "Ana & Co")])
  }

  @Test func aFailureKeepsWhatWasKnownAndSaysWhy() throws {
    let conversation = told(
      Self.ana, lookUp("crm", .found([fact("plan", "gold")])),
      lookUp("crm", .failed(why: "it hangs"), at: 9))
    let system = try #require(conversation.lookedUp.first)
    #expect(system.facts.map(\.value) == ["gold"] && system.asOf?.milliseconds == 1_000)
    #expect(system.failure?.why == "it hangs" && system.failure?.at.milliseconds == 9_000)
  }

  @Test func nobodyThereForgetsWhatWasKnown() throws {
    let conversation = told(
      Self.ana, lookUp("crm", .found([fact("plan", "gold")])), lookUp("crm", .unknown, at: 9))
    let system = try #require(conversation.lookedUp.first)
    #expect(system.isUnknown && system.facts.isEmpty && conversation.attributes.isEmpty)
  }

  @Test func whatIsKnownGoesWithTheAddress() {
    let conversation = told(
      Self.ana, lookUp("crm", .found([fact("plan", "gold")])),
      .identified(Contact(name: nil, email: "eve@example.com", isVerified: true)))
    #expect(conversation.lookedUp.isEmpty)
  }

  @Test func noMoreSystemsAndFactsAreKeptThanADeskMayHave() {
    var conversation = told(Self.ana)
    let facts = (0..<100).map { fact("f\($0)", "x") }
    for number in 0..<20 {
      conversation.apply(
        lookUp("s\(number)", .found(facts)), at: Instant(milliseconds: 6_000))
    }
    #expect(conversation.lookedUp.count == LookUp.mostSystems)
    #expect(conversation.lookedUp.allSatisfy { $0.facts.count == LookUp.mostFacts })
  }
}
