extension Rule {
  /// x6xx: other languages.
  static let translationRules = [
    Rule(
      id: "W601", title: "a text without a translation", needs: [.texts],
      explanation:
        "Where a translation is missing the base text is shown. One finding for each flow and language counts them.",
      failing: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Hello.": "Bonjour." }
        """),
    Rule(
      id: "E602", title: "a translation with other expressions",
      explanation:
        "What the base text inserts must stand in the translation too, and nothing else.",
      failing: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: "Back {{ hours.next_open }}."
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Back {{ hours.next_open }}.": "De retour bientôt." }
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: "Back {{ hours.next_open }}."
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Back {{ hours.next_open }}.": "De retour {{ hours.next_open }}." }
        """),
    Rule(
      id: "W603", title: "a stale translation", needs: [.texts],
      explanation: """
        The base text was changed after it was translated, so the base text is shown until somebody \
        has looked at the translation. It is found by its words, which are half those of a text \
        without a translation or more. `frontdesk flow i18n extract` puts it under the new text as \
        `{ text: …, was: … }`; write it as plain text once it is right.
        """,
      failing: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello to you all.
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Hello to you.": "Bonjour à toi." }
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello to you all.
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Hello to you all.": "Bonjour à tous." }
        """),
    Rule(
      id: "W604", title: "a translation of a text that is gone", needs: [.texts],
      explanation: "The base text was changed or removed, so this line translates nothing.",
      failing: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Hello.": "Bonjour.", "Hi.": "Salut." }
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - say: Hello.
            - end: resolved
        # file: i18n/fr.yaml
        t: { "Hello.": "Bonjour." }
        """),
    Rule(
      id: "W605", title: "words missing in a language",
      explanation: "A command without phrases in a language cannot be said in it.",
      failing: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        commands: { agent: { phrases: [agent], do: handoff } }
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - end: resolved
        """,
      fixed: """
        # file: bot.yaml
        bot: example
        languages: [en, fr]
        entry: [{ flow: t }]
        commands: { agent: { phrases: { en: [agent], fr: [conseiller] }, do: handoff } }
        # file: t.flow.yaml
        flow: t
        sections:
          start:
            - end: resolved
        """),
  ]
}
