import Knowledge
import Testing

@Suite struct ReadingArticles {
  private static let good = """
    ---
    title: "Late parcels: what to do"   # shown on the card
    keywords: [late, 'it''s lost', "never \\"came\\""]
    category: delivery
    language: pt-BR

    examples:
      - where is my parcel   # most often
      - "it is late: help"
    ---
    Most parcels **come** in time, see [tracking](track.md).

    ## Wait a *day*
    1. Open `My orders`.
    2. Look.
    """

  @Test func aWholeArticleIsRead() throws {
    let article = try Article(markdown: Self.good, file: "flows/knowledge/late-parcel.md")
    #expect(article.id == "late-parcel")
    #expect(article.title == "Late parcels: what to do")
    #expect(article.keywords == ["late", "it's lost", "never \"came\""])
    #expect(article.category == "delivery")
    #expect(article.language == "pt-BR")
    #expect(article.examples == ["where is my parcel", "it is late: help"])
    #expect(article.headings == ["Wait a day"])
    #expect(article.body.hasPrefix("Most parcels **come**"))
    #expect(article.body.hasSuffix("2. Look."))
  }

  @Test func anArticleMaySayOnWhichPageItStands() throws {
    func article(_ link: String) throws -> Article {
      try Article(markdown: "---\ntitle: A\nlink: \(link)\n---\nText.", file: "a.md")
    }
    #expect(try article("https://shop.example/a").link == "https://shop.example/a")
    #expect(throws: ArticleMistake.self) { try article("shop.example/a") }
    #expect(throws: ArticleMistake.self) { try article("javascript:alert(1)") }
  }

  @Test func whatMayBeLeftOutHasADefault() throws {
    let article = try Article(markdown: "---\ntitle: A\n---\nText.", file: "a.md")
    #expect(article.category == "general")
    #expect(article.language == "en")
    #expect(article.keywords.isEmpty && article.examples.isEmpty && article.headings.isEmpty)
  }

  @Test func windowsLineEndsAndAByteOrderMarkAreNoMistakes() throws {
    let text = "\u{FEFF}---\r\ntitle: A\r\nkeywords: [b]\r\n---\r\nText.\r\n"
    let article = try Article(markdown: text, file: "a.md")
    #expect(article.title == "A")
    #expect(article.keywords == ["b"])
    #expect(article.body == "Text.")
  }

  struct Bad: CustomTestStringConvertible {
    let text: String
    let expected: String
    var testDescription: String { expected }
  }

