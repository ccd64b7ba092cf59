extension Rule {
  /// x5xx: names that must be somewhere.
  static let referenceRules = [
    Rule(
      id: "E501", title: "unknown queue", subject: .queues,
      explanation: "Queues are the desk's. The hint names the nearest one there is.",
      failing: """
        flow: t
        sections:
          start:
            - handoff: { queue: generall }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """,
      fixed: """
        flow: t
        sections:
          start:
            - handoff: { queue: general }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """),
    Rule(
      id: "E502", title: "unknown service",
      explanation: "A flow can only call what bot.yaml lists under services.",
      failing: """
        flow: t
        sections:
          start:
            - http: { service: shop, get: "/status" }
              on_error: failed
            - end: resolved
          failed:
            - say: I cannot look that up now.
            - end: failed
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
      id: "E503", title: "unknown flow", needs: [.files],
      explanation: "A call, an entry rule or an event names a flow that has no file.",
      failing: """
        bot: example
        entry: [{ flow: welcome }, { flow: t }]
        """,
      fixed: """
        bot: example
        entry: [{ flow: t }]
        """),
    Rule(
      id: "E504", title: "a call that does not pass what is needed",
      explanation: "A flow's params have to be given by whoever calls it.",
      failing: """
        # file: greet.flow.yaml
        flow: greet
        params: [name]
        vars: { name: { type: text } }
        sections:
          start:
            - say: "Hello {{ name }}."
            - end: resolved
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - call: greet
            - end: resolved
        """,
      fixed: """
        # file: greet.flow.yaml
        flow: greet
        params: [name]
        vars: { name: { type: text } }
        sections:
          start:
            - say: "Hello {{ name }}."
            - end: resolved
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - call: greet
              with: { name: "{{ default(customer.name, 'there') }}" }
            - end: resolved
        """),
    Rule(
      id: "W505", title: "a flow nothing starts", needs: [.flow, .files],
      explanation: "No entry rule, event, trigger or call leads to it.",
      failing: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - end: resolved
        # file: lost.flow.yaml
        flow: lost
        sections:
          start:
            - end: resolved
        """,
      fixed: """
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - end: resolved
        # file: lost.flow.yaml
        flow: lost
        triggers: [opening hours]
        sections:
          start:
            - end: resolved
        """),
    Rule(
      id: "E506", title: "one phrase for two flows",
      explanation: "A trigger can start one flow only.",
      failing: """
        # file: t.flow.yaml
        flow: t
        triggers: [opening hours]
        sections:
          start:
            - end: resolved
        # file: u.flow.yaml
        flow: u
        triggers: [Opening hours?]
        sections:
          start:
            - end: resolved
        """,
      fixed: """
        # file: t.flow.yaml
        flow: t
        triggers: [opening hours]
        sections:
          start:
            - end: resolved
        # file: u.flow.yaml
        flow: u
        triggers: [holidays]
        sections:
          start:
            - end: resolved
        """),
    Rule(
      id: "W507", title: "nothing to suggest",
      failingDesk: DeskNames(queues: exampleDesk.queues, articleCount: 0),
      explanation:
        "A suggest step searches the knowledge articles, and the desk has none. The flow is fine; the folder is empty.",
      failing: suggesting, fixed: suggesting),
    Rule(
      id: "E508", title: "skills of a handoff",
      explanation:
        "Conversations wait in queues, and the desk says which agents serve which queue. Skills would look as if they chose among agents, and nothing does.",
      failing: handingOver("{ queue: general, skills: [french] }"),
      fixed: handingOver("{ queue: general, summary: In French. }")),
    Rule(
      id: "W509", title: "a file that the desk does not take",
      failingDesk: DeskNames(queues: exampleDesk.queues, articleCount: 10, media: []),
      explanation:
        "A question for a file is passed over, or goes to its otherwise, where the desk takes none "
        + "or none of that type.",
      failing: """
        flow: t
        vars:
          photo: { type: file }
        sections:
          start:
            - ask: Can you send us a photo of it?
              into: photo
              optional: I have none
              invalid: A photo, please, or say that you have none.
            - say: Thank you.
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          details: { type: text }
        sections:
          start:
            - ask: What does it look like?
              into: details
            - say: "So it looks like this: {{ details }}"
            - end: resolved
        """),
  ]

  private static func handingOver(_ handoff: String) -> String {
    """
    flow: t
    sections:
      start:
        - handoff: \(handoff)
          unavailable: nobody
      nobody:
        - say: Nobody is here right now.
        - end: declined
    """
  }

  private static let suggesting = """
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
    """
}
