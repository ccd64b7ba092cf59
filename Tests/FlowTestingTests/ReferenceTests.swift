import Authoring
import FlowTesting
import Flows
import Foundation
import JSON
import Testing

/// What is made of the settings: the tests' schema, and the guide's reference of every key.
@Suite struct ReferenceTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE"] == "1" }

  @Test func theShippedSchemaOfTestsIsTheReaders() throws {
    let file = Self.root.appending(path: "flows/schema/test.schema.json")
    if Self.isUpdating {
      try TestSettings.schema.write(to: file, atomically: true, encoding: .utf8)
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == TestSettings.schema, "write it anew with UPDATE=1")
    let cases = try JSONReader.read(text)["properties"]?["cases"]?["items"]?["properties"]
    let lines = cases?["chat"]?["items"]?["anyOf"]?.array?.first?["properties"]
    let keys = Set(lines?.members?.map(\.name) ?? [])
    #expect(keys.isSuperset(of: Set(ChatStep.verbs).subtracting(["restart"])))
  }

  @Test func theGuideNamesEveryKey() throws {
    let file = Self.root.appending(path: "flows/README.md")
    let guide = try String(contentsOf: file, encoding: .utf8)
    let begin = "<!-- every key: begin -->\n"
    let end = "<!-- every key: end -->\n"
    let from = try #require(guide.range(of: begin)).upperBound
    let to = try #require(guide.range(of: end)).lowerBound
    let reference = AuthorReference.flows + TestSettings.reference + "\n"
    if Self.isUpdating {
      let text = guide[..<from] + reference + guide[to...]
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(guide[from..<to] == reference, "write it anew with UPDATE=1")
    }
  }
}
