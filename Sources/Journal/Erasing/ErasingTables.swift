import Desk
import Events

/// Takes words out of the record for good, on the connection that writes; belongs into a
/// transaction.
///
/// An event's row keeps its place, its moment, its author and its hash. Of its body there stays
/// what `Event.erased` leaves; the digest of the salt and the body that were there takes the
/// salt's place, so that the chain can still be proved. Salts are made from that of the first
/// event: an event that says nothing gets its own written out, and the first one's goes last.
final class ErasingTables {
  private let events: EventTable
  private let replace: Statement
  private let keepSalt: Statement
  private let ofConversation: [Statement]
  private let ofCustomer: [Statement]

  init(_ database: Database, _ events: EventTable) throws(RecordFailure) {
    self.events = events
    replace = try database.prepare(
      "UPDATE events SET beginning=NULL, body=?, salt=?, fingerprint=NULL WHERE position=?")
    keepSalt = try database.prepare("UPDATE events SET salt=? WHERE position=?")
    ofConversation = [
      try database.prepare("DELETE FROM flow_sessions WHERE conversation=?"),
      try database.prepare("DELETE FROM timers WHERE conversation=?"),
      try database.prepare("DELETE FROM kept_files WHERE conversation=?"),
      // What a mirror answered may quote what it was sent.
      try database.prepare("UPDATE given_up SET why=NULL WHERE conversation=?"),
      try database.prepare("UPDATE lanes SET why=NULL WHERE conversation=?"),
      // What connectors keep may be of the person; the name over there stays, to erase it there.
      try database.prepare("UPDATE links SET state='{}' WHERE conversation=?"),
    ]
    ofCustomer = [
      try database.prepare("DELETE FROM customers WHERE customer=?"),
      try database.prepare("DELETE FROM visitors WHERE customer=?"),
      try database.prepare("DELETE FROM rules_acted WHERE customer=?"),
      // Who was kept out stays out.
      try database.prepare("UPDATE blocks SET reason='' WHERE kind='customer' AND subject=?"),
      try database.prepare("DELETE FROM usage WHERE subject='c:' || ?"),
    ]
  }

  func erase(_ part: ErasedPart, _ number: Int64) throws(RecordFailure) {
    let root = try events.root(of: number)
    try events.each(of: number, after: part.after) { event throws(RecordFailure) in
      guard event.seq <= part.upTo else { return false }
      try erase(event, root)
      return true
    }
    guard part.isLast else { return }
    if let first = try events.event(1, of: number) { try erase(first, root) }
    for statement in ofConversation {
      statement.bind(1, number)
      try statement.run()
    }
  }

  private func erase(_ event: StoredEvent, _ root: [UInt8]) throws(RecordFailure) {
    guard !event.isErased else { return }
    let body = try emptied(event)
    // The first one's salt is what the others are made from: it goes in any case.
    guard body != event.body || event.seq == 1 else {
      guard event.salt == nil else { return }
      keepSalt.bind(1, HashChain.salt(of: event.seq, root: root))
      keepSalt.bind(2, event.position)
      return try keepSalt.run()
    }
    replace.bind(1, body)
    replace.bind(2, event.inner(root).bytes)
    replace.bind(3, event.position)
    try replace.run()
  }

  private func emptied(_ event: StoredEvent) throws(RecordFailure) -> [UInt8] {
    do throws(TextMistake) {
      return EventText.write(try EventText.recorded(event.body).erased)
    } catch {
      throw RecordFailure(
        .damaged,
        "event \(event.seq) of ticket \(event.conversation) cannot be erased: \(error)")
    }
  }

  func erase(_ customer: Identifier<Customer>) throws(RecordFailure) {
    for statement in ofCustomer {
      statement.bind(1, customer.text)
      try statement.run()
    }
  }
}
