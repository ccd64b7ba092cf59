package import Fetch
package import Secrets

/// What an operator says of an IRC network.
package struct IRCSettings: Sendable {
  package var place: LineConnection.Place
  /// Under which name people write to the desk.
  package var nick: String
  package var userName: String
  package var realName: String
  /// What the server itself asks for.
  package var password: Secret<String>?
  /// With which the nick is signed in (SASL PLAIN).
  package var account: String?
  package var accountPassword: Secret<String>?

  package init(_ place: LineConnection.Place, nick: String) {
    self.place = place
    self.nick = nick
    userName = "frontdesk"
    realName = "Frontdesk"
  }
}
