extension RuleCode {
  /// x91x and x92x: rules that cannot be meant as they stand.
  static let logicCodes = [
    RuleCode(
      id: "E911", title: "rules that go in circles",
      explanation:
        "What one rule does makes the next look, and so on back to the first, which then sets "
        + "something else again. The desk stops after five rounds, at a value nobody chose.",
      failing: file(
        rule("a", when: "categorised", acts: "category: billing"),
        rule("b", when: "categorised", acts: "category: technical")),
      fixed: file(
        rule("a", when: "categorised", "if: by != 'rule'", acts: "category: billing"),
        rule("b", when: "prioritised", "if: by != 'rule'", acts: "category: technical"))),
    RuleCode(
      id: "E912", title: "two rules that contradict each other",
      explanation:
        "Both are meant for the same, and set the same thing to different values; the later one "
        + "would always win.",
      failing: file(
        rule("a", "if: category == 'billing'"),
        rule("b", "if: category == 'billing'", acts: "priority: low")),
      fixed: file(
        rule("a", "if: category == 'billing'"),
        rule("b", "if: category == 'technical'", acts: "priority: low"))),
    RuleCode(
      id: "W913", title: "a rule whose work a later one always undoes",
      explanation:
        "The later rule is meant wherever the earlier one is, and sets the same thing otherwise. "
        + "The general rule belongs before the special one.",
      failing: file(
        rule("special", "if: category == 'billing'"), rule("general", acts: "priority: low")),
      fixed: file(
        rule("general", acts: "priority: low"), rule("special", "if: category == 'billing'"))),
    RuleCode(
      id: "E914", title: "a rule that an earlier one always keeps from acting",
      explanation: "The earlier rule is meant wherever this one is, and stops.",
      failing: file(
        rule("general", "stop: true", acts: "priority: low"),
        rule("special", "if: category == 'billing'")),
      fixed: file(
        rule("special", "if: category == 'billing'", "stop: true"),
        rule("general", acts: "priority: low"))),
    RuleCode(
      id: "E915", title: "a condition that never holds",
      explanation: "No conversation can be so; the rule would never act.",
      failing: file(rule("a", "if: priority == 'low' && priority == 'high'")),
      fixed: file(rule("a", "if: priority in ['low', 'high']"))),
    RuleCode(
      id: "W916", title: "a condition that always holds",
      explanation: "It compares things that never vary, and says nothing.",
      failing: file(rule("a", "if: 1 == 1")), fixed: file(rule("a", "if: urgency < 2"))),
    RuleCode(
      id: "W918", title: "a fact that is empty whenever the rule looks",
      explanation:
        "Some facts belong to what has just happened: the words of a message, the tags that were "
        + "put on. At any other occasion they are empty.",
      failing: file(rule("a", when: "taken", "if: text == 'help'")),
      fixed: file(rule("a", when: "customer_writes", "if: text == 'help'"))),
    RuleCode(
      id: "W919", title: "a rule that is there twice",
      explanation: "Another rule does the same for the same.",
      failing: file(rule("a"), rule("b")), fixed: file(rule("a"))),
    RuleCode(
      id: "E920", title: "a word that the fact never is",
      explanation: "Priorities, stages, queues, categories and the like have a list of words.",
      failing: file(rule("a", "if: category == 'bilings'")),
      fixed: file(rule("a", "if: category == 'billing'"))),
    RuleCode(
      id: "W921", title: "a condition about a field that the desk does not have",
      explanation: "config/desk.yaml names the desk's fields; this is none of them.",
      failing: file(rule("a", "if: fields.teir == 'gold'")),
      fixed: file(rule("a", "if: fields.tier == 'gold'"))),
    RuleCode(
      id: "W924", title: "words in a language that the bot does not speak",
      explanation: "flows/bot.yaml lists the languages; nobody would be told in this one.",
      failing: file(rule(acts: "say: { en: Hello., dee: Hallo. }")),
      fixed: file(rule(acts: "say: { en: Hello., de: Hallo. }"))),
  ]
}
