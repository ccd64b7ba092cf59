import Foundation

/// Checks on hosts, addresses and networks as text; nothing is looked up.
enum Address {
  static func isHost(_ text: String) -> Bool {
    if isIP(text) { return true }
    // A name of digits and dots only is a mistyped IP address.
    guard (1...253).contains(text.utf8.count),
      !text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
    else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy {
          (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
        }
    }
  }

  static func isIP(_ text: String) -> Bool { width(of: text) != nil }

  /// An address alone, or with the length of the network's prefix.
  static func isNetwork(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let width = width(of: String(parts[0])) else {
      return false
    }
    guard parts.count == 2 else { return true }
    let digits = parts[1].utf8.allSatisfy { (48...57).contains($0) }
    return digits && Int(parts[1]).map { (0...width).contains($0) } ?? false
  }

  /// `http` or `https`, a host, perhaps a port and a path; no user, query or fragment.
  static func isURL(_ text: String) -> Bool { parts(text) != nil }

  /// Scheme, host and perhaps a port, and nothing after them, as a browser writes them.
  static func isOrigin(_ text: String) -> Bool { BrowserOrigin.spelling(text) == text }

  private static func parts(_ text: String) -> (authority: Substring, path: Substring)? {
    guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !text.contains("?"), !text.contains("#"), !text.contains("@"), !text.contains("\\"),
      let scheme = ["https://", "http://"].first(where: text.hasPrefix)
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    guard isAuthority(authority) else { return nil }
    return (authority, rest[authority.endIndex...])
  }

  private static func isAuthority(_ text: Substring) -> Bool {
    if text.first == "[" {
      guard let close = text.firstIndex(of: "]") else { return false }
      let inside = String(text[text.index(after: text.startIndex)..<close])
      return width(of: inside) == 128 && isPort(text[text.index(after: close)...])
    }
    let host = text.prefix { $0 != ":" }
    return isHost(String(host)) && isPort(text[host.endIndex...])
  }

  private static func isPort(_ text: Substring) -> Bool {
    guard text.first == ":" else { return text.isEmpty }
    let digits = text.dropFirst()
    return digits.utf8.allSatisfy { (48...57).contains($0) }
      && Int(digits).map { (1...65_535).contains($0) } ?? false
  }

  /// 32 or 128 bits; nil for anything that is not an IP address.
  private static func width(of text: String) -> Int? {
    // https://man7.org/linux/man-pages/man3/inet_pton.3.html
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return 32 }
    var six = in6_addr()
    if inet_pton(AF_INET6, text, &six) == 1 { return 128 }
    return nil
  }
}
