import Secrets
import Testing

@Suite struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfRFC4648(text: String, coded: String) {
    #expect(Base64.encode(Array(text.utf8)) == coded)
    #expect(Base64.decode(coded) == Array(text.utf8))
    let bare = coded.filter { $0 != "=" }
    #expect(Base64URL.encode(Array(text.utf8)) == bare)
    #expect(Base64URL.decode(bare) == Array(text.utf8))
  }

  @Test func theTwoAlphabetsAreKeptApart() {
    #expect(Base64.encode([0xfb, 0xff, 0xfe]) == "+//+")
    #expect(Base64URL.encode([0xfb, 0xff, 0xfe]) == "-__-")
    #expect(Base64.decode("-__-") == nil)
    #expect(Base64URL.decode("+//+") == nil)
  }

  @Test(arguments: ["Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9v\n", " Zm9v", "Zm9v Zm8=", "Zm9é"])
  func base64ThatIsNotExactIsRefused(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func everyByteSurvivesEveryCoding() {
    let all = (0...255).map { UInt8($0) }
    #expect(Base64.decode(Base64.encode(all)) == all)
    #expect(Base64URL.decode(Base64URL.encode(all)) == all)
    #expect(Hex.decode(Hex.encode(all)) == all)
    #expect(Hex.decode(Hex.encode(all).uppercased()) == all)
  }

  @Test(arguments: ["0", "0g", "0x", " 0", "é0", "٣٣"])
  func hexadecimalThatIsNotExactIsRefused(text: String) {
    #expect(Hex.decode(text) == nil)
  }
}
