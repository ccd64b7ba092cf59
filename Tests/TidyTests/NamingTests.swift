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
    #expect(hiding("package final class Desk {}") == 1)
    #expect(hiding("struct A {}") == 1)
    #expect(hiding("final class Desk {}") == 0)
    #expect(hiding("package final class DeskView {}") == 0)
    #expect(hiding("enum B { package struct Desk {} }") == 0)
    #expect(hiding("class func A() {}") == 0)
  }

  private func hiding(_ text: String) -> Int {
    Naming.findings(in: sample(text), hiding: ["A", "Desk"]).count
  }

  private func sample(_ text: String) -> SourceText {
    SourceText(path: "Sources/A/B.swift", text)
  }
}
