import Authoring
import Flows
import Foundation
import JSON
import Testing

/// The files for editors and the guide's reference are what the readers' settings make of them.
@Suite struct SchemaTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The shipped file; with `UPDATE=1` it is written anew first.
  private func shipped(_ path: String, _ expected: String) throws -> String {
    let file = SchemaTests.root.appending(path: path)
    if Bytes.environment("UPDATE") == "1" {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(arguments: [("flow", EditorSchema.flow), ("bot", EditorSchema.bot)])
  func theShippedSchemaIsTheReaders(name: String, schema: String) throws {
    let text = try shipped("flows/schema/\(name).schema.json", schema)
    #expect(text == schema, "write it anew with UPDATE=1")
    #expect(throws: Never.self) { try JSONReader.read(text) }
  }

  @Test func everyKeyStandsInTheSchemaWithItsMeaning() throws {
    let schemas = try [EditorSchema.flow, EditorSchema.bot].map { try JSONReader.read($0) }
    let keys = schemas.flatMap { described($0) }
    let lacking = Set(Revision.settingNames).subtracting(keys.map(\.name))
    // Values, not keys.
    let values = ["text", "int", "bool", "choice", "email", "phone", "url", "date", "record"]
    #expect(lacking.subtracting(values).isSubset(of: Set(Revision.outcomeNames)), "\(lacking)")
    #expect(keys.allSatisfy { $0.meaning.count > 10 }, "a key says what it is for")
  }

  private func described(_ json: JSONValue) -> [(name: String, meaning: String)] {
    var found: [(String, String)] = []
    for member in json.members ?? [] {
      if member.name == "properties" {
        for key in member.value.members ?? [] {
          found.append((key.name, key.value["description"]?.string ?? ""))
        }
      }
      found += described(member.value)
    }
    for item in json.array ?? [] { found += described(item) }
    return found
  }

  @Test func everyShippedFileNamesItsSchema() throws {
    let folder = SchemaTests.root
    let walk = try #require(FileManager.default.enumerator(atPath: folder.path + "/flows"))
    var count = 0
    for case let name as String in walk.map({ $0 }) where name.hasSuffix(".yaml") {
      guard let kind = kind(of: name) else { continue }
      let text = try String(contentsOf: folder.appending(path: "flows/\(name)"), encoding: .utf8)
      let up = name.contains("/") ? "../" : ""
      let first = "# yaml-language-server: $schema=\(up)schema/\(kind).schema.json\n"
      #expect(text.hasPrefix(first), "\(name)")
      count += 1
    }
    #expect(count > 5)
  }

  private func kind(of name: String) -> String? {
    if name.hasSuffix(".test.yaml") { return "test" }
    if name.hasSuffix(".flow.yaml") { return name.contains("/") ? nil : "flow" }
    return name == "bot.yaml" ? "bot" : nil
  }
}