  static let bad = [
    Bad(
      text: "Text.",
      expected: """
        a.md:1:1: error: the file does not begin with a head
          hint: begin with a line `---`, then `title: …`, then a line `---`, then the text
        """),
    Bad(
      text: "---\ntitle: A\nText.",
      expected: """
        a.md:1:1: error: the head is never closed
          hint: write a line `---` between the head and the text
        """),
    Bad(
      text: "---\ncategory: b\n---\nText.",
      expected: """
        a.md:1:1: error: the article has no title
          hint: add a line `title: …` to the head
        """),
    Bad(
      text: "---\ntitle:\n---\nText.",
      expected: """
        a.md:2:7: error: `title` is empty
          hint: write a text after the `:`
        """),
    Bad(
      text: "---\ntitle: A\nkeyword: [b]\n---\nText.",
      expected: """
        a.md:3:1: error: no key named “keyword”
          hint: did you mean `keywords`?
        """),
    Bad(
      text: "---\ntitle: A\nauthor: b\n---\nText.",
      expected: """
        a.md:3:1: error: no key named “author”
          hint: the keys are title, keywords, category, language, examples, link
        """),
    Bad(
      text: "---\ntitle: A\ntitle: B\n---\nText.",
      expected: """
        a.md:3:1: error: `title` is here twice, first in line 2
          hint: keep one of the two
        """),
    Bad(
      text: "---\ntitle: A\nkeywords: b, c\n---\nText.",
      expected: """
        a.md:3:11: error: `keywords` is a list
          hint: write `keywords: [first, second]`, or one `- item` a line below it
        """),
    Bad(
      text: "---\ntitle: [A]\n---\nText.",
      expected: """
        a.md:2:8: error: `title` is one text, not a list
          hint: leave the brackets out
        """),
    Bad(
      text: "---\ntitle: A\nkeywords: [b, c\n---\nText.",
      expected: """
        a.md:3:11: error: the list is never closed
          hint: close it with `]` in the same line
        """),
    Bad(
      text: "---\ntitle: \"A\n---\nText.",
      expected: """
        a.md:2:8: error: the quote is never closed, or has a `\\` before another character
          hint: close it in the same line, and write `\\"` and `\\\\` for a quote and a backslash
        """),
    Bad(
      text: "---\ntitle: \"A\" b\n---\nText.",
      expected: """
        a.md:2:11: error: text after the closing quote
          hint: put the whole text between the quotes
        """),
    Bad(
      text: "---\ntitle: Late: what now\n---\nText.",
      expected: """
        a.md:2:8: error: this text has a meaning of its own in YAML
          hint: put it in double quotes: "Late: what now…"
        """),
    Bad(
      text: "---\ntitle: A\nlanguage: english\n---\nText.",
      expected: """
        a.md:3:11: error: “english” is not a language code
          hint: write two or three small letters, like `en` or `fr`, perhaps with a region: `pt-BR`
        """),
    Bad(
      text: "---\ntitle: A\n- b\n---\nText.",
      expected: """
        a.md:3:1: error: a list item that belongs to no key
          hint: write `keywords:` or `examples:` in the line above the list
        """),
    Bad(
      text: "---\ntitle: A\nexamples:\n  -\n---\nText.",
      expected: """
        a.md:4:4: error: an empty list item
          hint: write a text after the `-`
        """),
    Bad(
      text: "---\ntitle: A\nexamples:\n---\nText.",
      expected: """
        a.md:3:1: error: `examples` is empty
          hint: write one `- item` a line below it, or remove the key
        """),
    Bad(
      text: "---\ntitle: A\n\tcategory: b\n---\nText.",
      expected: """
        a.md:3:1: error: a tab before the text
          hint: indent with spaces
        """),
    Bad(
      text: "---\ntitle: A\n  category: b\n---\nText.",
      expected: """
        a.md:3:3: error: this line is indented but is not part of a list
          hint: begin a key in the first column, or a list item with `- `
        """),
    Bad(
      text: "---\ntitle A\n---\nText.",
      expected: """
        a.md:2:1: error: a `:` is missing
          hint: write `key: value`
        """),
    Bad(
      text: "---\ntitle:A\n---\nText.",
      expected: """
        a.md:2:7: error: no space after `:`
          hint: write `title: …`
        """),
    Bad(
      text: "---\ntitle: A\n---\n## Only a heading\n",
      expected: """
        a.md:5:1: error: the article has no text
          hint: write the answer below the second `---`
        """),
    Bad(
      text: "---\ntitle: A\n---\nTe\u{0}xt.",
      expected: """
        a.md:4:3: error: control character U+0000 in the file
          hint: remove it; only line breaks and tabs are allowed
        """),
  ]

  @Test(arguments: bad) func aMistakeSaysWhatWhereAndHowToMendIt(_ bad: Bad) {
    let mistake = #expect(throws: ArticleMistake.self) {
      try Article(markdown: bad.text, file: "a.md")
    }
    #expect(mistake?.description == bad.expected)
  }

  @Test func everyMistakeIsReportedInOneRun() {
    let text = "---\ntitel: A\nkeywords: b\nlanguage: 7\n---\n"
    let (article, mistakes) = Article.read(markdown: Array(text.utf8), file: "A b.md")
    #expect(article == nil)
    #expect(mistakes.map(\.line) == [1, 2, 3, 4, 6])
  }

  @Test func invalidUTF8IsFoundToTheCharacter() {
    let bytes = Array("---\ntitle: é".utf8) + [0xC3, 0x28] + Array("\n---\nText.".utf8)
    let mistake = #expect(throws: ArticleMistake.self) {
      try Article(markdown: bytes, file: "a.md")
    }
    #expect(
      mistake?.description
        == """
        a.md:2:9: error: this is not valid UTF-8
          hint: save the file with the encoding UTF-8
        """)
  }

  @Test func aHugeFileIsRefusedUnread() {
    let bytes = [UInt8](repeating: 0x61, count: 64 * 1_024 + 1)
    let mistake = #expect(throws: ArticleMistake.self) {
      try Article(markdown: bytes, file: "a.md")
    }
    #expect(
      mistake?.message == "the file is 65537 bytes long; an article may have 65536")
  }

  @Test(arguments: ["Late Parcel.md", ".md", "-a.md", "é.md", "a_b.md"])
  func aFileThatCannotNameAnArticleIsRefused(_ file: String) {
    let mistake = #expect(throws: ArticleMistake.self) {
      try Article(markdown: "---\ntitle: A\n---\nText.", file: file)
    }
    #expect(mistake?.message.hasSuffix("cannot name an article") == true)
  }

  @Test func aPageOfNothingButBracketsIsReadAtOnce() throws {
    let text = "---\ntitle: A\n---\nx " + String(repeating: "[", count: 60_000)
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try Article(markdown: text, file: "a.md") }
    #expect(time < .seconds(20))
  }
}
