import Testing

@Suite struct ExhaustivenessTests {
  /// Files that may pass over what they do not know, each with its reason.
  private static let exceptions = [
    "Sources/frontdesk-bench/": "a stopwatch waits for the frames it measures, not for the others",
    "Sources/Desk/Decision": "a command is nobody's until the rules give it to somebody",
  ]

  @Test func noSwitchOverAnEnumOfOursHasADefault() {
    expectTidy(
      Tree.program.filter { file in
        !Self.exceptions.keys.contains { file.path.hasPrefix($0) }
      }
      .flatMap { Exhaustiveness.findings(in: $0, Tree.enums) })
  }

  @Test func aDefaultIsFound() {
    #expect(lines("switch mood {\ncase .glad: a()\ndefault: b()\n}") == [3])
    #expect(lines("switch mood {\ncase Mood.glad: a()\ndefault: b()\n}") == [3])
    #expect(lines("switch mood {\ncase .some(.glad): a()\ndefault: b()\n}") == [3])
    #expect(lines("switch mood {\ncase let .sad(why) where why == 1: a()\ndefault: b()\n}") == [3])
  }

  @Test func aDefaultIsFoundInASwitchOverATuple() {
    #expect(lines("switch (x, mood) {\ncase (_, .glad): a()\ndefault: b()\n}") == [3])
    #expect(lines("switch (a, b) {\ncase (.sad(let x), _): a()\ndefault: b()\n}") == [3])
  }

  @Test func aSwitchWithinASwitchIsLookedAtByItself() {
    let inner = "switch text {\ncase \"a\": a()\ndefault: b()\n}"
    #expect(lines("switch mood {\ncase .glad: \(inner)\ncase .sad: c()\n}") == [])
    #expect(lines("switch text {\ncase \"a\": if case .glad = mood { a() }\ndefault: b()\n}") == [])
    #expect(
      lines("switch text {\ncase \"a\":\nswitch mood {\ndefault: b()\ncase .glad: a()\n}\n}") == [4]
    )
  }

  @Test func whatIsNotOursMayHaveADefault() {
    #expect(lines("switch word {\ncase \"a\": a()\ndefault: b()\n}") == [])
    #expect(lines("switch (word, mood) {\ncase (\"a\", .glad): a()\ndefault: b()\n}") == [])
    #expect(lines("switch level {\ncase .debug: a()\ndefault: b()\n}") == [])
    #expect(lines("switch mood {\ncase nil: a()\ndefault: b()\n}") == [])
    #expect(lines("let a = \"switch mood { case .glad: default: }\"") == [])
  }

  private func lines(_ text: String) -> [Int] {
    let declared = SourceText(
      path: "Sources/A/Mood.swift",
      "enum Mood: Equatable {\ncase glad, sad(Int)\nvar a: Int { switch self { case .glad: 1 } }\n}"
    )
    let source = SourceText(path: "Sources/A/B.swift", text)
    return Exhaustiveness.findings(in: source, OwnEnums([declared])).map(\.line)
  }
}
