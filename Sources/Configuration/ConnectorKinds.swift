extension ConnectorKind {
  /// Every kind there is: reading, checking, showing and the guide go by this table.
  static let all: [ConnectorKind] = [requestTracker, recipe]

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
