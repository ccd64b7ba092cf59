extension ConnectorKind {
  /// Every kind there is: reading, checking, showing and the guide go by this table.
  static let all: [ConnectorKind] = [
    requestTracker, recipe, mail, notify, matrix, irc, messenger,
  ]

  private static let requestTracker = ConnectorKind(
    name: "request_tracker",
    about: "Best Practical's Request Tracker 5, both ways, by its REST 2 interface.",
    keys: [
      ConnectorKey("url", .text(longest: 2_048), nil, "Where it is: https://rt.example.com"),
      ConnectorKey(
        "token_file", .path, nil, "A file that only Frontdesk may read, with a token of its user."),
      ConnectorKey("queue", .text(longest: 200), nil, "The queue in which tickets are made."),
      ConnectorKey(
        "field", .text(longest: 100), .text("ConversationId"),
        "The custom field of tickets by which a conversation's is found again."),
      ConnectorKey(
        "requestor", .flag, .flag(false),
        "Whether customers become requestors: RT's own rules then mail them what was said."),
      ConnectorKey(
        "look_every", .duration(.seconds(1)...(.seconds(3_600))), .duration(.seconds(15)),
        "How often RT is asked what its people wrote and did."),
      ConnectorKey(
        "states", .pairs, .pairs([]), "The desk's states and its own: {solved: resolved}."),
      allowsPrivate, timeout,
    ])

  private static let mail = ConnectorKind(
    name: "mail",
    about: "Letters to customers by SMTP and from them by IMAP: docs/mail.md.",
    keys: [
      ConnectorKey(
        "from", .text(longest: 200), nil,
        "Whom letters are from: Acme Support <support@acme.example>"),
      ConnectorKey(
        "smtp", .text(longest: 300), nil,
        "The server that takes letters: smtp://mail.acme.example:587"),
      ConnectorKey(
        "imap", .text(longest: 300), .text(""),
        "Whose mailbox answers come to: imaps://mail.acme.example; without it none are read."
      ),
      ConnectorKey("user", .text(longest: 200), .text(""), "The account at both servers."),
      ConnectorKey(
        "password_file", .path, .text(""), "A file that only Frontdesk may read, with its password."
      ),
      ConnectorKey(
        "encryption", .choice(["required", "offered", "off"]), .text("required"),
        "Whether smtp:// and imap:// must be encrypted (STARTTLS); off is for this machine alone."),
      ConnectorKey(
        "allow_clear", .flag, .flag(false),
        "Whether letters and the password may travel where others can read them."),
      ConnectorKey(
        "authorities", .path, .text(""),
        "A file of certificates to trust instead of the system's."),
      ConnectorKey("folder", .text(longest: 200), .text("INBOX"), "The folder answers come to."),
      ConnectorKey(
        "look_every", .duration(.seconds(1)...(.seconds(3600))), .duration(.seconds(30)),
        "How often the mailbox is looked into."),
      ConnectorKey(
        "take_old", .flag, .flag(false),
        "Whether letters count that lay there before the first look."),
      ConnectorKey(
        "quiet", .duration(.seconds(1)...(.seconds(86_400))), .duration(.seconds(300)),
        "How long a customer of the page is waited for before answers are written to them."),
      ConnectorKey(
        "closing", .flag, .flag(true), "Whether the customer is told when their ticket is solved."),
      ConnectorKey(
        "transcript", .flag, .flag(true),
        "Whether that letter has the whole talk beside it, where it was on the page."),
      ConnectorKey(
        "survey_after", .duration(.zero...(.seconds(30 * 86_400))), .duration(.zero),
        "How long after the end they are asked how it was; 0s asks nobody."),
      ConnectorKey(
        "site", .text(longest: 64), .text(""), "The site whose quotas letters count for."),
      allowsPrivate, timeout,
    ])

  private static let recipe = ConnectorKind(
    name: "recipe",
    about: "A ticket system as a file of config/recipes says.",
    keys: [
      ConnectorKey(
        "recipe", .path, nil, "The file, such as config/recipes/zammad.yaml, or its name there."),
      ConnectorKey(
        "url", .text(longest: 2_048), .text(""),
        "Where the system is, where the recipe does not say it."),
      ConnectorKey(
        "secret_file", .path, nil, "A file that only Frontdesk may read, with the token or key."),
      ConnectorKey(
        "hook_secret_file", .path, .text(""),
        "The same, with what the system signs when it tells what its people did; without it nothing "
          + "is taken from it."),
      ConnectorKey(
        "with", .pairs, .pairs([]), "The recipe's own settings: {group: Users}."),
      allowsPrivate, timeout,
    ])

  /// For every kind that calls an address.
  static let allowsPrivate = ConnectorKey(
    "allow_private", .flag, .flag(false),
    "Whether the address may be this machine or in a private network.")
  static let timeout = ConnectorKey(
    "timeout", .duration(.milliseconds(100)...(.seconds(60))), .duration(.seconds(20)),
    "For one request, at most 60s.")
}
