package import Desk
package import Journal
package import Secrets
import Wire

// MARK: - Coming in and going

extension Office {
  func greet(_ line: Line, _ hello: Hello, _ source: Source) throws(RecordFailure) {
    switch hello {
    case .customer(let site, nil, _): welcome(line, stranger: site, source)
    case .customer(let site, let token?, _):
      try greet(line, customer: token, site: site, source)
    case .agent(let token): try greet(line, agent: token)
    case .login(let login, let password, let device):
      try greet(line, login: login, password: password, device: device, source)
    }
  }

  func welcome(_ line: Line, stranger site: String, _ source: Source) {
    let frame = welcomeFrame(.customer(conversation: nil))
    let who = Caller.Who.stranger(site: site, origin: source.origin ?? "")
    after.append(.welcome(line, frame, who, tokenHash: nil))
  }

  func welcomeFrame(_ who: Welcome.Who, token: String? = nil) -> [UInt8] {
    ServerFrame.welcome(
      Welcome(epoch: record.epoch, who, token: token, time: now, textLimit: plan.textLimit)
    ).bytes
  }

  private func turnAway(_ line: Line, _ refusal: Refusal) {
    after.append(.turnAway(line, refusal))
  }

  /// Coming back is no command: it does not make a session last longer.
  private func greet(_ line: Line, agent token: String) throws(RecordFailure) {
    let hash = SHA256.hash(token)
    guard let session = try accounts.session(hash), let user = try accounts.user(session.login),
      !user.isDisabled, !sessions.isOver(session, at: now)
    else {
      return turnAway(line, Refusal(.notAllowed, "the session has ended; log in anew"))
    }
    receive(user, line, token: nil, session)
  }

  private func greet(
    _ line: Line, login: Identifier<Agent>, password: String, device: String, _ source: Source
  ) throws(RecordFailure) {
    switch throttle.begin(login, from: source.address, isExempt: source.isExempt, at: now) {
    case .wait(let wait):
      after.append(
        .notice(.limitReached("passwords tried", address: source.address, setting: nil)))
      turnAway(line, Self.tooManyTries(wait))
    case .check(let isKnown):
      let user = try accounts.user(login)
      let stored = user?.isDisabled == false ? user?.password.phc : nil
      let attempt = LoginTry(
        line: line, login: login, stored: stored, device: String(device.prefix(80)),
        source: source, isKnown: isKnown)
      after.append(.check(attempt, password: password))
    }
  }

  private static func tooManyTries(_ wait: Duration) -> Refusal {
    Refusal(
      .tooMany, "too many logins were tried; wait \((wait.milliseconds + 999) / 1000) s",
      mayRetry: true, retryAfter: max(1, wait.milliseconds))
  }

  /// Opens a session for a login whose password was right; unless the account has changed since.
  func admit(_ attempt: LoginTry, _ result: LoginResult) throws(RecordFailure) {
    guard case .right(let rehashed) = result, let user = try accounts.user(attempt.login),
      !user.isDisabled, user.password.phc == attempt.stored
    else {
      let why = "user or password is wrong"
      after.append(
        .notice(
          .loginFailed(login: attempt.login, address: attempt.source.address, reason: why)))
      return turnAway(attempt.line, Refusal(.notAllowed, why))
    }
    let token = Random.token()
    let hash = SHA256.hash(token)
    let (session, evicted) = try accounts.logIn(
      attempt.login, with: hash, device: attempt.device, address: attempt.source.address,
      rehashed: rehashed.map { PasswordHash(stored: $0) }, now: now)
    throttle.succeed(
      attempt.login, from: attempt.source.address,
      known: try accounts.addresses(of: attempt.login), isExempt: attempt.source.isExempt, at: now)
    after.append(.notice(.loggedIn(attempt.login, address: attempt.source.address)))
    // What no list shows any more must not go on.
    for old in evicted { after.append(.revoke(attempt.login, tokenHash: old)) }
    receive(user, attempt.line, token: token, session)
  }

