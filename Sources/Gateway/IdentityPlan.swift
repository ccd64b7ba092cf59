package import Secrets

/// How a site says who its visitors are.
package struct IdentityPlan: Sendable {
  /// Who may chat on a site.
  package enum Policy: String, Sendable, CaseIterable {
    /// Nobody is asked, and what a page claims is unverified.
    case off
    /// Who brings a signed token is verified; others may chat too.
    case optional
    /// Nobody may chat without one.
    case required
  }

  /// One of the keys that are good at the moment: two while one takes the other's place.
  package struct Key: Sendable {
    package let id: String
    package let key: VerificationKey

    package init(id: String, _ key: VerificationKey) {
      self.id = id
      self.key = key
    }
  }

  package let policy: Policy
  /// Who signs: the `iss` of the tokens.
  package let issuer: String
  package let keys: [Key]

  package init(_ policy: Policy, issuer: String, keys: [Key]) {
    self.policy = policy
    self.issuer = issuer
    self.keys = keys
  }

  /// What a site that says nothing of it has.
  package static let off = IdentityPlan(.off, issuer: "", keys: [])
}
