import Testing

@testable import Desk

/// The whole talk by mail: to the address that is known, and not so often that it annoys anybody.
@Suite struct TranscriptAskingTests {
  private static let identified = Event.identified(
    Contact(name: "Ana", email: "ana@example.com", isVerified: false))

  private func ask(
    _ conversation: Conversation, by principal: Principal = .customer(Scene.ana),
    hasMail: Bool = true, at now: Int64 = 100_000
  ) throws -> [Event] {
    var circumstances = Scene.desk()
    circumstances.hasMail = hasMail
    circumstances.now = Instant(milliseconds: now)
    return try conversation.decide(.sendTranscript, by: principal, in: circumstances)
  }

  @Test func itIsAskedForAtAnyTimeByItsCustomer() throws {
    #expect(try ask(Scene.given(Self.identified)) == [.transcriptAsked])
    let over = Scene.given(Self.identified, .resolved(.bot), .closed(.rule("vip")))
    #expect(try ask(over) == [.transcriptAsked])
    // Customers are not told of it again, and nobody's turn changes.
    #expect(Event.transcriptAsked.customersView == .hidden)
  }

  @Test func nobodyElseAsksForIt() {
    let theirs = Scene.given(Self.identified, .queued(Scene.handoff), .taken(Scene.maya))
    for (name, principal) in Scene.principals where principal != .customer(Scene.ana) {
      #expect(throws: Refusal.self, "\(name)") { try ask(theirs, by: principal) }
    }
  }

  @Test func withoutMailOrAnAddressItIsRefused() {
    let known = Scene.given(Self.identified)
    let noMail = #expect(throws: Refusal.self) { try ask(known, hasMail: false) }
    #expect(noMail?.code == .notAllowed)
    let nowhere = #expect(throws: Refusal.self) { try ask(Scene.given()) }
    #expect(nowhere?.code == .invalid)
  }

  @Test func threeTimesInADayAreEnough() throws {
    var conversation = Scene.given(Self.identified)
    let day: Int64 = 86_400_000
    for time in 0..<3 {
      let now = day + Int64(time) * 1000
      for event in try ask(conversation, at: now) {
        conversation.apply(event, at: Instant(milliseconds: now))
      }
    }
    let enough = #expect(throws: Refusal.self) { try ask(conversation, at: 2 * day - 1) }
    #expect(enough?.code == .quota)
    // A day after the first there is room for one more.
    #expect(try ask(conversation, at: 2 * day) == [.transcriptAsked])
    #expect(throws: Refusal.self) { try ask(conversation, at: day + 2001) }
  }
}
