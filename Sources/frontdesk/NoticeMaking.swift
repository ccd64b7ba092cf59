import Configuration
import Correspondence
import Courier
import Desk
import Expressions
import Fetch
import Mail
import Notices
import Operator
import Recipes
import Rules
import Secrets

/// Makes connectors that tell teams what happens, of what the settings say of them.
enum NoticeMaking {
  /// Throws with the words for what is wrong.
  static func connector(_ settings: ConnectorSettings, _ all: Settings) throws(Failure)
    -> NoticeConnector
  {
    // The desk's own plan is not made yet; it is adopted before anything is told.
    let desk = DeskPlan(queues: [
      QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(86_400))
    ])
    return NoticeConnector(
      settings.name, try plan(settings), try sending(settings, all), desk: desk)
  }

  private static func plan(_ settings: ConnectorSettings) throws(Failure) -> NoticePlan {
    var occasions: Set<Occasion> = []
    let words = settings.texts("on")
    for word in words where word != NoticePlan.trouble {
      guard let occasion = Occasion(rawValue: word) else {
        throw failure(
          settings,
          "nothing is called \(word); on takes \(NoticePlan.words.joined(separator: ", "))")
      }
      occasions.insert(occasion)
    }
    guard !words.isEmpty else { throw failure(settings, "on is empty: nothing would be told") }
    return NoticePlan(
      occasions: occasions, tellsTroubles: words.contains(NoticePlan.trouble),
      queues: Set(settings.texts("queues")),
      priority: settings.text("priority").flatMap(Priority.init) ?? .low,
      condition: try condition(settings), quote: settings.integer("quote") ?? 0,
      link: try link(settings), most: settings.integer("most") ?? 20,
      per: settings.duration("per") ?? .seconds(60))
  }

  private static func condition(_ settings: ConnectorSettings) throws(Failure) -> RuleCondition? {
    guard let source = settings.text("when") else { return nil }
    do throws(RuleCondition.Mistake) { return try RuleCondition(source) } catch {
      throw failure(settings, "when is no condition: \(error.sentence)")
    }
  }

  private static func link(_ settings: ConnectorSettings) throws(Failure) -> Template? {
    guard let source = settings.text("link") else { return nil }
    do throws(ExpressionMistake) { return try NoticePlan.link(source) } catch {
      throw failure(settings, "link is no text with number and conversation: \(error.message)")
    }
  }

  // MARK: Where to

  private static func sending(_ settings: ConnectorSettings, _ all: Settings) throws(Failure)
    -> any NoticeSending
  {
    if settings.text("by") == "mail" { return try letters(settings, all) }
    let timeout = settings.duration("timeout") ?? .seconds(20)
    if settings.text("by") == "command" {
      let words = settings.texts("command")
      guard !words.isEmpty else { throw failure(settings, "it needs command: the program") }
      return CommandSending(words, patience: timeout)
    }
    let (url, place) = try url(settings)
    let isPrivate = settings.flag("allow_private")
    return RequestSending(
      try shape(settings), url: url, place: place, timeout: timeout,
      addressGuard: isPrivate ? .anywhere : .publicOnly)
  }

  /// By the server and from the address of letters to customers.
  private static func letters(_ settings: ConnectorSettings, _ all: Settings) throws(Failure)
    -> LetterSending
  {
    let mail = all.connectors.filter { $0.kind == "mail" }
    let name = settings.text("through")
    guard let letters = name == nil && mail.count == 1 ? mail.first : mail.first(named: name) else {
      let names = mail.map(\.name).joined(separator: ", ")
      throw failure(
        settings,
        mail.isEmpty
          ? "it needs a connector of kind mail, whose server takes its letters: docs/mail.md"
          : "through must name the connector whose server takes its letters: \(names)")
    }
    let from = try MailPlan.sender(letters)
    return LetterSending(
      settings.name, from: from, to: try team(settings, from),
      by: try MailPlan.server("smtp", .smtp, letters))
  }

  private static func team(_ settings: ConnectorSettings, _ from: MailAddress) throws(Failure)
    -> [MailAddress]
  {
    let words = settings.texts("to")
    guard (1...LetterSending.mostAddresses).contains(words.count) else {
      throw failure(
        settings, "to must be 1 to \(LetterSending.mostAddresses) addresses; it has \(words.count)")
    }
    var team: [MailAddress] = []
    for word in words {
      guard let address = Letters.address(word) else {
        throw failure(settings, "to: \(Column.plain(word)) is no address")
      }
      guard !address.isSame(as: from) else {
        throw failure(
          settings, "to: \(address.address) is the desk's own; its letters would be taken in")
      }
      team.append(address)
    }
    return team
  }

  private static func shape(_ settings: ConnectorSettings) throws(Failure) -> RequestSending.Shape {
    guard settings.text("by") == "recipe" else {
      return .hook(try hookSecrets(settings))
    }
    guard let path = settings.text("recipe") else {
      throw failure(settings, "it needs recipe: such as config/notices/slack.yaml")
    }
    let recipe = try RecipeFile.read(path, of: .notify, what(settings))
    let known = try RecipeFile.settings(settings, of: recipe, what(settings))
    guard recipe.needsSecret == (settings.text("secret_file") != nil) else {
      throw failure(
        settings,
        recipe.needsSecret
          ? "its recipe needs secret_file" : "its recipe has no auth, and no use for secret_file")
    }
    let secret: Secret<String>? =
      recipe.needsSecret ? Secret(try Connecting.secret("secret_file", of: settings)) : nil
    return .recipe(recipe, settings: known, secret: secret)
  }

  private static func hookSecrets(_ settings: ConnectorSettings) throws(Failure) -> [WebhookSecret]
  {
    let text = try Connecting.secret("secret_file", of: settings)
    do throws(DestinationMistake) { return [try WebhookSecret(text)] } catch {
      throw failure(settings, "its secret_file: \(error)")
    }
  }

  /// Where an address alone lets anybody write, it stands in a file and is shown nowhere.
  private static func url(_ settings: ConnectorSettings) throws(Failure) -> (Secret<String>, String)
  {
    let isPrivate = settings.flag("allow_private")
    if settings.text("url_file") != nil {
      guard settings.text("url") == nil else {
        throw failure(settings, "it has url and url_file; leave one of them out")
      }
      let url = try Connecting.secret("url_file", of: settings)
      return (
        Secret(try RecipeFile.checked(url, isPrivate: isPrivate, what(settings))),
        Self.host(of: url) + "/***"
      )
    }
    guard settings.text("url") != nil else {
      throw failure(settings, "it needs url, or url_file where the address is a secret")
    }
    let url = try RecipeFile.url(settings, what(settings))
    return (Secret(url), url)
  }

  private static func host(of url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 2)
    return parts.count > 1 ? "\(parts[0])//\(parts[1])" : ""
  }

  static func what(_ settings: ConnectorSettings) -> String { "connector \(settings.name)" }

  private static func failure(_ settings: ConnectorSettings, _ why: String) -> Failure {
    Failure("\(what(settings)): \(why)", code: 78)
  }
}

extension Trouble {
  /// Nil for what goes well.
  init?(_ status: DestinationStatus) {
    switch status.standing {
    case .disabled(let why): self.init(status.name, why: why)
    case .active:
      guard status.breaker != .closed else { return nil }
      self.init(status.name, why: status.lastError ?? "it does not answer")
    }
  }
}

extension MailAddress {
  /// Whether letters to both come to one mailbox, whatever stands behind a `+`.
  fileprivate func isSame(as other: MailAddress) -> Bool { mailbox == other.mailbox }

  private var mailbox: String {
    let parts = key.split(separator: "@")
    return "\(parts[0].prefix { $0 != "+" })@\(parts[1])"
  }
}

extension [ConnectorSettings] {
  fileprivate func first(named name: String?) -> ConnectorSettings? { first { $0.name == name } }
}
