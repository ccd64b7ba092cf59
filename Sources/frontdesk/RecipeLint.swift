import Documents
import Foundation
import Operator
import Recipes

/// What is wrong with a recipe, all of it.
enum RecipeLint {
  static func run(_ file: String) throws {
    let source = try RecipeFile.source(file)
    let (recipe, findings) = RequestRecipeReader.read(source)
    if !findings.isEmpty { Speech.tell(FindingReport(findings, sources: [source]).text) }
    guard let recipe else { Foundation.exit(1) }
    Speech.tell("\(file) is fine: \(recipe.title), for \(recipe.purpose.rawValue)")
    for setting in recipe.settings {
      let standard = setting.standard.map { " (\($0))" } ?? ""
      Speech.tell("  settings.\(setting.name)\(standard): \(setting.about)")
    }
    for fact in recipe.answer.facts { Speech.tell("  fact \(fact.name): \(fact.title)") }
  }
}
