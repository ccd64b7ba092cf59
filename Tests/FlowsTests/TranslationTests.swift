import Documents
import Flows
import Testing

/// Translations from extraction to import: nothing a translator wrote is lost or shown for a text
/// it was not written for.
@Suite struct TranslationTests {
  private static let bot = """
    bot: b
    languages: [en, fr]
    entry: [{ flow: t }]
    commands:
      agent: { phrases: { en: [agent], fr: [conseiller] }, do: handoff }
      help: { phrases: { en: [help], fr: [aide] }, do: help, say: Just answer. }
    defaults: { idle: [{ after: 1m, say: Still there? }] }
    """

  private func sources(_ question: String, _ french: String? = nil) -> [SourceFile] {
    let flow = """
      flow: t
      sections:
        start:
          - say: "Open {{ hours.next_open }}."
          - confirm: "\(question)"
            yes: last
            no: last
        last:
          - end: resolved
      """
    var files = [Sources.file("bot.yaml", Self.bot), Sources.file("t.flow.yaml", flow)]
    if let french { files.append(SourceFile(path: "flows/i18n/fr.yaml", text: french)) }
    return files
  }

  private func status(_ sources: [SourceFile]) throws -> TranslationStatus {
    try #require(TranslationStatus.all(sources: sources).first)
  }

  private func file(_ sources: [SourceFile]) -> SourceFile? {
    sources.first { $0.path.hasSuffix("fr.yaml") }
  }

  private func ids(_ sources: [SourceFile]) -> [String] {
    FlowChecker.check(sources: sources, desk: Sources.desk).map(\.id)
  }

  private static let translated = """
    # By Camille, 3 May.
    bot:
      "Just answer.": "Répondez."   # short
      "Still there?": "Toujours là ?"

    # The one flow.
    t:
      "Open {{ hours.next_open }}.": "Ouvert {{ hours.next_open }}."
      "Did that solve it?":
        Est-ce réglé ?

    """

  @Test func everyTextIsTranslatedOnceItStandsInTheFile() throws {
    let sources = sources("Did that solve it?", Self.translated)
    let status = try status(sources)
    #expect(status.summary == "fr: 4 of 4 texts, 0 stale, 0 missing, 0 unused")
    #expect(ids(sources) == [])
    #expect(status.extracted(into: file(sources), path: "flows/i18n/fr.yaml") == file(sources))
  }

  @Test func aMissingDefaultReminderIsMissed() throws {
    let part = "  \"Still there?\": \"Toujours là ?\"\n"
    let sources = sources(
      "Did that solve it?", Self.translated.replacing(part, with: ""))
    #expect(try status(sources).missing.map(\.base) == ["Still there?"])
    #expect(ids(sources) == ["W601"])
  }

