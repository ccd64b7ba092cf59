import Configuration
import Documents
import Testing

/// What a site's widget says by itself.
@Suite struct Greetings {
  private func load(_ greetings: String) -> Loaded<Settings> {
    let text = "sites:\n  shop:\n    origins: [self]\n    greetings:\n\(greetings)\n"
    return Settings.load(file: SourceFile(path: "f.yaml", text: text))
  }

  @Test func aGreetingIsReadWithWhatIsUsual() throws {
    let loaded = load(
      """
            - {name: cart, page: "/cart*", after: 5s, returning: "no", once: day, words: {en: Help?, de: Hilfe?}}
            - name: anywhere
              words: {en: Hello.}
      """)
    let settings = try #require(loaded.settings, "\(loaded.report)")
    let greetings = settings.sites[0].greetings
    #expect(greetings.map(\.name) == ["cart", "anywhere"])
    #expect(greetings[0].page == "/cart*" && greetings[0].returning == "no")
    #expect(greetings[0].words.map(\.language) == ["en", "de"])
    #expect(greetings[1].page == nil && greetings[1].after == .seconds(20))
    #expect(greetings[1].returning == "any" && greetings[1].once == "visitor")
    let again = Settings.load(file: SourceFile(path: "again.yaml", text: settings.show()))
    #expect(again.settings?.sites == settings.sites, "\(again.report)\n\(settings.show())")
  }

  @Test(arguments: [
    (
      "      - {name: a, words: {en: Hi}}\n      - {name: a, words: {en: Hi}}", "two greetings have"
    ),
    ("      - {name: a}", "needs \"words\""), ("      - {name: a, words: {}}", "is empty"),
    ("      - {name: a, words: {english words: Hi}}", "is no language"),
    ("      - {name: a, page: cart, words: {en: Hi}}", "write it from the slash on: \"/cart\""),
    ("      - {name: a, returning: maybe, words: {en: Hi}}", "cannot be \"maybe\""),
    ("      - {name: a, wrods: {en: Hi}}", "there is no setting \"wrods\""),
    (
      "      - {name: a, words: {en: \"\(String(repeating: "x", count: 301))\"}}",
      "a greeting has at most 300"
    ),
    (
      (1...21).map { "      - {name: a\($0), words: {en: Hi}}" }.joined(separator: "\n"),
      "at most 20"
    ),
  ])
  func aMistakeIsExplained(greetings: String, words: String) {
    let loaded = load(greetings)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains(words), "\(loaded.report)")
  }
}
