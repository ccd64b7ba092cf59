import Desk
import Secrets

/// The accounts of those who work at the desk, their sessions, and the customers' tokens.
///
/// Over the record's own connection it writes; over a reading connection it looks up. Tokens are
/// stored as SHA-256: who reads the file cannot come in with it.
package final class Accounts {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package struct User: Equatable, Sendable {
    package let login: Identifier<Agent>
    package let name: String
    package let role: Role
    package let password: PasswordHash
    package let isDisabled: Bool
    package let created: Instant

    package var agent: AgentName { AgentName(login, name: name) }
  }

  package struct Session: Equatable, Sendable {
    package let login: Identifier<Agent>
    package let device: String
    package let created: Instant
    package let used: Instant
  }

  /// Sessions of one user; the oldest goes when one more is opened.
  package static let mostSessions = 20

  // MARK: Users

  package func add(
    _ login: Identifier<Agent>, name: String, role: Role, password: PasswordHash, now: Instant
  ) throws(RecordFailure) {
    try run(
      "INSERT INTO users (login, name, role, password, disabled, created_at) VALUES (?,?,?,?,0,?)"
    ) {
      $0.bind(1, login.text)
      $0.bind(2, name)
      $0.bind(3, role.rawValue)
      $0.bind(4, password.phc)
      $0.bind(5, now.milliseconds)
    }
  }

  package func user(_ login: Identifier<Agent>) throws(RecordFailure) -> User? {
    let row = try database.prepare("\(Self.selectUser) WHERE login=?")
    row.bind(1, login.text)
    return try row.first(Self.user)
  }

  package func users() throws(RecordFailure) -> [User] {
    try database.prepare("\(Self.selectUser) ORDER BY login").rows(Self.user)
  }

  private static let selectUser = """
    SELECT login, name, role, password, disabled, created_at FROM users
    """

  private static func user(_ row: Statement) throws(RecordFailure) -> User {
    guard let role = Role(rawValue: row.text(2)) else {
      throw RecordFailure(.damaged, "user \(row.text(0)) has the unknown role \(row.text(2))")
    }
    return User(
      login: Identifier(row.text(0)), name: row.text(1), role: role,
      password: PasswordHash(stored: row.text(3)), isDisabled: row.int(4) != 0,
      created: Instant(milliseconds: row.int(5)))
  }

  /// A disabled account's sessions end with it.
  package func setDisabled(_ login: Identifier<Agent>, _ isDisabled: Bool) throws(RecordFailure) {
    try run("UPDATE users SET disabled=? WHERE login=?") {
      $0.bind(1, isDisabled ? 1 : 0)
      $0.bind(2, login.text)
    }
    if isDisabled { try endSessions(of: login) }
  }

  /// A new password ends every session that the old one opened.
  package func setPassword(_ login: Identifier<Agent>, _ password: PasswordHash)
    throws(RecordFailure)
  {
    try run("UPDATE users SET password=? WHERE login=?") {
      $0.bind(1, password.phc)
      $0.bind(2, login.text)
    }
    try endSessions(of: login)
  }

  // MARK: Sessions

  package func openSession(
    _ tokenHash: [UInt8], _ login: Identifier<Agent>, device: String, now: Instant
  ) throws(RecordFailure) {
    try run("INSERT INTO sessions (token, login, device, created_at, used_at) VALUES (?,?,?,?,?)") {
      $0.bind(1, tokenHash)
      $0.bind(2, login.text)
      $0.bind(3, device)
      $0.bind(4, now.milliseconds)
      $0.bind(5, now.milliseconds)
    }
    try run(
      """
      DELETE FROM sessions WHERE login=?1 AND token NOT IN (
        SELECT token FROM sessions WHERE login=?1 ORDER BY used_at DESC LIMIT \(Self.mostSessions))
      """
    ) { $0.bind(1, login.text) }
  }

  package func session(_ tokenHash: [UInt8]) throws(RecordFailure) -> Session? {
    let row = try database.prepare(
      "SELECT login, device, created_at, used_at FROM sessions WHERE token=?")
    row.bind(1, tokenHash)
    return try row.first {
      Session(
        login: Identifier($0.text(0)), device: $0.text(1),
        created: Instant(milliseconds: $0.int(2)), used: Instant(milliseconds: $0.int(3)))
    }
  }

  package func touchSession(_ tokenHash: [UInt8], now: Instant) throws(RecordFailure) {
    try run("UPDATE sessions SET used_at=? WHERE token=?") {
      $0.bind(1, now.milliseconds)
      $0.bind(2, tokenHash)
    }
  }

  package func endSession(_ tokenHash: [UInt8]) throws(RecordFailure) {
    try run("DELETE FROM sessions WHERE token=?") { $0.bind(1, tokenHash) }
  }

  package func endSessions(of login: Identifier<Agent>) throws(RecordFailure) {
    try run("DELETE FROM sessions WHERE login=?") { $0.bind(1, login.text) }
  }

  // MARK: Customers

  package struct Visitor: Equatable, Sendable {
    package let customer: Identifier<Customer>
    package let site: String
    package let created: Instant
  }

  package func visitor(_ tokenHash: [UInt8]) throws(RecordFailure) -> Visitor? {
    let row = try database.prepare("SELECT customer, site, created_at FROM visitors WHERE token=?")
    row.bind(1, tokenHash)
    return try row.first {
      Visitor(
        customer: Identifier($0.text(0)), site: $0.text(1),
        created: Instant(milliseconds: $0.int(2)))
    }
  }

  private func run(_ sql: String, _ bind: (Statement) -> Void) throws(RecordFailure) {
    let statement = try database.prepare(sql)
    bind(statement)
    try database.write { () throws(RecordFailure) in try statement.run() }
  }
}
