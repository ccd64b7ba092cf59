import Configuration
import Foundation
import Gateway
import Operator
import Secrets

extension IdentityPlan {
  /// How a site says who its visitors are, with the keys read from their files.
  init(_ site: Site) throws(Failure) {
    let settings = site.identity
    guard let policy = Policy(rawValue: settings.policy), policy != .off else {
      self = .off
      return
    }
    var keys: [Key] = []
    for key in settings.keys { keys.append(Key(id: key.id, try key.read(for: site.name))) }
    self.init(policy, issuer: settings.issuer, keys: keys)
  }
}

extension SiteIdentity.Key {
  fileprivate func read(for site: String) throws(Failure) -> VerificationKey {
    let what = "site \(site), key \(id)"
    guard try Folders.isThere(file), let mode = Folders.status(file)?.st_mode else {
      let make =
        algorithm == "HS256"
        ? "make one with: (umask 077; openssl rand -base64 48 > \(file))"
        : "it is the public key that openssl pkey -pubout writes"
      throw Failure("\(what): there is no file \(file); \(make)", code: 78)
    }
    let text = try contents(what)
    if algorithm == "EdDSA" {
      if let key = VerificationKey.ed25519(text) { return key }
      throw Failure(
        "\(what): \(file) is no public key for Ed25519; write it with: "
          + "openssl pkey -in private.pem -pubout", code: 78)
    }
    guard mode & 0o077 == 0 else {
      throw Failure("\(what): others can read \(file); run: chmod 600 \(file)", code: 78)
    }
    guard text.utf8.count >= VerificationKey.shortestSecret else {
      throw Failure(
        "\(what): the secret in \(file) is shorter than 32 bytes; make one with: "
          + "openssl rand -base64 48", code: 78)
    }
    return .hmacSHA256(Secret(Array(text.utf8)))
  }

  private func contents(_ what: String) throws(Failure) -> String {
    do {
      return String(decoding: try Folders.read(file), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    } catch {
      throw Failure("\(what): \(error)", code: 78)
    }
  }
}
