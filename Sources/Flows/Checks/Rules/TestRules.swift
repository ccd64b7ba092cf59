extension Rule {
  /// x80x: conversation tests. `frontdesk flow check` reads them, `frontdesk flow test` plays them.
  static let testRules = [
    Rule(
      id: "T801", title: "a test names what is not there", subject: .tests,
      explanation:
        "A flow, section, variable, queue, article or language of a test has to exist, or the test would prove nothing about the bot.",
      failing: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: tests/t.test.yaml
        flow: t
        at: begin
        cases:
          - name: a greeting
            chat:
              - bot: Hello.
            expect: { outcome: resolved }
        """,
      fixed: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: tests/t.test.yaml
        flow: t
        at: start
        cases:
          - name: a greeting
            chat:
              - bot: Hello.
            expect: { outcome: resolved }
        """),
    Rule(
      id: "T802", title: "the tests leave out too much", subject: .tests,
      explanation:
        "coverage in bot.yaml says how much of each flow's steps and exits the tests have to walk through. frontdesk flow test lists what is missing.",
      failing: covered(by: ""),
      fixed: covered(
        by: """

            - name: no
              chat:
                - bot: Is the lamp on?
                - tap: no
                - bot: Then switch it on.
              expect: { outcome: resolved }
          """)),
    Rule(
      id: "T803", title: "a test that expects nothing", subject: .tests,
      explanation:
        "What the bot says is only half of it: expect says where the customer is at the end, or how it ended.",
      failing: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: tests/t.test.yaml
        flow: t
        cases:
          - name: a greeting
            chat:
              - bot: Hello.
        """,
      fixed: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: tests/t.test.yaml
        flow: t
        cases:
          - name: a greeting
            chat:
              - bot: Hello.
            expect: { outcome: resolved }
        """),
    Rule(
      id: "W804", title: "no test of what happens when a question fails", subject: .tests,
      explanation:
        "Customers who are not understood are the ones most easily lost. The flow has tests, but none answers this question wrongly until it is given up.",
      failing: failed(by: ""),
      fixed: failed(
        by: """

            - name: not understood
              chat:
                - bot: Is the lamp on?
                - user: purple
                - bot: Is it?
                - bot: Is the lamp on?
                - user: green
                - bot: Please switch the lamp on.
              expect: { outcome: resolved, events: [no_match, failed] }
          """)),
  ]

  private static func covered(by more: String) -> String {
    """
    # file: bot.yaml
    bot: example
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent], do: handoff, queue: general }
    coverage: { exits: 60% }
    # file: t.flow.yaml
    flow: t
    sections:
      start:
        # lint: allow W804 this is about coverage
        - confirm: Is the lamp on?
          yes: good
          no: dark
      good:
        - say: Good.
        - end: resolved
      dark:
        - say: Then switch it on.
        - end: resolved
    # file: tests/t.test.yaml
    flow: t
    cases:
      - name: yes
        chat:
          - bot: Is the lamp on?
          - tap: yes
          - bot: Good.
        expect: { outcome: resolved }\(more)
    """
  }

  private static func failed(by more: String) -> String {
    """
    # file: t.flow.yaml
    flow: t
    sections:
      start:
        - confirm: Is the lamp on?
          invalid: Is it?
          yes: good
          no: dark
          retries: 1
          on_fail: dark
          kb: false
      good:
        - say: Good.
        - end: resolved
      dark:
        - say: Please switch the lamp on.
        - end: resolved
    # file: tests/t.test.yaml
    flow: t
    cases:
      - name: yes
        chat:
          - bot: Is the lamp on?
          - tap: yes
          - bot: Good.
        expect: { outcome: resolved }\(more)
    """
  }
}
