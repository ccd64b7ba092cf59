/// A Content-Security-Policy of a page, as far as it decides about the widget.
struct PagePolicy {
  private let directives: [String: [String]]

  init(_ text: String) {
    var directives: [String: [String]] = [:]
    for part in text.split(separator: ";") {
      let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first?.lowercased(), directives[name] == nil else { continue }
      directives[name] = Array(words.dropFirst())
    }
    self.directives = directives
  }

  /// Whether it lets the widget's script run, which has that nonce.
  func runs(_ script: WebAddress, nonce: String?, on page: WebAddress?) -> Bool {
    guard let sources = sources("script-src-elem", "script-src", "default-src") else { return true }
    if let nonce, !nonce.isEmpty, sources.contains("'nonce-\(nonce)'") { return true }
    if sources.contains("'strict-dynamic'") { return false }
    return sources.contains { allows($0, script, page) }
  }

  /// Whether the widget may connect there.
  func connects(to address: WebAddress, on page: WebAddress?) -> Bool {
    guard let sources = sources("connect-src", "default-src") else { return true }
    return sources.contains { allows($0, address, page) }
  }

  private func sources(_ names: String...) -> [String]? {
    names.lazy.compactMap { directives[$0] }.first
  }

  private func allows(_ source: String, _ address: WebAddress, _ page: WebAddress?) -> Bool {
    let source = source.lowercased()
    if source == "*" { return true }
    if source == "'self'" { return page?.authority == address.authority }
    if source.hasPrefix("'") { return false }
    if source.hasSuffix(":") { return scheme(String(source.dropLast()), covers: address.scheme) }
    var rest = source
    if let range = source.firstRange(of: "://") {
      guard scheme(String(source[..<range.lowerBound]), covers: address.scheme) else {
        return false
      }
      rest = String(source[range.upperBound...])
    }
    return isHost(String(rest.prefix { $0 != "/" }), of: address)
  }

  /// CSP 3, section 6.7.2.8: what is safer is covered, and `https:` does not cover `wss:`.
  private func scheme(_ named: String, covers scheme: String) -> Bool {
    named == scheme || named == "http" && scheme == "https"
      || named == "ws" && ["wss", "http", "https"].contains(scheme)
      || named == "wss" && scheme == "https"
  }

  private func isHost(_ named: String, of address: WebAddress) -> Bool {
    var (host, port) = (named, String?.none)
    if let colon = named.lastIndex(of: ":"), !named.hasSuffix("]") {
      (host, port) = (String(named[..<colon]), String(named[named.index(after: colon)...]))
    }
    let isPort =
      port == "*" || port.map { Int($0) == address.port } ?? address.hasUsualPort
    if host.hasPrefix("*.") { return isPort && address.host.hasSuffix(host.dropFirst()) }
    return isPort && (host == "*" || host == address.host)
  }
}

/// An address of the web in its parts.
struct WebAddress: Equatable {
  let scheme: String
  let host: String
  let port: Int
  let path: String

  private static let ports = ["http": 80, "https": 443, "ws": 80, "wss": 443]

  /// Nil for what has no scheme of the web, or no host.
  init?(_ text: String) {
    guard let range = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<range.lowerBound].lowercased()
    let rest = text[range.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }.lowercased()
    guard let usual = Self.ports[scheme], !authority.isEmpty else { return nil }
    var (host, port) = (authority, usual)
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      guard let number = Int(authority[authority.index(after: colon)...]) else { return nil }
      (host, port) = (String(authority[..<colon]), number)
    }
    self.init(
      scheme: scheme, host: host, port: port,
      path: String(rest.dropFirst(authority.count).prefix { !"?#".contains($0) }))
  }

  private init(scheme: String, host: String, port: Int, path: String) {
    (self.scheme, self.host, self.port, self.path) = (scheme, host, port, path)
  }

  var hasUsualPort: Bool { Self.ports[scheme] == port }
  var authority: String { hasUsualPort ? host : "\(host):\(port)" }
  /// As a browser writes it.
  var origin: String { "\(scheme)://\(authority)" }
  var isSecure: Bool { scheme == "https" || scheme == "wss" }

  /// Where the widget's websocket goes.
  var socket: WebAddress {
    WebAddress(scheme: isSecure ? "wss" : "ws", host: host, port: port, path: "/v1/socket")
  }

  /// Where a page's link leads; nil for what is no address of the web.
  func resolving(_ link: String) -> WebAddress? {
    if link.hasPrefix("//") { return WebAddress("\(scheme):\(link)") }
    if link.contains("://") { return WebAddress(link) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
    let whole = link.hasPrefix("/") ? link : folder + link
    return WebAddress(
      scheme: scheme, host: host, port: port, path: String(whole.prefix { !"?#".contains($0) }))
  }
}
