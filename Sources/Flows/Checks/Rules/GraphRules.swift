extension Rule {
  /// x2xx: the ways through a flow.
  static let graphRules = [
    Rule(
      id: "E201", title: "unknown section", leavesWaysOpen: true,
      explanation: "A goto, an option or an exit names a section that is not in this flow.",
      failing: """
        flow: t
        sections:
          start:
            - goto: lsat
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - goto: last
          last:
            - end: resolved
        """),
    Rule(
      id: "E202", title: "a section ends without saying where to go", needs: [.flow],
      explanation:
        "Sections do not run into each other: the last step has to be a goto, an end, a handoff or a question whose every answer leads somewhere.",
      failing: """
        flow: t
        sections:
          start:
            - say: Hello.
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        """),
    Rule(
      id: "E203", title: "a section nothing leads to", needs: [.flow, .ways],
      explanation: "Nobody will ever see it. Add a way to it, or remove it.",
      failing: """
        flow: t
        sections:
          start:
            - end: resolved
          forgotten:
            - say: Nobody reads this.
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - end: resolved
        """),
    Rule(
      id: "E204", title: "an endless loop without a question",
      explanation:
        "The flow would go round until its limit and then need a person. Every loop needs a question in it.",
      failing: """
        flow: t
        sections:
          start:
            - say: Round
            - goto: again
          again:
            - goto: start
        """,
      fixed: """
        flow: t
        sections:
          start:
            - confirm: Once more?
              yes: start
              no: last
          last:
            - end: resolved
        """),
    Rule(
      id: "W205", title: "a step that is never reached", needs: [.flow],
      explanation: "The step before it always goes elsewhere.",
      failing: """
        flow: t
        sections:
          start:
            - end: resolved
            - say: Too late.
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: In time.
            - end: resolved
        """),
    Rule(
      id: "W206", title: "an error that is passed over in silence", needs: [.flow],
      explanation:
        "A section that is only reached through an on_error should tell the customer what happens now.",
      failing: """
        flow: t
        vars:
          email: { type: email, from: customer.email }
        sections:
          start:
            - ask: Your e-mail address?
              into: email
              invalid: Please write it like name@example.com.
            - ticket: { queue: general, subject: Call me, body: Please, requester: "{{ email }}" }
              on_error: failed
            - end: captured
          failed:
            - end: failed
        """,
      fixed: """
        flow: t
        vars:
          email: { type: email, from: customer.email }
        sections:
          start:
            - ask: Your e-mail address?
              into: email
              invalid: Please write it like name@example.com.
            - ticket: { queue: general, subject: Call me, body: Please, requester: "{{ email }}" }
              on_error: failed
            - end: captured
          failed:
            - say: I could not save that. A person will read this chat.
            - end: failed
        """),
    Rule(
      id: "E207", title: "calls in a circle, or too deep",
      explanation:
        "Calls are nested, and limits.stack says how deep. A circle of calls always ends there, and so do calls that go deeper.",
      failing: """
        flow: t
        sections:
          start:
            - call: t
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - confirm: Once more?
              yes: start
              no: last
          last:
            - end: resolved
        """),
    Rule(
      id: "W208", title: "a condition that is always the same",
      explanation: "Nothing in it can vary, so it decides nothing.",
      failing: """
        flow: t
        sections:
          start:
            - if: 1 < 2
              then: last
              else: last
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - if: hours.open
              then: last
              else: last
          last:
            - end: resolved
        """),
    Rule(
      id: "E209", title: "no entry rule that always fits",
      explanation:
        "The last rule under entry must have no when, or there are customers nobody greets.",
      failing: """
        bot: example
        entry: [{ flow: t, when: hours.open }]
        """,
      fixed: """
        bot: example
        entry: [{ flow: t }]
        """),
    Rule(
      id: "W210", title: "a long way to a person or an end", needs: [.flow],
      explanation:
        "More than twelve questions before anything comes of it is more than most people answer.",
      failing: """
        flow: t
        sections:
          start: [{ confirm: "1?", yes: s2, no: s2 }]
          s2: [{ confirm: "2?", yes: s3, no: s3 }]
          s3: [{ confirm: "3?", yes: s4, no: s4 }]
          s4: [{ confirm: "4?", yes: s5, no: s5 }]
          s5: [{ confirm: "5?", yes: s6, no: s6 }]
          s6: [{ confirm: "6?", yes: s7, no: s7 }]
          s7: [{ confirm: "7?", yes: s8, no: s8 }]
          s8: [{ confirm: "8?", yes: s9, no: s9 }]
          s9: [{ confirm: "9?", yes: s10, no: s10 }]
          s10: [{ confirm: "10?", yes: s11, no: s11 }]
          s11: [{ confirm: "11?", yes: s12, no: s12 }]
          s12: [{ confirm: "12?", yes: s13, no: s13 }]
          s13: [{ confirm: "13?", yes: last, no: last }]
          last: [{ end: resolved }]
        """,
      fixed: """
        flow: t
        sections:
          start: [{ confirm: "Is that all?", yes: last, no: more }]
          more: [{ confirm: "Is it urgent?", yes: last, no: last }]
          last: [{ end: resolved }]
        """),
  ]
}
