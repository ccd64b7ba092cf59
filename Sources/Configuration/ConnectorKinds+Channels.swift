/// Where customers write besides the web page.
extension ConnectorKind {
  static let matrix = ConnectorKind(
    name: "matrix",
    about: "Matrix, as an application service of a homeserver: docs/channels.md.",
    keys: [
      ConnectorKey(
        "homeserver", .text(longest: 2_048), nil,
        "Where its client interface is: https://matrix.example.com"),
      ConnectorKey(
        "server_name", .text(longest: 255), nil,
        "What stands behind the colon of its people: example.com"),
      ConnectorKey(
        "user", .text(longest: 64), .text("support"), "Who people write to: @support:example.com"),
      ConnectorKey(
        "display_name", .text(longest: 100), .text("Support"), "What is shown for that user."),
      ConnectorKey(
        "token_file", .path, nil,
        "A file that only Frontdesk may read, with the token by which the desk shows who it is."),
      ConnectorKey(
        "homeserver_token_file", .path, nil,
        "The same, with the token by which the homeserver shows who it is."),
      authorities, allowsPrivate, timeout,
    ], isChannel: true)

  static let irc = ConnectorKind(
    name: "irc", about: "An IRC network: people write to the desk's nick, docs/channels.md.",
    keys: [
      ConnectorKey("host", .text(longest: 255), nil, "The server: irc.example.com"),
      ConnectorKey("port", .integer(1...65_535), .integer(6697), "Its port."),
      ConnectorKey("tls", .flag, .flag(true), "Whether the connection is encrypted."),
      ConnectorKey("nick", .text(longest: 30), nil, "Who people write to: support"),
      ConnectorKey(
        "user_name", .text(longest: 10), .text("frontdesk"), "What stands before the host."),
      ConnectorKey(
        "real_name", .text(longest: 50), .text("Support desk"), "What WHOIS shows for it."),
      ConnectorKey(
        "password_file", .path, .text(""),
        "A file with what the server itself asks for, if it does."),
      ConnectorKey(
        "account", .text(longest: 64), .text(""), "The account the nick belongs to (SASL PLAIN)."),
      ConnectorKey(
        "account_password_file", .path, .text(""), "A file with that account's password."),
      authorities, allowsPrivate, timeout,
    ], isChannel: true)

  static let messenger = ConnectorKind(
    name: "messenger",
    about: "Telegram, WhatsApp, Slack and others, as a recipe says: docs/channels.md.",
    keys: [
      ConnectorKey(
        "recipe", .path, nil, "The recipe's file: config/recipes/channels/telegram.yaml"),
      ConnectorKey(
        "token_file", .path, nil,
        "A file that only Frontdesk may read, with the token by which the desk shows who it is."),
      ConnectorKey(
        "hook_secret_file", .path, nil,
        "The same, with the secret by which the messenger shows who it is."),
      ConnectorKey("settings", .pairs, .pairs([]), "What the recipe asks for: {phone_id: 1234}."),
      ConnectorKey(
        "url", .text(longest: 2_048), .text(""), "Where its interface is, if not at its maker's."),
      authorities, allowsPrivate, timeout,
    ], isChannel: true)

  /// For every kind that is called by TLS.
  static let authorities = ConnectorKey(
    "authorities_file", .path, .text(""),
    "A file of certificates to trust instead of the system's, as PEM.")
}
