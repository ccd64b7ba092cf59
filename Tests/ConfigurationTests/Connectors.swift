import Documents
import Testing

@testable import Configuration

/// Connectors, each with the settings of its kind.
@Suite struct Connectors {
  private func load(_ text: String) -> Loaded<Settings> {
    Settings.load(file: SourceFile(path: "f.yaml", text: text))
  }

  private static let tracker = """
    connectors:
      - name: rt
        kind: request_tracker
        url: https://rt.example.com
        token_file: rt.secret
        queue: General
        states: {solved: resolved}
    """

  private static let book = """
    customer_systems:
      - name: book
        kind: carddav
        url: https://dav.example.com/desk/
        facts: {plan: Plan}
    """

  @Test func aCustomerSystemHasWhatItsKindAsksForAndReadsBack() throws {
    let loaded = load(Self.book)
    #expect(loaded.report == "")
    let book = try #require(loaded.settings?.customerSystems.first)
    #expect(book.duration("budget") == .milliseconds(800) && book.pairs("facts").count == 1)
    let again = load(try #require(loaded.settings).show())
    #expect(again.settings?.customerSystems == loaded.settings?.customerSystems)
  }

  @Test func aConnectorHasWhatItsKindAsksForAndReadsBack() throws {
    let loaded = load(Self.tracker)
    #expect(loaded.report == "")
    let rt = try #require(loaded.settings?.connectors.first)
    #expect(rt.name == "rt" && rt.kind == "request_tracker")
    #expect(rt.text("url") == "https://rt.example.com")
    #expect(rt.pairs("states").map(\.value) == ["resolved"])
    #expect(!rt.flag("allow_private") && rt.duration("timeout") == .seconds(20))
    let again = load(try #require(loaded.settings).show())
    #expect(again.report == "" && again.settings?.connectors == loaded.settings?.connectors)
  }

  @Test(arguments: [
    (Self.tracker.replacing("queue:", with: "qeue:"), "did you mean \"queue\"?"),
    (Self.tracker.replacing("    queue: General\n", with: ""), "needs \"queue\""),
    (Self.tracker.replacing("request_tracker", with: "request_traker"), "request_tracker"),
    (Self.tracker + "\n    colour: red", "there is no setting \"colour\""),
    (
      Self.tracker + "\n"
        + Self.tracker.split(separator: "\n").dropFirst().joined(separator: "\n"),
      "two connectors have the name \"rt\""
    ),
    (Self.tracker.replacing("{solved: resolved}", with: "[solved]"), "names, each with a text"),
    ("connectors: rt", "a list of connectors"),
    ("customer_systems: book", "a list of customer systems"),
    (Self.book.replacing("    facts: {plan: Plan}", with: ""), "needs \"facts\""),
    (Self.book.replacing("carddav", with: "request_tracker"), "carddav, look_up"),
  ])
  func aMistakeSaysWhatAndHow(text: String, words: String) {
    let loaded = load(text)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains(words), "\(loaded.report)")
  }
}
