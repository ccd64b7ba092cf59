package import Desk

/// Sessions of those who work at the desk, and what is remembered of their logins.
extension Accounts {
  /// A device that an agent is logged in on.
  package struct Session: Equatable, Sendable {
    package let hash: [UInt8]
    package let login: Identifier<Agent>
    package let device: String
    /// Where it was opened from.
    package let address: String
    package let created: Instant
    /// When a command last came with it, to about a minute.
    package let used: Instant

    package init(
      hash: [UInt8], login: Identifier<Agent>, device: String, address: String = "",
      created: Instant, used: Instant? = nil
    ) {
      self.hash = hash
      self.login = login
      self.device = device
      self.address = address
      self.created = created
      self.used = used ?? created
    }

    /// What an operator calls it: enough of the hash to tell one account's sessions apart.
    package var name: String {
      hash.prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }

  /// Sessions of one user; the oldest goes when one more is opened.
  package static let mostSessions = 20

  /// Addresses remembered of one user; the one that logged in longest ago goes.
  package static let mostAddresses = 20

  private static let selectSession = """
    SELECT token, login, device, address, created_at, used_at FROM sessions
    """

  private static func session(_ row: Statement) -> Session {
    Session(
      hash: row.blob(0), login: Identifier(row.text(1)), device: row.text(2), address: row.text(3),
      created: Instant(milliseconds: row.int(4)), used: Instant(milliseconds: row.int(5)))
  }

  package func session(_ tokenHash: [UInt8]) throws(RecordFailure) -> Session? {
    let row = try database.prepare("\(Self.selectSession) WHERE token=?")
    row.bind(1, tokenHash)
    return try row.first(Self.session)
  }

  /// An account's sessions, the latest used first.
  package func sessions(of login: Identifier<Agent>) throws(RecordFailure) -> [Session] {
    let rows = try database.prepare("\(Self.selectSession) WHERE login=? ORDER BY used_at DESC")
    rows.bind(1, login.text)
    return try rows.rows(Self.session)
  }

  /// Sessions past their time, at most `limit`.
  package func endedSessions(createdBefore: Instant, usedBefore: Instant, limit: Int)
    throws(RecordFailure) -> [[UInt8]]
  {
    let rows = try database.prepare(
      "SELECT token FROM sessions WHERE created_at<? OR used_at<? LIMIT ?")
    rows.bind(1, createdBefore.milliseconds)
    rows.bind(2, usedBefore.milliseconds)
    rows.bind(3, Int64(limit))
    return try rows.rows { $0.blob(0) }
  }

  // MARK: Logins

  /// What is remembered of counted guesses, the latest first.
  package func tries(since moment: Instant, limit: Int) throws(RecordFailure) -> [LoginTries] {
    let rows = try database.prepare(
      "SELECT login, address, count, at FROM login_tries WHERE at>=? ORDER BY at DESC LIMIT ?")
    rows.bind(1, moment.milliseconds)
    rows.bind(2, Int64(limit))
    return try rows.rows {
      LoginTries(
        login: $0.text(0), address: $0.text(1), count: Double($0.int(2)) / 1000,
        at: Instant(milliseconds: $0.int(3)))
    }
  }

  package func hasTries(before moment: Instant) throws(RecordFailure) -> Bool {
    try has("login_tries", before: moment)
  }

  package func hasAddresses(before moment: Instant) throws(RecordFailure) -> Bool {
    try has("login_addresses", before: moment)
  }

  private func has(_ table: String, before moment: Instant) throws(RecordFailure) -> Bool {
    let row = try database.prepare("SELECT 1 FROM \(table) WHERE at<? LIMIT 1")
    row.bind(1, moment.milliseconds)
    return try row.first { $0.int(0) } != nil
  }

  /// From where each account has logged in since.
  package func addresses(since moment: Instant = Instant(milliseconds: 0)) throws(RecordFailure)
    -> [Identifier<Agent>: Set<String>]
  {
    let row = try database.prepare("SELECT login, address FROM login_addresses WHERE at>=?")
    row.bind(1, moment.milliseconds)
    let rows = try row.rows { (login: Identifier<Agent>($0.text(0)), address: $0.text(1)) }
    return Dictionary(grouping: rows, by: \.login).mapValues { Set($0.map(\.address)) }
  }

  package func addresses(of login: Identifier<Agent>) throws(RecordFailure) -> Set<String> {
    let rows = try database.prepare("SELECT address FROM login_addresses WHERE login=?")
    rows.bind(1, login.text)
    return Set(try rows.rows { $0.text(0) })
  }
}
