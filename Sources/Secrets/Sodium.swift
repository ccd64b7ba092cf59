import CSodium

/// The one place where libsodium is started.
package enum Sodium {
  private static let isReady = sodium_init() >= 0

  /// Starts libsodium; the program calls it once, before anything else here is used.
  ///
  /// Calling it again costs nothing. Throws `libraryUnusable` when the system offers no source of
  /// randomness, in which case nothing in this module may be trusted.
  package static func start() throws(SecretsFailure) {
    guard isReady else { throw .libraryUnusable }
  }

  /// Stops the program when libsodium is used although it could not start.
  static func mustBeReady() {
    precondition(isReady, "libsodium must have started before a secret is made")
  }
}

/// Why a secret could not be made or checked: for the operator, not for the person who typed it.
package enum SecretsFailure: Error, Equatable, CustomStringConvertible {
  /// `sodium_init` failed.
  case libraryUnusable
  /// Hashing needs 64 MiB for a moment, and the system refused them.
  case outOfMemory
  /// A stored password hash is no PHC string that libsodium can read.
  case malformedHash

  package var description: String {
    switch self {
    case .libraryUnusable:
      "libsodium could not start: the system offers no source of randomness (getrandom)"
    case .outOfMemory:
      "hashing a password needs 64 MiB of memory and the system refused them; raise the limit"
    case .malformedHash:
      "a stored password hash is damaged: set a new password for this account"
    }
  }
}
