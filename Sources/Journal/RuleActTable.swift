package import Desk

/// When rules that pause for a customer last acted for them.
package struct RuleActed: Equatable, Sendable {
  package let rule: String
  package let customer: Identifier<Customer>
  package let at: Instant

  package init(_ rule: String, _ customer: Identifier<Customer>, at moment: Instant) {
    self.rule = rule
    self.customer = customer
    at = moment
  }

  /// How long it is remembered: no rule pauses for longer than a year.
  package static let memory = Duration.seconds(366 * 86_400)
}

/// The table of `RuleActed`, a row for each rule and customer.
final class RuleActTable {
  private let upsert: Statement
  private let select: Statement
  private let forget: Statement
  private let began: Statement

  init(_ database: Database) throws(RecordFailure) {
    upsert = try database.prepare(
      "INSERT OR REPLACE INTO rules_acted (rule, customer, at) VALUES (?, ?, ?)")
    select = try database.prepare("SELECT at FROM rules_acted WHERE rule=? AND customer=?")
    forget = try database.prepare("DELETE FROM rules_acted WHERE rule=? AND at<?")
    began = try database.prepare(
      "SELECT started_at FROM tickets WHERE customer=? ORDER BY number DESC LIMIT ?")
  }

  func write(_ acted: [RuleActed]) throws(RecordFailure) {
    for entry in acted {
      forget.bind(1, entry.rule)
      forget.bind(2, (entry.at + (.zero - RuleActed.memory)).milliseconds)
      try forget.run()
      upsert.bind(1, entry.rule)
      upsert.bind(2, entry.customer.text)
      upsert.bind(3, entry.at.milliseconds)
      try upsert.run()
    }
  }

  func latest(_ rule: String, _ customer: Identifier<Customer>) throws(RecordFailure) -> Instant? {
    select.bind(1, rule)
    select.bind(2, customer.text)
    return try select.first { Instant(milliseconds: $0.int(0)) }
  }

  func beginnings(of customer: Identifier<Customer>, limit: Int) throws(RecordFailure)
    -> [Instant]
  {
    began.bind(1, customer.text)
    began.bind(2, Int64(limit))
    return try began.rows { Instant(milliseconds: $0.int(0)) }
  }
}

extension Tables {
  /// When a rule with a pause last acted for a customer; nil for never.
  package func latestAct(of rule: String, for customer: Identifier<Customer>)
    throws(RecordFailure) -> Instant?
  {
    try rules.latest(rule, customer)
  }

  /// When each conversation of a customer began, the latest first.
  package func beginnings(of customer: Identifier<Customer>, limit: Int) throws(RecordFailure)
    -> [Instant]
  {
    try rules.beginnings(of: customer, limit: limit)
  }
}

extension Schema {
  /// When rules with a pause last acted, for each customer.
  static let ruleTables = """
    CREATE TABLE rules_acted (
      rule TEXT NOT NULL, customer TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (rule, customer)
    ) WITHOUT ROWID;
    CREATE INDEX rules_acted_at ON rules_acted (rule, at);
    """
}
