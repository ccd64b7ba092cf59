import Testing

@Suite struct PageTests {
  private static let files = Set(
    ["Sources", "Tests", "web-static", "docs"].flatMap { Tree.paths(under: $0) })

  private static let pages =
    ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "STYLE.md"]
    + Tree.paths(under: "docs").filter { $0.hasSuffix(".md") }

  @Test func whatAPageNamesIsThere() {
    expectTidy(
      Self.pages.flatMap { Pages.missing(in: Tree.text(of: $0), path: $0, Self.files) })
  }

  @Test func everyHowToIsOnePage() {
    let pages = Self.pages.filter { $0.hasPrefix("docs/how-to/") }
    #expect(pages.count >= 5)
    for page in pages {
      let lines = Tree.text(of: page).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= Pages.longestHowTo + 1, "\(page)")
    }
  }

  @Test func aFileThatIsGoneIsFound() {
    let text = "see `Sources/Desk/Event.swift` and [x](docs/a.md), `Sources/Desk`, Tests/B.swift.\n"
    let found = Pages.missing(in: text, path: "a.md", ["Sources/Desk/Event.swift", "docs/a.md"])
    #expect(found.map(\.what) == ["there is no Tests/B.swift"])
    #expect(Pages.missing(in: "`Sources/<Room>/*.swift`", path: "a.md", []) == [])
  }
}
