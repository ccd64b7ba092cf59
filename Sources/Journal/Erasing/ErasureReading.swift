package import Desk

/// What there is to be erased of a customer, and who has asked for it.
package struct ErasureReading {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// Whether anything is known of the customer beside their conversations.
  package func isKnown(_ customer: Identifier<Customer>) throws(RecordFailure) -> Bool {
    let rows = try database.prepare(
      """
      SELECT 1 FROM customers WHERE customer=?1 UNION ALL
      SELECT 1 FROM visitors WHERE customer=?1 UNION ALL
      SELECT 1 FROM tickets WHERE customer=?1 LIMIT 1
      """)
    rows.bind(1, customer.text)
    return try rows.first { _ in true } ?? false
  }

  /// Who asked to be erased and is not yet, and when they will be.
  package func asked() throws(RecordFailure) -> [(customer: Identifier<Customer>, due: Instant)] {
    try database.prepare(
      """
      SELECT t.customer, min(m.due) FROM timers m JOIN tickets t ON t.number=m.conversation
      WHERE m.name='\(Timer.Kind.erasure.text)' GROUP BY t.customer ORDER BY 2
      """
    ).rows { (Identifier($0.text(0)), Instant(milliseconds: $0.int(1))) }
  }

  /// Whose token it is, by its hash.
  package func owner(of tokenHash: [UInt8]) throws(RecordFailure) -> Identifier<Customer>? {
    let rows = try database.prepare("SELECT customer FROM visitors WHERE token=?")
    rows.bind(1, tokenHash)
    return try rows.first { Identifier($0.text(0)) }
  }
}

extension Tables {
  /// Whether anything is left of a customer that was there by then.
  package func isLeft(of customer: Identifier<Customer>, from moment: Instant)
    throws(RecordFailure) -> Bool
  {
    let row = try database.prepare("SELECT 1 FROM customers WHERE customer=? AND updated_at<=?")
    row.bind(1, customer.text)
    row.bind(2, moment.milliseconds)
    if try row.first({ _ in true }) != nil { return true }
    return try !leftToErase(of: customer, begunBy: moment).isEmpty
  }

  /// A customer's conversations that began by then and still say something, the latest first.
  package func leftToErase(of customer: Identifier<Customer>, begunBy moment: Instant)
    throws(RecordFailure) -> [Identifier<Conversation>]
  {
    let rows = try database.prepare(
      """
      SELECT number, conversation FROM tickets WHERE customer=? AND started_at<=?
      ORDER BY number DESC
      """)
    rows.bind(1, customer.text)
    rows.bind(2, moment.milliseconds)
    var left: [Identifier<Conversation>] = []
    for (number, id) in try rows.rows({ ($0.int(0), $0.text(1)) }) {
      if try events.event(1, of: number)?.isErased != true { left.append(Identifier(id)) }
    }
    return left
  }
}
