/// What another system tells a connector by a request to `/v1/hooks/NAME/…`.
package struct HookRequest: Equatable, Sendable {
  /// `GET`, `POST` or `PUT`.
  package let method: String
  /// What follows the connector's name, with the slash it begins with; empty where nothing does.
  /// Undecoded.
  package let path: String
  /// What follows the question mark, undecoded.
  package let query: String?
  /// By their names in small letters; of a name that came more than once there is nothing.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(
    method: String, path: String, query: String? = nil, headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The most bytes of a body.
  package static let mostBytes = 256 << 10

  /// The decoded value of one member of the query; nil where there is none.
  package func queried(_ name: String) -> String? {
    for part in (query ?? "").split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, halves[0] == name else { continue }
      return HookRequest.decoded(String(halves[1]).split(separator: "+").joined(separator: " "))
    }
    return nil
  }

  /// A text with `%41` for a byte; nil for what is none.
  package static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, !digits.hasPrefix("+"), let decoded = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(decoded)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// What a connector answers to a ``HookRequest``.
package struct HookAnswer: Equatable, Sendable {
  package let status: Int
  package let type: String
  package let body: [UInt8]

  package init(_ status: Int, type: String = "application/json", _ body: [UInt8] = []) {
    self.status = status
    self.type = type
    self.body = body
  }

  /// One sentence as JSON: `{"error":"…"}`.
  package static func refused(_ status: Int, _ why: String) -> HookAnswer {
    let plain = why.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline }
    return HookAnswer(status, Array("{\"error\":\"\(plain)\"}\n".utf8))
  }

  /// Nothing to say but that it was taken.
  package static let taken = HookAnswer(200, Array("{}\n".utf8))
}
