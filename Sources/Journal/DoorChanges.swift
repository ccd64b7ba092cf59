package import Desk

/// What a turn changes of who may come in: customers' tokens, agents' sessions, counted guesses.
///
/// Written in the turn's one transaction, so that it costs no sync of its own.
package struct DoorChanges: Sendable {
  /// Tokens given out for the first time, by their hashes; one that is there already stays as it
  /// is.
  package var tokens: [[UInt8]: NewToken] = [:]
  /// Tokens whose owners have shown that they have them, by their hashes.
  package var arrived: [[UInt8]: ArrivedToken] = [:]
  /// Customers whose tokens all end.
  package var forgotten: [Identifier<Customer>] = []
  /// Tokens past their time.
  package var endedTokens: [[UInt8]] = []
  /// When a command last came with a session, by the hash of its token.
  package var usedSessions: [[UInt8]: Instant] = [:]
  package var endedSessions: [[UInt8]] = []
  package var tries: [LoginTries] = []
  /// Counted guesses older than this are forgotten.
  package var triesBefore: Instant?
  /// Addresses that have not logged in since are forgotten.
  package var addressesBefore: Instant?

  /// Tokens that were used, in which sites signed who is there.
  package var usedIdentities: [UsedIdentity] = []
  /// Those that ended before are forgotten.
  package var usedBefore: Instant?

  /// Who may not write from now on, and who may again.
  package var blocked: [Block] = []
  package var unblocked: [Block.Subject] = []

  package init() {}

  package var isEmpty: Bool {
    tokens.isEmpty && arrived.isEmpty && forgotten.isEmpty && endedTokens.isEmpty
      && usedSessions.isEmpty && endedSessions.isEmpty && tries.isEmpty && triesBefore == nil
      && addressesBefore == nil && blocked.isEmpty && unblocked.isEmpty
      && usedIdentities.isEmpty && usedBefore == nil
  }

  /// A customer's token that is given out for the first time.
  package struct NewToken: Sendable {
    package let customer: Identifier<Customer>
    package let site: String
    package let origin: String
    package let at: Instant
    /// The hash of the token it takes the place of; nil for the one of a `start`.
    package let previous: [UInt8]?

    package init(
      _ customer: Identifier<Customer>, site: String, origin: String, at: Instant,
      previous: [UInt8]? = nil
    ) {
      self.customer = customer
      self.site = site
      self.origin = origin
      self.at = at
      self.previous = previous
    }
  }

  /// A token that its owner certainly has; the one before it ends soon.
  package struct ArrivedToken: Sendable {
    package let at: Instant
    package let previousEnds: Instant

    package init(at: Instant, previousEnds: Instant) {
      self.at = at
      self.previousEnds = previousEnds
    }
  }
}

/// How often passwords were tried, lately.
package struct LoginTries: Equatable, Sendable {
  /// Empty: for every login.
  package let login: String
  /// Empty: from everywhere.
  package let address: String
  /// What is left of them at that moment; nothing forgets them.
  package let count: Double
  package let at: Instant

  package init(login: String, address: String, count: Double, at: Instant) {
    self.login = login
    self.address = address
    self.count = count
    self.at = at
  }
}
