import Desk
import JSON
import Journal

/// What a ticket is found by besides its words.
struct IndexedTicket {
  let row: TicketReading.Row
  let fields: [Field]
  let tags: [String]

  init(_ row: TicketReading.Row) {
    self.row = row
    // The record wrote it; what cannot be read has no fields to be found by.
    let members = (try? JSONReader.read(row.fields))?.members ?? []
    fields = members.compactMap { member in member.value.string.map { Field(member.name, $0) } }
    tags = row.tags
  }

  /// Between commas, as no login has one.
  var followers: String { "," + row.followers.map { $0.text + "," }.joined() }

  var contact: String { [row.customerName, row.email].compactMap { $0 }.joined(separator: " · ") }

  /// Everything that the ticket's own line tells when it is found, and none of its words do.
  var about: String {
    let parts = [contact, row.category ?? ""] + tags + fields.map { "\($0.name): \($0.value)" }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
