package import Desk
package import Journal
package import Secrets

// MARK: - Accounts, from the operator's side

extension Office {
  package func addUser(
    _ login: Identifier<Agent>, name: String, role: Role, password: PasswordHash, by author: String
  ) throws {
    guard try user(login) == nil else {
      throw NotPublished(description: "there is a user \(login) already")
    }
    let user = Accounts.User(
      login: login, name: name, role: role, password: password, created: now)
    draft.record.change(
      .add(user), .accountAdded(login, name: name, role: role), by: author, at: now)
    staff.enroll(user)
  }

  /// Ends the account's sessions and sockets at once and gives its conversations back.
  package func disableUser(_ login: Identifier<Agent>, by author: String) throws(RecordFailure) {
    draft.record.change(.disable(login), .accountDisabled(login), by: author, at: now)
    draft.deliveries.append(.revoke(login, tokenHash: nil))
    draft.deliveries.append(.notice(.sessionsRevoked(login, reason: "the account was disabled")))
    for conversation in staff.conversations(of: login) { try giveBack(conversation, .disabled) }
    if let user = try user(login) { staff.enroll(user) }
  }

  package func enableUser(_ login: Identifier<Agent>, by author: String) throws(RecordFailure) {
    draft.record.change(.enable(login), .accountEnabled(login), by: author, at: now)
    if let user = try user(login) { staff.enroll(user) }
  }

  /// A new password ends every session the old one opened.
  package func setPassword(
    _ login: Identifier<Agent>, _ password: PasswordHash, by author: String
  ) {
    draft.record.change(.setPassword(login, password), .passwordChanged(login), by: author, at: now)
    draft.deliveries.append(.revoke(login, tokenHash: nil))
    draft.deliveries.append(.notice(.sessionsRevoked(login, reason: "the password was changed")))
  }

  /// Ends one session, by the name that a list of them shows, or all. Returns how many.
  package func endSessions(of login: Identifier<Agent>, named name: String?, by author: String)
    throws(RecordFailure) -> Int
  {
    let ended = try sessions(of: login).filter { name == nil || $0.name == name }.map(\.hash)
    draft.record.endSessions(ended, of: login, by: author, at: now)
    // All means also those that no list has any more.
    if name == nil { draft.deliveries.append(.revoke(login, tokenHash: nil)) }
    for hash in ended where name != nil { draft.deliveries.append(.revoke(login, tokenHash: hash)) }
    if !ended.isEmpty {
      draft.deliveries.append(.notice(.sessionsRevoked(login, reason: "an operator ended them")))
    }
    return ended.count
  }

  /// Writes down what somebody did to the desk, with this turn.
  package func note(_ event: AuditEvent, by author: String) {
    draft.record.audit.append(AuditEntry(event, by: author, at: now))
  }

  // MARK: As this turn leaves them

  func user(_ login: Identifier<Agent>) throws(RecordFailure) -> Accounts.User? {
    draft.record.accounts.user(login, recorded: try accounts.user(login))
  }

  func sessions(of login: Identifier<Agent>) throws(RecordFailure) -> [Accounts.Session] {
    draft.record.accounts.sessions(of: login, recorded: try accounts.sessions(of: login))
  }

  /// Nil also for one that this turn has opened: nobody knows its token yet.
  func session(_ hash: [UInt8]) throws(RecordFailure) -> Accounts.Session? {
    guard let session = try accounts.session(hash), !draft.record.accounts.isEmpty else {
      return try accounts.session(hash)
    }
    return try sessions(of: session.login).first { $0.hash == hash }
  }

  /// The oldest of too many give way: what no list shows any more must not go on.
  func open(_ session: Accounts.Session, rehashed: PasswordHash?) throws(RecordFailure) {
    let before = try sessions(of: session.login).map(\.hash)
    draft.record.change(
      .logIn(session, rehashed: rehashed), .loggedIn(session.login, device: session.device),
      by: session.login.key, from: session.address, at: now)
    let evicted = Set(before).subtracting(try sessions(of: session.login).map(\.hash))
    guard !evicted.isEmpty else { return }
    note(
      .sessionsEnded(session.login, count: evicted.count, .evicted), by: AuditEntry.itself)
    for hash in evicted { draft.deliveries.append(.revoke(session.login, tokenHash: hash)) }
  }

  func fail(_ login: Identifier<Agent>?, _ why: LoginFailure, _ source: Source) {
    if let failure = loginFailures.note(login, why, from: source.address, at: now) {
      draft.record.audit.append(failure)
    }
  }

  // MARK: When the turn could not be written

  /// Who was let in by a turn that is not on disk was not let in.
  func notLetIn(_ delivery: Delivery, _ lost: TurnDraft) -> Delivery {
    guard case .welcome(let line, _, _, _) = delivery, let login = lost.admitted[line] else {
      return delivery
    }
    _ = sessions.go(line)
    staff.go(login, line, at: now, grace: plan.grace)
    return .turnAway(line, Self.noRoom)
  }
}

extension Identifier<Agent> {
  /// What the record calls what they do.
  var key: String { "a:\(text)" }
}
