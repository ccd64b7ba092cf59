import Documents
import Flows
import Testing

/// The shape of a revision, and the difference of two in words.
@Suite struct OutlineTests {
  private static let vars = """
      topic: { type: choice, values: [order, billing] }
      note:  { type: text, min: 3 }
    """
  private static let sections = """
      start:
        - say: Hello.
        - menu: What is it about?
          into: topic
          options:
            order: { label: An order, also: [parcel], goto: more }
            billing: { label: A bill, goto: more }
      more:
        - ask: Tell me more.
          into: note
          invalid: A little more, please.
          escape: { label: Skip, goto: finish }
        - goto: finish
      finish:
        - handoff:
            queue: general
            summary: "About {{ default(topic, '-') }}"
          say: A person comes.
          unavailable: nobody
      nobody:
        - end: captured
    """

  private func outline(
    _ change: (String, String)? = nil, vars: String = vars, bot: String = "",
    i18n: String? = nil, articles: [SourceFile] = []
  ) throws -> Outline {
    var text = Self.sections
    if let change {
      try #require(text.contains(change.0), "the change must apply")
      text = text.replacing(change.0, with: change.1)
    }
    var sources = Sources.bot(vars: vars, text, bot: bot)
    if let i18n { sources.append(SourceFile(path: "flows/i18n/fr.yaml", text: i18n)) }
    return Outline(try Sources.revision(sources), articles: articles)
  }

  private func shape(_ outline: Outline) -> String { outline.shape(Sources.digest) }

  @Test(arguments: [
    ("Hello.", "Good day."), ("What is it about?", "How can we help?"),
    ("label: An order", "label: Something I bought"), ("A little more, please.", "More, please."),
    ("label: Skip", "label: I would rather not"), ("About {{", "Concerning {{"),
    ("A person comes.", "Somebody joins us."),
    // How it is written is no difference at all.
    ("- say: Hello.", "- say: \"Hello.\"   # kindly"),
  ])
  func wordsForPeopleKeepTheShape(_ change: (String, String)) throws {
    let (old, new) = (try outline(), try outline(change))
    #expect(shape(old) == shape(new))
    #expect(old.changes(to: new).allSatisfy { $0.isText })
  }

  @Test(arguments: [
    ("also: [parcel]", "also: [parcel, delivery]"), ("A bill, goto: more", "A bill, goto: finish"),
    ("      invalid: A little", "      retries: 1\n      invalid: A little"),
    ("queue: general", "queue: billing"), ("- end: captured", "- end: declined"),
    ("    - say: Hello.\n", ""), ("    - say: Hello.\n", "    - say: Hello.\n    - say: Well.\n"),
    ("Skip, goto: finish", "Skip, goto: nobody"), ("default(topic", "default(note"),
  ])
  func everythingElseChangesIt(_ change: (String, String)) throws {
    // The last one is words for people although it holds an expression.
    let isText = change.0.hasPrefix("default")
    let (old, new) = (try shape(outline()), try shape(outline(change)))
    #expect((old == new) == isText)
  }

  @Test func declarationsAndTheBotsSettingsCount() throws {
    let plain = try shape(outline())
    let longer = try shape(outline(vars: Self.vars.replacing("min: 3", with: "min: 4")))
    let limited = try shape(outline(bot: "limits: { turns: 50 }\n"))
    let kinder = try shape(outline(bot: "texts: { welcome: My pleasure! }\n"))
    #expect(longer != plain)
    #expect(limited != plain)
    #expect(kinder == plain)
  }

  @Test func translationsAndArticlesAreWordsForPeople() throws {
    let languages = "languages: [en, fr]\n"
    let french = try outline(bot: languages, i18n: "t: { \"Hello.\": \"Bonjour.\" }\n")
    let better = try outline(bot: languages, i18n: "t: { \"Hello.\": \"Bonjour !\" }\n")
    #expect(shape(french) == shape(better))
    #expect(
      french.changes(to: better).map(\.line) == [
        "t.start.say: in fr of text changed from \"Bonjour.\" to \"Bonjour !\""
      ])
    let article = SourceFile(path: "flows/knowledge/returns.md", text: "one")
    let none = try outline()
    let old = try outline(articles: [article])
    #expect(shape(old) == shape(none))
    #expect(none.changes(to: old).map(\.line) == ["returns.md: article added"])
    #expect(old.changes(to: none).map(\.line) == ["returns.md: article removed"])
    let mended = try outline(articles: [SourceFile(path: article.path, text: "two")])
    #expect(old.changes(to: mended).map(\.line) == ["returns.md: article changed"])
  }

  @Test(arguments: [
    (
      "also: [parcel]", "also: [delivery]",
      ["t.start.topic: words of option \"order\": \"delivery\" added, \"parcel\" removed"]
    ),
    (
      "A bill, goto: more", "A bill, goto: finish",
      ["t.start.topic: option \"billing\" changed from goes to more to goes to finish"]
    ),
    (
      "Tell me more.", "What happened?",
      ["t.more.note: text changed from \"Tell me more.\" to \"What happened?\""]
    ),
    ("    - say: Hello.\n", "", ["t.start: step say removed"]),
    (
      "    - end: captured", "    - say: Bye.\n    - end: captured",
      ["t.nobody: step say added: \"Bye.\""]
    ),
    (
      "goto: finish\n  finish:", "goto: extra\n  extra:\n    - goto: finish\n  finish:",
      ["t.more.goto: goto changed from finish to extra", "t: section extra added with 1 step"]
    ),
  ])
  func twoRevisionsDifferInWords(_ old: String, _ new: String, _ lines: [String]) throws {
    let (before, after) = (try outline(), try outline((old, new)))
    #expect(before.changes(to: after).map(\.line) == lines)
  }

  @Test func anOptionIsAddedAndTakenAwayInOneLineEach() throws {
    let wider = Self.vars.replacing("[order, billing]", with: "[order, billing, repair]")
    let change = (
      "billing: { label: A bill, goto: more }\n",
      "billing: { label: A bill, goto: more }\n"
        + "        repair: { label: A repair, also: [broken], goto: more }\n"
    )
    let (old, new) = (try outline(), try outline(change, vars: wider))
    #expect(
      old.changes(to: new).map(\.line) == [
        "t: values of variable topic: \"repair\" added",
        "t.start.topic: option \"repair\" added: goes to more",
      ])
    #expect(
      new.changes(to: old).map(\.line) == [
        "t: values of variable topic: \"repair\" removed",
        "t.start.topic: option \"repair\" removed",
      ])
  }

  @Test func aRevisionDoesNotDifferFromItself() throws {
    let outline = Outline(try Sources.shippedRevision())
    let again = Outline(try Sources.shippedRevision())
    #expect(outline.changes(to: again).isEmpty)
    #expect(shape(outline) == shape(again))
  }
}
