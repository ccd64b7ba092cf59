package import Desk
package import Journal
import Secrets
import Wire

// MARK: - What a login shows besides its password

extension Office {
  /// How many recovery codes there are, and how long each is: 50 bits by chance.
  private static let recoveryCodes = 10
  private static let recoveryLength = 10

  func secondFactor(_ login: Identifier<Agent>) throws(RecordFailure) -> Accounts.SecondFactor? {
    draft.record.accounts.secondFactor(login, recorded: try accounts.secondFactor(login))
  }

  private func keep(_ factor: Accounts.SecondFactor, of login: Identifier<Agent>) {
    draft.record.accounts.add(.setSecondFactor(login, factor))
  }

  private func keep(
    _ factor: Accounts.SecondFactor, of login: Identifier<Agent>, _ change: SecondFactorChange,
    by author: String
  ) {
    draft.record.change(
      .setSecondFactor(login, factor), .secondFactorChanged(login, change), by: author, at: now)
  }

  /// Why a login whose password was right is not let in yet; nil where it is.
  func secondFactorRefusal(_ attempt: LoginTry, _ user: Accounts.User) throws(RecordFailure)
    -> Refusal?
  {
    var factor = try secondFactor(user.login) ?? Accounts.SecondFactor()
    guard factor.isProven || factor.isRequired || plan.asksSecondFactor else { return nil }
    guard factor.isProven || factor.secret != nil else { return begin(factor, of: user.login) }
    guard let secret = open(factor) else {
      return Refusal(
        .secondFactor,
        "the second factor cannot be read any more; an operator takes it back: "
          + "frontdesk user second-factor \(user.login) --reset")
    }
    guard let code = attempt.code else {
      return missing(factor, secret, of: user.login)
    }
    guard factor.accept(code, secret, at: now) else {
      fail(user.login, .wrong, attempt.source)
      draft.deliveries.append(
        .notice(
          .loginFailed(
            login: user.login, address: attempt.source.address, reason: "the code is wrong")))
      return Refusal(.secondFactor, "the code is wrong, or was used before")
    }
    if factor.isProven {
      keep(factor, of: user.login)
    } else {
      factor.isProven = true
      keep(factor, of: user.login, .proven, by: user.login.key)
    }
    return nil
  }

  /// One is asked for and there is none: makes it, for its owner to prove with the next try.
  private func begin(_ factor: Accounts.SecondFactor, of login: Identifier<Agent>) -> Refusal {
    var factor = factor
    let secret = Random.bytes(OneTimeCode.secretSize)
    factor.secret = SealedSecret.seal(secret, key: key)
    factor.lastStep = 0
    keep(factor, of: login)
    return missing(factor, secret, of: login)
  }

  private func missing(
    _ factor: Accounts.SecondFactor, _ secret: [UInt8], of login: Identifier<Agent>
  ) -> Refusal {
    guard !factor.isProven else {
      return Refusal(.secondFactor, "this account also needs the code of its authenticator")
    }
    var refusal = Refusal(
      .secondFactor, "this account needs a second factor: give the secret to an authenticator")
    refusal.enrolment = OneTimeCode.address(secret, login: login.text, desk: "Frontdesk")
    return refusal
  }

  private func open(_ factor: Accounts.SecondFactor) -> [UInt8]? {
    factor.secret.flatMap { SealedSecret.open($0, key: key) }
  }

  // MARK: By its owner

  func enrol(_ user: Accounts.User, _ request: AccountRequest) throws(RecordFailure) {
    let factor = try secondFactor(user.login) ?? Accounts.SecondFactor()
    guard !factor.isProven else {
      return refuse(
        request,
        Refusal(.conflict, "there is a second factor already; an operator can take it back"))
    }
    let refusal = begin(factor, of: user.login)
    answer(request.caller.line, request.id, .enrolment(refusal.enrolment ?? ""))
  }

  func prove(
    _ code: String, of login: Identifier<Agent>, _ request: AccountRequest, _ source: Source
  ) throws(RecordFailure) {
    guard var factor = try secondFactor(login), !factor.isProven, let secret = open(factor) else {
      return refuse(request, Refusal(.notFound, "there is no second factor to be proven"))
    }
    let trying = throttle.begin(
      login, from: source.address, isExempt: source.isExempt, at: now)
    if case .wait(let wait) = trying {
      return refuse(request, Self.tooManyTries(wait))
    }
    guard factor.accept(code, secret, at: now) else {
      return refuse(request, Refusal(.secondFactor, "the code is wrong, or was used before"))
    }
    try forgive(login, source)
    factor.isProven = true
    let codes = renewRecovery(of: &factor)
    keep(factor, of: login, .proven, by: login.key)
    answer(request.caller.line, request.id, .recovery(codes))
  }

  func giveRecoveryCodes(_ login: Identifier<Agent>, _ request: AccountRequest)
    throws(RecordFailure)
  {
    guard var factor = try secondFactor(login), factor.isProven else {
      return refuse(request, Refusal(.notFound, "there is no second factor"))
    }
    let codes = renewRecovery(of: &factor)
    keep(factor, of: login, .recovery, by: login.key)
    answer(request.caller.line, request.id, .recovery(codes))
  }

  private func renewRecovery(of factor: inout Accounts.SecondFactor) -> [String] {
    let codes = (0..<Self.recoveryCodes).map { _ in
      String(
        Base32.encode(Random.bytes(Self.recoveryLength)).prefix(Self.recoveryLength)
      ).lowercased()
    }
    factor.recovery = codes.map(Accounts.SecondFactor.digest)
    return codes
  }

  private func answer(_ line: ConnectionNumber, _ id: Question.ID, _ reply: AccountReply) {
    draft.deliveries.append(.frame(line, ServerFrame.answer(id, .account(reply)).bytes))
  }

  // MARK: By an operator

  /// Takes it back, so that the account is let in without one, or is asked to make another.
  package func resetSecondFactor(_ login: Identifier<Agent>, by author: String)
    throws(RecordFailure)
  {
    var fresh = Accounts.SecondFactor()
    fresh.isRequired = try secondFactor(login)?.isRequired ?? false
    keep(fresh, of: login, .reset, by: author)
  }

  package func requireSecondFactor(
    _ login: Identifier<Agent>, _ isRequired: Bool, by author: String
  ) throws(RecordFailure) {
    var factor = try secondFactor(login) ?? Accounts.SecondFactor()
    factor.isRequired = isRequired
    keep(factor, of: login, isRequired ? .required : .optional, by: author)
  }
}

extension Accounts.SecondFactor {
  /// Whether a code is right; it, and those before it, are worth nothing from then on.
  fileprivate mutating func accept(_ code: String, _ secret: [UInt8], at now: Instant) -> Bool {
    let seconds = now.milliseconds / 1000
    if let step = OneTimeCode.step(of: code, secret, at: seconds, after: lastStep) {
      lastStep = step
      return true
    }
    let digest = Self.digest(code)
    guard isProven, recovery.contains(digest) else { return false }
    recovery.removeAll { $0 == digest }
    return true
  }

  fileprivate static func digest(_ code: String) -> String {
    Hex.encode(SHA256.hash(code.lowercased().filter { $0 != " " }))
  }
}
