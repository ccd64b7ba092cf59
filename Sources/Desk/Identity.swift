@_spi(_Unicode) import Swift

// MARK: - Who a customer says they are

extension Contact {
  /// The longest name or address, in Unicode scalars.
  package static let longest = 254

  /// A name or an address as it is kept: trimmed, composed as Unicode recommends (NFC), and of an
  /// e-mail address the domain in lower case, since nothing tells capitals apart there. Nil where
  /// nothing is left.
  package static func normalised(_ text: String?) -> String? {
    guard let text else { return nil }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text._nfc)
    var trimmed = Substring(String(scalars))
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed.isEmpty ? nil : String(trimmed)
  }

  package static func normalised(email: String?) -> String? {
    guard let email = normalised(email), let at = email.lastIndex(of: "@") else {
      return normalised(email)
    }
    return email[..<at] + email[at...].lowercased()
  }

  /// Whether these are addresses of two different people, as far as a desk can tell.
  package static func areOthers(_ one: String?, _ other: String?) -> Bool {
    guard let one = normalised(email: one), let other = normalised(email: other) else {
      return false
    }
    return one.lowercased() != other.lowercased()
  }

  /// What a page tells of its visitor before a conversation begins: a part that is no name or
  /// address is left out, and keeps nobody from starting.
  package init?(told name: String?, _ email: String?) {
    self.init(
      name: Self.told(Self.normalised(name)), email: Self.told(Self.normalised(email: email)),
      isVerified: false)
    if self.name == nil, self.email == nil { return nil }
  }

  private static func told(_ text: String?) -> String? {
    guard let text, text.unicodeScalars.count <= longest, text.unicodeScalars.allSatisfy(isPlain)
    else { return nil }
    return text
  }

  /// What is known after a later word: what that does not tell stays.
  package func updated(by later: Contact?) -> Contact {
    guard let later else { return self }
    return Contact(
      name: later.name ?? name, email: later.email ?? email, isVerified: later.isVerified)
  }
}

extension Refusal {
  /// Somebody else is at the browser: what was said before is none of their business.
  package static let anotherPerson = Refusal(
    .anotherPerson,
    "this conversation is another person's; forget the token and start anew with this identity")
}

extension Conversation {
  /// Who the customer says they are from now on.
  func contact(_ name: String?, _ email: String?) throws(Refusal) -> Contact {
    let told = [Contact.normalised(name), Contact.normalised(email: email)]
    for text in told.compactMap({ $0 }) {
      guard text.unicodeScalars.count <= Contact.longest, text.unicodeScalars.allSatisfy(isPlain)
      else { throw Refusal(.invalid, "a name or address has 1 to 254 characters on one line") }
    }
    guard told[0] != nil || told[1] != nil else {
      throw Refusal(.invalid, "neither name nor e-mail")
    }
    guard !Contact.areOthers(contact.email, told[1]) else { throw Refusal.anotherPerson }
    return Contact(name: told[0], email: told[1], isVerified: false)
  }
}
