extension Rule {
  /// What customers read and type.
  static let wordingRules = [
    Rule(
      id: "E405", title: "a word that means two options",
      explanation: "Someone who types it would get either.",
      failing: """
        flow: t
        sections:
          start:
            - menu: What is it about?
              options:
                order: { label: An order, also: [parcel], goto: last }
                refund: { label: A refund, also: [parcel], goto: last }
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - menu: What is it about?
              options:
                order: { label: An order, also: [parcel], goto: last }
                refund: { label: A refund, also: [money], goto: last }
          last:
            - end: resolved
        """),
    Rule(
      id: "W406", title: "an option that a command hides",
      explanation:
        "Commands are heard first. Whoever types this option's name or label gets the command.",
      failing: """
        flow: t
        sections:
          start:
            - menu: What now?
              options:
                stop: { label: Stop the delivery, goto: last }
                wait: { label: Wait for it, goto: last }
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - menu: What now?
              options:
                halt: { label: Stop the delivery, goto: last }
                wait: { label: Wait for it, goto: last }
          last:
            - end: resolved
        """),
    Rule(
      id: "W407", title: "too many options",
      explanation: "More than seven are hard to take in, most of all on a telephone.",
      failing: """
        flow: t
        sections:
          start:
            - menu: Which day?
              options:
                d1: { label: First, goto: last }
                d2: { label: Second, goto: last }
                d3: { label: Third, goto: last }
                d4: { label: Fourth, goto: last }
                d5: { label: Fifth, goto: last }
                d6: { label: Sixth, goto: last }
                d7: { label: Seventh, goto: last }
                d8: { label: Eighth, goto: last }
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - menu: When?
              options:
                soon: { label: This week, goto: last }
                later: { label: Later, goto: last }
          last:
            - end: resolved
        """),
    Rule(
      id: "W408", title: "too much to read",
      explanation: "At most 320 characters a message, and at most three messages in a row.",
      failing: """
        flow: t
        sections:
          start:
            - say: One.
            - say: Two.
            - say: Three.
            - say: Four.
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: One and two.
            - say: Three and four.
            - end: resolved
        """),
    Rule(
      id: "W412", title: "a space too many",
      explanation: "Two spaces in a row, or one at an end of the text, are usually a slip.",
      failing: """
        flow: t
        sections:
          start:
            - say: "Hello  there."
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: "Hello there."
            - end: resolved
        """),
    Rule(
      id: "W413", title: "a text that is not written yet",
      explanation: "TODO, FIXME, TBD, XXX and lorem ipsum are notes to oneself.",
      failing: """
        flow: t
        sections:
          start:
            - say: "TODO: greet the customer"
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
      id: "W414", title: "a command among an option's words",
      explanation: "Commands are heard first, so the word never reaches the question.",
      failing: """
        flow: t
        sections:
          start:
            - menu: What now?
              options:
                halt: { label: No delivery, also: [stop], goto: last }
                wait: { label: Wait for it, goto: last }
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - menu: What now?
              options:
                halt: { label: No delivery, also: [halt it], goto: last }
                wait: { label: Wait for it, goto: last }
          last:
            - end: resolved
        """),
    Rule(
      id: "W416", title: "a score in place of how well articles fit",
      explanation:
        "A score says how many words a question and an article share, which is much in one help centre and little in another. at_least says what is meant: offer shows titles of which one is likely right, answer only what surely is.",
      failing: suggesting("query: \"{{ details }}\", min_score: 0.4"),
      fixed: suggesting("query: \"{{ details }}\", at_least: offer")),
  ]

  private static func suggesting(_ settings: String) -> String {
    """
    flow: t
    vars:
      details: { type: text }
    sections:
      start:
        - ask: What happened?
          into: details
        - suggest: { \(settings) }
          answer: "This answers it:"
          found: "This may help:"
          none: last
        - confirm: Did that solve it?
          yes: last
          no: last
      last:
        - end: resolved
    """
  }
}
