package import Desk

/// Where a client comes from, as the Gateway knows it.
package struct Source: Hashable, Sendable {
  /// What limits count by: an address, or the network of one.
  package let address: String
  /// The origin of the page; nil for a program.
  package let origin: String?
  /// Limits of addresses do not hold for it: the very machine, where the settings say so.
  package let isExempt: Bool

  package init(address: String, origin: String? = nil, isExempt: Bool = false) {
    self.address = address
    self.origin = origin
    self.isExempt = isExempt
  }
}

/// A login whose password is to be checked; it has been counted.
package struct LoginTry: Sendable {
  package let line: ConnectionNumber
  package let login: Identifier<Agent>
  /// The hash to check against; nil for an account that is not there.
  package let stored: String?
  package let device: String
  package let source: Source
  /// The account has logged in from there before: it need not wait behind strangers.
  package let isKnown: Bool
  /// Whoever logs in is not there for customers because of it.
  package let isObserver: Bool

  package init(
    line: ConnectionNumber, login: Identifier<Agent>, stored: String?, device: String,
    source: Source,
    isKnown: Bool, isObserver: Bool = false
  ) {
    self.line = line
    self.login = login
    self.stored = stored
    self.device = device
    self.source = source
    self.isKnown = isKnown
    self.isObserver = isObserver
  }
}

/// What came of checking a password.
package enum LoginResult: Sendable {
  case wrong
  /// With a new hash, where the stored one's costs are not today's.
  case right(rehashed: String?)
}
