extension Rule {
  /// x3xx: variables.
  static let dataRules = [
    Rule(
      id: "E301", title: "unknown type",
      explanation: "The types are text, int, bool, choice, email, phone, url, date and record.",
      failing: """
        flow: t
        vars:
          size: { type: number }
        sections:
          start:
            - ask: Which size?
              into: size
              invalid: A number, please.
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
              invalid: A number, please.
            - say: "Size {{ size }}."
            - end: resolved
        """),
    Rule(
      id: "E302", title: "a pattern that cannot be used",
      explanation:
        "Patterns are RE2: they run in time linear in what the customer types, so look-around and back-references do not exist.",
      failing: """
        flow: t
        vars:
          code: { type: text, pattern: '(?=a)b' }
        sections:
          start:
            - ask: Which code?
              into: code
              invalid: A code, please.
            - say: "Code {{ code }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          code: { type: text, pattern: '[a-z]{3}' }
        sections:
          start:
            - ask: Which code?
              into: code
              invalid: A code, please.
            - say: "Code {{ code }}."
            - end: resolved
        """),
    Rule(
      id: "E303", title: "an example that its own rules refuse",
      explanation: "Customers copy the example. It must be a valid answer.",
      failing: """
        flow: t
        vars:
          code: { type: text, pattern: '[a-z]{3}', example: abcd }
        sections:
          start:
            - ask: "Which code, such as {{ spec.code.example }}?"
              into: code
              invalid: A code, please.
            - say: "Code {{ code }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          code: { type: text, pattern: '[a-z]{3}', example: abc }
        sections:
          start:
            - ask: "Which code, such as {{ spec.code.example }}?"
              into: code
              invalid: A code, please.
            - say: "Code {{ code }}."
            - end: resolved
        """),
    Rule(
      id: "E304", title: "a variable nobody declared",
      explanation:
        "Expressions and into speak of the flow's vars and of customer, hours, conversation, handoff, response, kb, called, input and spec.",
      failing: """
        flow: t
        sections:
          start:
            - say: "Hello {{ nmae }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: "Hello {{ default(customer.name, 'there') }}."
            - end: resolved
        """),
    Rule(
      id: "E305", title: "an option that is no value of its variable",
      explanation:
        "Choosing an option puts its id into the variable, so the id must be one of the values.",
      failing: """
        flow: t
        vars:
          size: { type: choice, values: [small, large] }
        sections:
          start:
            - menu: Which size?
              into: size
              options:
                small: { label: Small, goto: last }
                big: { label: Large, goto: last }
          last:
            - say: "Size {{ size }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          size: { type: choice, values: [small, large] }
        sections:
          start:
            - menu: Which size?
              into: size
              options:
                small: { label: Small, goto: last }
                large: { label: Large, goto: last }
          last:
            - say: "Size {{ size }}."
            - end: resolved
        """),
    Rule(
      id: "E306", title: "a variable that may still be empty", needs: [.flow],
      explanation:
        "The checker walks every way through the flow. If one of them reaches this place before the variable has a value, the customer would read a gap. Ask first, or say what to show instead with default().",
      failing: """
        flow: t
        vars:
          name: { type: text }
        sections:
          start:
            - confirm: Shall I know your name?
              yes: ask
              no: last
          ask:
            - ask: What is it?
              into: name
            - goto: last
          last:
            - say: "Goodbye {{ name }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          name: { type: text }
        sections:
          start:
            - confirm: Shall I know your name?
              yes: ask
              no: last
          ask:
            - ask: What is it?
              into: name
            - goto: last
          last:
            - say: "Goodbye {{ default(name, 'stranger') }}."
            - end: resolved
        """),
    Rule(
      id: "W307", title: "a variable that is never used", needs: [.flow],
      explanation: "It costs a question, or a line, and nothing comes of it.",
      failing: """
        flow: t
        vars:
          name: { type: text }
        sections:
          start:
            - say: Hello.
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        """),
    Rule(
      id: "W308", title: "an answer that reaches nobody", needs: [.flow],
      explanation: "The customer typed it, and no message, ticket, handoff or record holds it.",
      failing: """
        flow: t
        vars:
          name: { type: text }
        sections:
          start:
            - ask: What is your name?
              into: name
            - if: name == 'Sam'
              then: last
              else: last
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          name: { type: text }
        sections:
          start:
            - ask: What is your name?
              into: name
            - say: "Hello {{ name }}."
            - end: resolved
        """),
    Rule(
      id: "E309", title: "bounds that nothing can meet",
      explanation: "min is above max, or the type has no bounds.",
      failing: """
        flow: t
        vars:
          size: { type: int, min: 5, max: 1 }
        sections:
          start:
            - ask: Which size?
              into: size
              invalid: A number, please.
            - say: "Size {{ size }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          size: { type: int, min: 1, max: 5 }
        sections:
          start:
            - ask: Which size?
              into: size
              invalid: A number, please.
            - say: "Size {{ size }}."
            - end: resolved
        """),
    Rule(
      id: "W310", title: "a default that breaks its own rules",
      explanation: "What a customer could not answer should not be assumed either.",
      failing: """
        flow: t
        vars:
          size: { type: int, min: 1, max: 5, default: 7 }
        sections:
          start:
            - say: "Size {{ size }}."
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          size: { type: int, min: 1, max: 5, default: 3 }
        sections:
          start:
            - say: "Size {{ size }}."
            - end: resolved
        """),
    Rule(
      id: "E311", title: "a comparison that can never hold",
      explanation: "A choice only ever has one of its values.",
      failing: """
        flow: t
        vars:
          size: { type: choice, values: [small, large], default: small }
        sections:
          start:
            - if: size == 'big'
              then: last
              else: last
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        vars:
          size: { type: choice, values: [small, large], default: small }
        sections:
          start:
            - if: size == 'large'
              then: last
              else: last
          last:
            - end: resolved
        """),
  ]
}
