import Desk
import Fetch
import Secrets
import Testing

@testable import Directories

/// Address books: cards are read as their RFCs write them, and what is not the customer's, not well
/// formed or too much is refused with a sentence.
@Suite struct AddressBookTests {
  private static let book = AddressBook(
    "book",
    SystemTerms(
      url: "https://dav.example.com/desk/",
      facts: [("company", "Company"), ("plan", "Plan"), ("phone", "Phone")]),
    user: "desk", password: Secret("pass:word"))
  private static let ana = Person(email: "Ana@example.com", customer: "c")

  private static func card(_ lines: String...) -> String {
    (["BEGIN:VCARD", "VERSION:3.0", "FN:Ana", "N:Perez;Ana;;;"] + lines + ["END:VCARD"])
      .joined(separator: "\r\n")
  }

  private static func answer(_ cards: [String], status: Int = 207) -> Response {
    let inner = cards.map { $0.replacing("&", with: "&amp;") }.map {
      "<D:response><D:href>/x</D:href><D:propstat><D:prop><C:address-data>\($0)</C:address-data>"
        + "</D:prop></D:propstat></D:response>"
    }.joined()
    return xml(inner, status: status)
  }

  private static func xml(_ inner: String, before: String = "", status: Int = 207) -> Response {
    let text = """
      <?xml version="1.0"?>\(before)<D:multistatus xmlns:D="DAV:" \
      xmlns:C="urn:ietf:params:xml:ns:carddav">\(inner)</D:multistatus>
      """
    return Response(status: status, headers: [], body: Array(text.utf8))
  }

  private func known(_ response: Response) throws(SystemFailure) -> Known {
    try Self.book.read(response, for: Self.ana)
  }

  @Test func theQuestionNamesTheAddressAndNothingBreaksOutOfIt() throws {
    let request = try Self.book.request(for: Person(email: "a<b>&@x.org", customer: "c"))
    let body = String(decoding: try #require(request.body), as: UTF8.self)
    #expect(request.method == "REPORT" && body.contains(">a&lt;b&gt;&amp;@x.org</C:text-match>"))
    #expect(request.timeout == .milliseconds(800) && request.addressGuard == .publicOnly)
    #expect(request.headers.contains { $0.name == "Depth" && $0.value == "1" })
    #expect(!"\(Self.book)".contains("pass:word"))
  }

  @Test func aCardTellsOnlyWhatIsWantedFoldedEscapedAndPreferred() throws {
    let card = Self.card(
      "EMAIL;TYPE=home:ana@example.com", "ORG:Ana & Co\\, Ltd;Sa", " les", "X-PLAN:gold\\nplus",
      "TEL;TYPE=home:1", "item1.TEL;TYPE=work,pref;X=\"a:b\":tel:+44 20", "NOTE:not wanted")
    #expect(
      try known(Self.answer([card]))
        == .found([
          LookUp.Fact("company", title: "Company", "Ana & Co, Ltd, Sales"),
          LookUp.Fact("plan", title: "Plan", "gold plus"),
          LookUp.Fact("phone", title: "Phone", "+44 20"),
        ]))
    let fourth = Self.card("EMAIL;PREF=1:ANA@EXAMPLE.COM", "TEL;PREF=2:2", "TEL;PREF=1:1")
      .replacing("3.0", with: "4.0")
    #expect(
      try known(Self.answer([fourth])) == .found([LookUp.Fact("phone", title: "Phone", "1")]))
    #expect(try known(Self.answer([])) == .nobody)
  }

  @Test func whatIsOfSomebodyElseOrOfManyIsNotShown() {
    let eve = Self.card("EMAIL:eve@example.com", "ORG:Secret")
    #expect(throws: SystemFailure.another) { try self.known(Self.answer([eve])) }
    let ana = Self.card("EMAIL:ana@example.com")
    #expect(throws: SystemFailure.many(2)) { try self.known(Self.answer([ana, ana])) }
    #expect(throws: SystemFailure.self) {
      try self.known(Self.answer(Array(repeating: ana, count: 1_001)))
    }
  }

  @Test(arguments: [
    ("<html>hello</html>", "none of an address book"),
    ("", "none of an address book"),
    ("<D:multistatus xmlns:D=\"DAV:\"><D:response>", "none of an address book"),
    (
      "<!DOCTYPE x [<!ENTITY a \"b\">]><D:multistatus xmlns:D=\"DAV:\">&a;</D:multistatus>",
      "declares entities"
    ),
    ("<!doctype x SYSTEM \"file:///etc/passwd\"><a/>", "declares entities"),
  ])
  func whatIsNoAnswerIsRefused(_ body: String, _ words: String) {
    let response = Response(status: 207, headers: [], body: Array(body.utf8))
    #expect(performing: { try self.known(response) }, throws: { "\($0)".contains(words) })
  }

  @Test func whatIsTooDeepOrTooLongIsRefused() {
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(throws: SystemFailure.self) { try self.known(Self.xml(deep)) }
    let long = Self.card("EMAIL:ana@example.com", "NOTE:" + String(repeating: "x", count: 70_000))
    #expect(
      performing: { try self.known(Self.answer([long])) },
      throws: { "\($0)".contains("cannot be read") })
    #expect(VCard(String(repeating: "A:b\n", count: 2_000)) == nil)
    #expect(VCard("BEGIN:VCARD\nEMAIL:a@b.c") == nil, "a card that has no end")
  }

  @Test(arguments: [
    (401, "secret_file"), (302, "redirects"), (404, "nothing at its url"), (503, "not well"),
    (200, "answered 200"),
  ])
  func aStatusIsToldWithHowItIsMended(_ status: Int, _ words: String) {
    let response = Response(status: status, headers: [], body: [])
    #expect(performing: { try self.known(response) }, throws: { "\($0)".contains(words) })
    #expect(performing: { try Self.book.check(response) }, throws: { "\($0)".contains(words) })
  }

  @Test func aFolderThatIsNoAddressBookIsSaid() throws {
    let folder = Self.xml("<D:resourcetype><D:collection/></D:resourcetype>")
    #expect(
      performing: { try Self.book.check(folder) }, throws: { "\($0)".contains("no address book") })
    try Self.book.check(Self.xml("<D:resourcetype><C:addressbook/></D:resourcetype>"))
  }
}
