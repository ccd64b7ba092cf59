import Desk
import Journal
import Secrets
import Wire

// MARK: - Coming in and going

extension Office {
  func greet(_ line: Line, _ hello: Hello, address: String) throws(RecordFailure) {
    switch hello {
    case .customer(let site, nil, _): welcome(line, stranger: site)
    case .customer(let site, let token?, _): try greet(line, customer: token, site: site)
    case .agent(let token): try greet(line, agent: token)
    case .login(let login, let password, let device):
      try greet(line, login: login, password: password, device: device, address: address)
    }
  }

  private func welcome(_ line: Line, stranger site: String) {
    let frame = welcomeFrame(.customer(conversation: nil))
    after.append(.welcome(line, frame, .stranger(site: site), tokenHash: nil))
  }

  private func welcomeFrame(_ who: Welcome.Who, token: String? = nil) -> [UInt8] {
    ServerFrame.welcome(
      Welcome(epoch: record.epoch, who, token: token, time: now, textLimit: plan.textLimit)
    ).bytes
  }

  private func turnAway(_ line: Line, _ refusal: Refusal) {
    after.append(.turnAway(line, refusal))
  }

  /// An unknown token is a stranger's: the widget's storage may be older than the record.
  private func greet(_ line: Line, customer token: String, site: String) throws(RecordFailure) {
    let hash = SHA256.hash(token)
    guard let visitor = try accounts.visitor(hash), visitor.site == site else {
      return welcome(line, stranger: site)
    }
    let latest = try record.latestConversation(of: visitor.customer)
    after.append(
      .welcome(
        line, welcomeFrame(.customer(conversation: latest)), .known(.customer(visitor.customer)),
        tokenHash: hash))
  }

  private func greet(_ line: Line, agent token: String) throws(RecordFailure) {
    let hash = SHA256.hash(token)
    guard let session = try accounts.session(hash), let user = try accounts.user(session.login),
      !user.isDisabled, now.since(session.used) < plan.sessionIdle,
      now.since(session.created) < plan.sessionLife
    else {
      return turnAway(line, Refusal(.notAllowed, "the session has ended; log in anew"))
    }
    try touch(hash)
    receive(user, line, token: nil, hash)
  }

  /// A full disk keeps nobody out who is known: the session merely ends earlier.
  private func touch(_ hash: [UInt8]) throws(RecordFailure) {
    do throws(RecordFailure) { try accounts.touchSession(hash, now: now) } catch {
      guard error.kind == .full else { throw error }
    }
  }

  private func greet(
    _ line: Line, login: Identifier<Agent>, password: String, device: String, address: String
  ) throws(RecordFailure) {
    if let wait = throttle.wait(login, address, at: now) {
      after.append(
        .notice(.loginFailed(login: login, address: address, reason: "too many wrong passwords")))
      return turnAway(
        line,
        Refusal(
          .tooMany, "too many wrong passwords; wait \((wait.milliseconds + 999) / 1000) s",
          mayRetry: true, retryAfter: wait.milliseconds))
    }
    let user = try accounts.user(login)
    let stored = user?.isDisabled == false ? user?.password.phc : nil
    after.append(
      .check(
        line, login, password: password, stored: stored, device: String(device.prefix(80)),
        address: address))
  }

  /// Opens a session for a login whose password was right.
  func admit(
    _ line: Line, _ login: Identifier<Agent>, device: String, isRight: Bool, address: String
  ) throws(RecordFailure) {
    guard isRight, let user = try accounts.user(login), !user.isDisabled else {
      throttle.fail(login, address, at: now)
      after.append(
        .notice(.loginFailed(login: login, address: address, reason: "user or password is wrong")))
      return turnAway(line, Refusal(.notAllowed, "user or password is wrong"))
    }
    throttle.succeed(login, address)
    let token = Random.token()
    let hash = SHA256.hash(token)
    try accounts.openSession(hash, login, device: device, now: now)
    after.append(.notice(.loggedIn(login, address: address)))
    receive(user, line, token: token, hash)
  }

  private func receive(_ user: Accounts.User, _ line: Line, token: String?, _ hash: [UInt8]) {
    staff.enroll(user)
    staff.come(user.login, line)
    placesAreStale = true
    after.append(
      .welcome(
        line, welcomeFrame(.agent(user.agent, role: user.role), token: token),
        .known(.agent(user.agent, user.role)), tokenHash: hash))
  }

  func setPresence(_ caller: Caller, _ presence: Presence) {
    guard case .known(.agent(let agent, _)) = caller.who else { return }
    staff.setPresence(agent.id, isAway: presence == .away)
    placesAreStale = true
  }

  func logOut(_ caller: Caller, _ tokenHash: [UInt8]) throws(RecordFailure) {
    guard case .known(.agent(let agent, _)) = caller.who else { return }
    try accounts.endSession(tokenHash)
    after.append(.revoke(agent.id, tokenHash: tokenHash))
    after.append(.notice(.loggedOut(agent.id)))
  }

  func leave(_ caller: Caller?, _ line: Line) {
    stalled[line] = nil
    guard case .known(.agent(let agent, _)) = caller?.who else { return }
    listings.removeAll { $0.line == line }
    staff.go(agent.id, line, at: now, grace: plan.grace)
    placesAreStale = true
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
}
