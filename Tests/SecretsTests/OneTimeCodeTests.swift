import Testing

@testable import Secrets

struct OneTimeCodeTests {
  private static let secret = Array("12345678901234567890".utf8)

  /// The vectors of RFC 6238, appendix B, for SHA-1; of their eight digits the last six.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
      (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func codesAreThoseOfTheStandard(seconds: Int64, code: String) {
    #expect(OneTimeCode.code(Self.secret, step: seconds / 30) == code)
    #expect(OneTimeCode.step(of: code, Self.secret, at: seconds, after: 0) == seconds / 30)
  }

  @Test func oneStepOnEitherSideCountsAndNoneTwice() {
    let step: Int64 = 41_152_263
    let code = OneTimeCode.code(Self.secret, step: step)
    for (seconds, isRight) in [
      (step * 30 - 31, false), (step * 30 - 1, true), (step * 30, true), (step * 30 + 59, true),
      (step * 30 + 60, false),
    ] {
      let found = OneTimeCode.step(of: code, Self.secret, at: seconds, after: 0)
      #expect((found == step) == isRight, "\(seconds - step * 30)")
    }
    #expect(OneTimeCode.step(of: code, Self.secret, at: step * 30, after: step) == nil)
    #expect(OneTimeCode.step(of: "28708", Self.secret, at: 59, after: 0) == nil)
    #expect(OneTimeCode.step(of: "287 082", Self.secret, at: 59, after: 0) == 1)
  }

  /// RFC 4648, section 10, without the padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func base32IsThatOfTheStandard(text: String, coded: String) {
    #expect(Base32.encode(Array(text.utf8)) == coded)
    #expect(Base32.decode(coded.lowercased()) == Array(text.utf8))
    #expect(Base32.decode("0" + coded) == nil)
  }

  @Test func theAddressIsWhatAuthenticatorsRead() {
    #expect(
      OneTimeCode.address(Self.secret, login: "maya@x", desk: "My desk")
        == "otpauth://totp/My%20desk:maya%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=My%20desk")
  }

  @Test func aSealedSecretOpensUnderItsKeyOnlyAndNeverChanged() throws {
    try Sodium.start()
    let key = Random.bytes(32)
    let sealed = SealedSecret.seal(Self.secret, key: key)
    #expect(SealedSecret.open(sealed, key: key) == Self.secret)
    #expect(SealedSecret.open(sealed, key: Random.bytes(32)) == nil)
    #expect(SealedSecret.seal(Self.secret, key: key) != sealed)
    for place in sealed.indices {
      var changed = sealed
      changed[place] ^= 1
      #expect(SealedSecret.open(changed, key: key) == nil)
    }
    #expect(SealedSecret.open([], key: key) == nil)
  }
}
