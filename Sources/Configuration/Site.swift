/// A web site that shows the widget.
package struct Site: Sendable, Equatable {
  package let name: String
  /// Exact origins: scheme, host and port.
  package let origins: [String]
  /// Whether pages that Frontdesk serves itself belong to the site: `self` in the file.
  package let includesSelf: Bool
  package let identity: SiteIdentity

  package init(
    name: String, origins: [String], includesSelf: Bool, identity: SiteIdentity = SiteIdentity()
  ) {
    self.name = name
    self.origins = origins
    self.includesSelf = includesSelf
    self.identity = identity
  }
}

/// How a site says who its visitors are.
package struct SiteIdentity: Sendable, Equatable {
  /// `off`, `optional` or `required`.
  package var policy = "off"
  /// Who signs: the `iss` of the tokens.
  package var issuer = ""
  /// Those that are good at the moment.
  package var keys: [Key] = []

  package init() {}

  /// A key with which the site's tokens are signed.
  package struct Key: Sendable, Equatable {
    package let id: String
    /// `HS256` or `EdDSA`.
    package let algorithm: String
    /// With the shared secret, for which only Frontdesk may read it; or with the public key.
    package let file: String
  }

  static let policies = ["off", "optional", "required"]
  static let algorithms = ["HS256", "EdDSA"]
}
