import Documents
import Flows
import Testing

/// What walks by chance came upon, each as a conversation of its own.
@Suite struct FoundByChanceTests {
  /// A walk by chance came upon an empty priority: back had put null where a default belongs.
  @Test func backGivesAVariableItsDefaultAgain() throws {
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: "  level: { type: text, default: normal }\n  word: { type: text }",
          """
            start:
              - menu: Which?
                options:
                  a: { label: A thing, goto: urgent }
                  b: { label: Another, goto: tell }
            urgent:
              - set: { level: high }
              - goto: tell
            tell:
              - ask: What?
                into: word
              - say: "{{ level }}: {{ word }}"
              - end: resolved
          """)))
    try talk.open()
    try talk.tap("a")
    try talk.say("back")
    try talk.tap("b")
    try talk.say("it hums")
    #expect(talk.lines.suffix(2) == ["bot: normal: it hums", "=> resolved"])
    #expect(!talk.metrics.contains(.templateNull))
  }

  @Test func aVariableThatWasEmptiedIsAskedForAndNotItsDefault() throws {
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: "  word: { type: text, default: none }",
          """
            start:
              - set: { word: "{{ null }}" }
              - if: word == null
                then: empty
              - end: failed
            empty:
              - ask: What?
                into: word
              - say: "{{ word }}"
              - end: resolved
          """)))
    try talk.open()
    try talk.say("it hums")
    #expect(
      talk.lines == ["bot: What?", "customer: it hums", "bot: it hums", "=> resolved"])
  }

  private static let nested: [SourceFile] = [
    Sources.file(
      "bot.yaml",
      """
      bot: b
      entry: [{ flow: main }]
      limits: { stack: 2 }
      commands: { agent: { phrases: [agent], do: handoff } }
      """),
    Sources.file(
      "main.flow.yaml",
      """
      flow: main
      sections:
        start:
          - menu: Which?
            options: { red: { label: Red, goto: last }, blue: { label: Blue, goto: last } }
        last:
          - call: inner
          - end: resolved
      """),
    Sources.file(
      "aside.flow.yaml",
      """
      flow: aside
      triggers: [opening hours]
      sections:
        start:
          - call: inner
          - end: resolved
      """),
    Sources.file(
      "inner.flow.yaml",
      """
      flow: inner
      sections:
        start:
          - confirm: Sure?
            yes: last
            no: last
        last:
          - end: resolved
      """),
  ]

  /// A walk by chance was interrupted by a flow whose own calls had no room any more.
  @Test func aFlowWithoutRoomForItsCallsInterruptsNobody() throws {
    var talk = Talk(try Sources.revision(FoundByChanceTests.nested))
    try talk.open()
    try talk.say("opening hours")
    #expect(!talk.metrics.contains(.botError))
    #expect(talk.metrics.contains(.noMatch))
    try talk.tap("red")
    #expect(talk.lines.last == "options: Yes | No")
  }

  @Test func callsThatGoTooDeepAreFoundBeforeTheyAreMade() {
    let deeper = FoundByChanceTests.nested.map { source in
      source.path.hasSuffix("inner.flow.yaml")
        ? Sources.file(
          "inner.flow.yaml",
          """
          flow: inner
          sections:
            start:
              - call: innermost
              - end: resolved
          """) : source
    }
    let sources =
      deeper + [
        Sources.file(
          "innermost.flow.yaml",
          "flow: innermost\nsections:\n  start:\n    - say: Hello.\n    - end: resolved\n")
      ]
    let found = FlowChecker.check(sources: sources, desk: Sources.desk)
      .filter { $0.id == "E207" }
    #expect(
      found.map(\.message) == [
        "aside and the flows it calls are 3 deep, and limits.stack allows 2",
        "main and the flows it calls are 3 deep, and limits.stack allows 2",
      ])
  }
}
