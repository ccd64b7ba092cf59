import Desk
import JSON
import Secrets
import Testing

@testable import Gateway

/// Which tokens say who a visitor is, and which are refused with words.
struct IdentityTests {
  private static let now = Instant(milliseconds: 1_795_238_400_000)
  private static let secret = Array("a secret of more than thirty-two bytes".utf8)
  /// RFC 8037, appendix A.
  private static let publicKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
  private static let plan = IdentityPlan(
    .optional, issuer: "shop.example",
    keys: [IdentityPlan.Key(id: "new", .hmacSHA256(Secret(secret)))])

  private func token(
    head: String = #"{"alg":"HS256","kid":"new"}"#, _ claims: String, secret: [UInt8] = secret
  ) -> String {
    let signed =
      Base64URL.encode(Array(head.utf8)) + "." + Base64URL.encode(Array(claims.utf8))
    let code = HMACSHA256.code(key: secret, message: Array(signed.utf8))
    return signed + "." + Base64URL.encode(code)
  }

  /// Good claims, with one of them written otherwise; nil leaves it out.
  private func claims(_ changes: [String: String?] = [:]) -> String {
    var claims: [(String, String)] = [
      ("iss", #""shop.example""#), ("aud", #""demo""#), ("sub", #""u-17""#),
      ("iat", "1795238400"), ("exp", "1795238700"), ("jti", #""j-1""#),
    ]
    for (name, value) in changes {
      claims.removeAll { $0.0 == name }
      if let value { claims.append((name, value)) }
    }
    return "{" + claims.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private func check(
    _ token: String, plan: IdentityPlan = plan, at now: Instant = now
  ) throws -> IdentityCheck.Statement {
    try IdentityCheck(plan: plan, site: "demo").statement(token, at: now)
  }

  private func refusal(_ token: String, plan: IdentityPlan = plan) -> String {
    do {
      _ = try check(token, plan: plan)
      return "accepted"
    } catch let refusal as Refusal {
      return refusal.code == .identity ? refusal.why : "\(refusal)"
    } catch {
      return "\(error)"
    }
  }

  @Test func aGoodTokenTellsWhoIsThere() throws {
    let said = try check(
      token(
        claims([
          "name": #""Ana Perez""#, "email": #""Ana@EXAMPLE.com""#,
          "attributes": #"{"plan":"gold","orders":12,"vip":true}"#,
        ])))
    #expect(said.id == "j-1")
    #expect(said.identity.subject == "u-17")
    #expect(said.identity.name == "Ana Perez" && said.identity.email == "Ana@example.com")
    let attributes = [Field("plan", "gold"), Field("orders", "12"), Field("vip", "true")]
    #expect(said.identity.attributes == attributes)
  }

  @Test func aListOfAudiencesAndTimesWithFractionsAreFine() throws {
    _ = try check(token(claims(["aud": #"["other","demo"]"#, "iat": "1795238400.5"])))
  }

  @Test(
    arguments: [
      (["iss": nil], "iss"), (["iss": "\"evil.example\""], "iss"), (["aud": "\"other\""], "aud"),
      (["aud": nil], "aud"), (["sub": nil], "sub"), (["sub": "\"\""], "sub"),
      (["sub": "17"], "sub"),
      (["jti": nil], "jti"), (["exp": nil], "exp"), (["iat": nil], "iat"),
      (["exp": "1795239001"], "600 seconds"), (["exp": "1795238400"], "600 seconds"),
      (["iat": "1795238000", "exp": "1795238399"], "expired"),
      (["iat": "1795238500", "exp": "1795238700"], "clocks"),
      (["iat": "1795238400000", "exp": "1795238700000"], "seconds since 1970"),
      (["nbf": "1795239000"], "nbf"), (["attributes": "[1]"], "attributes"),
      (["attributes": #"{"Plan":"x"}"#], "attributes.Plan"),
      (["attributes": #"{"plan":{"a":1}}"#], "attributes.plan"),
      (["attributes": #"{"plan":null}"#], "attributes.plan"),
    ] as [([String: String?], String)])
  func whatIsMissingOrWrongIsNamed(_ changes: [String: String?], _ word: String) {
    #expect(refusal(token(claims(changes))).contains(word))
  }

  @Test func theKeyDecidesTheAlgorithmNotTheToken() throws {
    #expect(refusal(token(head: #"{"alg":"none","kid":"new"}"#, claims())).contains("alg"))
    #expect(refusal(token(head: #"{"kid":"new"}"#, claims())).contains("alg"))
    #expect(refusal(token(head: #"{"alg":"HS512","kid":"new"}"#, claims())).contains("alg"))
    // Signed with a public key as if it were a shared secret.
    let key = try #require(VerificationKey.ed25519(Self.publicKey))
    let plan = IdentityPlan(.optional, issuer: "shop.example", keys: [.init(id: "new", key)])
    let bytes = try #require(Base64URL.decode(Self.publicKey))
    #expect(refusal(token(claims(), secret: bytes), plan: plan).contains("\"alg\" must be EdDSA"))
    let head = #"{"alg":"EdDSA","kid":"new"}"#
    #expect(refusal(token(head: head, claims(), secret: bytes), plan: plan).contains("signature"))
  }

  @Test func twoKeysAreGoodWhileOneTakesTheOthersPlace() throws {
    let other = Array("another secret of more than 32 bytes".utf8)
    let plan = IdentityPlan(
      .optional, issuer: "shop.example",
      keys: [
        IdentityPlan.Key(id: "old", .hmacSHA256(Secret(other))),
        IdentityPlan.Key(id: "new", .hmacSHA256(Secret(Self.secret))),
      ])
    _ = try check(token(claims()), plan: plan)
    _ = try check(token(head: #"{"alg":"HS256","kid":"old"}"#, claims(), secret: other), plan: plan)
    #expect(refusal(token(claims(), secret: other), plan: plan).contains("signature"))
    #expect(refusal(token(head: #"{"alg":"HS256"}"#, claims()), plan: plan).contains("kid"))
    let gone = token(head: #"{"alg":"HS256","kid":"gone"}"#, claims())
    #expect(refusal(gone, plan: plan).contains("there is no key \"gone\""))
  }

  @Test func whatWasChangedOrCutIsRefused() {
    let good = token(claims())
    var accepted: [String] = []
    for place in good.indices {
      var forged = good
      forged.replaceSubrange(place...place, with: good[place] == "A" ? "B" : "A")
      if (try? check(forged)) != nil { accepted.append(forged) }
      if (try? check(String(good[..<place]))) != nil { accepted.append(String(good[..<place])) }
    }
    #expect(accepted.isEmpty)
    for odd in ["", ".", "..", "a.b.c.d", good + ".", " " + good, good + "=", "\u{e9}.x.y"] {
      #expect(refusal(odd).hasPrefix("the identity token was not accepted"))
    }
  }

  @Test func eachKindOfKeyIsReadFromItsFile() throws {
    #expect(VerificationKey.ed25519(Self.publicKey) != nil)
    let pem = """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """
    guard case .ed25519(let key) = try #require(VerificationKey.ed25519(pem)) else {
      Issue.record("it is no key for Ed25519")
      return
    }
    #expect(Base64URL.encode(key) == Self.publicKey)
    #expect(VerificationKey.ed25519("MCowBQYDK2VwAyEA") == nil)
    // RFC 8037, appendix A.4.
    let text = try #require(
      SignedText(
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
          + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
      ))
    #expect(text.isSigned(by: .ed25519(key)))
  }

  @Test func aTokenThatWasUsedLetsNobodyInElsewhere() throws {
    var used = UsedTokens()
    let ends = Self.now + .seconds(300)
    func use(_ id: String, _ place: String, _ now: Instant = Self.now) throws -> Bool {
      try used.use(id, of: "demo", until: ends, from: place, at: now) != .elsewhere
    }
    #expect(try use("j", "here"))
    // Its answer was lost.
    #expect(try use("j", "here"))
    #expect(try !use("j", "there"))
    #expect(try use("other", "there"))
    let elsewhere = try used.use("j", of: "shop", until: ends, from: "there", at: Self.now)
    guard case .first(let use) = elsewhere else {
      Issue.record("another site's")
      return
    }
    var restarted = UsedTokens([use])
    let overheard = try restarted.use("j", of: "shop", until: ends, from: "here", at: Self.now)
    #expect(overheard == .elsewhere)
  }
}
