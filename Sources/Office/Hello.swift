import Desk
import Journal
import Secrets
import Wire

// MARK: - Coming in and going

extension Office {
  func greet(_ line: ConnectionNumber, _ hello: Hello, _ source: Source) throws(RecordFailure) {
    if case .customer = hello, let refusal = refusal(from: source) {
      return turnAway(line, refusal)
    }
    switch hello {
    case .customer(let site, nil, _): welcome(line, stranger: site, source)
    case .customer(let site, let token?, _):
      try greet(line, customer: token, site: site, source)
    case .agent(let token, let isObserver):
      try greet(line, agent: token, isObserver: isObserver)
    case .login(let login, let password, let device, let isObserver):
      try greet(
        line, login: login, password: password, device: device, isObserver: isObserver, source)
    }
  }

  func welcome(_ line: ConnectionNumber, stranger site: String, _ source: Source) {
    let frame = welcomeFrame(.customer(conversation: nil))
    let who = Caller.Who.stranger(site: site, origin: source.origin ?? "")
    draft.deliveries.append(.welcome(line, frame, who, tokenHash: nil))
  }

  func welcomeFrame(_ who: Welcome.Who, token: String? = nil) -> [UInt8] {
    ServerFrame.welcome(
      Welcome(epoch: record.epoch, who, token: token, time: now, textLimit: plan.textLimit)
    ).bytes
  }

  func turnAway(_ line: ConnectionNumber, _ refusal: Refusal) {
    draft.deliveries.append(.turnAway(line, refusal))
  }

  /// Coming back is no command: it does not make a session last longer.
  private func greet(_ line: ConnectionNumber, agent token: String, isObserver: Bool)
    throws(RecordFailure)
  {
    let hash = SHA256.hash(token)
    guard let session = try session(hash), let user = try user(session.login),
      !user.isDisabled, !sessions.isOver(session, at: now)
    else {
      return turnAway(line, Refusal(.notAllowed, "the session has ended; log in anew"))
    }
    receive(user, line, token: nil, session, isObserver: isObserver)
  }

  private func greet(
    _ line: ConnectionNumber, login: Identifier<Agent>, password: String, device: String,
    isObserver: Bool, _ source: Source
  ) throws(RecordFailure) {
    switch throttle.begin(login, from: source.address, isExempt: source.isExempt, at: now) {
    case .wait(let wait):
      draft.deliveries.append(
        .notice(.limitReached("passwords tried", address: source.address, setting: nil)))
      fail(nil, .throttled, source)
      turnAway(line, Self.tooManyTries(wait))
    case .check(let isKnown):
      let user = try user(login)
      let stored = user?.isDisabled == false ? user?.password.phc : nil
      let attempt = LoginTry(
        line: line, login: login, stored: stored, device: String(device.prefix(80)),
        source: source, isKnown: isKnown, isObserver: isObserver)
      draft.deliveries.append(.check(attempt, password: password))
    }
  }

  private static func tooManyTries(_ wait: Duration) -> Refusal {
    Refusal(
      .tooMany, "too many logins were tried; wait \((wait.milliseconds + 999) / 1000) s",
      mayRetry: true, retryAfter: max(1, wait.milliseconds))
  }

  /// Opens a session for a login whose password was right; unless the account has changed since.
  func admit(_ attempt: LoginTry, _ result: LoginResult) throws(RecordFailure) {
    let user = try user(attempt.login)
    guard case .right(let rehashed) = result, let user, !user.isDisabled,
      user.password.phc == attempt.stored
    else {
      let why = "user or password is wrong"
      fail(user?.login, .wrong, attempt.source)
      draft.deliveries.append(
        .notice(
          .loginFailed(login: attempt.login, address: attempt.source.address, reason: why)))
      return turnAway(attempt.line, Refusal(.notAllowed, why))
    }
    let token = Random.token()
    let hash = SHA256.hash(token)
    let session = Accounts.Session(
      hash: hash, login: attempt.login, device: attempt.device, address: attempt.source.address,
      created: now)
    try open(session, rehashed: rehashed.map { PasswordHash(stored: $0) })
    throttle.succeed(
      attempt.login, from: attempt.source.address,
      known: try accounts.addresses(of: attempt.login).union([attempt.source.address]),
      isExempt: attempt.source.isExempt, at: now)
    draft.deliveries.append(.notice(.loggedIn(attempt.login, address: attempt.source.address)))
    draft.admitted[attempt.line] = attempt.login
    // Whoever logs in by hand is there; a reconnect is no sign of that.
    if !attempt.isObserver { comeBack(user) }
    receive(
      try self.user(attempt.login) ?? user, attempt.line, token: token, session,
      isObserver: attempt.isObserver)
  }

  private func receive(
    _ user: Accounts.User, _ line: ConnectionNumber, token: String?, _ session: Accounts.Session,
    isObserver: Bool
  ) {
    sessions.come(session, line)
    staff.enroll(user)
    // An observer is nobody whom customers could wait for, and whose going would leave them alone.
    if !isObserver { staff.come(user.login, line) }
    waiting.change()
    offers.change()
    draft.deliveries.append(
      .welcome(
        line, welcomeFrame(.agent(user.agent, role: user.role), token: token),
        .known(.agent(user.agent, user.role)), tokenHash: session.hash))
    if user.isAway {
      draft.deliveries.append(.frame(line, ServerFrame.presence(.away).bytes))
    }
  }

  func logOut(_ caller: Caller, _ tokenHash: [UInt8]?) {
    switch caller.who {
    case .known(.customer(let customer)): forget(customer, caller.line)
    case .known(.agent(let agent, _)):
      guard let tokenHash else { return }
      draft.record.change(.endSession(tokenHash), .loggedOut(agent.id), by: agent.id.key, at: now)
      draft.deliveries.append(.revoke(agent.id, tokenHash: tokenHash))
      draft.deliveries.append(.notice(.loggedOut(agent.id)))
      desertion.look(at: now + .milliseconds(200))
    case .known(.bot), .known(.desk), .known(.rule), .stranger: return
    }
  }

  func leave(_ caller: Caller?, _ line: ConnectionNumber) {
    stalled[line] = nil
    tokensOnTheirWay.forget(line)
    if let last = sessions.go(line) { draft.record.doors.usedSessions[last.hash] = last.used }
    customersThere.go(line, at: now)
    guard case .known(.agent(let agent, _)) = caller?.who else { return }
    listings.removeAll { $0.line == line }
    lists.watchers.remove(line)
    staff.go(agent.id, line, at: now, grace: plan.grace)
    waiting.change()
    offers.mind(goneAt: now, isAway: false)
    desertion.look(at: now + Desertion.pause)
  }

  /// An agent's command came: the session is not idle.
  func use(_ line: ConnectionNumber) {
    if let hash = sessions.use(line, at: now) { draft.record.doors.usedSessions[hash] = now }
  }

  /// Sessions whose time is over end with their sockets, connected or not.
  func endSessions() {
    for (hash, login) in sessions.takeEnded(at: now) {
      draft.record.change(
        .endSession(hash), .sessionsEnded(login, count: 1, .expired), by: AuditEntry.itself, at: now
      )
      draft.deliveries.append(.revoke(login, tokenHash: hash))
      draft.deliveries.append(
        .notice(.sessionsRevoked(login, reason: "the session's time was over")))
    }
  }
}
