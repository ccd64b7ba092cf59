import Documents
import Expressions
import Flows
import Testing

/// Each kind of step, told as a short transcript.
@Suite struct StepTests {
  private func talk(
    vars: String = "", _ sections: String, head: String = "", bot: String = ""
  ) throws -> Talk {
    Talk(try Sources.revision(Sources.bot(vars: vars, sections, head: head, bot: bot)))
  }

  private static let shop = """
    services:
      shop: { base: "https://shop.internal/v1", auth: "env:SHOP_TOKEN", timeout: 3s }

    """

  @Test func setIfAndGotoFollowTheValues() throws {
    var talk = try talk(
      vars: "  n: { type: int, default: 1 }\n  word: { type: text, default: \"\" }",
      """
        start:
          - set: { n: "{{ n + 1 }}", word: "number {{ n }}" }
          - if: n == 2
            then: two
            else: other
        two:
          - say: "{{ word }}, now {{ n }}"
          - end: resolved
        other:
          - end: failed
      """)
    try talk.open()
    #expect(talk.lines == ["bot: number 2, now 2", "=> resolved"], "settings are made in order")
  }

  @Test func aServiceIsCalledWithEncodedPartsAndATypedBody() throws {
    var talk = try talk(
      vars:
        "  code: { type: text }\n  order: { type: record, fields: { status: text, count: int } }",
      """
        start:
          - ask: Which one?
            into: code
          - http:
              service: shop
              post: "/orders/{{ code }}/notes"
              query: { from: "{{ code }}" }
              body: { code: "{{ code }}", items: [1, "{{ 1 + 1 }}"], deep: { flag: "{{ true }}" } }
              expect: [200, 404]
            into: order
            on_error: failed
          - if: response.status == 404
            then: unknown
          - say: "It is {{ order.status }}, {{ order.count }} pieces."
          - end: resolved
        unknown:
          - say: Nobody knows it.
          - end: resolved
        failed:
          - say: "No luck: {{ response.error }}."
          - end: failed
      """, bot: StepTests.shop)
    let start = talk
    talk.responses = [
      .response(status: 200, body: ["status": "on its way", "count": "3", "secret": "x"])
    ]
    try talk.open()
    try talk.say("a/../b?c=d")
    let request = try #require(
      talk.effects.compactMap { if case .request(_, let call) = $0 { call } else { nil } }.first)
    #expect(request.method == "POST")
    #expect(
      request.url
        == "https://shop.internal/v1/orders/a%2F..%2Fb%3Fc%3Dd/notes?from=a%2F..%2Fb%3Fc%3Dd")
    #expect(request.auth == "env:SHOP_TOKEN")
    #expect(request.timeoutMilliseconds == 3000)
    #expect(request.expected == [200, 404])
    #expect(
      request.body
        == ["code": "a/../b?c=d", "items": ["1", 2], "deep": ["flag": true]])
    #expect(talk.lines.suffix(2) == ["bot: It is on its way, 3 pieces.", "=> resolved"])

    for (response, last) in [
      (EffectResult.response(status: 404, body: .null), "bot: Nobody knows it."),
      (.response(status: 500, body: .null), "bot: No luck: status 500."),
      (.failed("it took too long"), "bot: No luck: it took too long."),
    ] {
      var other = start
      other.responses = [response]
      try other.open()
      try other.say("x")
      #expect(other.lines.dropLast().last == last)
    }
  }

  @Test func messagesThatArriveDuringACallAreKeptInOrder() throws {
    var talk = try talk(
      vars: "  a: { type: text }\n  b: { type: text }",
      """
        start:
          - http: { service: shop, get: "/slow" }
            on_error: next
          - goto: next
        next:
          - ask: First?
            into: a
          - ask: Second?
            into: b
          - say: "{{ a }} and {{ b }}"
          - end: resolved
      """, bot: StepTests.shop)
    try talk.open()
    try talk.say("one")
    try talk.say("two")
    for _ in 0..<40 { try talk.say("more") }
    #expect(talk.lines.filter { $0.hasPrefix("bot") }.isEmpty)
    try talk.take(.result(effect: "1/2", .failed("a stranger's answer")))
    #expect(talk.session?.isWithBot == true)
    try talk.take(.result(effect: "1/1", .response(status: 200, body: .null)))
    #expect(
      talk.lines.suffix(4) == ["bot: First?", "bot: Second?", "bot: one and two", "=> resolved"])
    try talk.take(.result(effect: "1/1", .response(status: 200, body: .null)))
    #expect(talk.lines.last == "=> resolved")
  }

  @Test func aHugeOrDeepAnswerIsNotKept() throws {
    var deep: Value = 1
    for _ in 0..<100 { deep = ["x": deep] }
    for body in [deep, .string(String(repeating: "x", count: 100_000))] {
      var talk = try talk(
        vars: "  data: { type: record }",
        """
          start:
            - http: { service: shop, get: "/big" }
              into: data
              on_error: last
            - goto: last
          last:
            - confirm: "Got {{ default(data.x, 'nothing') }}?"
              yes: done
              no: done
          done:
            - end: resolved
        """, bot: StepTests.shop)
      talk.responses = [.response(status: 200, body: body)]
      try talk.open()
      #expect(talk.lines.contains("bot: Got nothing?"))
      #expect(try #require(talk.session).encoded().count < 2048)
    }
  }

  @Test func aValueTooDeepToBeStoredIsLeftOut() throws {
    let deep = String(repeating: "{'a': ", count: 40) + "1" + String(repeating: "}", count: 40)
    var talk = try talk(
      vars: "  data: { type: record }",
      """
        start:
          - set: { data: "{{ \(deep) }}" }
          - confirm: "{{ default(data.a, 'nothing') }}?"
            yes: last
            no: last
        last:
          - end: resolved
      """)
    try talk.open()
    #expect(talk.lines.first == "bot: nothing?")
  }

  @Test func aCalledFlowGivesItsOutcomeBack() throws {
    let sources =
      Sources.bot(
        vars: "  pet: { type: text }",
        """
          start:
            - ask: Which animal?
              into: pet
            - call: other
              with: { name: "{{ pet }}", twice: "{{ 2 }}" }
            - say: "{{ called.outcome }}: {{ called.colour }} {{ called.name }}"
            - end: resolved
        """) + [
        .init(
          path: "flows/other.flow.yaml",
          text: """
            flow: other
            params: [name, twice]
            vars:
              name: { type: text }
              twice: { type: int }
              colour: { type: choice, values: [red, blue] }
            sections:
              start:
                - menu: "Colour of {{ name }}, {{ twice * 2 }}?"
                  into: colour
                  options:
                    red: { label: Red }
                    blue: { label: Blue }
                - end: captured
            """)
      ]
    var talk = Talk(try Sources.revision(sources))
    try talk.open()
    try talk.say("a *cat*")
    try talk.say("2")
    #expect(
      talk.lines == [
        "bot: Which animal?", "customer: a *cat*", "bot: Colour of a \\*cat\\*, 4?",
        "options: Red | Blue", "customer: 2", "bot: captured: blue a \\*cat\\*", "=> resolved",
      ])
  }

  @Test func recordsKeepTheTypeOfTheirValues() throws {
    var talk = try talk(
      vars: "  n: { type: int, default: 4 }",
      """
        start:
          - record: { score: "{{ n }}", note: "n is {{ n }}" }
          - end: surveyed
      """)
    try talk.open()
    #expect(talk.effects.contains(.record(["score": 4, "note": "n is 4"])))
  }

  @Test func aKnownValueIsNotAskedForAgainUnlessAlways() throws {
    let vars = "  email: { type: email, from: customer.email }"
    for (always, first) in [("false", "bot: sam@example.com"), ("true", "bot: Address?")] {
      var talk = try talk(
        vars: vars,
        """
          start:
            - ask: Address?
              into: email
              invalid: An address, please.
              always: \(always)
            - say: "{{ email }}"
            - end: resolved
        """)
      talk.customer.email = "sam@Example.com"
      try talk.open()
      #expect(talk.lines.first == first)
    }
  }

  @Test func aHandoffThatIsAcceptedTooLateGoesTheUnavailableWay() throws {
    var talk = try talk(
      """
        start:
          - handoff: { queue: general, accept: 2m }
            say: "Place {{ handoff.place }} at {{ handoff.queue }}."
            unavailable: nobody
        nobody:
          - say: Nobody came.
          - end: declined
      """)
    try talk.open()
    #expect(talk.lines == ["=> handoff general normal (flow)", "bot: Place 1 at general."])
    try talk.wait(minutes: 1)
    #expect(talk.lines.count == 2)
    try talk.wait(minutes: 2)
    #expect(talk.lines.suffix(3) == ["=> withdrawn", "bot: Nobody came.", "=> declined"])
  }

  @Test func anAgentCanGiveTheConversationBackToAFlow() throws {
    var talk = Talk(try Sources.shippedRevision())
    try talk.open()
    try talk.say("agent")
    try talk.take(.agentTook)
    _ = talk.take()
    try talk.take(.agentLeft(flow: "csat"))
    #expect(talk.take().first == "bot: How happy are you with the help you got?")
  }

  @Test func translationsAreSpokenWithThoseWhoAskForThem() throws {
    let sources = [
      Sources.file(
        "bot.yaml",
        """
        bot: b
        languages: [en, fr]
        entry: [{ flow: t }]
        commands:
          agent: { phrases: { en: [agent], fr: [conseiller] }, do: handoff }
          help: { phrases: { en: [help], fr: [aide] }, do: help, say: Just answer. }
        defaults: { idle: [{ after: 1m, say: Still there? }] }
        texts: { welcome: A pleasure! }
        """),
      Sources.file(
        "t.flow.yaml",
        """
        flow: t
        sections:
          start:
            - menu: "Open {{ hours.next_open }}?"
              options:
                a: { label: A lamp, also: { en: [light], fr: [lumière] }, goto: last }
                b: { label: A kettle, goto: last }
          last:
            - end: resolved
        """),
      Sources.file(
        "i18n/fr.yaml",
        """
        bot:
          "Just answer.": "Répondez simplement."
          "Still there?": "Toujours là ?"
          "A pleasure!": "Je vous en prie !"
        t:
          "Open {{ hours.next_open }}?": "Ouvert {{ hours.next_open }} ?"
          "A lamp": "Une lampe"
          "A kettle": "Une bouilloire"
        """),
    ]
    let findings = FlowChecker.check(sources: sources, desk: Sources.desk)
    #expect(findings.isEmpty, "\(FindingReport(findings, sources: sources).text)")
    var talk = Talk(try Sources.revision(sources))
    try talk.open(language: "fr-CA")
    #expect(
      talk.take() == ["bot: Ouvert on Monday at 09:00 ?", "options: Une lampe | Une bouilloire"])
    try talk.wait(minutes: 1)
    #expect(talk.take() == ["bot: Toujours là ?"])
    try talk.say("aide")
    #expect(talk.take()[1] == "bot: Répondez simplement.")
    try talk.say("light")
    #expect(
      talk.take()[1]
        == "bot: Désolé, je n'ai pas compris. Choisissez l'une de ces réponses.")
    var other = talk
    try other.say("Lumière")
    #expect(other.take().last == "=> resolved")
    try other.say("merci")
    #expect(other.take().last == "bot: Je vous en prie !")
    try talk.say("Conseiller !")
    #expect(talk.lines.last == "=> handoff general normal (asked)")
  }
}
