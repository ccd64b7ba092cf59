import Desk
import Secrets

/// Writes accounts and their sessions, on the record's connection and in its transaction.
///
/// Seldom enough that each statement is prepared when it is needed.
struct AccountTables {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func write(_ changes: AccountChanges) throws(RecordFailure) {
    for step in changes.steps { try write(step) }
  }

  private func write(_ step: AccountChange) throws(RecordFailure) {
    switch step {
    case .add(let user): try add(user)
    case .disable(let login):
      try set(login, isDisabled: true)
      try endSessions(of: login)
    case .enable(let login): try set(login, isDisabled: false)
    case .setPassword(let login, let password):
      try keepHash(login, password)
      try endSessions(of: login)
    case .logIn(let session, let rehashed):
      try open(session)
      if !session.address.isEmpty {
        try remember(session.address, of: session.login, now: session.created)
      }
      if let rehashed { try keepHash(session.login, rehashed) }
    case .setAway(let login, let isAway):
      try run("UPDATE users SET away=? WHERE login=?") {
        $0.bind(1, isAway ? 1 : 0)
        $0.bind(2, login.text)
      }
    case .qualify(let login, let said): try qualify(login, said)
    case .setTeam(let team): try set(team)
    case .removeTeam(let team): try remove(team)
    case .endSession(let hash):
      try run("DELETE FROM sessions WHERE token=?") { $0.bind(1, hash) }
    case .endSessions(let login): try endSessions(of: login)
    case .setSecondFactor(let login, let factor): try set(factor, of: login)
    }
  }

  private func add(_ user: Accounts.User) throws(RecordFailure) {
    try run(
      "INSERT INTO users (login, name, role, password, disabled, created_at) VALUES (?,?,?,?,?,?)"
    ) {
      $0.bind(1, user.login.text)
      $0.bind(2, user.name)
      $0.bind(3, user.role.rawValue)
      $0.bind(4, user.password.phc)
      $0.bind(5, user.isDisabled ? 1 : 0)
      $0.bind(6, user.created.milliseconds)
    }
  }

  private func set(_ login: Identifier<Agent>, isDisabled: Bool) throws(RecordFailure) {
    try run("UPDATE users SET disabled=? WHERE login=?") {
      $0.bind(1, isDisabled ? 1 : 0)
      $0.bind(2, login.text)
    }
  }

  private func keepHash(_ login: Identifier<Agent>, _ password: PasswordHash)
    throws(RecordFailure)
  {
    try run("UPDATE users SET password=? WHERE login=?") {
      $0.bind(1, password.phc)
      $0.bind(2, login.text)
    }
  }

  private func endSessions(of login: Identifier<Agent>) throws(RecordFailure) {
    try run("DELETE FROM sessions WHERE login=?") { $0.bind(1, login.text) }
  }

  private func open(_ session: Accounts.Session) throws(RecordFailure) {
    try run(
      """
      INSERT INTO sessions (token, login, device, address, created_at, used_at)
      VALUES (?,?,?,?,?,?)
      """
    ) {
      $0.bind(1, session.hash)
      $0.bind(2, session.login.text)
      $0.bind(3, session.device)
      $0.bind(4, session.address)
      $0.bind(5, session.created.milliseconds)
      $0.bind(6, session.used.milliseconds)
    }
    try run(
      """
      DELETE FROM sessions WHERE login=?1 AND token NOT IN (
        SELECT token FROM sessions WHERE login=?1
        ORDER BY used_at DESC LIMIT \(Accounts.mostSessions))
      """
    ) { $0.bind(1, session.login.text) }
  }

  private func remember(_ address: String, of login: Identifier<Agent>, now: Instant)
    throws(RecordFailure)
  {
    try run("INSERT OR REPLACE INTO login_addresses (login, address, at) VALUES (?,?,?)") {
      $0.bind(1, login.text)
      $0.bind(2, address)
      $0.bind(3, now.milliseconds)
    }
    try run(
      """
      DELETE FROM login_addresses WHERE login=?1 AND address NOT IN (
        SELECT address FROM login_addresses WHERE login=?1
        ORDER BY at DESC LIMIT \(Accounts.mostAddresses))
      """
    ) { $0.bind(1, login.text) }
  }

  func run(_ sql: String, _ bind: (Statement) -> Void) throws(RecordFailure) {
    let statement = try database.prepare(sql)
    bind(statement)
    try statement.run()
  }
}
