/// Everything that can happen to the desk itself, beside its conversations: what an operator
/// answers for. Never a password, a token, or a customer's words.
package enum AuditEvent: Equatable, Sendable {
  case loggedIn(Identifier<Agent>, device: String)
  /// So many logins did not come to anything.
  case loginFailed(Identifier<Agent>?, LoginFailure, count: Int)
  case loggedOut(Identifier<Agent>)
  case sessionsEnded(Identifier<Agent>, count: Int, SessionsEnd)
  case accountAdded(Identifier<Agent>, name: String, role: Role)
  case accountDisabled(Identifier<Agent>)
  case accountEnabled(Identifier<Agent>)
  case passwordChanged(Identifier<Agent>)
  /// The second factor of an account was made, proven, taken back, or is asked for from now on.
  case secondFactorChanged(Identifier<Agent>, SecondFactorChange)
  /// What somebody can do and takes on is what a command said, in its words.
  case accountQualified(Identifier<Agent>, what: String)
  /// A team is as a command made it.
  case teamSet(Identifier<Team>, members: [Identifier<Agent>])
  /// What a command had made of a team was taken back.
  case teamRemoved(Identifier<Team>)
  /// These settings hold anew since the files were read again.
  case settingsChanged([String])
  /// The server began with flows that had not served before.
  case began(revision: String)
  case published(revision: String)
  /// Conversations under way were carried over to new texts.
  case hotfixed(revision: String, carried: Int)
  case rolledBack(revision: String)
  case publishRefused(why: String)
  /// Conversations in the middle of a flow were moved to another revision.
  case migrated(from: String, to: String, moved: Int)
  case mirrorRetried(String, events: Int)
  /// A conversation was taken from the agent who had it.
  case tookOver(Identifier<Conversation>, from: Identifier<Agent>, reason: String?)
  /// A supervisor did something to what another agent, or the bot, had.
  case intervened(Intervention, Identifier<Conversation>, from: Identifier<Agent>?, reason: String?)
  /// An agent takes no conversations any more, since somebody else, or the desk, said so.
  case sentAway(Identifier<Agent>, reason: String?)
  /// A supervisor began to read what another agent has.
  case lookedIn(Identifier<Conversation>, from: Identifier<Agent>)
  /// A supervisor said this to all agents.
  case announced(String)
  /// Somebody may not write to the desk until then.
  case blocked(Block.Subject, until: Instant?, reason: String)
  case unblocked(Block.Subject)
  /// An operator did something to a conversation under an agent's account; with the word for it.
  case actedAs(Identifier<Agent>, Identifier<Conversation>, deed: String)
  /// Something of the record was written out.
  case exported(String, entries: Int)
  /// A customer wants nothing to be left of them from then on.
  case erasureAsked(Identifier<Customer>, due: Instant)
  /// That is not to be after all.
  case erasureWithdrawn(Identifier<Customer>, reason: String?)
  /// It begins now.
  case erasureBegan(Identifier<Customer>, reason: String?)
  /// Nothing is left of a customer, in so many conversations.
  case erased(Identifier<Customer>, conversations: Int)
}

/// What supervisors do to conversations that are not theirs, besides taking them over.
package enum Intervention: String, Sendable, CaseIterable {
  /// Took it while the bot was talking.
  case steppedIn = "stepped_in"
  case passedOn = "passed_on"
  case released, resolved, escalated, merged
  case setAside = "set_aside"
}

/// What became of a second factor.
package enum SecondFactorChange: String, Sendable, CaseIterable {
  case proven, reset, required, optional
  /// New codes for the day on which the device is lost.
  case recovery
}

/// Why logins failed.
package enum LoginFailure: String, Sendable, CaseIterable {
  /// User or password was wrong.
  case wrong
  /// Too many were tried; the password was not looked at.
  case throttled
}

/// Why sessions ended that nobody logged out of.
package enum SessionsEnd: String, Sendable, CaseIterable {
  case revoked, expired
  /// More were opened than an account may have.
  case evicted
}

/// An event of the desk, and whose it is.
package struct AuditEntry: Equatable, Sendable {
  package let at: Instant
  /// An agent's key, `o:` and an operator's name on the machine, or `desk`.
  package let by: String
  /// From where; nil where it came from the machine itself.
  package let address: String?
  package let event: AuditEvent

  package init(_ event: AuditEvent, by: String, from address: String? = nil, at: Instant) {
    self.at = at
    self.by = by
    self.address = address
    self.event = event
  }

  /// What the desk does by itself.
  package static let itself = "desk"

  package static func operatorKey(_ name: String) -> String { "o:\(name)" }
}
