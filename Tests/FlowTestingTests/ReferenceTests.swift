import Authoring
import FlowTesting
import Flows
import Foundation
import JSON
import TestSupport
import Testing

/// What is made of the settings: the tests' schema, and the guide's reference of every key.
@Suite struct ReferenceTests {
  @Test func theShippedSchemaOfTestsIsTheReaders() throws {
    let text = try Repository.golden(
      "flows/schema/test.schema.json", made: TestSettings.schema)
    #expect(text == TestSettings.schema, "write it anew with UPDATE=1")
    let cases = try JSONReader.read(text)["properties"]?["cases"]?["items"]?["properties"]
    let lines = cases?["chat"]?["items"]?["anyOf"]?.array?.first?["properties"]
    let keys = Set(lines?.members?.map(\.name) ?? [])
    #expect(keys.isSuperset(of: Set(ChatStep.verbs).subtracting(["restart"])))
  }

  @Test func theGuideNamesEveryKey() throws {
    let guide = try Repository.text("flows/README.md")
    let begin = "<!-- every key: begin -->\n"
    let end = "<!-- every key: end -->\n"
    let from = try #require(guide.range(of: begin)).upperBound
    let to = try #require(guide.range(of: end)).lowerBound
    let reference = AuthorReference.flows + TestSettings.reference + "\n"
    let made = guide[..<from] + reference + guide[to...]
    #expect(
      try Repository.golden("flows/README.md", made: String(made)) == made,
      "write it anew with UPDATE=1")
  }
}
