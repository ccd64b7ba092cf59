import Desk
import Documents
import FlowTesting
import Flows
import Testing

/// Recorded conversations played by another revision.
@Suite struct ReplayTests {
  private static let sections = """
      start:
        - ask: Your name?
          into: name
          idle: [{ after: 5m, end: abandoned }]
        - menu: What is it?
          into: topic
          options:
            bill: { label: A bill, also: [invoice], goto: person }
            other: { label: Something else, goto: done }
      person:
        - handoff: { queue: billing }
          unavailable: done
      done:
        - end: captured
    """
  private static let vars =
    "  name: { type: text }\n  topic: { type: choice, values: [bill, other] }"

  private func revision(_ changes: (String, String)..., bot: String = "") throws -> Revision {
    var text = Self.sections
    for change in changes {
      try #require(text.contains(change.0), "the change must apply")
      text = text.replacing(change.0, with: change.1)
    }
    let flow = "flow: t\nvars:\n\(Self.vars)\nsections:\n\(text)\n"
    return try Ground.ground([
      SourceFile(
        path: "flows/bot.yaml",
        text: "bot: tester\nentry: [{ flow: t }]\n" + Self.commands + bot),
      SourceFile(path: "flows/t.flow.yaml", text: flow),
    ]).revision
  }

  private static let commands = """
    commands:
      agent: { phrases: [agent, human], do: handoff, queue: general }
      stop: { phrases: [stop], do: end }

    """

  private static let started = Event.started(
    Opening(
      site: "shop", customer: Identifier("ana"), number: 7, language: "en", page: nil,
      channel: "web"))

  /// One thing a customer says after the other.
  private func talk(_ said: Message..., pause: Int64 = 10_000) -> RecordedTalk {
    var talk = RecordedTalk(Identifier("c"))
    var now: Int64 = 0
    for event in [Self.started] + said.map(Event.said) {
      talk.take(event, at: Instant(milliseconds: now), by: .customer, isFirst: true)
      now += pause
    }
    return talk.finished(at: Instant(milliseconds: now))
  }

  private func says(_ words: String) -> Message { Message(.customer, words) }

  private func presses(_ option: String) -> Message {
    Message(.customer, option, answer: .option(option, question: "t.start.topic"))
  }

  private func play(_ talk: RecordedTalk, _ revision: Revision) -> Performance {
    var talk = talk
    if talk.isStaffed == nil { talk.isStaffed = true }
    return Performance(of: talk, by: revision, at: .plain(Ground.desk)) { _ in [] }
  }

  @Test func theSameRevisionPlaysItTheSame() throws {
    let talk = talk(says("Sam"), presses("bill"))
    let performance = play(talk, try revision())
    #expect(performance.asked == ["t.start.name", "t.start.topic"])
    #expect(performance.outcome == "handed over to billing")
    let again = play(talk, try revision())
    #expect(Parting(performance, again) == nil)
  }

  @Test func otherWordsAreNoDifference() throws {
    let talk = talk(says("Sam"), says("invoice"))
    let old = play(talk, try revision())
    let new = play(talk, try revision(("Your name?", "What is your name?")))
    #expect(Parting(old, new) == nil)
  }

  @Test func aTalkPartsWhereTheAnswerLeadsElsewhere() throws {
    let talk = talk(says("Sam"), says("invoice"))
    let old = play(talk, try revision())
    let new = play(
      talk,
      try revision(
        ("also: [invoice], goto: person", "also: [invoice], goto: done"),
        ("Something else, goto: done", "Something else, goto: person")))
    let parting = try #require(Parting(old, new))
    #expect(parting.isOtherOutcome)
    #expect(parting.question == "t.start.topic")
    #expect(parting.words == "invoice")
    #expect(parting.then == "hands over to billing")
    #expect(parting.now == "ends captured")
    #expect(parting.before == "handed over to billing")
    #expect(parting.after == "captured")
  }

  @Test func wordsThatAreNoLongerUnderstoodPartToo() throws {
    let talk = talk(says("Sam"), says("invoice"))
    let old = play(talk, try revision())
    let new = play(talk, try revision((", also: [invoice]", "")))
    let parting = try #require(Parting(old, new))
    #expect(parting.now == "asks t.start.topic")
    #expect(parting.after == "open at t.start.topic")
  }

  @Test func timersComeDueBetweenWhatWasSaid() throws {
    let talk = talk(says("Sam"), pause: 400_000)
    let old = play(talk, try revision())
    #expect(old.beats.contains(.ended("abandoned")))
    let patient = play(talk, try revision(("after: 5m", "after: 10m")))
    #expect(patient.outcome == "open at t.start.topic")
    let parting = try #require(Parting(old, patient))
    #expect(parting.then == "ends abandoned")
    #expect(parting.now == "waits for \"Sam\"")
  }

  @Test func whatTheRecordTellsOfTheStaffHolds() throws {
    var talk = talk(says("Sam"), says("invoice"))
    talk.isStaffed = false
    #expect(play(talk, try revision()).outcome == "captured")
  }

  @Test func aCallOfAServiceCutsThePlay() throws {
    let bot = "services: { s: { base: \"https://s.example\" } }\n"
    let calling = try revision(
      (
        "  done:\n",
        "  done:\n    - http: { service: s, get: /x }\n      on_error: last\n    - goto: last\n  last:\n"
      ),
      bot: bot)
    let talk = talk(says("Sam"), presses("other"), says("more"))
    let performance = play(talk, calling)
    #expect(performance.isCut)
    #expect(performance.outcome == "waits for a service")
  }
}
