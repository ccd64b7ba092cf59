package import Secrets

/// What an operator says of a Matrix homeserver.
package struct MatrixSettings: Sendable {
  /// Where its client interface is: `https://matrix.example.com`.
  package let homeserver: String
  /// What stands behind the colon of its people: `example.com`.
  package let serverName: String
  /// Under which name people write to the desk: `support`.
  package let user: String
  /// What is shown for it: `Example support`.
  package let displayName: String
  /// By which we show the homeserver who we are.
  package let ours: Secret<String>
  /// By which the homeserver shows us who it is.
  package let theirs: Secret<String>

  package init(
    homeserver: String, serverName: String, user: String, displayName: String,
    ours: Secret<String>, theirs: Secret<String>
  ) {
    self.homeserver = homeserver.hasSuffix("/") ? String(homeserver.dropLast()) : homeserver
    self.serverName = serverName
    self.user = user
    self.displayName = displayName
    self.ours = ours
    self.theirs = theirs
  }

  /// As people write it: `@support:example.com`.
  package var userID: String { "@\(user):\(serverName)" }

  /// The file that tells a homeserver of the desk. It holds both secrets.
  package func registration(name: String, hooks: String) -> String {
    """
    # Tells a Matrix homeserver of a desk. List it under app_service_config_files. It holds secrets.
    id: "frontdesk-\(name)"
    url: "\(hooks)"
    as_token: "\(ours.reveal())"
    hs_token: "\(theirs.reveal())"
    sender_localpart: "\(user)"
    rate_limited: false
    namespaces:
      users:
        - exclusive: true
          regex: "@\(Self.pattern(user)):\(Self.pattern(serverName))"
      aliases: []
      rooms: []

    """
  }

  private static func pattern(_ text: String) -> String {
    text.map { $0.isLetter || $0.isNumber ? String($0) : "[\($0)]" }.joined()
  }
}
