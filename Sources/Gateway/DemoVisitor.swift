import Desk
import JSON
import Secrets
import WebSockets

/// The shop's server of a demo, as far as it is played here: it signs that its one customer is
/// there.
///
/// Only `serve --demo` has one, with a key of its own that no file holds; whoever asks is Ana.
package struct DemoVisitor: Sendable {
  package let site: String
  private let secret: Secret<[UInt8]>

  private static let issuer = "demo-shop"
  private static let keyID = "demo"
  private static let name = "Ana Perez"
  static let path = "/v1/demo/visitor.json"
  private static let tokenPath = "/v1/demo/token"
  /// Long enough for one page to connect with it.
  private static let life: Int64 = 120

  /// `secret`: at least 32 bytes by chance.
  package init(site: String, secret: [UInt8]) {
    self.site = site
    self.secret = Secret(secret)
  }

  var plan: IdentityPlan {
    IdentityPlan(
      .optional, issuer: Self.issuer,
      keys: [IdentityPlan.Key(id: Self.keyID, .hmacSHA256(secret))])
  }

  /// Who may sign in on the shop's page, and where the token is; or the token. Nil for whatever
  /// else is asked for.
  func answer(_ request: HTTPRequest, at now: Instant) -> HTTPResponse? {
    switch request.path {
    case Self.path:
      let body = JSONWriter.object {
        $0.member("name", Self.name)
        $0.member("token", Self.tokenPath)
      }
      return HTTPResponse(
        status: 200, contentType: "application/json", headers: Self.headers, body: body)
    case Self.tokenPath:
      return HTTPResponse(
        status: 200, contentType: "text/plain", headers: Self.headers,
        body: Array(token(at: now).utf8))
    default: return nil
    }
  }

  /// For the shop's own page alone: no other may read it.
  private static let headers = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  private func token(at now: Instant) -> String {
    let head = JSONWriter.object {
      $0.member("alg", "HS256")
      $0.member("kid", Self.keyID)
    }
    let seconds = now.milliseconds / 1000
    let body = JSONWriter.object {
      $0.member("iss", Self.issuer)
      $0.member("aud", site)
      $0.member("sub", "ana")
      $0.member("iat", seconds)
      $0.member("exp", seconds + Self.life)
      $0.member("jti", Random.identifier())
      $0.member("name", Self.name)
      $0.member("email", "ana@example.com")
      $0.object("attributes") { $0.member("plan", "gold") }
    }
    return SigningKey.hmacSHA256(secret).sign(head: head, body: body)
  }
}

extension GatewaySettings {
  /// Plays the demo's shop, unless its site has a server of its own that signs.
  package mutating func play(_ demo: DemoVisitor?) {
    guard let demo, sites[demo.site] != nil, identities[demo.site]?.policy ?? .off == .off else {
      return
    }
    identities[demo.site] = demo.plan
    demoVisitor = demo
  }
}
