package import Desk
package import Secrets

/// The accounts of those who work at the desk, their sessions, and the customers' tokens.
///
/// Looks up only, over any connection: what changes is written with a turn. Tokens are stored as
/// SHA-256: who reads the file cannot come in with it.
package final class Accounts {
  let database: Database
  /// Asked for every customer who comes back, so it is prepared once.
  private var selectVisitor: Statement?

  package init(_ database: Database) { self.database = database }

  /// An account as the record holds it.
  package struct User: Equatable, Sendable {
    package let login: Identifier<Agent>
    package let name: String
    package let role: Role
    package let password: PasswordHash
    package let isDisabled: Bool
    /// Takes no conversations until they say that they do again, or log in by hand.
    package let isAway: Bool
    package let created: Instant
    /// What commands have said of what they can do and take on.
    package let said: Qualification

    package init(
      login: Identifier<Agent>, name: String, role: Role, password: PasswordHash,
      isDisabled: Bool = false, isAway: Bool = false, created: Instant,
      said: Qualification = Qualification()
    ) {
      self.login = login
      self.name = name
      self.role = role
      self.password = password
      self.isDisabled = isDisabled
      self.isAway = isAway
      self.created = created
      self.said = said
    }

    package var agent: AgentName { AgentName(login, name: name) }
  }

  // MARK: Users

  package func user(_ login: Identifier<Agent>) throws(RecordFailure) -> User? {
    let row = try database.prepare("\(Self.selectUser) WHERE login=?")
    row.bind(1, login.text)
    return try row.first(Self.user)
  }

  package func users() throws(RecordFailure) -> [User] {
    try database.prepare("\(Self.selectUser) ORDER BY login").rows(Self.user)
  }

  private static let selectUser = """
    SELECT login, name, role, password, disabled, created_at, away, skills, languages, capacity
    FROM users
    """

  private static func user(_ row: Statement) throws(RecordFailure) -> User {
    guard let role = Role(rawValue: row.text(2)) else {
      throw RecordFailure(.damaged, "user \(row.text(0)) has the unknown role \(row.text(2))")
    }
    return User(
      login: Identifier(row.text(0)), name: row.text(1), role: role,
      password: PasswordHash(stored: row.text(3)), isDisabled: row.int(4) != 0,
      isAway: row.int(6) != 0, created: Instant(milliseconds: row.int(5)),
      said: Qualification(
        skills: CrewText.skills(row.optionalText(7)),
        languages: CrewText.languages(row.optionalText(8)),
        capacity: row.optionalInt(9).map { Int($0) }))
  }

  // MARK: Customers

  /// A customer's token as the record holds it.
  package struct Visitor: Equatable, Sendable {
    package let customer: Identifier<Customer>
    package let site: String
    /// The origin of the pages the token is good on; nil for one given before that was asked.
    package let origin: String?
    package let created: Instant
    package let used: Instant
    /// Whether its owner has shown that they have it.
    package let hasArrived: Bool
    /// When it ends because another took its place.
    package let ends: Instant?
  }

  package func visitor(_ tokenHash: [UInt8]) throws(RecordFailure) -> Visitor? {
    let row: Statement
    if let selectVisitor {
      row = selectVisitor
    } else {
      row = try database.prepare(
        """
        SELECT customer, site, origin, created_at, used_at, proved, ends_at FROM visitors
        WHERE token=?
        """)
      selectVisitor = row
    }
    row.bind(1, tokenHash)
    return try row.first {
      Visitor(
        customer: Identifier($0.text(0)), site: $0.text(1), origin: $0.optionalText(2),
        created: Instant(milliseconds: $0.int(3)), used: Instant(milliseconds: $0.int(4)),
        hasArrived: $0.int(5) != 0,
        ends: $0.optionalInt(6).map { Instant(milliseconds: $0) })
    }
  }

  /// Tokens not used since, or ended, among so many that come after `cursor`; and where to look on,
  /// nil at the end. A part at a time, because a year's tokens take longer than a turn may.
  package func endedTokens(
    usedBefore: Instant, now: Instant, after cursor: [UInt8], among count: Int
  )
    throws(RecordFailure) -> (ended: [[UInt8]], next: [UInt8]?)
  {
    let rows = try database.prepare(
      "SELECT token, used_at, ends_at FROM visitors WHERE token>? ORDER BY token LIMIT ?")
    rows.bind(1, cursor)
    rows.bind(2, Int64(count))
    let seen = try rows.rows { row -> (hash: [UInt8], isOver: Bool) in
      let isUnused = row.int(1) < usedBefore.milliseconds
      return (row.blob(0), isUnused || (row.optionalInt(2) ?? .max) < now.milliseconds)
    }
    return (seen.filter(\.isOver).map(\.hash), seen.count < count ? nil : seen.last?.hash)
  }
}
