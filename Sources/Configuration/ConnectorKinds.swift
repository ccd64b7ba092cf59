extension ConnectorKind {
  /// Every kind there is: reading, checking, showing and the guide go by this table.
  static let all: [ConnectorKind] = [requestTracker, notify]

  private static let requestTracker = ConnectorKind(
    name: "request_tracker",
    about: "Best Practical's Request Tracker 5, both ways, by its REST 2 interface.",
    keys: [
      ConnectorKey("url", .text(longest: 2_048), nil, "Where it is: https://rt.example.com"),
      ConnectorKey(
        "token_file", .path, nil, "A file that only Frontdesk may read, with a token of its user."),
      ConnectorKey("queue", .text(longest: 200), nil, "The queue in which tickets are made."),
      ConnectorKey(
        "states", .pairs, .pairs([]), "The desk's states and its own: {solved: resolved}."),
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
