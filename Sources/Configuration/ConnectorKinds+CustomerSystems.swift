extension ConnectorKind {
  /// Every kind of customer system there is.
  static let customerSystems: [ConnectorKind] = [addressBook, lookUp]

  private static let addressBook = ConnectorKind(
    name: "carddav", about: "An address book, asked by CardDAV: Radicale, Nextcloud and others.",
    keys: [
      ConnectorKey(
        "url", .text(longest: 2_048), nil,
        "The address of the book itself: https://dav.example.com/desk/customers/"),
      ConnectorKey("user", .text(longest: 200), .text(""), "Who asks."),
      ConnectorKey(
        "secret_file", .path, .text(""),
        "A file that only Frontdesk may read, with that user's password."),
      facts, budget, keep, allowsPrivate,
    ])

  private static let lookUp = ConnectorKind(
    name: "look_up", about: "Any system that answers in JSON, asked as a recipe says.",
    keys: [
      ConnectorKey("recipe", .path, nil, "The recipe's file: config/look-ups/hubspot.yaml"),
      ConnectorKey("url", .text(longest: 2_048), nil, "Where it is: https://crm.example.com"),
      ConnectorKey(
        "secret_file", .path, .text(""),
        "A file that only Frontdesk may read, with the secret that the recipe speaks of."),
      ConnectorKey("settings", .pairs, .pairs([]), "What the recipe asks for besides."),
      facts, budget, keep, allowsPrivate,
    ])

  private static let facts = ConnectorKey(
    "facts", .pairs, nil, "Which facts are taken, each with its title: {plan: Plan}. No others.")
  private static let budget = ConnectorKey(
    "budget", .duration(.milliseconds(50)...(.seconds(10))), .duration(.milliseconds(800)),
    "How long it may take to answer.")
  private static let keep = ConnectorKey(
    "keep", .duration(.zero...(.seconds(86_400))), .duration(.seconds(600)),
    "How long what it said is good enough.")
}
