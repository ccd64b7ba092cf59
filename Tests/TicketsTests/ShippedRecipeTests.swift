import Documents
import Foundation
import TestSupport
import Testing
import Tickets

/// The recipes that are shipped, and the editors' schema of them.
@Suite struct ShippedRecipeTests {
  static let names = [
    "freshdesk", "github", "gitlab", "hubspot", "jira-service-management", "osticket", "zammad",
    "zendesk",
  ]

  static func read(_ name: String) throws -> (recipe: Recipe?, findings: [Finding]) {
    let path = "config/recipes/\(name).yaml"
    return RecipeReader.read(SourceFile(path: path, text: try Repository.text(path)))
  }

  @Test func everyFileOfTheFolderIsKnownHere() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(Repository.root)/config/recipes")
    // Those of messengers have a folder and a reader of their own.
    #expect(files.filter { $0.hasSuffix(".yaml") }.sorted() == Self.names.map { "\($0).yaml" })
  }

  @Test(arguments: names)
  func aShippedRecipeHasNoMistakes(_ name: String) throws {
    let (recipe, findings) = try Self.read(name)
    #expect(recipe?.name == name)
    // osTicket cannot be asked for a ticket, and its recipe says so.
    #expect(findings.map(\.id) == (name == "osticket" ? ["W967"] : []), "\(findings)")
  }

  @Test func theSchemaForEditorsIsOfTheseSettings() throws {
    let made = RecipeSettings.schema
    let text = try Repository.golden("config/schema/recipe.schema.json", made: made)
    #expect(text == made, "write it anew with UPDATE=1")
  }
}
