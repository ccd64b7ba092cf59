import Testing

@testable import Desk

/// Where each event leads from each stage, and what it does to the open question.
@Suite struct StageTests {
  private static let at = Instant(milliseconds: 50_000)

  /// What happens, and the stage after it; nil where it stays as it was.
  private static let transitions: [(event: Event, leadsTo: Stage?)] = [
    (.said(Message(.customer, "hi")), nil), (.noted(.agent(Scene.kim), "odd"), nil),
    (.identified(Contact(name: "Ana", email: nil, isVerified: false)), nil),
    (.recorded([Field("a", "b")], .bot), nil), (.categorised("parcels", .bot), nil),
    (.prioritised(.low, .bot), nil), (.suggested(query: "late", [Identifier("late")]), nil),
    (.judged(helped: true, [Identifier("late")]), nil), (.rated(score: 1, comment: nil), nil),
    (.concluded(outcome: "failed"), nil),
    (.queued(Scene.handoff), .waiting(since: at, atFront: false)),
    (.taken(Scene.kim), .withAgent(Scene.kim)),
    (.transferred(Scene.maya, .agent(Scene.kim), note: nil), .withAgent(Scene.kim)),
    (
      .transferred(Scene.maya, .queue(Scene.orders), note: nil), .waiting(since: at, atFront: false)
    ),
    (.transferred(Scene.maya, .bot(flow: nil), note: nil), .withBot),
    (.promised(replyBy: Scene.replyBy, .empty), .promised(replyBy: Scene.replyBy)),
    (.resolved(.bot), .resolved), (.reopened(.customer), .withBot), (.reopened(.bot), .withBot),
    (.reopened(.agent(Scene.kim)), .withAgent(Scene.kim)),
  ]

  @Test func everyEventLeadsToItsStageFromAnyStage() {
    for (place, conversation) in Scene.conversations where place != "none" {
      for (event, stage) in Self.transitions {
        var after = conversation
        after.apply(event, at: Self.at)
        #expect(after.stage == stage ?? conversation.stage, "\(event) where \(place)")
        #expect(after.course.stage == after.stage.word, "\(event) where \(place)")
        #expect(after.seq == conversation.seq + 1)
        #expect(after.times.latest == Self.at)
      }
    }
  }

  /// Buttons of a question that nobody asks any more must not be pressed.
  @Test func aQuestionIsClosedByItsAnswerAndByWhateverChangesHands() {
    let answer = Message(.customer, "Order", answer: .option("a", question: "q"))
    let closing: [Event] =
      Self.transitions.filter { $0.leadsTo != nil }.map(\.event) + [
        .said(answer), .concluded(outcome: "resolved"), .released(Scene.maya, .returned),
      ]
    for event in closing {
      var conversation = Scene.given(Scene.question)
      conversation.apply(event, at: Self.at)
      #expect(conversation.openOffer == nil, "\(event)")
    }
    let leaving = Self.transitions.filter {
      $0.leadsTo == nil && $0.event != .concluded(outcome: "failed")
    }
    for (event, _) in leaving {
      var conversation = Scene.given(Scene.question)
      conversation.apply(event, at: Self.at)
      #expect(conversation.openOffer?.question == "q", "\(event)")
    }
  }

  @Test func aNewQuestionTakesTheOldOnesPlaceAndPlainWordsDoNot() {
    #expect(Scene.given(Scene.question, Scene.form).openOffer?.question == "f")
    #expect(Scene.given(Scene.question, .said(Message(.bot, "Well?"))).openOffer?.question == "q")
  }

  @Test(arguments: Release.allCases)
  func whoIsGivenBackKeepsTheirPlaceInTime(_ release: Release) {
    let conversation = Scene.given(
      .queued(Scene.handoff), .taken(Scene.maya), .released(Scene.maya, release))
    // An agent's own wish is no reason to let the customer pass the others.
    let isAtFront = release != .returned
    #expect(
      conversation.stage == .waiting(since: Instant(milliseconds: 2000), atFront: isAtFront))
  }

  @Test func aPassedOnCustomerWaitsAnewInTheNewQueue() {
    let billing = Identifier<Queue>("billing")
    let conversation = Scene.given(
      .queued(Scene.handoff), .taken(Scene.maya),
      .transferred(Scene.maya, .queue(billing), note: "money"))
    #expect(conversation.queue == billing)
    #expect(conversation.stage == .waiting(since: Instant(milliseconds: 4000), atFront: false))
    #expect(conversation.lastAgent == Scene.maya)
  }

  @Test func everyStageHasAWordOfItsOwn() {
    let words = Scene.conversations.map(\.conversation.stage.word)
    #expect(Set(words) == Set(StageWord.allCases))
  }
}
