import Channels
import Configuration
import Correspondence
import Courier
import Logging
import Operator

/// Makes connectors of what the settings say of them.
enum Connecting {
  /// Throws a `Failure` with the words for what is wrong: a secret file that is missing, an address
  /// that cannot be one.
  static func connector(_ settings: ConnectorSettings, _ all: Settings) throws -> any Connector {
    let files = all.folders.data + "/files"
    switch settings.kind {
    case "notify": return try NoticeMaking.connector(settings, all)
    case "mail": return MailConnector(try MailPlan(settings, all))
    case "request_tracker": return try requestTracker(settings, files)
    case "recipe": return try recipe(settings, files)
    case "matrix", "irc", "messenger":
      return ChannelConnector.connector(settings.name, try ChannelMaking.channel(settings))
    default:
      throw Failure("connector \(settings.name): kind \(settings.kind) is not built", code: 78)
    }
  }

  /// The channel that conversations come by on a connector, and what can be said there.
  static func channel(_ connector: any Connector) -> (name: String, limits: String)? {
    switch connector {
    case let channel as ChannelConnector: (channel.name, channel.channel.capabilities.words)
    case is MailConnector: (MailPlan.channel, MailPlan.limits)
    default: nil
    }
  }

  /// What a file that only Frontdesk may read holds, without the line's end.
  static func secret(_ key: String, of connector: ConnectorSettings) throws(Failure) -> String {
    guard let file = connector.text(key) else {
      throw Failure("connector \(connector.name) needs \(key)", code: 78)
    }
    return try Folders.secret(file, for: "connector \(connector.name)")
  }
}
