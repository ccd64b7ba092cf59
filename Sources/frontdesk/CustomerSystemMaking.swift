import Configuration
import Desk
import Directories
import Documents
import Fetch
import JSON
import Office
import Operator
import Recipes
import Secrets

/// Makes customer systems of what the settings say of them.
enum CustomerSystemMaking {
  /// Throws with the words for what is wrong: a secret file that is missing, a faulty recipe.
  static func asked(_ settings: ConnectorSettings) throws(Failure) -> LookUpDesk.Asked {
    let terms = try terms(settings)
    let secret = try secret(settings)
    if settings.kind == "carddav" {
      let user = settings.text("user") ?? ""
      guard user.isEmpty == (secret == nil) else {
        throw failure(settings, "user and secret_file belong together")
      }
      return LookUpDesk.Asked(
        AddressBook(settings.name, terms, user: user, password: secret), terms)
    }
    let recipe = try RecipeFile.read(settings.text("recipe") ?? "", of: .lookUp, what(settings))
    let known = try RecipeFile.settings(settings, of: recipe, what(settings))
    guard recipe.needsSecret == (secret != nil) else {
      throw failure(
        settings,
        recipe.needsSecret
          ? "its recipe needs secret_file" : "its recipe has no auth, and no use for secret_file")
    }
    for fact in terms.facts where !recipe.answer.facts.contains(where: { $0.name == fact.name }) {
      let names = recipe.answer.facts.map(\.name)
      throw failure(
        settings,
        "its recipe has no fact \(fact.name)"
          + (NearestName.hint(for: fact.name, among: names).map { "; \($0)" } ?? ""))
    }
    return LookUpDesk.Asked(
      RecipeSystem(settings.name, terms, recipe, settings: known, secret: secret), terms)
  }

  static func plan(_ settings: [ConnectorSettings]) -> LookUpPlan? {
    let fresh = settings.compactMap { $0.duration("keep") }.min()
    return fresh.map { LookUpPlan(settings.map(\.name), fresh: $0) }
  }

  private static func terms(_ settings: ConnectorSettings) throws(Failure) -> SystemTerms {
    let url = try RecipeFile.url(settings, what(settings))
    return SystemTerms(
      url: url, facts: settings.pairs("facts").map { ($0.name, $0.value) },
      budget: settings.duration("budget") ?? .milliseconds(800),
      keep: settings.duration("keep") ?? .seconds(600),
      addressGuard: settings.flag("allow_private") ? .anywhere : .publicOnly)
  }

  private static func secret(_ settings: ConnectorSettings) throws(Failure) -> Secret<String>? {
    guard let file = settings.text("secret_file") else { return nil }
    return Secret(try Folders.secret(file, for: what(settings)))
  }

  private static func what(_ settings: ConnectorSettings) -> String {
    "customer system \(settings.name)"
  }

  private static func failure(_ settings: ConnectorSettings, _ why: String) -> Failure {
    Failure("\(what(settings)): \(why)", code: 78)
  }
}

extension LookUpDesk.Question {
  /// As the Office asks it.
  init(_ call: LookUpCall) {
    self.init(
      call.conversation, Person(email: call.email, customer: call.customer.text),
      isAgain: call.isAgain)
  }
}

extension SystemStanding {
  /// As the running server tells it.
  static func members(of all: [SystemStanding]) -> [UInt8] {
    JSONWriter.object { writer in
      writer.array("systems", all) { writer, system in
        writer.object {
          $0.member("name", system.name)
          $0.member("asked", system.asked)
          $0.member("failed", system.failed)
          $0.member("last_answer", system.lastAnswer?.milliseconds)
          $0.member("last_failure", system.lastFailure?.milliseconds)
          $0.member("last_error", system.lastError)
        }
      }
    }
  }
}
