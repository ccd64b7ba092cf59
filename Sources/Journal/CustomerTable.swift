package import Desk

/// What is known of a customer over all their conversations.
package struct KnownCustomer: Equatable, Sendable {
  package let contact: Contact
  package let zone: String?
  package let language: String?
}

/// The table of customers: who each is, as the events of their conversations tell it.
///
/// It holds nothing that is not in the events; the latest word counts, and what it does not tell
/// stays. What is written of an older conversation changes nothing.
final class CustomerTable {
  private let upsert: Statement
  private let select: Statement

  init(_ database: Database) throws(RecordFailure) {
    upsert = try database.prepare(
      """
      INSERT INTO customers (customer, name, email, zone, language, updated_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (customer) DO UPDATE SET
        name=coalesce(excluded.name, name), email=coalesce(excluded.email, email),
        zone=coalesce(excluded.zone, zone), language=coalesce(excluded.language, language),
        updated_at=excluded.updated_at
      WHERE excluded.updated_at >= updated_at
      """)
    select = try database.prepare(
      "SELECT name, email, zone, language FROM customers WHERE customer=?")
  }

  func write(_ conversation: Conversation) throws(RecordFailure) {
    guard let opening = conversation.opening, let told = conversation.times.identified else {
      return
    }
    upsert.bind(1, opening.customer.text)
    upsert.bind(2, conversation.contact.name)
    upsert.bind(3, conversation.contact.email)
    upsert.bind(4, opening.zone)
    upsert.bind(5, opening.language)
    upsert.bind(6, told.milliseconds)
    try upsert.run()
  }

  func customer(_ id: Identifier<Customer>) throws(RecordFailure) -> KnownCustomer? {
    select.bind(1, id.text)
    return try select.first { row in
      KnownCustomer(
        contact: Contact(name: row.optionalText(0), email: row.optionalText(1), isVerified: false),
        zone: row.optionalText(2), language: row.optionalText(3))
    }
  }
}
