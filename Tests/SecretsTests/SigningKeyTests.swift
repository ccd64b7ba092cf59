import Testing

@testable import Secrets

/// Keys that are made here sign what is checked here and elsewhere.
struct SigningKeyTests {
  private let head = Array(#"{"alg":"EdDSA"}"#.utf8)
  private let body = Array(#"{"sub":"u-17"}"#.utf8)

  @Test func whatOneHalfSignedTheOtherHalfBelieves() throws {
    try Sodium.start()
    let key = SigningKey.newEd25519()
    let files = try #require(key.files)
    let text = try #require(SignedText(key.sign(head: head, body: body)))
    let open = try #require(VerificationKey.ed25519(files.public))
    #expect(text.isSigned(by: open) && text.body == body && text.head == head)
    let other = try #require(
      SigningKey.newEd25519().files.flatMap { VerificationKey.ed25519($0.public) })
    #expect(!text.isSigned(by: other))
  }

  @Test func aPrivateKeyIsReadFromItsFileAndNothingElseIs() throws {
    try Sodium.start()
    let key = SigningKey.newEd25519()
    let files = try #require(key.files)
    let read = try #require(SigningKey.ed25519(files.private))
    // Ed25519 signs the same text the same way.
    #expect(read.sign(head: head, body: body) == key.sign(head: head, body: body))
    #expect(SigningKey.ed25519(files.public) == nil)
    #expect(SigningKey.ed25519(String(files.private.dropFirst(40))) == nil)
    #expect(SigningKey.ed25519("") == nil)
  }

  @Test func aSharedSecretSignsWhatItChecks() throws {
    try Sodium.start()
    let secret = Secret(Array("a secret of more than thirty-two bytes".utf8))
    let key = SigningKey.hmacSHA256(secret)
    let text = try #require(SignedText(key.sign(head: head, body: body)))
    #expect(text.isSigned(by: .hmacSHA256(secret)))
    #expect(!text.isSigned(by: .hmacSHA256(Secret(Array("another".utf8)))))
    #expect(key.files == nil && key.algorithm == "HS256")
  }

  /// RFC 8032, section 7.1, test 2.
  @Test func thePublicHalfIsTheOneOfTheStandard() throws {
    try Sodium.start()
    let seed = try #require(
      Hex.decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let files = try #require(SigningKey.ed25519(seed: Secret(seed)).files)
    let open = try #require(
      Hex.decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    guard case .ed25519(let made)? = VerificationKey.ed25519(files.public), made == open else {
      Issue.record("another public key")
      return
    }
  }
}
