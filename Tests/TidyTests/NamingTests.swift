import Testing

@Suite struct NamingTests {
  @Test func everyTypeHasANameThatSaysSomething() {
    expectTidy(Tree.swift.flatMap { Naming.findings(in: $0) })
  }

  /// Types that are what their room is for. Nobody has to name these rooms to say which type.
  private static let exceptions: Set = ["Gateway", "Legible", "Office"]

  @Test func noTypeBearsItsModulesName() {
    let rooms = Tree.rooms.subtracting(Self.exceptions)
    expectTidy(Tree.program.flatMap { Naming.findings(in: $0, hiding: rooms) })
  }

  @Test func anEmptyWordIsFound() {
    for name in ["QueueManager", "DataReader", "ImplX", "URLHandler"] {
      #expect(Naming.findings(in: sample("struct \(name) {}")).count == 1, "\(name)")
    }
    for name in ["Database", "Basement", "Information", "Handlers"] {
      #expect(Naming.findings(in: sample("struct \(name) {}")) == [], "\(name)")
    }
    #expect(Naming.findings(in: sample("typealias UserInfo = Int")).count == 1)
  }

  @Test func aTypeThatHidesAModuleIsFound() {
    #expect(Naming.findings(in: sample("final class Desk {}"), hiding: ["Desk"]).count == 1)
    #expect(Naming.findings(in: sample("final class DeskView {}"), hiding: ["Desk"]) == [])
    #expect(Naming.findings(in: sample("enum A { struct Desk {} }"), hiding: ["Desk"]) == [])
    #expect(Naming.findings(in: sample("class func Desk() {}"), hiding: ["Desk"]) == [])
  }

  private func sample(_ text: String) -> SourceText {
    SourceText(path: "Sources/A/B.swift", text)
  }
}
