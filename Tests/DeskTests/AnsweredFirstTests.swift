import Testing

@testable import Desk

/// Two colleagues answered one question, one after the other: the second had not seen the first.
@Suite struct AnsweredFirstTests {
  private static let history: [Event] = [
    .queued(Scene.handoff), .taken(Scene.maya), .said(Message(.customer, "where is it?")),
    .transferred(Scene.maya, .agent(Scene.kim), note: nil),
    .said(Message(.agent(Scene.kim), "it was lost")),
    .transferred(Scene.kim, .agent(Scene.maya), note: nil),
  ]

  private func outcome(seen: Int64?, _ more: Event...) -> Result<[Event], Refusal> {
    var circumstances = Scene.circumstances
    circumstances.seen = seen
    return Scene.outcome(
      .say("it is on its way"), by: .agent(Scene.maya, .agent), Scene.given(Self.history + more),
      circumstances)
  }

  @Test func whatWasWrittenBeforeAColleaguesWordsIsRefusedWithThem() {
    // `started` is 1, so Kim's words are 6.
    for seen in [0, 4, 5] as [Int64] {
      #expect(
        outcome(seen: seen)
          == .failure(Refusal(.answeredFirst, "Kim Olsen answered first: “it was lost”")))
    }
    for seen in [6, 7, nil] as [Int64?] {
      #expect((try? outcome(seen: seen).get())?.count == 1)
    }
  }

  @Test func onesOwnWordsAndOtherEventsRefuseNothing() {
    #expect((try? outcome(seen: 6, .said(Message(.agent(Scene.maya), "hello"))).get()) != nil)
    #expect((try? outcome(seen: 6, .said(Message(.customer, "well?"))).get()) != nil)
    #expect((try? outcome(seen: 6, .noted(.agent(Scene.kim), "inside")).get()) != nil)
  }

  /// However many have spoken, the latest words of another are known.
  @Test func aThirdVoiceHidesNoSecondOne() {
    let joe = Event.said(Message(.agent(Scene.joe), "it was found"))
    #expect(
      outcome(seen: 6, joe, .said(Message(.agent(Scene.maya), "good")))
        == .failure(Refusal(.answeredFirst, "Joe Berg answered first: “it was found”")))
  }

  @Test func mentionsAreLoginsAtTheBeginningOfWords() {
    #expect(Mentions.logins(in: "@kim, and (@jon-b) please") == ["kim", "jon-b"])
    #expect(Mentions.logins(in: "ana@example.com @ @@kim a@b @kim.") == ["kim"])
    #expect(Mentions.logins(in: "@kim @kim\n@zoë.l") == ["kim", "zoë.l"])
    #expect(Mentions.logins(in: (0..<50).map { "@a\($0)" }.joined(separator: " ")).count == 10)
    #expect(Mentions.logins(in: "").isEmpty)
  }
}
