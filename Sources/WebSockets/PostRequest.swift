/// A POST whose body has arrived whole; it is answered now or later, under its name.
package struct PostRequest {
  /// `POST`; for hooks `PUT` or `GET` too.
  package let method: String
  package let path: String
  /// What follows the question mark, undecoded.
  package let query: String?
  package let host: String?
  /// The page the browser is on; nil when it was not said.
  package let origin: String?
  package let peer: Peer
  /// Who is counted: the peer, or whom it brings.
  package let client: Client
  /// Whether it came with `X-Forwarded-For`, believed or not.
  package let isForwarded: Bool
  /// At most what `ServiceSettings.posts` allows for this path.
  package let body: [UInt8]
  let head: RequestHead

  /// The value of any other field; nil when it is absent or came more than once.
  package func header(_ name: String) -> String? { head.only(name.lowercased()) }

  /// Every field that came once, by its name in small letters.
  package var headers: [String: String] { head.once }

  init(_ head: RequestHead, _ peer: Peer, _ client: Client, body: [UInt8]) {
    method = head.method
    path = head.path
    query = head.query
    host = head.only("host")
    origin = head.only("origin")
    self.peer = peer
    self.client = client
    isForwarded = head.isForwarded
    self.body = body
    self.head = head
  }

  /// The value of one member of the query, which is letters, digits, `.`, `-` and `_` only.
  package func queried(_ name: String) -> String? {
    for part in (query ?? "").split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, halves[0] == name else { continue }
      let isPlain = halves[1].utf8.allSatisfy {
        RequestHead.isToken(CollectionOfOne($0)) && $0 != 37
      }
      return isPlain ? String(halves[1]) : nil
    }
    return nil
  }
}

/// The name of a request that waits for its answer; never used again.
package struct RequestID: Hashable, Sendable {
  let raw: UInt64
}

/// When the body of a request may be read at all, and how much of it.
enum BodyRules {
  /// How many bytes follow the head.
  static func length(
    of head: RequestHead, atMost limit: Int
  ) throws(RequestHead.Fault) -> Int {
    guard head.values("transfer-encoding").isEmpty, let text = head.only("content-length") else {
      throw RequestHead.Fault(status: 411, reason: "say the body's length in Content-Length")
    }
    // Compared as text first: a number that is no number, or none that fits, is refused.
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let length = Int(text)
    else {
      throw RequestHead.Fault(status: 413, reason: "the body may have at most \(limit) bytes")
    }
    guard length <= limit else {
      throw RequestHead.Fault(status: 413, reason: "the body may have at most \(limit) bytes")
    }
    guard head.values("origin").count < 2 else {
      throw RequestHead.Fault(status: 400, reason: "more than one Origin")
    }
    return length
  }
}
