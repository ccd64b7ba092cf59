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
      name: Self.told(Self.normalised(name)), email: Self.address(Self.normalised(email: email)),
      isVerified: false)
    if self.name == nil, self.email == nil { return nil }
  }

  /// A name that can be read: nothing that steers a screen or turns what stands beside it around.
  static func told(_ text: String?) -> String? {
    guard let text, text.unicodeScalars.count <= longest,
      text.unicodeScalars.allSatisfy({ isPlain($0) && !turnsText($0) }),
      !text.unicodeScalars.allSatisfy(showsNothing)
    else { return nil }
    return text
  }

  /// Something before an @ and after it, without a space: whoever has none is asked for one.
  private static func address(_ text: String?) -> String? {
    guard let text = told(text), let at = text.lastIndex(of: "@"), at != text.startIndex,
      text.index(after: at) != text.endIndex, !text.contains(where: \.isWhitespace)
    else { return nil }
    return text
  }

  /// The marks that write a stretch of text in the other direction.
  private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// What is known after a later word: what that does not tell stays, and what the site has signed
  /// is changed by its signature only.
  package func updated(by later: Contact?) -> Contact {
    guard let later, later.isVerified || !isVerified else { return self }
    return Contact(
      name: later.name ?? name, email: later.email ?? email, isVerified: later.isVerified,
      attributes: later.attributes.isEmpty ? attributes : later.attributes)
  }
}

// MARK: - Who a site says they are

/// What a customer's site has signed: who is there, and what it knows of them.
package struct SignedIdentity: Equatable, Sendable {
  /// The site's own name for the person, the same for ever: `sub`.
  package let subject: String
  package let name: String?
  package let email: String?
  package let attributes: [Field]

  package init(subject: String, name: String?, email: String?, attributes: [Field]) {
    self.subject = subject
    self.name = Contact.told(Contact.normalised(name))
    self.email = Contact.told(Contact.normalised(email: email))
    self.attributes = attributes
  }

  package var contact: Contact {
    Contact(name: name, email: email, isVerified: true, attributes: attributes)
  }

  /// The longest subject, in bytes.
  package static let subjectLimit = 255
  /// How many attributes there may be, and the longest name and value, in bytes.
  package static let mostAttributes = 32
  package static let attributeNameLimit = 40
  package static let attributeLimit = 200
}

extension Identifier<Customer> {
  /// Signed customers' names begin with this, which no other's can.
  private static let signedMark = "signed."

  /// The customer whom a site has signed for, made from a code of the site and its name for them.
  package static func signed(_ code: String) -> Identifier<Customer> {
    Identifier(signedMark + code)
  }

  /// Whether only their site's signature, or a token given out for one, lets them in.
  package var isSigned: Bool { text.hasPrefix(Self.signedMark) }
}

extension Opening {
  /// The same beginning of what is another customer's from now on.
  func passed(to customer: Identifier<Customer>) -> Opening {
    Opening(
      site: site, customer: customer, number: number, language: language, page: page,
      channel: channel, zone: zone)
  }
}

extension Refusal {
  /// Somebody else is at the browser: what was said before is none of their business.
  package static let anotherPerson = Refusal(
    .anotherPerson,
    "this conversation is another person's; forget the token and start anew with this identity")
}

extension Conversation {
  /// What a signature tells that was not known, if anything.
  func vouched(_ identity: SignedIdentity, for customer: Identifier<Customer>?) -> [Event] {
    let signed = Contact(
      name: identity.name, email: identity.email, isVerified: true,
      attributes: identity.attributes, customer: customer == opening?.customer ? nil : customer)
    // What is over for good is not written into.
    guard stage != .closed else { return [] }
    guard signed.customer != nil || contact.updated(by: signed) != contact else { return [] }
    return [.identified(signed)]
  }

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
    guard !contact.isVerified else {
      throw Refusal(.notAllowed, "the customer's site vouches for who this is: change it there")
    }
    guard !Contact.areOthers(contact.email, told[1]) else { throw Refusal.anotherPerson }
    return Contact(name: told[0], email: told[1], isVerified: false)
  }
}
