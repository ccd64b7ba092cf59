import Desk
import Journal
import Secrets
import Wire

// MARK: - Coming in and going

extension Office {
  func greet(
    _ line: ConnectionNumber, _ hello: Hello, _ identity: SignedIdentity?, _ source: Source
  ) throws(RecordFailure) {
    if case .customer = hello, let refusal = refusal(from: source) {
      return turnAway(line, refusal)
    }
    switch hello {
    case .customer(let site, let token, _, _):
      if let identity {
        try greet(line, signed: identity, token, site: site, source)
      } else if let token {
        try greet(line, customer: token, site: site, source)
      } else {
        welcome(line, stranger: site, source)
      }
    case .agent(let token, let isObserver):
      try greet(line, agent: token, isObserver: isObserver)
    case .login(let login, let password, let device, let isObserver, let code):
      let attempt = LoginTry(
        line: line, login: login, stored: nil, device: device, source: source, isKnown: false,
        isObserver: isObserver, code: code)
      try check(password, attempt)
    }
  }

  func welcome(_ line: ConnectionNumber, stranger site: String, _ source: Source) {
    guard !plan.sitesOfTheSigned.contains(site) else {
      let why = "only who has signed in may chat on this site: say hello with an identity token"
      return turnAway(line, Refusal(.identity, why))
    }
    let frame = welcomeFrame(.customer(conversation: nil))
    let who = Caller.Who.stranger(site: site, origin: source.origin ?? "")
    draft.deliveries.append(.welcome(line, frame, who, tokenHash: nil))
  }

  func welcomeFrame(
    _ who: Welcome.Who, token: String? = nil, verified: Identifier<Customer>? = nil,
    hasPast: Bool = false
  ) -> [UInt8] {
    var reception: Reception?
    if case .customer = who { reception = self.reception() }
    return ServerFrame.welcome(
      Welcome(
        epoch: record.epoch, who, token: token, time: now, textLimit: plan.textLimit,
        verified: verified, files: plan.files, reception: reception,
        eraseAfter: who.isCustomer ? plan.eraseAfter : nil, hasPast: hasPast,
        hasMail: who.isCustomer && plan.hasMail)
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

  /// Has a password checked, unless too many were tried.
  func check(_ password: String, _ attempt: LoginTry) throws(RecordFailure) {
    let source = attempt.source
    switch throttle.begin(
      attempt.login, from: source.address, isExempt: source.isExempt, at: now)
    {
    case .wait(let wait):
      draft.deliveries.append(
        .notice(.limitReached("passwords tried", address: source.address, setting: nil)))
      fail(nil, .throttled, source)
      turnAway(attempt, Self.tooManyTries(wait))
    case .check(let isKnown):
      let user = try user(attempt.login)
      let stored = user?.isDisabled == false ? user?.password.phc : nil
      let counted = LoginTry(
        line: attempt.line, login: attempt.login, stored: stored,
        device: String(attempt.device.prefix(80)), source: source, isKnown: isKnown,
        isObserver: attempt.isObserver, code: attempt.code, request: attempt.request)
      draft.deliveries.append(.check(counted, password: password))
    }
  }

  /// Nobody is let in, or what was asked of an account is not done.
  func turnAway(_ attempt: LoginTry, _ refusal: Refusal) {
    guard let request = attempt.request else { return turnAway(attempt.line, refusal) }
    refuse(request, refusal)
  }

  static func tooManyTries(_ wait: Duration) -> Refusal {
    Refusal(
      .tooMany, "too many logins were tried; wait \((wait.milliseconds + 999) / 1000) s",
      mayRetry: true, retryAfter: max(1, wait.milliseconds))
  }

  /// Opens a session for a login whose password was right, or does what was asked of the account;
  /// unless the account has changed since.
  func admit(_ attempt: LoginTry, _ result: LoginResult) throws(RecordFailure) {
    let user = try user(attempt.login)
    guard let user, !user.isDisabled, user.password.phc == attempt.stored else {
      return wrong(attempt, nil)
    }
    switch result {
    case .wrong: wrong(attempt, user)
    case .changed(let hash):
      if let request = attempt.request {
        try changePassword(of: user, to: PasswordHash(stored: hash), request, attempt.source)
      }
    case .right(let rehashed):
      if let request = attempt.request { return try carryOnWith(request, user, attempt.source) }
      if let refusal = try secondFactorRefusal(attempt, user) {
        return turnAway(attempt.line, refusal)
      }
      try letIn(user, attempt, rehashed.map { PasswordHash(stored: $0) })
    }
  }

  private func wrong(_ attempt: LoginTry, _ user: Accounts.User?) {
    let why = "user or password is wrong"
    fail(user?.login, .wrong, attempt.source)
    draft.deliveries.append(
      .notice(.loginFailed(login: attempt.login, address: attempt.source.address, reason: why)))
    turnAway(attempt, Refusal(.notAllowed, why))
  }

  private func letIn(_ user: Accounts.User, _ attempt: LoginTry, _ rehashed: PasswordHash?)
    throws(RecordFailure)
  {
    let token = Random.token()
    let hash = SHA256.hash(token)
    let session = Accounts.Session(
      hash: hash, login: attempt.login, device: attempt.device, address: attempt.source.address,
      created: now)
    try open(session, rehashed: rehashed)
    try forgive(attempt.login, attempt.source)
    draft.deliveries.append(.notice(.loggedIn(attempt.login, address: attempt.source.address)))
    draft.admitted[attempt.line] = attempt.login
    // Whoever logs in by hand is there; a reconnect is no sign of that.
    if !attempt.isObserver { comeBack(user) }
    receive(
      try self.user(attempt.login) ?? user, attempt.line, token: token, session,
      isObserver: attempt.isObserver)
  }

  /// A right password takes back what the try has counted.
  func forgive(_ login: Identifier<Agent>, _ source: Source) throws(RecordFailure) {
    throttle.succeed(
      login, from: source.address,
      known: try accounts.addresses(of: login).union([source.address]),
      isExempt: source.isExempt, at: now)
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
    case .known(.customer(let customer)):
      if customer.isSigned {
        signOut(caller.line, tokenHash)
      } else {
        forget(customer, caller.line)
      }
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
    signedIn[line] = nil
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
