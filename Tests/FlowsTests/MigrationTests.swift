import Documents
import Flows
import Testing

/// Which waiting sessions move to another revision, and what becomes of them there.
@Suite struct MigrationTests {
  private static let vars = "  name: { type: text }\n  age: { type: int, min: 1 }"
  private static let sections = """
      start:
        - ask: Your name?
          into: name
        - ask: Your age?
          into: age
          invalid: A number, please.
        - say: "{{ name }}, {{ age }}"
        - end: resolved
    """

  private func revision(
    _ change: (String, String)? = nil, vars: String = vars
  ) throws -> Revision {
    var text = Self.sections
    if let change {
      try #require(text.contains(change.0), "the change must apply")
      text = text.replacing(change.0, with: change.1)
    }
    return try Sources.revision(Sources.bot(vars: vars, text))
  }

  /// A talk in which the name was given and the age is asked.
  private func talk(_ revision: Revision) throws -> Talk {
    var talk = Talk(revision)
    try talk.open()
    try talk.say("Sam")
    return talk
  }

  private func move(_ talk: inout Talk, to new: Revision) throws {
    let migration = Migration(from: talk.revision, to: new)
    talk.session = try migration.move(#require(talk.session)).get()
    talk.revision = new
  }

  private func obstacle(_ talk: Talk, _ new: Revision) throws -> String? {
    let session = try #require(talk.session)
    switch Migration(from: talk.revision, to: new).move(session) {
    case .success: return nil
    case .failure(let obstacle): return obstacle.description
    }
  }

  @Test func aWaitingSessionGoesOnAtTheSameQuestionWhereverItStandsNow() throws {
    var talk = try talk(try revision())
    let new = try revision(
      ("    - ask: Your name?", "    - say: One moment.\n    - say: Thanks.\n    - ask: Your name?")
    )
    try move(&talk, to: new)
    _ = talk.take()
    try talk.say("old")
    try talk.say("41")
    #expect(
      talk.take() == [
        "customer: old", "bot: A number, please.", "customer: 41", "bot: Sam, 41", "=> resolved",
      ])
  }

  @Test func backStillReachesTheQuestionBefore() throws {
    var talk = try talk(try revision())
    try move(
      &talk, to: try revision(("    - ask: Your name?", "    - say: Hi.\n    - ask: Your name?")))
    _ = talk.take()
    try talk.say("back")
    #expect(talk.take() == ["customer: back", "bot: Your name?"])
  }

  @Test(arguments: [
    ("into: age\n", "id: years\n      into: age\n", "there is no step t.start.age"),
    ("  start:\n", "  begin:\n", "there is no step t.start.age"),
  ])
  func aStepThatIsGoneHoldsItBack(_ old: String, _ new: String, _ why: String) throws {
    let talk = try talk(try revision())
    let found = try obstacle(talk, try revision((old, new)))
    #expect(found == why)
  }

  @Test func aTypeThatChangedHoldsItBack() throws {
    let talk = try talk(try revision())
    let vars = "  name: { type: text }\n  age: { type: text }"
    let found = try obstacle(talk, try revision(vars: vars))
    #expect(found == "t.start.age wants age to be of type text now")
  }

  @Test func anAnswerThatIsNotAllowedAnyMoreHoldsItBack() throws {
    let talk = try talk(try revision())
    let vars = "  name: { type: text, min: 10 }\n  age: { type: int, min: 1 }"
    let found = try obstacle(talk, try revision(vars: vars))
    #expect(found == "what was answered for name is not allowed any more")
  }

  @Test func aQuestionThatCameInBeforeHoldsItBack() throws {
    let talk = try talk(try revision())
    let new = try revision(
      ("    - ask: Your age?", "    - ask: Your town?\n      into: town\n    - ask: Your age?"),
      vars: Self.vars + "\n  town: { type: text }")
    let found = try obstacle(talk, new)
    #expect(found == "town is asked for before t.start.age now")
  }

  @Test func aVariableThatIsGoneIsDropped() throws {
    let old = try revision(vars: Self.vars + "\n  nick: { type: text, default: x }")
    var talk = try talk(old)
    try move(&talk, to: try revision())
    try talk.say("41")
    #expect(talk.lines.suffix(2) == ["bot: Sam, 41", "=> resolved"])
  }

  private static let calling = """
      start:
        - call: other
        - say: Done.
        - end: resolved
    """
  private static func other(_ question: String) -> SourceFile {
    Sources.file(
      "other.flow.yaml",
      """
      flow: other
      vars: { colour: { type: text } }
      sections:
        start:
          - ask: \(question)
            into: colour
          - end: captured
      """)
  }

  @Test func aCalledFlowComesAlongWithItsCaller() throws {
    let old = try Sources.revision(Sources.bot(Self.calling) + [Self.other("Which colour?")])
    var talk = Talk(old)
    try talk.open()
    let new = try Sources.revision(
      Sources.bot(Self.calling.replacing("    - call", with: "    - say: Hi.\n    - call"))
        + [Self.other("What colour?")])
    try move(&talk, to: new)
    try talk.say("red")
    #expect(talk.lines.suffix(2) == ["bot: Done.", "=> resolved"])
  }

  @Test func aCallThatIsGoneHoldsItBack() throws {
    let old = try Sources.revision(Sources.bot(Self.calling) + [Self.other("Which colour?")])
    var talk = Talk(old)
    try talk.open()
    let new = try Sources.revision(
      Sources.bot("  start:\n    - say: Nothing.\n    - end: resolved", head: "triggers: [x]\n")
        + [Self.other("Which colour?")])
    let found = try obstacle(talk, new)
    #expect(found == "there is no step t.start.call")
  }

  @Test func aSessionThatWaitsForAServiceStaysUntilItHasItsAnswer() throws {
    let bot = "services: { s: { base: \"https://s.example\" } }\n"
    let sections = """
        start:
          - http: { service: s, get: /x }
            on_error: done
          - goto: done
        done:
          - end: resolved
      """
    let revision = try Sources.revision(Sources.bot(sections, bot: bot))
    var talk = Talk(revision)
    try talk.open()
    let found = try obstacle(talk, revision)
    #expect(found == "it waits for an answer of a service; try again in a moment")
  }
}
