package import Desk
import Events
import JSON

/// The audit trail, as operators read it: what happened to the desk itself, beside its
/// conversations.
///
/// Reads only; may run beside a server, over a connection of its own.
package struct AuditReading {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// Which part of the trail is wanted; nil for all of it.
  package struct Filter: Sendable {
    /// From this moment on.
    package var since: Instant?
    /// Before this moment.
    package var until: Instant?
    /// Who did it, or whose account it was done to: a login, or a name on the machine.
    package var who: String?
    /// The word of an event's kind.
    package var kind: String?

    package init() {}
  }

  /// One entry, with its particulars as JSON.
  package struct Row: Sendable {
    package let seq: Int64
    package let at: Instant
    package let by: String
    package let body: [UInt8]

    /// All of it as one JSON object.
    package var json: String {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("seq", seq)
        writer.member("at", at.milliseconds)
        writer.member("time", at.iso8601)
        writer.member("by", by)
        writer.members(of: body)
      }
      return writer.text
    }

    /// The kind's word, and the particulars in the order in which they were written.
    package var words: (kind: String, particulars: [(name: String, value: String)]) {
      // What is not whole is for `record verify` to name.
      guard let members = (try? JSONReader.read(body))?.members else { return ("unreadable", []) }
      let kind = members.first { $0.name == "event" }?.value.string ?? "unreadable"
      let particulars = members.filter { $0.name != "event" }.map {
        ($0.name, Self.text($0.value))
      }
      return (kind, particulars)
    }

    private static func text(_ value: JSONValue) -> String {
      if let text = value.string { return text }
      if let number = value.int { return String(number) }
      return (value.array ?? []).map(text).joined(separator: ", ")
    }
  }

  private static let matching = """
    FROM events JOIN authors ON authors.number=events.author
    WHERE conversation=\(DeskStream.number)
      AND (?1 IS NULL OR at>=?1) AND (?2 IS NULL OR at<?2)
      AND (?3 IS NULL OR authors.key IN (?3, 'a:' || ?3, 'o:' || ?3)
        OR json_extract(CAST(body AS TEXT), '$.login')=?3)
      AND (?4 IS NULL OR json_extract(CAST(body AS TEXT), '$.event')=?4)
    """

  /// The latest of them, the oldest first.
  package func latest(_ filter: Filter, limit: Int) throws(RecordFailure) -> [Row] {
    let rows = try database.prepare(
      "SELECT seq, at, authors.key, body \(Self.matching) ORDER BY seq DESC LIMIT ?5")
    bind(filter, to: rows)
    rows.bind(5, Int64(limit))
    return try rows.rows(Self.row).reversed()
  }

  /// Those after a seq, in order: a page of a whole.
  package func page(_ filter: Filter, after seq: Int64, limit: Int) throws(RecordFailure) -> [Row] {
    let rows = try database.prepare(
      "SELECT seq, at, authors.key, body \(Self.matching) AND seq>?6 ORDER BY seq LIMIT ?5")
    bind(filter, to: rows)
    rows.bind(5, Int64(limit))
    rows.bind(6, seq)
    return try rows.rows(Self.row)
  }

  package func count(_ filter: Filter) throws(RecordFailure) -> Int64 {
    let rows = try database.prepare("SELECT count(*) \(Self.matching)")
    bind(filter, to: rows)
    return try rows.first { $0.int(0) } ?? 0
  }

  private func bind(_ filter: Filter, to statement: Statement) {
    statement.bind(1, filter.since?.milliseconds)
    statement.bind(2, filter.until?.milliseconds)
    statement.bind(3, filter.who)
    statement.bind(4, filter.kind)
  }

  private static func row(_ row: Statement) -> Row {
    Row(
      seq: row.int(0), at: Instant(milliseconds: row.int(1)), by: row.text(2), body: row.blob(3))
  }
}
