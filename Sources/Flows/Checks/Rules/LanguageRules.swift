extension Rule {
  /// E16x and W606: language files.
  static let languageRules = [
    Rule(
      id: "E160", title: "a language file is empty or too large",
      explanation:
        "A language file holds the words of small acts in lists, and what the bot says of itself. It has something in it, and is at most 64 KB.",
      failing: """
        # file: language/en.yaml
        """,
      fixed: """
        # file: language/en.yaml
        thanks:
          words: [ta very much]
        """),
    Rule(
      id: "E161", title: "a word that cannot be heard",
      explanation:
        "Customers' words are compared without marks, case and punctuation. A word of nothing else, a phrase of more than eight words, or a beginning of less than three letters (no*), would never be found.",
      failing: """
        # file: language/en.yaml
        yes:
          words: ["?!"]
        """,
      fixed: """
        # file: language/en.yaml
        yes:
          words: [righto]
        """),
    Rule(
      id: "E162", title: "a sentence of the bot's that cannot be made",
      explanation:
        "What the bot says of itself may speak of the ticket, the customer, the hours and the conversation, and of nothing else.",
      failing: """
        # file: language/en.yaml
        sentences:
          saved: "Kept as {{ order.id }}."
        """,
      fixed: """
        # file: language/en.yaml
        sentences:
          saved: "Kept as {{ ticket.id }}."
        """),
    Rule(
      id: "E163", title: "a word in two acts that exclude each other",
      explanation:
        "A phrase cannot mean yes and no, a person and thanks, or back and start over; nor can a button for yes be a word for no. The shipped words count too, unless a list of yours stands instead of them: words: { instead: [...] }.",
      failing: """
        # file: language/en.yaml
        yes: { words: [roger] }
        no: { words: [roger] }
        """,
      fixed: """
        # file: language/en.yaml
        yes: { words: [roger] }
        no: { words: [not roger] }
        """),
    Rule(
      id: "W606", title: "the bot has no words of its own in a language",
      explanation:
        "In a language that is not shipped, everything that the bot says of itself comes from its file: the sentences, and the buttons for yes and no.",
      failing: """
        # file: language/eo.yaml
        yes: { words: [jes] }
        no: { words: [ne] }
        # file: bot.yaml
        bot: example
        languages: [en, eo]
        entry: [{ flow: t }]
        commands:
          agent: { phrases: { en: [agent], eo: [homo] }, do: handoff, queue: general }
          stop: { phrases: { en: [stop], eo: [haltu] }, do: end }
        # file: i18n/eo.yaml
        t: { "Hello.": "Saluton." }
        """,
      fixed: """
        # file: language/en.yaml
        yes: { words: [jes] }
        """),
  ]
}
