package import Desk
import Events
import JSON

/// What the record holds about a customer, for who asks for a copy of it or wants it erased.
package struct CustomerReading {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// One customer who was found.
  package struct Found: Equatable, Sendable {
    package let customer: Identifier<Customer>
    package let name: String?
    package let email: String?
    package let latest: Instant
  }

  /// What is held about one, in short.
  package struct Held: Equatable, Sendable {
    package let customer: Identifier<Customer>
    package let name: String?
    package let email: String?
    package let zone: String?
    package let language: String?
    /// The numbers of their conversations.
    package let conversations: [Int64]
    package let events: Int
    package let files: [String]
    package let tokens: Int
    package let isBlocked: Bool
    /// When nothing is left of them, where they have asked for it.
    package let erasedAt: Instant?
  }

  /// Whose name, address or id holds a text, the latest first.
  package func find(_ text: String, limit: Int) throws(RecordFailure) -> [Found] {
    let rows = try database.prepare(
      """
      SELECT c.customer, c.name, c.email, c.updated_at FROM customers c
      WHERE instr(lower(coalesce(c.name, '')), ?1)>0
        OR instr(lower(coalesce(c.email, '')), ?1)>0 OR c.customer=?2
      ORDER BY c.updated_at DESC LIMIT ?3
      """)
    rows.bind(1, text.lowercased())
    rows.bind(2, text)
    rows.bind(3, Int64(limit))
    return try rows.rows {
      Found(
        customer: Identifier($0.text(0)), name: $0.optionalText(1), email: $0.optionalText(2),
        latest: Instant(milliseconds: $0.int(3)))
    }
  }

  package func held(_ customer: Identifier<Customer>) throws(RecordFailure) -> Held {
    let known = try CustomerTable(database).customer(customer)
    let numbers = try numbers(of: customer)
    let table = try EventTable(database)
    var events = 0
    for number in numbers { events += Int(try table.latest(of: number)?.seq ?? 0) }
    return Held(
      customer: customer, name: known?.contact.name, email: known?.contact.email,
      zone: known?.zone, language: known?.language, conversations: numbers, events: events,
      files: try files(of: numbers),
      tokens: Int(try count("SELECT count(*) FROM visitors WHERE customer=?", customer)),
      isBlocked: try count(
        "SELECT count(*) FROM blocks WHERE kind='customer' AND subject=?", customer) > 0,
      erasedAt: try ErasureReading(database).asked().first { $0.customer == customer }?.due)
  }

  private func numbers(of customer: Identifier<Customer>) throws(RecordFailure) -> [Int64] {
    let rows = try database.prepare("SELECT number FROM tickets WHERE customer=? ORDER BY number")
    rows.bind(1, customer.text)
    return try rows.rows { $0.int(0) }
  }

  private func files(of numbers: [Int64]) throws(RecordFailure) -> [String] {
    let table = try FileTable(database)
    var files: Set<String> = []
    for number in numbers { files.formUnion(try table.files(of: number)) }
    return files.sorted()
  }

  private func count(_ sql: String, _ customer: Identifier<Customer>) throws(RecordFailure)
    -> Int64
  {
    let rows = try database.prepare(sql)
    rows.bind(1, customer.text)
    return try rows.first { $0.int(0) } ?? 0
  }

  // MARK: All of it

  /// Everything, as one JSON object; without notes as the customer may see it.
  package func everything(
    of customer: Identifier<Customer>, withNotes: Bool
  ) throws(RecordFailure) -> [UInt8] {
    let held = try held(customer)
    var conversations: [(number: Int64, id: String, events: [[UInt8]])] = []
    let table = try EventTable(database)
    for number in held.conversations {
      var events: [[UInt8]] = []
      try table.each(of: number, after: 0) { event throws(RecordFailure) in
        events.append(Self.line(event, withNotes))
        return true
      }
      conversations.append((number, try table.name(of: number)?.text ?? "", events))
    }
    return JSONWriter.object { writer in
      held.write(&writer)
      writer.array("conversations", conversations) { writer, conversation in
        writer.object {
          $0.member("number", conversation.number)
          $0.member("conversation", conversation.id)
          $0.array("events", conversation.events) { $0.raw($1) }
        }
      }
    }
  }

  private static func line(_ event: StoredEvent, _ withNotes: Bool) -> [UInt8] {
    var body = event.body
    if !withNotes {
      // What cannot be read is for `record verify` to name; nothing of it is given out.
      let known = try? EventText.recorded(event.body)
      body = known.map { EventText.customers($0, body: event.body) } ?? EventText.hidden
    }
    return JSONWriter.object {
      $0.member("seq", event.seq)
      $0.member("at", Instant(milliseconds: event.at).iso8601)
      $0.members(of: body)
    }
  }
}

extension CustomerReading.Held {
  package var json: [UInt8] {
    JSONWriter.object { writer in
      write(&writer)
      writer.array("conversations", conversations) { $0.int($1) }
    }
  }

  /// All but the conversations.
  func write(_ writer: inout JSONWriter) {
    writer.member("customer", customer.text)
    writer.member("name", name)
    writer.member("email", email)
    writer.member("zone", zone)
    writer.member("language", language)
    writer.member("events", events)
    writer.array("files", files) { $0.string($1) }
    writer.member("tokens", tokens)
    writer.member("blocked", isBlocked)
    writer.member("erased_at", erasedAt?.milliseconds)
  }

  /// For the operator's screen.
  package var lines: [String] {
    var lines = ["customer       \(customer)"]
    if let name { lines.append("name           \(name)") }
    if let email { lines.append("e-mail         \(email)") }
    if let zone { lines.append("time zone      \(zone)") }
    if let language { lines.append("language       \(language)") }
    let numbers = conversations.suffix(20).map { "#\($0)" }.joined(separator: " ")
    let more = conversations.count > 20 ? "… " : ""
    lines.append("conversations  \(conversations.count): \(more)\(numbers)")
    lines.append("events         \(events)")
    lines.append("files          \(files.count)")
    lines.append("browsers       \(tokens) that may come back")
    if isBlocked { lines.append("blocked        yes") }
    if let erasedAt { lines.append("erased         \(erasedAt.iso8601), as they asked") }
    return lines
  }
}

extension CustomerReading.Found {
  package var json: [UInt8] {
    JSONWriter.object {
      $0.member("customer", customer.text)
      $0.member("name", name)
      $0.member("email", email)
      $0.member("latest", latest.milliseconds)
    }
  }
}