  private func receive(
    _ user: Accounts.User, _ line: Line, token: String?, _ session: Accounts.Session
  ) {
    sessions.come(session, line)
    staff.enroll(user)
    staff.come(user.login, line)
    placesAreStale = true
    after.append(
      .welcome(
        line, welcomeFrame(.agent(user.agent, role: user.role), token: token),
        .known(.agent(user.agent, user.role)), tokenHash: session.hash))
  }

  func setPresence(_ caller: Caller, _ presence: Presence) {
    guard case .known(.agent(let agent, _)) = caller.who else { return }
    staff.setPresence(agent.id, isAway: presence == .away)
    placesAreStale = true
  }

  func logOut(_ caller: Caller, _ tokenHash: [UInt8]?) throws(RecordFailure) {
    switch caller.who {
    case .known(.customer(let customer)): forget(customer, caller.line)
    case .known(.agent(let agent, _)):
      guard let tokenHash else { return }
      try accounts.endSession(tokenHash)
      after.append(.revoke(agent.id, tokenHash: tokenHash))
      after.append(.notice(.loggedOut(agent.id)))
    default: return
    }
  }

  func leave(_ caller: Caller?, _ line: Line) {
    stalled[line] = nil
    tokensOnTheirWay.forget(line)
    if let last = sessions.go(line) { turn.doors.usedSessions[last.hash] = last.used }
    guard case .known(.agent(let agent, _)) = caller?.who else { return }
    listings.removeAll { $0.line == line }
    staff.go(agent.id, line, at: now, grace: plan.grace)
    placesAreStale = true
  }

  /// An agent's command came: the session is not idle.
  func use(_ line: Line) {
    if let hash = sessions.use(line, at: now) { turn.doors.usedSessions[hash] = now }
  }

  /// Sessions whose time is over end with their sockets, connected or not.
  func endSessions() {
    for (hash, login) in sessions.takeEnded(at: now) {
      turn.doors.endedSessions.append(hash)
      after.append(.revoke(login, tokenHash: hash))
      after.append(.notice(.sessionsRevoked(login, reason: "the session's time was over")))
    }
  }
}

// MARK: - Accounts, from the operator's side

extension Office {
  package func addUser(
    _ login: Identifier<Agent>, name: String, role: Role, password: PasswordHash
  ) throws(RecordFailure) {
    try accounts.add(login, name: name, role: role, password: password, now: now)
    if let user = try accounts.user(login) { staff.enroll(user) }
  }

  /// Ends the account's sessions and sockets at once and gives its conversations back.
  package func disableUser(_ login: Identifier<Agent>) throws(RecordFailure) {
    try accounts.setDisabled(login, true)
    after.append(.revoke(login, tokenHash: nil))
    after.append(.notice(.sessionsRevoked(login, reason: "the account was disabled")))
    for conversation in staff.conversations(of: login) { try giveBack(conversation, .disabled) }
    if let user = try accounts.user(login) { staff.enroll(user) }
  }

  package func enableUser(_ login: Identifier<Agent>) throws(RecordFailure) {
    try accounts.setDisabled(login, false)
    if let user = try accounts.user(login) { staff.enroll(user) }
  }

  /// A new password ends every session the old one opened.
  package func setPassword(_ login: Identifier<Agent>, _ password: PasswordHash)
    throws(RecordFailure)
  {
    try accounts.setPassword(login, password)
    after.append(.revoke(login, tokenHash: nil))
    after.append(.notice(.sessionsRevoked(login, reason: "the password was changed")))
  }

  /// Ends one session, by the name that a list of them shows, or all. Returns how many.
  package func endSessions(of login: Identifier<Agent>, named name: String?)
    throws(RecordFailure) -> Int
  {
    let ended = try accounts.endSessions(of: login, named: name)
    // All means also those that no list has any more.
    if name == nil { after.append(.revoke(login, tokenHash: nil)) }
    for hash in ended where name != nil { after.append(.revoke(login, tokenHash: hash)) }
    if !ended.isEmpty {
      after.append(.notice(.sessionsRevoked(login, reason: "an operator ended them")))
    }
    return ended.count
  }
}
