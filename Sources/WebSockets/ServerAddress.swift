/// Where a client connects, and how it introduces itself.
package struct ServerAddress: Sendable, Equatable {
  package var host: String
  package var port: UInt16
  /// With the query, if any: `/socket?x=1`.
  package var path: String
  /// Whether the line is encrypted and the server's certificate checked.
  package var isSecure: Bool
  /// What to offer to speak, in order of preference.
  package var subprotocols: [String] = []
  /// What a browser would send; most servers only want it from browsers.
  package var origin: String?
  /// A UNIX socket to go through instead of the network; host and port are still announced.
  package var socketPath: String?

  /// Reads `ws://desk.example:8080/socket` or `wss://…`; the path may be left out.
  package init(_ url: String) throws(AddressFault) {
    let scheme: String
    switch url.lowercased() {
    case let text where text.hasPrefix("ws://"): (scheme, isSecure) = ("ws://", false)
    case let text where text.hasPrefix("wss://"): (scheme, isSecure) = ("wss://", true)
    default: throw AddressFault(url: url, reason: "it must begin with ws:// or wss://")
    }
    let rest = url.dropFirst(scheme.count)
    let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let tail = rest[slash...]
    path = tail.hasPrefix("/") ? String(tail) : "/\(tail)"
    guard path.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 35 }) else {
      throw AddressFault(url: url, reason: "the path has a character that must be %-encoded")
    }
    (host, port) = try ServerAddress.place(
      rest[..<slash], usual: isSecure ? 443 : 80, url: url)
  }

  /// The address as it is written.
  package var url: String { "\(isSecure ? "wss" : "ws")://\(place)\(path)" }

  /// Host and port as a request names them.
  var place: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  private static func place(
    _ text: Substring, usual: UInt16, url: String
  ) throws(AddressFault) -> (String, UInt16) {
    guard !text.contains("@") else {
      throw AddressFault(url: url, reason: "a name and password do not belong there")
    }
    var name = text
    var port = usual
    // A colon inside square brackets belongs to an IPv6 address.
    let isBracketed = text.hasPrefix("[")
    let afterName = isBracketed ? text.firstIndex(of: "]") : text.startIndex
    guard let afterName else { throw AddressFault(url: url, reason: "a ] is missing") }
    if let colon = text[afterName...].firstIndex(of: ":") {
      guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else {
        throw AddressFault(url: url, reason: "the port must be a number from 1 to 65535")
      }
      name = text[..<colon]
      port = number
    }
    let host = isBracketed ? String(name.dropFirst().dropLast()) : String(name)
    let isPlain = host.utf8.allSatisfy { byte in
      switch byte {
      case 45, 46, 48...57, 65...90, 95, 97...122: true
      case 58: isBracketed
      default: false
      }
    }
    guard !host.isEmpty, host.utf8.count <= 253, isPlain else {
      throw AddressFault(url: url, reason: "the host name is missing or malformed")
    }
    return (host, port)
  }
}

/// An address that cannot be read.
package struct AddressFault: Error, CustomStringConvertible, Equatable {
  package let url: String
  package let reason: String

  package var description: String { "cannot read the address \"\(url)\": \(reason)" }
}
