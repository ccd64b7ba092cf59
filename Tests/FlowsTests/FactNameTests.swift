import Documents
import Flows
import Testing

/// What flows may read of the customer and the conversation, and how what is absent is read.
@Suite struct FactNameTests {
  private func sources(_ steps: String, when: String = "hours.open") -> [SourceFile] {
    Sources.bot(
      """
        start:
          - if: \(when)
            then: yes
          - goto: no
        yes:
      \(steps)
          - end: resolved
        no:
          - say: Nothing is known.
          - end: resolved
      """)
  }

  private func findings(_ sources: [SourceFile]) -> [Finding] {
    Revision.load(sources: sources, desk: Sources.desk, digest: Sources.digest).findings
  }

  private func errors(_ steps: String, when: String = "hours.open") -> [String] {
    findings(sources(steps, when: when)).filter { $0.severity == .error }.map(\.id)
  }

  @Test func whatTheDeskGivesCanBeRead() {
    let names =
      CustomerFact.allCases.map { "customer.\($0.rawValue)" }
      + ConversationFact.allCases.map { "conversation.\($0.rawValue)" }
      + HoursFact.allCases.map { "hours.\($0.rawValue)" }
      + DeskFact.allCases.map { "desk.\($0.rawValue)" }
    for name in names {
      #expect(errors("    - say: \"It is {{ default(string(\(name)), '-') }}\"") == [], "\(name)")
    }
  }

  @Test(arguments: ["customer.plan", "customer.frist_name", "conversation.title", "hours.closed"])
  func whatTheDeskCannotGiveIsRefusedWithAHint(name: String) throws {
    let found = findings(sources("    - say: \"It is {{ default(\(name), '-') }}\""))
    let mistake = try #require(found.first { $0.severity == .error })
    #expect(mistake.message.contains("there is no field"))
    let hint = try #require(mistake.hint)
    #expect(hint.contains("did you mean") || hint.contains("there is"))
    if name == "customer.frist_name" { #expect(hint.contains("first_name")) }
  }

  @Test func whatMayBeAbsentNeedsADefaultOrAProof() {
    let say = "    - say: \"Hello {{ customer.name }}\""
    #expect(errors(say) == ["E306"])
    #expect(errors(say, when: "customer.name != null") == [])
    #expect(errors(say, when: "customer.email != null") == ["E306"], "that proves something else")
    #expect(errors("    - say: \"Number {{ conversation.number }}\"") == [], "that is always there")
  }

  @Test func aConditionMayCompareWhatIsAbsentButDoNothingElseWithIt() {
    let say = "    - say: Hello."
    #expect(errors(say, when: "customer.email == 'ana@example.com'") == [])
    #expect(errors(say, when: "customer.name in ['Ana', 'Sam']") == [])
    #expect(errors(say, when: "customer.email.endsWith('@example.com')") == ["E306"])
    #expect(
      errors(say, when: "customer.email != null && customer.email.endsWith('@example.com')") == [])
  }

  @Test func whatIsAbsentIsNullAndNoMistake() throws {
    for (when, isKnown) in [
      ("customer.name == null", false), ("customer.name != null", true),
      ("customer.name == 'Ana'", true),
    ] {
      for name in [nil, "Ana"] {
        var talk = Talk(try Sources.revision(sources("    - say: So it is.", when: when)))
        talk.customer.name = name
        try talk.open()
        let isTrue = (name != nil) == isKnown
        #expect(
          talk.lines.first == (isTrue ? "bot: So it is." : "bot: Nothing is known."), "\(when)")
        #expect(!talk.metrics.contains(.conditionFailed))
      }
    }
  }

  /// What was accepted when the checker still knew names that no desk gave goes on to be served.
  @Test func aKeptRevisionMayStillNameWhatWasNeverThere() throws {
    let old = sources("    - say: \"Your plan is {{ default(customer.plan, 'plain') }}.\"")
    let revision = try #require(
      Revision.restore(sources: old, desk: Sources.desk, digest: Sources.digest))
    var talk = Talk(revision)
    try talk.open()
    #expect(talk.lines.first == "bot: Your plan is plain.")
    let skilled = Rule.sources(of: try #require(Rule.named("E508")).failing)
    #expect(Revision.restore(sources: skilled, desk: Sources.desk, digest: Sources.digest) != nil)
  }

  // MARK: What sites sign

  private func signed(_ names: String, _ line: String) -> [SourceFile] {
    Sources.bot(
      "  start:\n    - say: \"\(line)\"\n    - end: resolved",
      bot: "customer_attributes: \(names)\n")
  }

  @Test func whatSitesSignIsReadByTheNamesTheBotsFileGives() throws {
    let flows = signed("[plan, orders]", "Your plan is {{ default(customer.plan, 'plain') }}.")
    for (plan, words) in [("gold", "gold"), (nil, "plain")] {
      var talk = Talk(try Sources.revision(flows))
      if let plan { talk.customer.attributes = ["plan": plan, "secret": "not declared"] }
      try talk.open()
      #expect(talk.lines.first == "bot: Your plan is \(words).")
      // Over a restart, and for conversations pinned to it.
      let kept = try #require(
        Revision.restore(sources: flows, desk: Sources.desk, digest: Sources.digest))
      var again = Talk(kept)
      if let plan { again.customer.attributes = ["plan": plan] }
      try again.open()
      #expect(again.lines.first == talk.lines.first)
    }
  }

  @Test func whatIsNotNamedThereIsRefusedAndWhatMayBeAbsentNeedsADefault() {
    #expect(
      findings(signed("[orders]", "{{ default(customer.plan, '-') }}")).contains {
        $0.severity == .error && $0.message.contains("there is no field")
      })
    #expect(findings(signed("[plan]", "{{ customer.plan }}")).contains { $0.id == "E306" })
  }

  @Test(arguments: ["[Plan]", "[email]", "['a b']", "[\"\\u0007\"]"])
  func aNameThatNoTokenCanHoldIsRefused(_ names: String) {
    #expect(findings(signed(names, "Hello.")).contains { $0.severity == .error })
  }
}
