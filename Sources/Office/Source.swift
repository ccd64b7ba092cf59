package import Desk
package import Wire

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
  /// The second factor's code, where one was given.
  package let code: String?
  /// What the password is checked for; nil for a login.
  package let request: AccountRequest?

  package init(
    line: ConnectionNumber, login: Identifier<Agent>, stored: String?, device: String,
    source: Source,
    isKnown: Bool, isObserver: Bool = false, code: String? = nil, request: AccountRequest? = nil
  ) {
    self.line = line
    self.login = login
    self.stored = stored
    self.device = device
    self.source = source
    self.isKnown = isKnown
    self.isObserver = isObserver
    self.code = code
    self.request = request
  }
}

/// What came of checking a password.
package enum LoginResult: Sendable {
  case wrong
  /// With a new hash, where the stored one's costs are not today's.
  case right(rehashed: String?)
  /// With the hash of the new one, where it is to be changed.
  case changed(to: String)
}

/// What somebody asks of their own account, and who asks it where.
package struct AccountRequest: Sendable {
  package let caller: Caller
  package let id: Question.ID
  package let deed: AccountDeed
  /// The session of the connection that asks.
  package let tokenHash: [UInt8]

  package init(_ caller: Caller, _ id: Question.ID, _ deed: AccountDeed, tokenHash: [UInt8]) {
    self.caller = caller
    self.id = id
    self.deed = deed
    self.tokenHash = tokenHash
  }

  var refused: Refused { Refused(.account, id: id) }
}
