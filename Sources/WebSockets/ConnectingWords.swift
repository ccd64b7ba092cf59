/// What libwebsockets says about a connection that was not made, for people.
enum ConnectingWords {
  static func answered(_ status: Int) -> String {
    status == 429
      ? "the server has too many connections from your address; close some, or wait (429)"
      : "the server answered \(status)"
  }

  static func plain(_ words: String) -> String {
    switch words {
    case let words where words.contains("SSL"):
      """
      no encrypted line: its certificate may not be trusted or may be for another name, \
      or the port may not be encrypted (\(words))
      """
    case let words where words.contains("lookup"):
      "the host name is not known (\(words))"
    case let words where words.hasPrefix("HS: "):
      "what answers there does not speak websocket (\(words.dropFirst(4)))"
    case "Unable to connect":
      "nobody listens there"
    case let words where words.contains("before"):
      "the line was cut (\(words))"
    default: words
    }
  }
}
