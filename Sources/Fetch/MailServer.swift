/// A server that takes letters (SMTP) or keeps them (IMAP): where it stands, and who we are there.
package struct MailServer: Sendable {
  /// What is spoken there.
  package enum Language: Sendable, Equatable { case smtp, imap }

  /// How the line is protected from others' eyes.
  package enum Encryption: Sendable, Equatable {
    /// From the first byte: `smtps://`, `imaps://`.
    case whole
    /// By STARTTLS, and not at all without it.
    case required
    /// By STARTTLS where the server offers it; who stands between may take the offer away.
    case offered
    /// Never: for a server on this machine.
    case off
  }

  package let language: Language
  package let host: String
  package let port: Int
  package var encryption: Encryption
  package var user: String?
  package var password: String?
  /// Whether the operator said that password and letters may travel where others can read them.
  package var allowsClear = false
  package var addressGuard = AddressGuard.publicOnly
  /// A file of certificates to trust instead of the system's, as PEM.
  package var authorities: String?
  /// What we call ourselves in the greeting.
  package var ownName = "frontdesk.invalid"
  package var connectTimeout = Duration.seconds(10)
  /// For a whole letter, or one command to a mailbox.
  package var timeout = Duration.seconds(60)

  /// `smtp://host`, `smtps://host:465`, `imap://host:143` or `imaps://host`; nil for anything else.
  ///
  /// Ports that are not named are those for submission (587, 465) and mailboxes (143, 993).
  package init?(url: String) {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://"),
      let scheme = Scheme(rawValue: url[..<colon].lowercased())
    else { return nil }
    var rest = url[colon...].dropFirst(3)
    if rest.last == "/" { rest.removeLast() }
    guard let place = Self.place(rest, usual: scheme.port) else { return nil }
    language = scheme.language
    encryption = scheme.encryption
    (host, port) = place
  }

  /// The schemes of addresses of mail servers.
  private enum Scheme: String {
    case smtp, smtps, imap, imaps

    var language: Language {
      switch self {
      case .smtp, .smtps: .smtp
      case .imap, .imaps: .imap
      }
    }

    var encryption: Encryption {
      switch self {
      case .smtps, .imaps: .whole
      case .smtp, .imap: .required
      }
    }

    var port: Int {
      switch self {
      case .smtp: 587
      case .smtps: 465
      case .imap: 143
      case .imaps: 993
      }
    }
  }

  private static func place(_ text: Substring, usual: Int) -> (String, Int)? {
    var host = text
    var port = usual
    // A colon inside brackets belongs to an IPv6 address.
    if let colon = text.lastIndex(of: ":"), text.last != "]" {
      guard let number = Int(text[text.index(after: colon)...]), (1...65535).contains(number)
      else { return nil }
      port = number
      host = text[..<colon]
    }
    let isPlain = host.utf8.allSatisfy { byte in
      byte.isLetterOrDigit
        || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
    }
    let isBracketed =
      host.first == "[" && host.last == "]"
      && host.dropFirst().dropLast().utf8.allSatisfy {
        $0.isLetterOrDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
      }
    guard !host.isEmpty, isPlain || isBracketed else { return nil }
    return (String(host), port)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

extension MailServer {
  /// What keeps us from even trying, or nil.
  package var mistake: String? {
    if (user == nil) != (password == nil) {
      return "a user needs a password, and a password a user"
    }
    if let user, let password {
      guard !user.isEmpty, (user + password).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
        return "user and password must be on one line each"
      }
      if encryption == .offered, !allowsClear {
        return "with `offered` the password would go out in clear wherever the offer of encryption "
          + "is missing: write `required`, or allow it to be read on the way"
      }
    }
    guard ownName.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
      return "our own name must be a host's name"
    }
    guard timeout > .zero, connectTimeout > .zero else { return "time-outs must be positive" }
    return nil
  }

  /// Without encryption only this very machine is spoken to, whatever its name stands for.
  func allows(_ address: Address) -> Bool {
    if encryption == .off, !allowsClear { return address.isThisMachine }
    return addressGuard.allows(address)
  }

  /// For people: `imap.example.com:993`.
  package var place: String { "\(host):\(port)" }
}

extension Address {
  /// 127.0.0.0/8, ::1, and the first as an IPv6 address.
  fileprivate var isThisMachine: Bool {
    if bytes.count == 4 { return bytes[0] == 127 }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes[12] == 127
    }
    return bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
  }
}
