extension Rule {
  /// x7xx: secrets and personal details.
  static let privacyRules = [
    Rule(
      id: "E701", title: "a secret in a flow file",
      explanation:
        "Flow files are read, copied and kept for ever. Name the secret under services as env:NAME and keep its value in the environment.",
      failing: """
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://user:pass@shop.internal" } }
        """,
      fixed: """
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://shop.internal", auth: "env:SHOP_TOKEN" } }
        """),
    Rule(
      id: "E702", title: "an address instead of a service",
      explanation: "A flow can only reach the hosts that bot.yaml lists, and says only the path.",
      failing: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://shop.internal" } }
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - http: { service: shop, get: "https://elsewhere.example/status" }
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
      id: "W703", title: "personal details where they are counted or logged",
      explanation:
        "Addresses of requests, tags and records end up in logs and exports. Personal details belong in a body, a ticket's requester or a handoff's fields.",
      failing: """
        flow: t
        vars:
          email: { type: email, pii: true }
        sections:
          start:
            - ask: Your e-mail address?
              into: email
              invalid: Please write it like name@example.com.
            - record: { address: "{{ email }}" }
            - end: captured
        """,
      fixed: """
        flow: t
        vars:
          email: { type: email, pii: true }
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
    Rule(
      id: "W704", title: "personal details in a summary",
      explanation:
        "Summaries show in lists. The agent's card shows the fields as well, and only to the agent.",
      failing: """
        flow: t
        vars:
          email: { type: email, pii: true }
        sections:
          start:
            - ask: Your e-mail address?
              into: email
              invalid: Please write it like name@example.com.
            - handoff: { queue: general, summary: "Write to {{ email }}" }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """,
      fixed: """
        flow: t
        vars:
          email: { type: email, pii: true }
        sections:
          start:
            - ask: Your e-mail address?
              into: email
              invalid: Please write it like name@example.com.
            - handoff: { queue: general, summary: Wants an e-mail, fields: [email] }
              unavailable: nobody
          nobody:
            - say: Nobody is here right now.
            - end: declined
        """),
    Rule(
      id: "E705", title: "a header that may hold a line break",
      explanation:
        "A line break in a header would begin another header. Give the variable a pattern, or send it in the body.",
      failing: """
        # file: bot.yaml
        bot: example
        entry: [{ flow: t }]
        services: { shop: { base: "https://shop.internal" } }
        # file: t.flow.yaml
        flow: t
        vars:
          code: { type: text }
        sections:
          start:
            - ask: Which code?
              into: code
            - http: { service: shop, get: "/status", headers: { X-Code: "{{ code }}" } }
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
        vars:
          code: { type: text, pattern: "[a-z]+" }
        sections:
          start:
            - ask: Which code?
              into: code
              invalid: Letters only, please.
            - http: { service: shop, get: "/status", headers: { X-Code: "{{ code }}" } }
              on_error: failed
            - end: resolved
          failed:
            - say: I cannot look that up now.
            - end: failed
        """),
  ]
}
