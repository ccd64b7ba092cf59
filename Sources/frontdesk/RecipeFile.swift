import Configuration
import Documents
import Operator
import Recipes

/// Recipes that the settings name, and what stands beside them.
enum RecipeFile {
  /// Throws with its first mistake; `frontdesk crm lint` and `frontdesk notify lint` show all.
  static func read(_ path: String, of purpose: RequestRecipe.Purpose, _ what: String)
    throws(Failure) -> RequestRecipe
  {
    guard try Folders.isThere(path) else {
      throw Failure("\(what): there is no recipe \(path)", code: 78)
    }
    let (recipe, findings) = RequestRecipeReader.read(try source(path))
    guard let recipe else {
      let first = findings.first { $0.severity == .error }
      throw Failure(
        "\(what): \(path) has mistakes: \(first.map { "\($0.place): \($0.message)" } ?? "")",
        code: 78)
    }
    guard recipe.purpose == purpose else {
      throw Failure(
        "\(what): \(path) is a recipe for \(recipe.purpose.rawValue), not for \(purpose.rawValue)",
        code: 78)
    }
    return recipe
  }

  static func source(_ path: String) throws(Failure) -> SourceFile {
    do {
      return try SourceFile(path: path, bytes: Folders.read(path))
    } catch {
      throw Failure("\(path) cannot be read: \(error)", code: 66)
    }
  }

  /// What the settings say for the recipe's own keys.
  static func settings(
    _ settings: ConnectorSettings, of recipe: RequestRecipe, _ what: String
  ) throws(Failure) -> [String: String] {
    var known: [String: String] = [:]
    for pair in settings.pairs("settings") {
      guard recipe.settings.contains(where: { $0.name == pair.name }) else {
        let names = recipe.settings.map(\.name)
        let hint = NearestName.hint(for: pair.name, among: names).map { "; \($0)" } ?? ""
        throw Failure("\(what): its recipe has no setting \(pair.name)\(hint)", code: 78)
      }
      known[pair.name] = pair.value
    }
    for setting in recipe.settings where setting.standard == nil && known[setting.name] == nil {
      throw Failure(
        "\(what): its recipe needs \(setting.name) under settings: \(setting.about)", code: 78)
    }
    return known
  }

  /// Where it is; without encryption only where the operator vouches for the network.
  static func url(_ settings: ConnectorSettings, _ what: String) throws(Failure) -> String {
    let url = settings.text("url") ?? ""
    return try checked(url, isPrivate: settings.flag("allow_private"), what)
  }

  static func checked(_ url: String, isPrivate: Bool, _ what: String) throws(Failure) -> String {
    let isSafe = url.hasPrefix("https://") || isPrivate && url.hasPrefix("http://")
    guard isSafe, !url.contains("@"), !url.contains(where: \.isWhitespace) else {
      throw Failure(
        "\(what): its url must begin with https:// (http:// only beside allow_private: true), and "
          + "no name or password stands in it", code: 78)
    }
    return url
  }
}
