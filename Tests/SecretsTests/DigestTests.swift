import Secrets
import Testing

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func aDigestIsThatOfThePublishedExamples(text: String, digest: String) {
    #expect(Hex.encode(SHA256.hash(text)) == digest)
    #expect(Hex.encode(SHA256.hash(Array(text.utf8))) == digest)
    for cut in [0, text.utf8.count / 2, text.utf8.count] {
      let (first, second) = (Array(text.utf8.prefix(cut)), Array(text.utf8.dropFirst(cut)))
      #expect(Hex.encode(SHA256.hash(first, second).bytes) == digest)
    }
  }

  @Test func aDigestInPlaceIsItsBytes() throws {
    let bytes = SHA256.hash("abc")
    let digest = try #require(Digest(bytes))
    #expect(digest.bytes == bytes)
    #expect(digest == SHA256.hash(Array("a".utf8), Array("bc".utf8)))
    #expect(digest.leading == 0xba78_16bf_8f01_cfea)
    #expect(Digest().bytes == [UInt8](repeating: 0, count: SHA256.size))
    #expect(Digest(Array(bytes.dropLast())) == nil)
    var (one, other) = (SHA256(), SHA256())
    one.update(bytes)
    other.update(digest)
    #expect(one.digest() == other.digest())
  }

  @Test func aMillionLettersInUnevenPiecesGiveThePublishedDigest() {
    var hash = SHA256()
    var left = 1_000_000
    var size = 1
    while left > 0 {
      let piece = [UInt8](repeating: 0x61, count: min(size, left))
      if size.isMultiple(of: 2) {
        hash.update(piece)
      } else {
        piece.withUnsafeBytes { hash.update($0) }
      }
      left -= piece.count
      size = size * 7 % 997 + 1
    }
    #expect(
      Hex.encode(hash.digest())
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func aCopyOfAHashGoesItsOwnWay() {
    var one = SHA256()
    one.update("a")
    var other = one
    other.update("bc")
    #expect(other.digest() == SHA256.hash("abc"))
    #expect(one.digest() == SHA256.hash("a"))
    one.update("b")
    #expect(one.digest() == SHA256.hash("ab"))
  }

  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func aCodeIsThatOfTheExamplesInRFC4231(key: [UInt8], message: [UInt8], code: String) {
    let made = HMACSHA256.code(key: key, message: message)
    #expect(Hex.encode(made) == code)
    #expect(HMACSHA256.isValid(made, key: key, message: message))
    #expect(!HMACSHA256.isValid(made, key: key, message: message + [0]))
    #expect(!HMACSHA256.isValid(Array(made.dropLast()), key: key, message: message))
  }

  @Test func equalityInConstantTimeIsEquality() {
    #expect(isEqualInConstantTime([], []))
    #expect(isEqualInConstantTime([1, 2], [1, 2]))
    #expect(!isEqualInConstantTime([1, 2], [1, 3]))
    #expect(!isEqualInConstantTime([1, 2], [1, 2, 3]))
  }
}