  @Test func extractionWritesAFileFromNothing() throws {
    let bare = sources("Did that solve it?")
    let new = try status(bare).extracted(into: nil, path: "flows/i18n/fr.yaml")
    #expect(
      new.text.hasSuffix(
        """
        bot:
          "Just answer.": ""
          "Still there?": ""

        t:
          "Open {{ hours.next_open }}.": ""
          "Did that solve it?": ""

        """), "\(new.text)")
    let after = try status(bare + [new])
    #expect(after.missing.count == 4 && after.unused.isEmpty, "an empty text is no translation")
    #expect(after.extracted(into: new, path: new.path) == new, "twice is once")
  }

  @Test func aChangedTextKeepsItsTranslationToBeLookedAt() throws {
    let changed = sources("Did this solve it for you?", Self.translated)
    #expect(ids(changed) == ["W603"])
    let old = try #require(try status(changed).stale.first)
    #expect(old.was == "Did that solve it?" && old.words == "Est-ce réglé ?" && !old.isMarked)

    let new = try status(changed).extracted(into: file(changed), path: "flows/i18n/fr.yaml")
    let line =
      "  \"Did this solve it for you?\": { text: \"Est-ce réglé ?\", was: \"Did that solve it?\" }\n"
    #expect(
      new.text
        == Self.translated.replacing(
          "  \"Did that solve it?\":\n    Est-ce réglé ?\n", with: line), "comments stay")
    let marked = sources("Did this solve it for you?", new.text)
    #expect(ids(marked) == ["W603"])
    var talk = Talk(try Sources.revision(marked))
    try talk.open(language: "fr")
    #expect(talk.lines.contains("bot: Did this solve it for you?"), "nobody is shown it")

    let looked = new.text.replacing(
      "{ text: \"Est-ce réglé ?\", was: \"Did that solve it?\" }", with: "\"Est-ce bon ?\"")
    #expect(ids(sources("Did this solve it for you?", looked)) == [])
  }

  @Test func aTextThatIsGoneIsUnusedAndStays() throws {
    let other = sources("Shall we stop here?", Self.translated)
    #expect(ids(other).sorted() == ["W601", "W604"])
    let new = try status(other).extracted(into: file(other), path: "flows/i18n/fr.yaml")
    #expect(new.text.contains("Est-ce réglé ?"))
    #expect(new.text.hasSuffix("\n  \"Shall we stop here?\": \"\"\n"))
  }

  @Test func aFlowInOneLineIsSpreadOut() throws {
    let sources = sources(
      "And?", "bot: {}\nt: { \"Open {{ hours.next_open }}.\": \"Ouvert {{ hours.next_open }}.\" }\n"
    )
    let new = try status(sources).extracted(into: file(sources), path: "flows/i18n/fr.yaml")
    #expect(
      new.text == """
        bot:
          "Just answer.": ""
          "Still there?": ""
        t:
          "Open {{ hours.next_open }}.": "Ouvert {{ hours.next_open }}."
          "And?": ""

        """, "\(new.text)")
  }

  @Test func aTranslatorsFileGoesThereAndBack() throws {
    let changed = sources(#"Did \"this\" solve it?\nReally?"#, Self.translated)
    let before = try status(changed)
    let po = PortableObject.write(before)
    #expect(po.contains("#: flows/t.flow.yaml:5\n#, fuzzy\n#| msgid \"Did that solve it?\"\n"))
    let (entries, findings) = PortableObject.read(SourceFile(path: "fr.po", text: po))
    #expect(findings == [])
    #expect(entries.map(\.base) == before.texts.map(\.base))
    #expect(entries.filter(\.isFuzzy).map(\.base) == ["Did \"this\" solve it?\nReally?"])

    let done = po.replacing("#, fuzzy\n", with: "").replacing(
      "Est-ce réglé ?", with: "Est-ce \\\"bon\\\" ?")
    let imported = before.imported(
      SourceFile(path: "fr.po", text: done), into: file(changed), path: "flows/i18n/fr.yaml")
    #expect(imported.count == 1 && imported.findings == [])
    let after = sources(#"Did \"this\" solve it?\nReally?"#, imported.file.text)
    #expect(try status(after).summary == "fr: 4 of 4 texts, 0 stale, 0 missing, 1 unused")
    let same = try status(after).imported(
      SourceFile(path: "fr.po", text: po), into: file(after), path: "flows/i18n/fr.yaml")
    #expect(same.file == file(after), "a fuzzy translation changes nothing")
  }

  @Test func aTranslatorsMistakesAreNamed() throws {
    let status = try status(sources("And?"))
    for (text, message) in [
      ("msgid \"a\nmsgstr \"b\"\n", "this text is not well quoted"),
      ("msgid_plural \"a\"\n", "a PO file of flows has no \"msgid_plural\""),
      ("msgctxt \"t\"\nmsgid \"Gone.\"\nmsgstr \"Parti.\"\n", "no text of t reads \"Gone.\""),
      ("msgid \"x\\q\"\nmsgstr \"b\"\n", "this text is not well quoted"),
    ] {
      let imported = status.imported(
        SourceFile(path: "fr.po", text: text), into: nil, path: "flows/i18n/fr.yaml")
      #expect(imported.findings.first?.message == message)
      #expect(imported.findings.first?.place.line == 1)
      #expect(imported.count == 0)
    }
  }
}
