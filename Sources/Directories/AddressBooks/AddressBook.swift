import Desk
package import Fetch
package import Secrets

/// An address book that is asked by CardDAV (RFC 6352), such as Radicale or Nextcloud.
package struct AddressBook: CustomerSystem {
  package let name: String
  let terms: SystemTerms
  let user: String
  let password: Secret<String>?

  package init(_ name: String, _ terms: SystemTerms, user: String, password: Secret<String>?) {
    self.name = name
    self.terms = terms
    self.user = user
    self.password = password
  }

  package func request(for person: Person) throws(SystemFailure) -> Request {
    let body = """
      <?xml version="1.0" encoding="utf-8"?>
      <C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">
      <D:prop><C:address-data/></D:prop>
      <C:filter><C:prop-filter name="EMAIL">
      <C:text-match collation="i;unicode-casemap" match-type="equals">\
      \(Self.escaped(person.email))</C:text-match>
      </C:prop-filter></C:filter>
      </C:addressbook-query>
      """
    return asking("REPORT", depth: "1", body)
  }

  package func read(_ response: Response, for person: Person) throws(SystemFailure) -> Known {
    guard response.status == 207 else { throw .status(response) }
    let texts = try MultiStatus.read(response.body).cards
    guard !texts.isEmpty else { return .nobody }
    let cards = texts.compactMap(VCard.init)
    guard !cards.isEmpty else { throw SystemFailure("its cards cannot be read") }
    let theirs = cards.filter { card in
      card.emails.contains { !Contact.areOthers($0, person.email) }
    }
    guard let card = theirs.first else { throw .another }
    guard theirs.count == 1 else { throw .many(theirs.count) }
    return .found(terms.wanted(card.value))
  }

  package func checkingRequest() throws(SystemFailure) -> Request {
    let body = """
      <?xml version="1.0" encoding="utf-8"?>
      <D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>
      """
    return asking("PROPFIND", depth: "0", body)
  }

  package func check(_ response: Response) throws(SystemFailure) {
    guard response.status == 207 else { throw .status(response) }
    guard try MultiStatus.read(response.body).isAddressBook else {
      throw SystemFailure("its url is no address book: write the address of the book itself")
    }
  }

  private func asking(_ method: String, depth: String, _ body: String) -> Request {
    var headers = [
      Request.Header("Content-Type", "application/xml; charset=utf-8"),
      Request.Header("Depth", depth),
    ]
    if let password {
      let pair = Array("\(user):\(password.reveal())".utf8)
      headers.append(Request.Header("Authorization", "Basic \(Base64.encode(pair))"))
    }
    return terms.bound(
      Request(method: method, url: terms.url, headers: headers, body: Array(body.utf8)))
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      // What XML cannot hold stands in no address.
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
