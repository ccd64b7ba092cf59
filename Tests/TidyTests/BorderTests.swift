import Testing

@Suite struct BorderTests {
  private static let package = Rooms.ofPackage(
    SourceText(path: "Package.swift", Tree.text(of: "Package.swift")))

  @Test func theTableOfRoomsIsThatOfThePackage() {
    expectTidy(
      Rooms.differences(
        package: Self.package, document: Rooms.ofDocument(Tree.text(of: "ARCHITECTURE.md"))))
  }

  @Test func noRoomIsImportedThatPackageSwiftDoesNotGive() {
    #expect(Tree.rooms.subtracting(Self.package.keys) == [])
    expectTidy(Tree.program.flatMap { Borders.findings(in: $0, Self.package) })
  }

  /// What a folder of Flows may know, from the words of the language up to the drawings of it.
  private static let flows: [String: Set<String>] = [
    "Language": [],
    "Conversation": ["Language"],
    "Reading": ["Language", "Conversation"],
    "Translating": ["Language", "Reading"],
    "Engine": ["Language", "Conversation", ""],
    "Checks/Rules": ["Conversation"],
    "Checks": ["Language", "Conversation", "Reading", "Translating", "Checks/Rules"],
    "": ["Language", "Conversation", "Reading", "Engine", "Checks"],
    "Publishing": ["Language", "Conversation", "Checks", ""],
    "Drawing": ["Language", "Conversation", "Reading", "Checks", "Publishing", ""],
  ]

  /// What expressions may speak of: the bot's own sentences are checked against it too.
  private static let everywhereInFlows: Set = ["Vocabulary"]

  @Test func foldersOfFlowsKnowWhatStandsBelowThem() {
    let flows = Tree.program.filter { $0.room == "Flows" }
    #expect(Set(flows.map(\.folder)) == Set(Self.flows.keys))
    expectTidy(Borders.findings(in: flows, Self.flows, except: Self.everywhereInFlows))
  }

  @Test func aRoomThatIsNotImportedIsFound() {
    let rooms: [String: Set<String>] = ["Desk": [], "Wire": ["Desk"]]
    for text in ["import Wire", "package import Wire", "@testable import Wire"] {
      #expect(findings("Sources/Desk/A.swift", text, rooms).count == 1, "\(text)")
    }
    for text in ["import Desk", "package import Desk", "import Foundation", "// import Gateway"] {
      #expect(findings("Sources/Wire/A.swift", text, rooms) == [], "\(text)")
    }
  }

  @Test func aFolderThatKnowsTooMuchIsFound() {
    let sources = [
      SourceText(path: "Sources/A/Low/One.swift", "struct One { let two: Two? }"),
      SourceText(path: "Sources/A/High/Two.swift", "struct Two { let one: One }"),
    ]
    let table: [String: Set<String>] = ["Low": [], "High": ["Low"]]
    #expect(
      Borders.findings(in: sources, table, except: []).map(\.what)
        == ["Low does not know High: Two"])
    #expect(Borders.findings(in: sources, table, except: ["Two"]) == [])
  }

  @Test func aTableThatIsNotThePackagesIsFound() {
    let package = Rooms.ofPackage(
      SourceText(
        path: "Package.swift",
        """
        library("CThing", "thing", "libthing-dev"),
        room("A"), room("B", ["A", "CThing", yams]), .executableTarget(name: "c", dependencies: ["B"]),
        .target(name: "Peers", path: "Tests/Peers"), tests("A", ["B"]),
        """))
    #expect(package == ["CThing": [], "A": [], "B": ["A", "CThing", "Yams"], "c": ["B"]])
    let table =
      "## Rooms\n| `CThing` `A` | x | – |\n| `B` | y | A, CThing |\n| `D` | z | – |\n## Next\n"
    #expect(
      Rooms.differences(package: package, document: Rooms.ofDocument(table)).map(\.what)
        == ["B imports A, CThing, Yams", "there is no room D", "c imports B"])
  }

  private func findings(
    _ path: String, _ text: String, _ rooms: [String: Set<String>]
  ) -> [Untidiness] {
    Borders.findings(in: SourceText(path: path, text), rooms)
  }
}
