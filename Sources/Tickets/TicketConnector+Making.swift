import Courier
package import Desk
package import Secrets

extension TicketConnector {
  /// One that speaks to a system as its recipe says. `settings` are the recipe's own; `theirs` is
  /// what the system signs with what it tells: without it nothing is taken from it.
  package static func recipe(
    _ recipe: Recipe, name: String, url: String, settings: [String: String],
    secret: Secret<String>, theirs: Secret<String>? = nil, _ terms: Asker.Terms,
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) -> TicketConnector {
    var terms = terms
    terms.rate = recipe.rate
    let asker = Asker(terms, secret: secret)
    let system = RecipeSystem(
      recipe, name: name, url: url, settings: settings, secret: secret, asker)
    guard let theirs, recipe.hasInbound else {
      return TicketConnector(name, system, title: recipe.title, bytes: bytes)
    }
    return HookedTicketConnector(
      name, system, TicketNewsTaker(recipe, name: name, settings: settings, secret: theirs),
      bytes: bytes)
  }

  /// One that speaks to Request Tracker, and looks there every `looksEvery`.
  package static func requestTracker(
    _ settings: RequestTracker.Settings, name: String, token: Secret<String>,
    _ terms: Asker.Terms, looksEvery: Duration = .seconds(15),
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) -> TicketConnector {
    let tracker = RequestTracker(settings, token: token, terms)
    return TicketConnector(
      name, tracker, title: "Request Tracker", looker: RequestTrackerLooker(tracker),
      looksEvery: looksEvery, bytes: bytes)
  }
}

extension RecipeSystem {
  init(
    _ recipe: Recipe, name: String, url: String, settings: [String: String],
    secret: Secret<String>, _ asker: any Asking
  ) {
    let url = url.hasSuffix("/") ? String(url.dropLast()) : url
    var known = settings
    known["url"] = url
    self.init(
      recipe: recipe,
      requests: RecipeRequest(
        recipe: recipe, url: url, making: RecipeFactsMaking(recipe: recipe, settings: known),
        secret: secret), name: name, asker: asker)
  }
}
