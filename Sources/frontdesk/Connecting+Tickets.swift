import Configuration
import Courier
import Desk
import Documents
import Files
import Operator
import Secrets
import Tickets

/// Connectors to ticket systems.
extension Connecting {
  static func requestTracker(_ settings: ConnectorSettings, _ files: String) throws
    -> TicketConnector
  {
    let token = try secret("token_file", of: settings)
    return .requestTracker(
      try trackerSettings(settings), name: settings.name, token: Secret(token), terms(settings),
      looksEvery: settings.duration("look_every") ?? .seconds(15),
      bytes: bytes(files))
  }

  static func trackerSettings(_ settings: ConnectorSettings) throws -> RequestTracker.Settings {
    var tracker = RequestTracker.Settings(url: try address(settings.text("url"), settings))
    tracker.queue = settings.text("queue") ?? tracker.queue
    tracker.field = settings.text("field") ?? tracker.field
    tracker.namesRequestor = settings.flag("requestor")
    for (state, status) in settings.pairs("states") {
      guard RequestTracker.Settings.states.contains(state) else {
        throw Failure(
          "connector \(settings.name): the desk has no state \"\(state)\"; there are: "
            + RequestTracker.Settings.states.joined(separator: ", "), code: 78)
      }
      tracker.statuses[state] = status
    }
    return tracker
  }

  static func recipe(_ settings: ConnectorSettings, _ files: String) throws -> TicketConnector {
    let (recipe, url, own) = try recipeParts(settings)
    let secret = try secret("secret_file", of: settings)
    return .recipe(
      recipe, name: settings.name, url: url, settings: own, secret: Secret(secret),
      theirs: try theirs(settings, recipe), terms(settings), bytes: bytes(files))
  }

  /// By which the system shows who it is; nil where nothing is to be taken from it.
  private static func theirs(_ settings: ConnectorSettings, _ recipe: Recipe) throws(Failure)
    -> Secret<String>?
  {
    guard settings.text("hook_secret_file") != nil else { return nil }
    guard recipe.hasInbound else {
      throw Failure(
        "connector \(settings.name): \(recipe.name) does not say how it tells what happened there; "
          + "leave hook_secret_file out, or give the recipe an inbound part", code: 78)
    }
    return Secret(try secret("hook_secret_file", of: settings))
  }

  /// The recipe, where its system is, and what the operator says of the recipe's own settings.
  static func recipeParts(_ settings: ConnectorSettings) throws
    -> (recipe: Recipe, url: String, settings: [String: String])
  {
    let source = try RecipeShelf(Settings.usualFile).source(settings.text("recipe") ?? "")
    let (recipe, findings) = RecipeReader.read(source)
    guard let recipe else {
      let first = findings.first { $0.severity == .error }
      throw Failure(
        "connector \(settings.name): \(source.path) has mistakes"
          + (first.map { " (\($0.place): \($0.message))" } ?? "")
          + "; frontdesk mirror check tells all", code: 78)
    }
    let own = Dictionary(settings.pairs("with").map { ($0.name, $0.value) }) { $1 }
    let known = recipe.settings.map(\.name)
    for name in own.keys.sorted() where !known.contains(name) {
      let hint = NearestName.hint(for: name, among: known).map { "; \($0)" } ?? ""
      throw Failure(
        "connector \(settings.name): \(recipe.name) has no setting \"\(name)\"\(hint)", code: 78)
    }
    for setting in recipe.settings where setting.standard == nil && own[setting.name] == nil {
      throw Failure(
        "connector \(settings.name): under with: \(recipe.name) needs \(setting.name): …, "
          + setting.about.beginning(200), code: 78)
    }
    return (recipe, try address(settings.text("url") ?? recipe.url, settings), own)
  }

  private static func address(_ text: String?, _ settings: ConnectorSettings) throws -> String {
    guard let text, Destinations.isAddress(text) else {
      throw Failure(
        "connector \(settings.name) needs url: https://… with the system's host", code: 78)
    }
    return text
  }

  private static func terms(_ settings: ConnectorSettings) -> Asker.Terms {
    var terms = Asker.Terms()
    terms.allowsPrivate = settings.flag("allow_private")
    terms.timeout = settings.duration("timeout") ?? terms.timeout
    return terms
  }

  private static func bytes(_ folder: String) -> @Sendable (Attachment) -> [UInt8]? {
    { FileStore.bytes(of: $0, in: folder) }
  }
}

/// Addresses that a connector may be given.
private enum Destinations {
  static func isAddress(_ text: String) -> Bool {
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.dropFirst(7)
    return (text.hasPrefix("https://") || text.hasPrefix("http://")) && !rest.isEmpty
      && !rest.hasPrefix("/") && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      && !rest.contains { "@?#".contains($0) }
  }
}
