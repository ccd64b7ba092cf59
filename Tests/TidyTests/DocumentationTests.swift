import Testing

@Suite struct DocumentationTests {
  @Test func everyPackageTypeSaysWhatItIs() {
    expectTidy(Tree.program.flatMap(Documentation.findings))
  }

  @Test func aTypeWithoutASentenceIsFound() {
    #expect(findings("package struct A {}") == ["A has no sentence"])
    #expect(findings("/// An A.\n\n/// What an A holds.\npackage struct A {}") == [])
    #expect(findings("// What an A holds.\npackage final class A {}") == ["A has no sentence"])
    #expect(findings("/// A.\npackage struct A {}") == ["A: \"A.\" is no sentence"])
    #expect(findings("/// One of the letters\npackage struct A {}").count == 1)
  }

  @Test func attributesMayStandBetween() {
    #expect(findings("/// What an A holds.\n@frozen package struct A {}") == [])
    #expect(findings("/// What an A holds.\npackage indirect enum A {}") == [])
  }

  @Test func nestedTypesAreLookedAtToo() {
    let text =
      "/// What an A holds.\npackage struct A {\npackage enum B { case c }\nenum D { case e }\n}"
    #expect(findings(text) == ["B has no sentence"])
  }

  private func findings(_ text: String) -> [String] {
    Documentation.findings(in: SourceText(path: "Sources/A/B.swift", text)).map(\.what)
  }
}
