import Desk
import Journal
import Secrets
import Wire

// MARK: - What somebody does with their own account

extension Office {
  func carryOut(_ request: AccountRequest, _ source: Source) throws(RecordFailure) {
    guard case .known(.agent(let agent, _)) = request.caller.who else {
      return refuse(request, Refusal(.notAllowed, "only agents have accounts"))
    }
    switch request.deed {
    case .end(let which): try end(which, of: agent.id, request)
    case .changePassword(let old, let new):
      do throws(PasswordRefusal) {
        try PasswordRules.check(new, names: [agent.id.text])
      } catch {
        return refuse(request, Refusal(.invalid, error.description))
      }
      try check(old, attempt(agent.id, request, source))
    case .enrol(let password), .recover(let password):
      try check(password, attempt(agent.id, request, source))
    case .prove(let code): try prove(code, of: agent.id, request, source)
    }
  }

  private func attempt(
    _ login: Identifier<Agent>, _ request: AccountRequest, _ source: Source
  ) -> LoginTry {
    LoginTry(
      line: request.caller.line, login: login, stored: nil, device: "", source: source,
      isKnown: false, request: request)
  }

  func refuse(_ request: AccountRequest, _ refusal: Refusal) {
    draft.deliveries.append(
      .frame(request.caller.line, ServerFrame.refused(refusal, request.refused).bytes))
  }

  private func answer(_ request: AccountRequest, _ reply: AccountReply) {
    draft.deliveries.append(
      .frame(request.caller.line, ServerFrame.answer(request.id, .account(reply)).bytes))
  }

  /// Where somebody is logged in, as an answer to their question.
  func ownSessions(of login: Identifier<Agent>, on line: ConnectionNumber) throws(RecordFailure)
    -> AccountReply
  {
    let current = sessions.hash(of: line)
    return .sessions(
      try sessions(of: login).map { session in
        AccountReply.Session(
          name: session.name, device: session.device, address: session.address,
          created: session.created, used: sessions.used(session.hash) ?? session.used,
          isCurrent: session.hash == current)
      })
  }

  private func end(
    _ which: AccountDeed.Sessions, of login: Identifier<Agent>, _ request: AccountRequest
  ) throws(RecordFailure) {
    let ended = try sessions(of: login).filter { session in
      switch which {
      case .named(let name): session.name == name
      case .others: session.hash != request.tokenHash
      }
    }.map(\.hash)
    if case .named(let name) = which, ended.isEmpty {
      return refuse(request, Refusal(.notFound, "you have no session \(name.prefix(64))"))
    }
    draft.record.endSessions(ended, of: login, by: login.key, at: now)
    answer(request, .ended(ended.count))
    hangUp(ended, of: login, "their owner ended them")
  }

  private func hangUp(_ ended: [[UInt8]], of login: Identifier<Agent>, _ reason: String) {
    guard !ended.isEmpty else { return }
    for hash in ended { draft.deliveries.append(.revoke(login, tokenHash: hash)) }
    draft.deliveries.append(.notice(.sessionsRevoked(login, reason: reason)))
  }

  /// All sessions end but the one that asked: whoever had learned the old password is out.
  func changePassword(
    of user: Accounts.User, to hash: PasswordHash, _ request: AccountRequest, _ source: Source
  ) throws(RecordFailure) {
    try forgive(user.login, source)
    let before = try sessions(of: user.login)
    draft.record.change(
      .setPassword(user.login, hash), .passwordChanged(user.login), by: user.login.key,
      from: source.address, at: now)
    if let own = before.first(where: { $0.hash == request.tokenHash }) {
      draft.record.accounts.add(.logIn(own, rehashed: nil))
    }
    answer(request, .passwordChanged)
    hangUp(
      before.map(\.hash).filter { $0 != request.tokenHash }, of: user.login,
      "the password was changed")
  }

  /// The password was right: does what was asked with it.
  func carryOnWith(_ request: AccountRequest, _ user: Accounts.User, _ source: Source)
    throws(RecordFailure)
  {
    try forgive(user.login, source)
    switch request.deed {
    case .enrol: try enrol(user, request)
    case .recover: try giveRecoveryCodes(user.login, request)
    case .end, .changePassword, .prove: break
    }
  }
}
