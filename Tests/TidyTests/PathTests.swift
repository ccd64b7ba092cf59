import Testing

@Suite struct PathTests {
  @Test func nothingTellsOfTheMachineItWasWrittenOn() {
    let kinds = [".swift", ".md", ".py", ".js", ".mjs", ".yaml", ".yml", ".c", ".h", ".cc", ".sh"]
    let own = "Tests/TidyTests/"
    let files = Tree.paths(under: "").filter { path in
      !path.hasPrefix(own) && kinds.contains { path.hasSuffix($0) }
    }
    #expect(files.count > 500)
    expectTidy(files.flatMap { Paths.findings(in: Tree.text(of: $0), path: $0) })
  }

  @Test func aPathOfAMachineIsFound() {
    for text in ["/home/ana/desk", "see `/work/main`", "x=/root/.ssh", "open(\"/Users/ana/a\")"] {
      #expect(Paths.findings(in: text, path: "a.md").count == 1, "\(text)")
    }
    for text in ["https://shop.example/home/a", "/tmp/trial", "frontdesk/work/a", "/homes/"] {
      #expect(Paths.findings(in: text, path: "a.md") == [], "\(text)")
    }
  }
}
