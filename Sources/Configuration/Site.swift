/// A web site that shows the widget.
package struct Site: Sendable, Equatable {
  package let name: String
  /// Exact origins: scheme, host and port.
  package let origins: [String]
  /// Whether pages that Frontdesk serves itself belong to the site: `self` in the file.
  package let includesSelf: Bool
  package let identity: SiteIdentity
  /// What the widget says by itself; the first that fits.
  package let greetings: [Greeting]

  package init(
    name: String, origins: [String], includesSelf: Bool, identity: SiteIdentity = SiteIdentity(),
    greetings: [Greeting] = []
  ) {
    self.greetings = greetings
    self.name = name
    self.origins = origins
    self.includesSelf = includesSelf
    self.identity = identity
  }
}

/// Words that the widget puts beside its button by itself.
package struct Greeting: Sendable, Equatable {
  package let name: String
  /// A pattern of the page's path; nil for every page.
  package let page: String?
  /// Time on the page.
  package let after: Duration
  /// Who was here before: `yes`, `no` or `any`.
  package let returning: String
  /// For each `visitor`, or each `day`.
  package let once: String
  /// By language, in the order of the file.
  package let words: [Words]

  /// The words in one language.
  package struct Words: Sendable, Equatable {
    package let language: String
    package let text: String
  }

  static let returnings = ["any", "yes", "no"]
  static let onces = ["visitor", "day"]
  static let textLimit = 300
  /// More than anybody tells apart.
  static let most = 20
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
