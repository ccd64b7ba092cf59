import Glibc
import Testing

@testable import Secrets

@Suite struct PasswordTests {
  @Test func aPasswordOpensItsOwnHashOnly() throws {
    let hash = try PasswordHash.make("a long enough päßword 密码")
    #expect(hash.phc.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(try PasswordHash.verify("a long enough päßword 密码", against: hash))
    #expect(try !PasswordHash.verify("a long enough passwort 密码", against: hash))
    #expect(try !PasswordHash.verify("", against: hash))
    #expect(!hash.needsRehash)
    #expect(try PasswordHash.make("a long enough päßword 密码") != hash)
  }

  @Test func aHashMadeByAnotherProgramIsUnderstood() throws {
    // From the reference implementation's own test suite (argon2id, version 0x13).
    let hash = PasswordHash(
      stored: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
    #expect(try PasswordHash.verify("password", against: hash))
    #expect(try !PasswordHash.verify("differentpassword", against: hash))
  }

  @Test func aHashOfLowerCostAsksToBeMadeAnew() {
    let weak = PasswordHash(
      stored: "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
        + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")
    #expect(weak.needsRehash)
  }

  @Test func anUnknownAccountCostsTheSameAndNeverOpens() throws {
    #expect(try !PasswordHash.verify("whatever was typed", against: nil))
    #expect(!PasswordHash.decoy.needsRehash)
    let known = try PasswordHash.make("the one known password")
    // The thread's own time, so that a busy machine does not count.
    func threadTime() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    func fastest(_ hash: PasswordHash?) throws -> Duration {
      try (0..<3).map { _ in
        let start = threadTime()
        _ = try PasswordHash.verify("a wrong password", against: hash)
        return threadTime() - start
      }.min() ?? .zero
    }
    let ratio = try fastest(nil) / fastest(known)
    #expect((0.5...2).contains(ratio), "unknown costs \(ratio) times a known account")
  }

  @Test(arguments: ["", "hunter2", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$c29t", "$2b$10$x"])
  func aDamagedHashIsReportedAndNotTakenForAWrongPassword(stored: String) {
    #expect(throws: SecretsFailure.malformedHash) {
      try PasswordHash.verify("a wrong password", against: PasswordHash(stored: stored))
    }
  }

  @Test func aPasswordHasFifteenToOneHundredAndTwentyEightCharacters() throws {
    let phrase = "tidy otters juggle seven lamps "
    try PasswordRules.check(String(phrase.prefix(15)))
    try PasswordRules.check(String(String(repeating: phrase, count: 5).prefix(128)))
    #expect(throws: PasswordRefusal.tooShort(characters: 14)) {
      try PasswordRules.check(String(phrase.prefix(14)))
    }
    #expect(throws: PasswordRefusal.tooLong) {
      try PasswordRules.check(String(String(repeating: phrase, count: 5).prefix(129)))
    }
    #expect(throws: PasswordRefusal.tooLong) {
      try PasswordRules.check(String(repeating: "a\u{301}\u{302}\u{303}\u{304}", count: 128))
    }
    try PasswordRules.check("zwölf Bögen für Jürgen")
  }

  @Test(arguments: [
    "passwordpassword", "PasswordPassword1!", "P@ssw0rdP@ssw0rd", "123456789012345",
    "qwertyuiopasdfgh", "1q2w3e4r5t6y7u8i9o0p", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc",
    "abcdefghijklmnop", "987654321987654321", "letmeinletmein99", "administrator123",
    "Administrator-2024!", "iloveyouforever", "welcome.welcome.welcome", "!!!dragon-monkey!!!!!",
    "correcthorsebatterystaple", "111111222222333333333", "qwerty1234567890", "5up3rm4n5up3rm4n",
  ])
  func whatAnyoneWouldTryFirstIsRefused(password: String) {
    #expect(throws: PasswordRefusal.common) { try PasswordRules.check(password) }
  }

  @Test func theNamesAroundAnAccountAreNoPasswordEither() throws {
    #expect(throws: PasswordRefusal.common) {
      try PasswordRules.check("maya.Lindqvist2026!", names: ["Maya", "lindqvist"])
    }
    try PasswordRules.check("maya.Lindqvist2026!")
  }

  @Test(arguments: [
    "tidy otters juggle lamps", "x7Kq2mVw9RtLp4Zs", "my dog ate three parcels", "8351940276618490",
    "sunshine dragon coffee violet", "не забудь зонтик завтра",
  ])
  func anOrdinaryLongPasswordIsAccepted(password: String) throws {
    try PasswordRules.check(password)
  }

  @Test func everyRefusalTellsHowToDoBetter() {
    for refusal in [PasswordRefusal.tooShort(characters: 3), .tooLong, .common] {
      #expect("\(refusal)".count > 30)
    }
  }
}
