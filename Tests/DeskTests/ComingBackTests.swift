import Testing

@testable import Desk

/// What comes of commands that are more than one event.
@Suite struct ComingBackTests {
  private let ana = Principal.customer(Scene.ana)
  private let over = Scene.given(.resolved(.bot))
  private let wasMayas = Scene.given(
    .queued(
      Handoff(
        queue: Scene.orders, priority: .urgent, summary: "late", fields: [Field("a", "b")],
        reason: .flow, path: ["t.one", "t.two"])), .taken(Scene.maya), .resolved(.agent(Scene.maya))
  )

  @Test func whoWasHelpedByThePersonWaitsForAPersonAgainWithAllThatWasKnown() throws {
    let back = Event.queued(
      Handoff(
        queue: Scene.orders, priority: .urgent, summary: "late", reason: .returned,
        path: ["t.one", "t.two"]))
    #expect(
      try Scene.events(.say("again"), by: ana, wasMayas)
        == [.reopened(.customer), .said(Message(.customer, "again")), back])
    #expect(try Scene.events(.reopen, by: ana, wasMayas) == [.reopened(.customer), back])
    #expect(try Scene.events(.reopen, by: .desk, wasMayas) == [.reopened(.customer), back])
  }

  @Test func whoWasHelpedByTheBotTalksWithTheBotAgain() throws {
    #expect(
      try Scene.events(.say("again"), by: ana, over)
        == [.reopened(.customer), .said(Message(.customer, "again"))])
    #expect(try Scene.events(.reopen, by: ana, over) == [.reopened(.customer)])
  }

  @Test func anAnswerToASurveyOpensNothing() throws {
    let surveyed = Circumstances(textLimit: 100, isSurveying: true)
    for conversation in [over, wasMayas] {
      #expect(
        try Scene.events(.say("5"), by: ana, conversation, surveyed)
          == [.said(Message(.customer, "5"))])
    }
  }

  @Test func theBotReopensWhatWasOverBeforeItCallsOrPromises() throws {
    #expect(
      try Scene.events(.handOver(Scene.handoff), by: .bot, over)
        == [.reopened(.customer), .queued(Scene.handoff)])
    #expect(
      try Scene.events(.promise(replyBy: Scene.replyBy, .closed), by: .bot, over)
        == [.reopened(.customer), .promised(replyBy: Scene.replyBy, .closed)])
  }

  @Test(arguments: ["resolved", "abandoned", "declined", "stopped"])
  func anEndThatNeedsNobodyEndsOnlyWhatTheBotHas(_ outcome: String) throws {
    let end = Command.conclude(outcome: outcome)
    let events = try Scene.events(end, by: .bot, Scene.given())
    #expect(events.first == .concluded(outcome: outcome))
    #expect(events.contains(.resolved(.bot)) == (outcome == "resolved"))
    #expect(Scene.given(events).stage == (outcome == "resolved" ? .resolved : .left))
    let waits = Scene.given(.queued(Scene.handoff))
    #expect(try Scene.events(end, by: .bot, waits) == [.concluded(outcome: outcome)])
  }

  @Test(arguments: Release.allCases)
  func theDeskTakesFromAnAgentInTheAgentsName(_ release: Release) throws {
    let mayas = Scene.given(.queued(Scene.handoff), .taken(Scene.maya))
    #expect(
      try Scene.events(.giveBack(release), by: .desk, mayas) == [.released(Scene.maya, release)])
  }

  @Test func theWordsOfAButtonAndAFormAreWhatThePersonReads() throws {
    let asked = Scene.given(Scene.question)
    #expect(
      try Scene.events(.choose(option: "a", question: "q"), by: ana, asked)
        == [.said(Message(.customer, "Order", answer: .option("a", question: "q")))])
    let fields = [Field("phone", "1"), Field("email", "a@b")]
    #expect(
      try Scene.events(.fill(fields, question: "f"), by: ana, Scene.given(Scene.form))
        == [
          .said(
            Message(
              .customer, "E-mail: a@b\nPhone: 1", answer: .form(fields, question: "f")))
        ])
  }

  @Test(arguments: [
    ("5", 5), (" 4 ", 4), ("3/5", 3), ("5 stars", 5), ("2 of 5", 2), ("★★★★", 4), ("⭐️⭐️⭐️⭐️⭐️", 5),
  ])
  func aTypedScoreIsARating(_ text: String, _ score: Int) throws {
    let said = Event.said(Message(.customer, text))
    #expect(
      try Scene.events(.say(text), by: ana, over) == [said, .rated(score: score, comment: nil)])
    let rated = Scene.given(.resolved(.bot), .rated(score: 1, comment: nil))
    #expect(try Scene.events(.say(text), by: ana, rated).contains(.reopened(.customer)))
  }

  @Test(arguments: ["6", "0", "55", "5 lamps", "5 stars are missing", "★★★★★★", "five", "-1", "5€"])
  func whatIsMoreThanAScoreIsNone(_ text: String) throws {
    #expect(try Scene.events(.say(text), by: ana, over).first == .reopened(.customer))
  }
}
