import Desk
import JSON
import Secrets

/// Whether a token says who a visitor is: JSON Web Tokens (RFC 7519), as strictly as RFC 8725 says.
///
/// The key decides the algorithm, never the token. Every refusal says what to change, since whoever
/// reads it is the site's developer.
struct IdentityCheck {
  let plan: IdentityPlan
  /// The `aud` of its tokens.
  let site: String

  /// What a good token says.
  struct Statement: Equatable {
    let identity: SignedIdentity
    /// The token's own name, `jti`.
    let id: String
    let expires: Instant
  }

  /// The longest time a token may be good.
  static let longestLife = Duration.seconds(600)
  /// What the site's clock may differ from ours.
  static let drift = Duration.seconds(60)

  func statement(_ token: String, at now: Instant) throws(Refusal) -> Statement {
    guard let text = SignedText(token) else {
      throw refusal("it is no token: three parts of base64url with dots between them")
    }
    guard text.isSigned(by: try key(text.head)) else { throw refusal("the signature is wrong") }
    let claims = try object(text.body, "the body")
    guard claims["iss"]?.string == plan.issuer else {
      throw refusal("\"iss\" must be \"\(plan.issuer)\"")
    }
    guard isForSite(claims["aud"]) else { throw refusal("\"aud\" must be \"\(site)\"") }
    let expires = try times(claims, now)
    guard let id = claims["jti"]?.string, (1...128).contains(id.utf8.count) else {
      throw refusal("\"jti\" must be a name of the token, 1 to 128 bytes, used once")
    }
    return Statement(identity: try identity(claims), id: id, expires: expires)
  }

  private func key(_ head: [UInt8]) throws(Refusal) -> VerificationKey {
    let head = try object(head, "the head")
    guard head["crit"] == nil else { throw refusal("\"crit\" is not supported") }
    let named = head["kid"]?.string
    let keys = plan.keys.filter { named == nil || $0.id == named }
    guard let key = keys.first, keys.count == 1 || named != nil else {
      throw refusal(
        named.map { "there is no key \"\($0.prefix(64))\" for this site" }
          ?? "\"kid\" must name one of the site's keys")
    }
    guard head["alg"]?.string == key.key.algorithm else {
      throw refusal("\"alg\" must be \(key.key.algorithm), which is what key \"\(key.id)\" is for")
    }
    return key.key
  }

  private func object(_ bytes: [UInt8], _ what: String) throws(Refusal) -> JSONValue {
    guard let value = try? JSONReader.read(bytes), value.members != nil else {
      throw refusal("\(what) is no JSON object")
    }
    return value
  }

  private func isForSite(_ audience: JSONValue?) -> Bool {
    audience?.string == site || audience?.array?.contains { $0.string == site } == true
  }

  /// When it ends; refused when that is over, or too far away.
  private func times(_ claims: JSONValue, _ now: Instant) throws(Refusal) -> Instant {
    guard let issued = seconds(claims["iat"]), let expires = seconds(claims["exp"]) else {
      throw refusal("\"iat\" and \"exp\" must be seconds since 1970")
    }
    guard expires.since(issued) <= Self.longestLife, expires > issued else {
      throw refusal("\"exp\" must be at most 600 seconds after \"iat\"")
    }
    guard issued <= now + Self.drift else {
      throw refusal("\"iat\" is in the future: compare the clocks of the two machines")
    }
    guard expires > now else { throw refusal("it has expired: make a new one") }
    if let from = claims["nbf"] {
      guard let from = seconds(from), from <= now + Self.drift else {
        throw refusal("\"nbf\" has not come yet")
      }
    }
    return expires
  }

  private func seconds(_ value: JSONValue?) -> Instant? {
    // Beyond the year 9999 somebody means milliseconds, or harm.
    let number: Int64?
    switch value {
    case .int(let whole)?: number = whole
    case .double(let parts)? where parts.magnitude < 1e12: number = Int64(parts)
    case .double, .null, .bool, .string, .array, .object, nil: number = nil
    }
    guard let seconds = number, (0...253_402_300_799).contains(seconds) else { return nil }
    return Instant(milliseconds: seconds * 1000)
  }

  private func identity(_ claims: JSONValue) throws(Refusal) -> SignedIdentity {
    guard let subject = claims["sub"]?.string,
      (1...SignedIdentity.subjectLimit).contains(subject.utf8.count)
    else { throw refusal("\"sub\" must be the visitor's id on the site, 1 to 255 bytes") }
    return SignedIdentity(
      subject: subject, name: claims["name"]?.string, email: claims["email"]?.string,
      attributes: try attributes(claims["attributes"]))
  }

  private func attributes(_ value: JSONValue?) throws(Refusal) -> [Field] {
    guard let value else { return [] }
    guard let members = value.members, members.count <= SignedIdentity.mostAttributes else {
      throw refusal("\"attributes\" must be an object of at most 32 members")
    }
    var fields: [Field] = []
    for member in members {
      guard let text = Self.text(member.value), Self.isName(member.name),
        text.utf8.count <= SignedIdentity.attributeLimit
      else {
        throw refusal(
          "\"attributes.\(member.name.prefix(40))\" must be a text of at most 200 bytes, a whole "
            + "number, true or false, under a name of a-z, 0-9 and _")
      }
      fields.append(Field(member.name, text))
    }
    return fields
  }

  private static func text(_ value: JSONValue) -> String? {
    value.string ?? value.int.map { "\($0)" } ?? value.bool.map { $0 ? "true" : "false" }
  }

  private static func isName(_ name: String) -> Bool {
    (1...SignedIdentity.attributeNameLimit).contains(name.utf8.count)
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  private func refusal(_ why: String) -> Refusal {
    Refusal(.identity, "the identity token was not accepted: \(why)")
  }
}

/// Tokens that were used, until they end: what somebody has overheard lets nobody in elsewhere.
///
/// The same page may bring its token again, since an answer can be lost. The record has them too,
/// so that they stay used over a restart.
struct UsedTokens {
  private var used: [[UInt8]: (place: [UInt8], expires: Instant)] = [:]
  /// Tokens remembered; beyond it nobody is verified until some have ended.
  private static let bound = UsedIdentity.most

  /// What a token's use is.
  enum Use: Equatable {
    /// The first, to be written down.
    case first(UsedIdentity)
    case again
    /// From somewhere else than before.
    case elsewhere
  }

  init(_ known: [UsedIdentity] = []) {
    for use in known { used[use.code] = (use.place, use.expires) }
  }

  /// Takes note of a token.
  mutating func use(
    _ id: String, of site: String, until expires: Instant, from place: String, at now: Instant
  ) throws(Refusal) -> Use {
    let use = UsedIdentity(
      code: Self.code("\(site)\n\(id)"), place: Self.code(place), expires: expires)
    if let before = used[use.code], before.expires > now {
      return before.place == use.place ? .again : .elsewhere
    }
    if used.count >= Self.bound { used = used.filter { $0.value.expires > now } }
    guard used.count < Self.bound else {
      throw Refusal(.busy, "too many identities at once", mayRetry: true, retryAfter: 2000)
    }
    used[use.code] = (use.place, expires)
    return .first(use)
  }

  private static func code(_ text: String) -> [UInt8] { Array(SHA256.hash(text).prefix(16)) }
}
