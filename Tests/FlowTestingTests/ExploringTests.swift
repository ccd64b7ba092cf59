import Documents
import FlowTesting
import Flows
import TestSupport
import Testing

/// Walks by chance: they find what is wrong, tell it short, and find nothing where all is well.
@Suite struct ExploringTests {
  @Test(.chaos, arguments: ["flows", "docs/examples/repair-shop"])
  func theShippedFlowsAreWithoutTrouble(folder: String) throws {
    let ground = try Ground.shipped(folder)
    let report = Explorer(ground).explore(150, seed: 20_261_121)
    #expect(report.find == nil, "\(report.find?.walking.tryout.transcript ?? "")")
    #expect(report.walks == 150)
    #expect(report.customerTurns > 500)
    #expect(Set(report.outcomes.keys).isSuperset(of: ["handoff", "captured", "declined"]))
    #expect(report.outcomes["none"] == nil, "every walk ends, or is a person's")
  }

  @Test(.chaos) func aBotThatCallsServicesIsWithoutTrouble() throws {
    let ground = try Ground.ground([
      SourceFile(path: "flows/bot.yaml", text: Ground.bot),
      SourceFile(path: "flows/t.flow.yaml", text: Ground.flow),
    ])
    let report = Explorer(ground).explore(300, seed: 3)
    #expect(report.find == nil, "\(report.find?.walking.tryout.transcript ?? "")")
  }

  @Test(.chaos) func theSameSeedIsTheSameWalks() throws {
    let ground = try Ground.shipped()
    let reports = (0..<2).map { _ in Explorer(ground).explore(40, seed: 5) }
    #expect(reports[0].outcomes == reports[1].outcomes)
    #expect(reports[0].customerTurns == reports[1].customerTurns)
    #expect(Explorer(ground).explore(40, seed: 6).customerTurns != reports[0].customerTurns)
  }

  // MARK: Planted mistakes

  /// Flows the checker refuses, as a revision that was made before there was a rule for them.
  private func broken(_ flow: String) throws -> TestGround {
    let sources = [
      SourceFile(path: "flows/bot.yaml", text: Ground.bot),
      SourceFile(path: "flows/t.flow.yaml", text: flow),
    ]
    let revision = try #require(
      Revision.restore(sources: sources, desk: Ground.desk, digest: { Ground.digest($0) }))
    return TestGround(
      revision, sources: sources, plan: .plain(Ground.desk), articles: [],
      digest: { Ground.digest($0) })
  }

  private static let planted: [(kind: Trouble.Kind, sections: String)] = [
    (
      .counted(.templateNull),
      """
        colour:
          - confirm: Red?
            yes: red
            no: red
        red:
          - ask: Your address?
            into: email
            escape: { label: I have none, goto: tell }
          - goto: tell
        tell:
          - say: "We write to {{ email }}."
          - end: resolved
      """
    ),
    (
      .counted(.botError),
      """
        colour:
          - confirm: Red?
            yes: round
            no: done
        round:
          - say: Round we go.
          - goto: round
        done:
          - end: resolved
      """
    ),
    (
      .stuck,
      """
        colour:
          - ask: Your address?
            into: email
            always: true
            on_fail: colour
          - goto: colour
      """
    ),
    (
      .markup,
      """
        colour:
          - confirm: Red?
            yes: tell
            no: done
        tell:
          - say: "Write {{ '{' + '{ name }' + '}' }}."
          - end: resolved
        done:
          - end: resolved
      """
    ),
    (
      .emptyText,
      """
        colour:
          - ask: Your address?
            into: email
          - say: "Your name is {{ default(customer.last_name, 'null') }}."
          - end: resolved
      """
    ),
  ]

  @Test(arguments: planted.indices)
  func aPlantedMistakeIsFoundToldShortAndKeptAsATest(index: Int) throws {
    let (kind, sections) = Self.planted[index]
    let flow = "flow: t\nvars: { email: { type: email } }\nsections:\n\(sections)\n"
    let ground = try broken(flow)
    let report = Explorer(ground).explore(300, seed: 1)
    let find = try #require(report.find)
    #expect(find.trouble.kind == kind)
    #expect(find.walking.trouble.map { $0.kind } == kind)
    let least = find.walking.walk.deeds.count
    #expect(kind == .stuck || least <= 3, "\(find.walking.tryout.transcript)")

    let text = TalkWriter.write(find.walking, name: find.trouble.message, desk: ground.desk)
    let test = SourceFile(path: "flows/tests/found.test.yaml", text: text)
    let plan = TestPlan(
      TestGround(
        ground.revision, sources: ground.sources + [test], plan: ground.plan, articles: [],
        digest: { Ground.digest($0) }))
    #expect(!plan.findings.hasErrors, "\(plan.report)\n\(text)")
    let played = plan.run()
    #expect(played.failed == 1, "the test fails until the flow is mended\n\(text)")
  }

  // MARK: A broken engine

  private func watch(_ turns: [[Effect]], deeds: [ChatStep.Deed]) throws -> Trouble? {
    var watch = Watch(try Ground.shipped().revision)
    for (effects, deed) in zip(turns, deeds) {
      watch.expect(deed, language: "en")
      if let trouble = watch.see(effects, turns: 1) { return trouble }
    }
    return nil
  }

  private func asks(_ text: String = "What is it about?") -> Effect {
    .say(Say(text: text, question: "triage.welcome.topic"))
  }

  @Test func anEngineThatAsksOnceTooOftenIsFound() throws {
    let again: [Effect] = [.metric(.noMatch, step: "triage.welcome.topic"), asks()]
    let words = [ChatStep.Deed](repeating: .user("qwertz"), count: 4)
    #expect(try watch([again, again, again], deeds: words) == nil, "three times is the rule")
    #expect(try watch([again, again, again, again], deeds: words)?.kind == .nagging)
    let answered: [Effect] = [.metric(.answered, step: "triage.welcome.topic"), asks()]
    #expect(try watch([again, again, answered, again], deeds: words) == nil, "it got on")
    #expect(
      try watch([again, again, again, again], deeds: words.dropLast() + [.user("back")]) == nil,
      "a command is no attempt")
  }

  @Test func whatWasWrittenDuringACallIsNotCountedAgainstTheBot() throws {
    var watch = Watch(try Ground.shipped().revision)
    watch.expect(.user("help"), language: "en", duringCall: true)
    let late = [asks(), asks(), asks(), asks()]
    #expect(watch.see(late, turns: 1) == nil)
    for count in 1...4 {
      watch.expect(.user("qwertz"), language: "en")
      #expect((watch.see([asks()], turns: 1) != nil) == (count == 4))
    }
  }

  @Test func anEngineThatShowsItsInsidesIsFound() throws {
    for (text, kind) in [
      ("Hello {{ name }}!", Trouble.Kind.markup), ("Order null is late.", .emptyText),
      ("  ", .emptyText),
    ] {
      #expect(try watch([[asks(text)]], deeds: [.user("hello")])?.kind == kind)
    }
    #expect(try watch([[asks("You wrote null.")]], deeds: [.user("null")]) == nil)
    #expect(try watch([[asks("Nullify it.")]], deeds: [.user("x")]) == nil)
  }
}
