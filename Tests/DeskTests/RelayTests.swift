import Testing

@testable import Desk

/// What people of other systems answer there.
@Suite struct RelayTests {
  private static let outside = Principal.agent(
    AgentName(Identifier("rt:kim"), name: "Kim"), .supervisor)

  @Test(arguments: Scene.conversations.map(\.name))
  func anAnswerFromElsewhereIsSeenByTheCustomerAndOwedNoMore(_ place: String) throws {
    let conversation = try #require(Scene.conversations.first { $0.name == place }?.conversation)
    guard conversation.opening != nil, conversation.stage != .closed else {
      #expect(throws: Refusal.self) {
        try Scene.events(.relay("Sent."), by: Self.outside, conversation)
      }
      return
    }
    var after = conversation
    for event in try Scene.events(.relay("Sent."), by: Self.outside, conversation) {
      after.apply(event, at: Instant(milliseconds: 50_000))
    }
    #expect(after.latest.text == "Sent.")
    #expect(!after.owed.isPerson)
    if case .withAgent(let owner) = conversation.stage {
      #expect(after.stage == .withAgent(owner), "nobody loses what they have")
    } else {
      #expect(after.heldUntil != nil, "nobody is asked for what was answered")
    }
    // The customer's next words are owed by a person, and wake it.
    for event in try Scene.events(.say("And now?"), by: .customer(Scene.ana), after) {
      after.apply(event, at: Instant(milliseconds: 60_000))
    }
    #expect(after.owed.isPerson)
  }

  @Test func nobodyOfTheDeskSpeaksAsIfFromElsewhere() {
    for (who, principal) in Scene.principals {
      for (place, conversation) in Scene.conversations {
        #expect(
          Scene.refusal(.relay("Sent."), by: principal, conversation) != nil, "\(who) at \(place)")
      }
    }
  }
}
