import Channels
import Configuration
import Documents
import Fetch
import Logging
import Operator
import Secrets

/// Makes channels of what the settings say of them.
enum ChannelMaking {
  static func channel(_ settings: ConnectorSettings) throws -> any Channel {
    switch settings.kind {
    case "matrix": try matrix(settings)
    case "irc": try irc(settings)
    case "messenger": try messenger(settings)
    default: throw Failure("\(settings.name): \(settings.kind) is no channel", code: 78)
    }
  }

  private static func matrix(_ settings: ConnectorSettings) throws -> MatrixChannel {
    let ours = Secret(try Connecting.secret("token_file", of: settings))
    let theirs = Secret(try Connecting.secret("homeserver_token_file", of: settings))
    let matrix = matrixSettings(settings, ours: ours, theirs: theirs)
    guard matrix.homeserver.hasPrefix("https://") || matrix.homeserver.hasPrefix("http://") else {
      throw Failure(
        "connector \(settings.name): homeserver begins with https:// or http://", code: 78)
    }
    return MatrixChannel(settings.name, matrix, try Calling(terms(settings), secret: ours))
  }

  static func matrixSettings(
    _ settings: ConnectorSettings, ours: Secret<String>, theirs: Secret<String>
  ) -> MatrixSettings {
    MatrixSettings(
      homeserver: settings.text("homeserver") ?? "",
      serverName: settings.text("server_name") ?? "", user: settings.text("user") ?? "support",
      displayName: settings.text("display_name") ?? "Support", ours: ours, theirs: theirs)
  }

  private static func irc(_ settings: ConnectorSettings) throws -> IRCChannel {
    var place = LineConnection.Place(
      host: settings.text("host") ?? "", port: settings.integer("port") ?? 6697)
    place.isEncrypted = settings.flag("tls")
    place.addressGuard = settings.flag("allow_private") ? .anywhere : .publicOnly
    place.authorities = settings.text("authorities_file")
    let nick = settings.text("nick") ?? ""
    guard !nick.isEmpty, nick.utf8.allSatisfy(isPlain) else {
      throw Failure("connector \(settings.name): a nick has letters, digits and -_[]{}|^", code: 78)
    }
    var irc = IRCSettings(place, nick: nick)
    irc.userName = settings.text("user_name") ?? irc.userName
    irc.realName = settings.text("real_name") ?? irc.realName
    if settings.text("password_file") != nil {
      irc.password = Secret(try Connecting.secret("password_file", of: settings))
    }
    irc.account = settings.text("account")
    if irc.account != nil {
      irc.accountPassword = Secret(try Connecting.secret("account_password_file", of: settings))
    }
    let log = Logger(label: "channel")
    let name = settings.name
    return IRCChannel(irc, timeout: settings.duration("timeout") ?? .seconds(20)) { sentence in
      log.warning("\(sentence)", metadata: ["connector": "\(name)"])
    }
  }

  private static func messenger(_ settings: ConnectorSettings) throws -> MessengerChannel {
    let file = settings.text("recipe") ?? ""
    let source: SourceFile
    do { source = try SourceFile(path: file, bytes: Folders.read(file)) } catch {
      throw Failure("connector \(settings.name): \(file) cannot be read: \(error)", code: 78)
    }
    let recipe: ChannelRecipe
    do throws(Finding) { recipe = try ChannelRecipe(source) } catch {
      let report = FindingReport([error], sources: [source]).text
      throw Failure("connector \(settings.name): \(report)", code: 78)
    }
    let ours = Secret(try Connecting.secret("token_file", of: settings))
    let values = settings.pairs("settings").map { ($0.name, $0.value) }
    let given = MessengerChannel.Settings(
      url: settings.text("url"), values: Dictionary(values) { first, _ in first }, ours: ours,
      theirs: Secret(try Connecting.secret("hook_secret_file", of: settings)))
    return MessengerChannel(recipe, given, try Calling(terms(settings), secret: ours))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...125, 45, 91...96: true
    default: false
    }
  }

  private static func terms(_ settings: ConnectorSettings) -> Calling.Terms {
    var terms = Calling.Terms()
    terms.allowsPrivate = settings.flag("allow_private")
    terms.timeout = settings.duration("timeout") ?? terms.timeout
    terms.authorities = settings.text("authorities_file")
    return terms
  }
}
