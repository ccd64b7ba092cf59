import Authoring
import JSON
import Testing

/// One table of settings makes the editors' schema and the author's guide.
@Suite struct SettingTests {
  private static let inner = SettingTable([.required("say", .text, "What it says.")])
  private static let table = SettingTable([
    .required("when", .expression, "When it holds."),
    Setting("steps", .list(.defined("step", words: "steps")), "What is done."),
    Setting("limit", .integer(1...5), "How many | at most."),
    Setting("queue", .routing, "Where it goes."),
  ])

  @Test func aSchemaDescribesEachKeyAndRefersToItsDefinitions() throws {
    let schema = EditorSchema.document(
      "Rules", Self.table, definitions: [EditorSchema.Definition("step", [Self.inner])])
    let json = try JSONReader.read(schema)
    #expect(json["title"]?.string == "Rules")
    #expect(json["required"]?.array?.compactMap(\.string) == ["when"])
    #expect(json["properties"]?["when"]?["description"]?.string == "When it holds.")
    let items = json["properties"]?["steps"]?["items"]
    #expect(items?["$ref"]?.string == "#/definitions/step")
    let step = json["definitions"]?["step"]?["anyOf"]?.array?.first
    #expect(step?["properties"]?["say"] != nil)
    #expect(json["properties"]?["limit"]?["maximum"]?.int == 5)
  }

  @Test func aFileWithoutDefinitionsHasNone() throws {
    let json = try JSONReader.read(EditorSchema.document("Rules", Self.inner))
    #expect(json["definitions"] == nil)
  }

  @Test func theGuideHasARowForEachKeyAndRequiredOnesInBold() {
    let text = AuthorReference.table("A rule", Self.table)
    #expect(text.hasPrefix("\n### A rule\n\n| key | holds | meaning |\n"))
    #expect(text.contains("| **`when`** | expression | When it holds. |"))
    #expect(text.contains("| `steps` | list of: steps | What is done. |"))
    #expect(text.contains("| `limit` | 1 to 5 | How many \\| at most. |"))
  }

  @Test func allNamesOfATableAreKnown() {
    #expect(Self.table.names == ["when", "steps", "limit", "queue"])
  }
}
