import Documents
import FlowTesting
import Flows
import Testing

/// Conversations that go as they are written.
@Suite struct PlayingTests {
  private func passes(_ test: String, more: [String: String] = [:]) throws {
    let plan = try Ground.plan(test, more: more)
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.failed == 0 && report.passed > 0, "\(report.text(plan.ground.sources))")
  }

  @Test func aTalkIsPlayedFromTheFirstWordToTheOutcome() throws {
    try passes(
      Ground.test(
        """
              - bot: hello   SAM!
              - bot: Which…
                options: [red, blue, _escape]
              - tap: red
              - bot: Your address?
              - user: nope
              - bot: /not "nope"/
              - user: it's sam@example.com
              - bot: You are number 1, wait at most 4 minutes.
        """,
        expect: """
          outcome: handoff, at: more, path: [start, more], events: [no_match],
              vars: { colour: red, email: sam@example.com, ticket: none },
              handoff: { queue: orders, summary: red, reason: flow, fields: { email: /@/ } },
              ticket: none
          """,
        more: "    given: { customer: { first_name: Sam }, wait: 4m }"))
  }

  @Test func withoutAFlowTheEntryRulesChoose() throws {
    try passes(
      """
      cases:
        - name: entry
          chat:
            - bot: Hello there!
            - bot: Which colour?
            - user: agent
            - bot: I'll get a person to help you.
          expect: { outcome: handoff, path: [t.start], handoff: { reason: asked, queue: orders } }
      """)
  }

  @Test func aTalkCanBeginInTheMiddleWithWhatIsKnown() throws {
    try passes(
      Ground.test(
        """
              - bot: Your address?
              - user: sam@example.com
              - bot: "Saved as #1, answered tomorrow at 10:00."
        """,
        expect: """
          outcome: captured,
              ticket: { body: blue, requester: sam@example.com, priority: normal },
              vars: { ticket: { id: "#1" } }
          """,
        more: "    at: more\n    vars: { colour: blue }\n    given: { agents: 0 }"))
  }

  @Test func servicesAnswerInOrderAndLate() throws {
    try passes(
      Ground.test(
        """
              - bot: 3 left.
              - bot: Your address?
        """, expect: "at: more, vars: { stock: { count: 3 } }",
        more: """
              at: shelf
              vars: { colour: blue }
              given: { http: [{ call: "GET https://shop.internal/stock/blue", body: { count: 3 } }] }
          """))
    try passes(
      Ground.test(
        """
              - user: sam@example.com
              - wait: 2s
              - bot: 1 left.
              - bot: Your address?
              - bot: You are…
        """, expect: "outcome: handoff",
        more: """
              at: shelf
              vars: { colour: blue }
              given: { http: [{ after: 2s, body: { count: 1 } }] }
          """))
  }

  @Test func aRestartMakesTheCallUnderWayAgain() throws {
    try passes(
      Ground.test(
        """
              - wait: 2s
              - restart
              - wait: 2s
              - restart
              - wait: 3s
              - bot: 1 left.
              - bot: Your address?
        """, expect: "at: more, vars: { stock: { count: 1 } }",
        more: """
              at: shelf
              vars: { colour: blue }
              given: { http: [{ after: 3s, body: { count: 1 } }] }
          """))
  }

  @Test func silenceIsPlayedByTheTestsOwnClock() throws {
    try passes(
      Ground.test(
        """
              - bot: Hello there!
              - bot: Which colour?
              - wait: 2m
              - bot: Still there?
              - wait: 3m
        """, expect: "outcome: abandoned, events: [idle, idle], at: none"))
  }

  @Test func anAgentTakesTalksAndReturns() throws {
    try passes(
      Ground.test(
        """
              - bot: Your address?
              - user: sam@example.com
              - bot: You are number 1…
              - agent: takes
              - agent: { says: Hello Sam }
              - user: hello
              - agent: returns
              - bot: Hello there!
              - bot: Which colour?
              - agent: offline
              - user: agent
              - bot: I'll get a person to help you.
              - bot: Nobody is free to chat right now.
              - bot: "I've saved this as ticket #1…"
        """, expect: "outcome: captured", more: "    at: more"))
  }

  @Test func nobodyComingInTimeIsWaitedFor() throws {
    try passes(
      Ground.test(
        """
              - bot: Your address?
              - user: sam@example.com
              - bot: You are number 1…
              - wait: 5m
              - bot: Bye.
        """,
        expect: "outcome: declined, ticket: { subject: Call back }, handoff: { queue: orders }",
        more: "    at: more\n    given: { ticket_error: the disk is full }"))
  }

  @Test func anEventStartsItsFlow() throws {
    try passes(
      """
      cases:
        - name: closed
          strict: false
          chat:
            - bot: Which colour?
            - event: conversation.closed
            - bot: Which colour?
          expect: { at: t.start }
      """)
  }

  @Test func aTalkUnderWayStaysWithTheRevisionItBeganWith() throws {
    let louder = Ground.flow.replacing("say: Bye.", with: "say: GOOD BYE!!")
    let test = Ground.test(
      """
            - bot: Hello there!
            - bot: Which colour?
            - publish: louder
            - tap: escape
            - bot: Bye.
            - user: hello
            - bot: Hello there!
            - bot: Which colour?
            - tap: escape
            - bot: GOOD BYE!!
      """, expect: "outcome: declined")
    try passes(test, more: ["tests/louder/t.flow.yaml": louder])
    try passes(
      test.replacing("publish: louder", with: "publish: louder/t.flow.yaml"),
      more: ["tests/louder/t.flow.yaml": louder])
  }

  @Test func whatIsGivenIsWhatTheFlowSees() throws {
    let flow = """
      flow: t
      vars: { a: { type: text } }
      sections:
        start:
          - say: "{{ default(customer.last_name, '-') }} {{ conversation.messages }} {{ default(conversation.page, '') }} {{ hours.open }} {{ hours.next_open }}"
          - ask: "A?"
            into: a
          - end: resolved

      """
    let french = "t:\n  \"A?\": \"Un A ?\"\n"
    let bot = Ground.bot.replacing("entry:", with: "languages: [en, fr]\nentry:")
    let plan = try Ground.plan(
      Ground.test(
        """
              - bot: Lee 7 /lamps false lun. 28 décembre à 08:00
              - bot: Un A ?
        """,
        more: """
              given:
                customer: { name: Ana Lee, verified: true }
                conversation: { messages: 7, page: /lamps }
                clock: 2026-12-24T09:30:00Z
                hours: { open: false, next_open: 2026-12-28T08:00:00Z }
                language: fr
          """), flow: flow, bot: bot, more: ["i18n/fr.yaml": french])
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.failed == 0, "\(report.text(plan.ground.sources))")
  }

  @Test func namedArticlesAreReallySearched() throws {
    let shipped = try Ground.shipped()
    let test = SourceFile(
      path: "flows/tests/named.test.yaml",
      text: """
        flow: triage
        at: describe
        vars: { topic: order }
        cases:
          - name: found
            given: { kb: [late-parcel, refund-time] }
            chat:
              - bot: Please tell me…
              - user: my parcel should have arrived on Friday and is late
              - bot: "This answers it, I think:"
                cards: [late-parcel]
              - bot: Did that solve it?
            expect: { at: solved }
          - name: not found
            given: { kb: [gift-cards] }
            chat:
              - bot: Please tell me…
              - user: my parcel should have arrived on Friday and is late
              - bot: Which e-mail address…
            expect: { at: contact }

        """)
    let sources = shipped.sources.filter { !$0.path.hasSuffix(".test.yaml") } + [test]
    let plan = TestPlan(try Ground.ground(sources, articles: Ground.articles()))
    #expect(plan.findings.isEmpty, "\(plan.report)")
    let report = plan.run()
    #expect(report.passed == 2 && report.failed == 0, "\(report.text(sources))")
  }

  @Test func whatATestPublishesIsNoPartOfTheBot() throws {
    let bare = try Ground.plan(Ground.test("      - bot: x"))
    let full = try Ground.plan(
      Ground.test("      - bot: y"), more: ["tests/broken/t.flow.yaml": "flow: x"])
    #expect(bare.ground.revision.id == full.ground.revision.id)
  }

  @Test func theSameRunIsAlwaysTheSame() throws {
    let plan = TestPlan(try Ground.shipped())
    let first = plan.run()
    let second = plan.run()
    #expect(first.summary == second.summary)
    #expect(first.results.map(\.passages) == second.results.map(\.passages))
  }
}
