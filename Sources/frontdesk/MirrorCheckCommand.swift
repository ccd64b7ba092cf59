import ArgumentParser
import Configuration
import Documents
import Flows
import Foundation
import Operator
import Tickets

extension MirrorCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check recipes of ticket systems.",
      discussion: """
        A recipe is a file, or the name of one in the folder recipes beside the settings' file; \
        without one, all of that folder and those that connectors name. Exit codes: 0 right or \
        warnings only, 1 mistakes.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "How findings are written.") var format = FlowCommand.Format.text
    @Argument(help: "Recipes: files or names.") var recipes: [String] = []

    func run() throws {
      let loaded = try options.load()
      let shelf = RecipeShelf(loaded.files.settings)
      let names = recipes.isEmpty ? try all(shelf, loaded.settings.readable) : recipes
      let sources = try names.map(shelf.source)
      guard !sources.isEmpty else {
        return Speech.tell(
          "there are no recipes in \(shelf.folder), and no connector names one; "
            + "name a file: frontdesk mirror check FILE")
      }
      let readings = sources.map { RecipeReader.read($0) }
      let findings = readings.flatMap(\.findings)
      switch format {
      case .text:
        let report = FindingReport(findings, sources: sources).text
        if !report.isEmpty { Speech.tell(report) }
        for recipe in readings.compactMap(\.recipe) {
          Speech.tell(
            "\(recipe.name): \(recipe.title); \(recipe.verbNames.joined(separator: ", "))")
        }
      case .json: Speech.tell(json: FindingExport.json(findings))
      case .sarif: Speech.tell(json: FindingExport.sarif(findings, version: Program.version))
      case .github: Speech.tell(FindingExport.github(findings))
      }
      if findings.hasErrors { Foundation.exit(1) }
    }

    /// Those of the folder, and those that connectors name from elsewhere.
    private func all(_ shelf: RecipeShelf, _ settings: Settings) throws -> [String] {
      let shelved = try shelf.names()
      let named = settings.connectors.filter { $0.kind == "recipe" }
        .compactMap { $0.text("recipe") }
      let here = Set(shelved.map { "\(shelf.folder)/\($0).yaml" } + shelved)
      return shelved + named.filter { !here.contains($0) }
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the JSON Schema of recipes, for editors.",
      discussion: "The same stands in config/schema, named in each recipe's first line.")

    func run() throws { Speech.tell(json: RecipeSettings.schema) }
  }
}

/// Where recipes lie: the folder `recipes` beside the settings' file.
struct RecipeShelf {
  let folder: String

  init(_ settingsFile: String) { folder = Paths.beside(settingsFile, "recipes") }

  /// Those of the folder, in order.
  func names() throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// By its name, or as a file where it has a slash or an ending.
  func source(_ recipe: String) throws -> SourceFile {
    let isFile = recipe.contains("/") || recipe.hasSuffix(".yaml")
    let path = isFile ? recipe : "\(folder)/\(recipe).yaml"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      let hint = isFile ? nil : NearestName.hint(for: recipe, among: try names())
      throw Failure(
        "there is no recipe \(path)" + (hint.map { "; \($0)" } ?? ""), code: 1)
    }
    do throws(Finding) {
      return try SourceFile(path: path, bytes: Array(bytes))
    } catch {
      throw Failure("\(error.place): \(error.message)", code: 1)
    }
  }
}
