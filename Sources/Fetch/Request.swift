/// One HTTP request to somebody else's machine.
package struct Request: Sendable {
  package var method: String
  package var url: String
  /// Sent as they stand; a name or value that would break out of its line is refused.
  package var headers: [Header]
  /// nil sends no body; an empty array sends a body of no bytes.
  package var body: [UInt8]?
  /// From `send` to the last byte of the answer, waiting for a free place included.
  package var timeout: Duration
  /// Of the answer's body; a longer one is cut off and reported as `tooLarge`.
  package var maximumResponseBytes: Int
  package var addressGuard: AddressGuard

  /// One line of a request's head.
  package struct Header: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 20 seconds and 64 KiB: what a web hook's receiver gets.
  package init(
    method: String = "GET", url: String, headers: [Header] = [], body: [UInt8]? = nil,
    timeout: Duration = .seconds(20), maximumResponseBytes: Int = 65_536,
    addressGuard: AddressGuard = .publicOnly
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.maximumResponseBytes = maximumResponseBytes
    self.addressGuard = addressGuard
  }
}

extension Request {
  /// What keeps the request from being sent at all, or nil.
  var mistake: String? {
    guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      return "the method must be capital letters"
    }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return "the address holds a space or a control character"
    }
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return "the address must begin with https:// or http://"
    }
    guard timeout > .zero, maximumResponseBytes >= 0 else {
      return "the timeout and the limit must be positive"
    }
    for header in headers where !header.isSound {
      return "the header \(String(reflecting: header.name)) does not fit on one line"
    }
    return nil
  }
}

extension Request.Header {
  /// Whether name and value stay on their own line: no injection of headers through a value.
  fileprivate var isSound: Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
      && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }
}
