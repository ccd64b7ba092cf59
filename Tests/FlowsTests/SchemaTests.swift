import Authoring
import Flows
import JSON
import TestSupport
import Testing

/// The files for editors and the guide's reference are what the readers' settings make of them.
@Suite struct SchemaTests {
  @Test(arguments: [("flow", EditorSchema.flow), ("bot", EditorSchema.bot)])
  func theShippedSchemaIsTheReaders(name: String, schema: String) throws {
    let text = try Repository.golden("flows/schema/\(name).schema.json", made: schema)
    #expect(text == schema, "write it anew with UPDATE=1")
    #expect(throws: Never.self) { try JSONReader.read(text) }
  }

  @Test func everyKeyStandsInTheSchemaWithItsMeaning() throws {
    let schemas = try [EditorSchema.flow, EditorSchema.bot].map { try JSONReader.read($0) }
    let keys = schemas.flatMap { described($0) }
    let lacking = Set(Revision.settingNames).subtracting(keys.map(\.name))
    // Values, not keys.
    let values = [
      "text", "int", "bool", "choice", "email", "phone", "url", "date", "record", "file",
    ]
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
    var count = 0
    for name in try Repository.allNames(in: "flows", ending: ".yaml") {
      guard let kind = kind(of: name) else { continue }
      let text = try Repository.text("flows/\(name)")
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
