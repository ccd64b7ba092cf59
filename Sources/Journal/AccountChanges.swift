package import Desk
package import Secrets

/// One change of who may work at the desk, written with the turn that makes it.
package enum AccountChange: Sendable {
  case add(Accounts.User)
  /// A disabled account's sessions end with it.
  case disable(Identifier<Agent>)
  case enable(Identifier<Agent>)
  /// A new password ends every session that the old one opened.
  case setPassword(Identifier<Agent>, PasswordHash)
  /// Opens a session for a password that was right, with a new hash where the old one's costs are
  /// not today's. The oldest of too many sessions gives way.
  case logIn(Accounts.Session, rehashed: PasswordHash?)
  /// Takes no conversations from now on, or does again.
  case setAway(Identifier<Agent>, Bool)
  /// What a command says of an agent, as a whole.
  case qualify(Identifier<Agent>, Qualification)
  case setTeam(TeamPlan)
  case removeTeam(Identifier<Team>)
  case endSession([UInt8])
  case endSessions(of: Identifier<Agent>)
  case setSecondFactor(Identifier<Agent>, Accounts.SecondFactor)
}

/// What a turn changes of accounts and their sessions, in order; and how they stand with it, before
/// it is on disk.
package struct AccountChanges: Sendable {
  package private(set) var steps: [AccountChange] = []

  package init(_ steps: [AccountChange] = []) { self.steps = steps }

  package var isEmpty: Bool { steps.isEmpty }

  package mutating func add(_ step: AccountChange) { steps.append(step) }

  /// The account after these changes, given how the record has it.
  package func user(_ login: Identifier<Agent>, recorded: Accounts.User?) -> Accounts.User? {
    steps.reduce(recorded) { user, step in
      switch step {
      case .add(let new): new.login == login ? new : user
      case .disable(let which): which == login ? user?.with(isDisabled: true) : user
      case .enable(let which): which == login ? user?.with(isDisabled: false) : user
      case .setPassword(let which, let hash): which == login ? user?.with(password: hash) : user
      case .logIn(let session, let rehashed):
        if let rehashed, session.login == login { user?.with(password: rehashed) } else { user }
      case .setAway(let which, let isAway): which == login ? user?.with(isAway: isAway) : user
      case .qualify(let which, let said): which == login ? user?.with(said: said) : user
      case .setTeam, .removeTeam, .endSession, .endSessions, .setSecondFactor: user
      }
    }
  }

  /// The teams of commands after these changes, given how the record has them.
  package func teams(recorded: [TeamPlan]) -> [TeamPlan] {
    steps.reduce(recorded) { teams, step in
      switch step {
      case .setTeam(let team): teams.overlaid(by: [team])
      case .removeTeam(let name): teams.filter { $0.id != name }
      case .add, .disable, .enable, .setPassword, .logIn, .setAway, .qualify, .endSession,
        .endSessions, .setSecondFactor:
        teams
      }
    }
  }

  /// Its sessions after these changes, the latest used first.
  package func sessions(of login: Identifier<Agent>, recorded: [Accounts.Session])
    -> [Accounts.Session]
  {
    steps.reduce(recorded) { sessions, step in
      switch step {
      case .disable(let which), .setPassword(let which, _), .endSessions(let which):
        return which == login ? [] : sessions
      case .logIn(let session, _):
        guard session.login == login else { return sessions }
        return Array(([session] + sessions).prefix(Accounts.mostSessions))
      case .endSession(let hash): return sessions.filter { $0.hash != hash }
      case .add, .enable, .setAway, .qualify, .setTeam, .removeTeam, .setSecondFactor:
        return sessions
      }
    }
  }
}

extension Accounts.User {
  fileprivate func with(
    isDisabled: Bool? = nil, password: PasswordHash? = nil, isAway: Bool? = nil,
    said: Qualification? = nil
  ) -> Self {
    Self(
      login: login, name: name, role: role, password: password ?? self.password,
      isDisabled: isDisabled ?? self.isDisabled, isAway: isAway ?? self.isAway, created: created,
      said: said ?? self.said)
  }
}
