extension Rule {
  /// E1xx: what the files look like.
  static let fileRules = [
    Rule(
      id: "E101", title: "not valid YAML",
      explanation:
        "The file cannot be read. Look at the indentation, the quotes and the space after each colon around the place that is shown.",
      failing: """
        flow: t
        sections:
          start:
            - say: "Hello
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: "Hello"
            - end: resolved
        """),
    Rule(
      id: "E102", title: "unknown setting, or a value of the wrong kind",
      explanation:
        "Every map has a fixed list of settings, and each takes one kind of value. The hint names the nearest setting, or all of them.",
      failing: """
        flow: t
        sections:
          start:
            - sya: Hello.
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
      id: "E103", title: "{{ }} without quotes",
      explanation: "YAML reads an unquoted { as the start of a map. Put the whole text in quotes.",
      failing: """
        flow: t
        sections:
          start:
            - say: {{ hours.next_open }}
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: "{{ hours.next_open }}"
            - end: resolved
        """),
    Rule(
      id: "E104", title: "a key is written twice",
      explanation:
        "Only one of the two could count, and nobody could tell which. The finding stands at the second; the hint names the line of the first.",
      failing: """
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
          start:
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
      id: "E105", title: "the flow's name differs from its file's",
      explanation: "One flow in one file, both of one name: so a name in a flow is a file on disk.",
      failing: """
        # file: greeting.flow.yaml
        flow: t
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
        """),
    Rule(
      id: "E106", title: "two questions of one name in a section",
      explanation:
        "A question is named by what it fills, and figures, translations and conversations under way find it by that name. A second one in the same section needs an id of its own.",
      failing: """
        flow: t
        sections:
          start:
            - confirm: Is the lamp on?
              yes: plug
              no: plug
            - confirm: Is it plugged in?
              yes: plug
              no: plug
          plug:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - confirm: Is the lamp on?
              yes: plug
              no: check
          check:
            - confirm: Is it plugged in?
              yes: plug
              no: plug
          plug:
            - end: resolved
        """),
    Rule(
      id: "E107", title: "something that is not allowed in these files",
      explanation:
        "No anchors, aliases, tags, merge keys, tabs or byte order marks, at most 256 KiB, 1,000 steps and 100 variables: a file has to be readable in a diff, line by line.",
      failing: """
        flow: &name t
        sections:
          start:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - end: resolved
        """),
    Rule(
      id: "E108", title: "more than one verb in a step",
      explanation: "A step does one thing. Begin a new list item for the second.",
      failing: """
        flow: t
        sections:
          start:
            - say: Goodbye.
              end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - say: Goodbye.
            - end: resolved
        """),
    Rule(
      id: "E109", title: "an expression that cannot be",
      explanation:
        "What stands in {{ }}, if and when is an expression of the Common Expression Language. It is read and its types are checked before any customer meets it.",
      failing: """
        flow: t
        sections:
          start:
            - if: conversation.messages = 3
              then: last
              else: last
          last:
            - end: resolved
        """,
      fixed: """
        flow: t
        sections:
          start:
            - if: conversation.messages == 3
              then: last
              else: last
          last:
            - end: resolved
        """),
  ]
}
