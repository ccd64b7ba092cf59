extension Rule {
  /// Safety nets: every failure has a way on.
  static let safetyRules = [
    Rule(
      id: "W401", title: "nothing explains what is wrong with an answer",
      explanation: "Someone whose answer does not fit is helped by a sentence that says what does.",
      failing: """
        flow: t
        vars:
          size: { type: int }
        sections:
          start:
            - ask: Which size?
              into: size
            - say: "Size {{ size }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          size: { type: int }
        sections:
          start:
            - ask: Which size?
              into: size
              invalid: A number, please, such as 38.
            - say: "Size {{ size }}."
            - end: resolved
        """),
    Rule(
      id: "E402", title: "http or ticket without on_error", leavesWaysOpen: true,
      explanation: "Services fail. The flow has to say where it goes then.",
      failing: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://shop.internal" } }
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - http: { service: shop, get: "/status" }
            - end: resolved
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://shop.internal" } }
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - http: { service: shop, get: "/status" }
              on_error: failed
            - end: resolved
          failed:
            - say: I cannot look that up now.
            - end: failed
        """),
    Rule(
      id: "E403", title: "a handoff without unavailable", leavesWaysOpen: true,
      explanation: "There are hours when nobody is there. The flow has to say what happens then.",
      failing: """
        flow: t
        sections:
          start:
            - handoff: { queue: general }
        """,
      fixed: """
        flow: t
        sections:
          start:
            - handoff: { queue: general }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now. Please write again tomorrow.
            - end: declined
        """),
    Rule(
      id: "E404", title: "a queue map with gaps",
      explanation: "Every value of the choice needs a queue, or some customers would go nowhere.",
      failing: """
        flow: t
        vars:
          topic: { type: choice, values: [order, refund], default: order }
        sections:
          start:
            - handoff: { queue: { by: topic, order: orders } }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """,
      fixed: """
        flow: t
        vars:
          topic: { type: choice, values: [order, refund], default: order }
        sections:
          start:
            - handoff: { queue: { by: topic, order: orders, refund: billing } }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """),
    Rule(
      id: "W409", title: "a question without a way out",
      explanation: "Someone who cannot answer needs an escape, a person, or the agent command.",
      failing: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - confirm: Is the lamp on?
              yes: last
              no: last
              on_fail: given_up
          given_up:
            - say: Then let us leave it at that.
            - end: abandoned
          last:
            - end: resolved
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - confirm: Is the lamp on?
              yes: last
              no: last
              escape: { label: I cannot see it, goto: last }
              on_fail: given_up
          given_up:
            - say: Then let us leave it at that.
            - end: abandoned
          last:
            - end: resolved
        """),
    Rule(
      id: "W410", title: "articles without asking whether they helped", needs: [.flow],
      explanation:
        "The answer decides whether the customer needs a person, and which articles are any good.",
      failing: """
        flow: t
        vars:
          details: { type: text }
        sections:
          start:
            - ask: What happened?
              into: details
            - suggest: { query: "{{ details }}" }
              found: "This may help:"
              none: last
            - goto: last
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          details: { type: text }
        sections:
          start:
            - ask: What happened?
              into: details
            - suggest: { query: "{{ details }}" }
              found: "This may help:"
              none: last
            - confirm: Did that solve it?
              yes: last
              no: last
          last:
            - end: resolved
        """),
    Rule(
      id: "W411", title: "a ticket nobody can answer", needs: [.flow],
      explanation: "Without an address or a number the reply has no way to the customer.",
      failing: """
        flow: t
        sections:
          start:
            - ticket: { queue: general, subject: Call me, body: Please }
              on_error: failed
            - end: captured
          failed:
            - say: I could not save that.
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
            - say: I could not save that.
            - end: failed
        """),
  ]
}
