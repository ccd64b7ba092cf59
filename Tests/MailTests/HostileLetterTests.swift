import Mail
import Testing

/// What nobody writes by hand.
@Suite(.timeLimit(.minutes(5))) struct HostileLetterTests {
  private let reader = LetterReader(own: [])
  private let head = "From: a@example.com\nSubject: x\n"

  private func nested(_ depth: Int) -> [UInt8] {
    var text = head
    for level in 0..<depth {
      text += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\n\n--b\(level)\n"
    }
    return Array((text + "Content-Type: text/plain\n\nthe bottom\n").utf8)
  }

  @Test func partsAHundredDeepAreRefusedAndTenAreRead() throws {
    #expect(throws: LetterMistake.tooDeep) { _ = try reader.read(nested(100)) }
    #expect(throws: LetterMistake.tooDeep) { _ = try reader.read(nested(100_000)) }
    #expect(try reader.read(nested(10)).text == "the bottom")
  }

  @Test func lettersInsideLettersAreRefusedWhereThereAreManyOfThem() {
    let inner = String(repeating: "Content-Type: message/rfc822\n\nSubject: x\n", count: 500)
    #expect(throws: LetterMistake.tooDeep) { _ = try reader.read(Array((head + inner).utf8)) }
  }

  @Test func aHeadOfAMegabyteIsRefused() {
    let text = "From: a@example.com\nSubject: " + String(repeating: "x", count: 1 << 20) + "\n\nhi"
    let mistake = #expect(throws: LetterMistake.self) { _ = try reader.read(Array(text.utf8)) }
    #expect(mistake == .headTooLong(bytes: text.utf8.count - 3))
  }

  @Test func aLetterOfMoreThanFiftyMegabytesIsRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 50 << 20 + 1)
    #expect(throws: LetterMistake.tooLong(bytes: bytes.count)) { _ = try reader.read(bytes) }
  }

  @Test func manyPartsAreRefused() {
    let parts = String(repeating: "--b\nContent-Type: text/plain\n\nx\n", count: 1_000)
    let text = head + "Content-Type: multipart/mixed; boundary=b\n\n" + parts
    #expect(throws: LetterMistake.tooManyParts) { _ = try reader.read(Array(text.utf8)) }
  }

  @Test(arguments: ["", "\n", "hello", "\n\nhello", "GET / HTTP/1.1\r\n\r\n"])
  func whatIsNoLetterIsRefused(text: String) {
    #expect(throws: LetterMistake.notALetter) { _ = try reader.read(Array(text.utf8)) }
  }

  @Test func aLongTextIsCut() throws {
    let text = head + "\n" + String(repeating: "word ", count: 200_000)
    let letter = try reader.read(Array(text.utf8))
    #expect(letter.text.utf8.count < 300_000 && letter.text.hasSuffix("[…]"))
  }

  @Test(arguments: ["<div>", "<a href=\"", "<", "&", "<!--", "<b a='", "</p>", "<p style=\"x:y\">"])
  func hugeHTMLComesToAnEnd(piece: String) throws {
    let text = head + "Content-Type: text/html\n\n" + String(repeating: piece, count: 100_000)
    _ = try reader.read(Array(text.utf8))
  }

  @Test(arguments: ["utf-8//TRANSLIT", "../../x", "\"", "utf-16", "", "x y", "UTF-7"])
  func aCharsetsNameIsNoCommand(name: String) throws {
    let text = head + "Content-Type: text/plain; charset=\"\(name)\"\n\nhello"
    #expect(try reader.read(Array(text.utf8)).files.isEmpty)
  }
}
