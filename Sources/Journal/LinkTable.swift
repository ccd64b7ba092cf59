package import Desk
import JSON

/// What is known from now on of a conversation in another system.
package struct LinkChange: Equatable, Sendable {
  package let destination: String
  package let conversation: Identifier<Conversation>
  package let link: OutsideLink

  package init(
    _ destination: String, _ conversation: Identifier<Conversation>, _ link: OutsideLink
  ) {
    self.destination = destination
    self.conversation = conversation
    self.link = link
  }

  /// Bytes of what a connector keeps beside a conversation, all in all; more is a fault of its own.
  package static let stateLimit = 4096
}

/// That something from outside was taken in, and where.
package struct Landed: Equatable, Sendable {
  /// The channel, or the destination, that it came through.
  package let channel: String
  package let external: String
  package let conversation: Identifier<Conversation>
  package let seq: Int64

  package init(
    _ external: String, from channel: String, in conversation: Identifier<Conversation>,
    seq: Int64
  ) {
    self.external = external
    self.channel = channel
    self.conversation = conversation
    self.seq = seq
  }
}

/// The table of `OutsideLink`, a row for each destination and conversation, and of how far those
/// have come who look into other systems.
final class LinkTable {
  private let upsert: Statement
  private let place: Statement
  private let land: Statement
  private let selectLanded: Statement

  init(_ database: Database) throws(RecordFailure) {
    upsert = try database.prepare(
      """
      INSERT OR REPLACE INTO links (destination, conversation, external, url, state, at)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    place = try database.prepare(
      "INSERT OR REPLACE INTO outside_places (destination, place) VALUES (?, ?)")
    land = try database.prepare(
      "INSERT OR IGNORE INTO landed (channel, external, conversation, seq) VALUES (?, ?, ?, ?)")
    selectLanded = try database.prepare(
      """
      SELECT t.conversation, l.seq FROM landed l JOIN tickets t ON t.number=l.conversation
      WHERE l.channel=? AND l.external=?
      """)
  }

  /// Where something from outside was taken in; nil where it was not.
  func landed(_ external: String, from channel: String) throws(RecordFailure)
    -> (Identifier<Conversation>, Int64)?
  {
    selectLanded.bind(1, channel)
    selectLanded.bind(2, external)
    return try selectLanded.first { (Identifier($0.text(0)), $0.int(1)) }
  }

  func write(
    _ turn: RecordTurn,
    number: (Identifier<Conversation>) throws(RecordFailure) -> Int64
  ) throws(RecordFailure) {
    for change in turn.links { try write(change, try number(change.conversation)) }
    for landed in turn.landed {
      land.bind(1, landed.channel)
      land.bind(2, landed.external)
      land.bind(3, try number(landed.conversation))
      land.bind(4, landed.seq)
      try land.run()
    }
    for (destination, place) in turn.outsidePlaces.sorted(by: { $0.key < $1.key }) {
      self.place.bind(1, destination)
      self.place.bind(2, place)
      try self.place.run()
    }
  }

  private func write(_ change: LinkChange, _ number: Int64) throws(RecordFailure) {
    let state = JSONWriter.object { writer in
      for (name, value) in change.link.state.sorted(by: { $0.key < $1.key }) {
        writer.member(name, value)
      }
    }
    guard state.count <= LinkChange.stateLimit else {
      throw RecordFailure(.fault, "what \(change.destination) keeps of a ticket is over 4 kB")
    }
    upsert.bind(1, change.destination)
    upsert.bind(2, number)
    upsert.bind(3, change.link.external)
    upsert.bind(4, change.link.url)
    upsert.bind(5, String(decoding: state, as: UTF8.self))
    upsert.bind(6, change.link.at?.milliseconds)
    try upsert.run()
  }
}

extension Tables {
  /// Where something from outside was taken in; nil where it was not.
  package func landed(_ external: String, from channel: String) throws(RecordFailure)
    -> (conversation: Identifier<Conversation>, seq: Int64)?
  {
    try links.landed(external, from: channel)
  }
}

/// Reads what is known of conversations in other systems; over any connection.
package final class LinkReading {
  private let database: Database
  private let select: Statement
  private let selectByName: Statement
  private let selectPlace: Statement
  private let selectLanded: Statement

  package init(_ database: Database) throws(RecordFailure) {
    self.database = database
    select = try database.prepare(
      """
      SELECT l.destination, t.conversation, l.external, l.url, l.state, l.at
      FROM links l JOIN tickets t ON t.number=l.conversation
      WHERE t.conversation=?1 AND (?2 IS NULL OR l.destination=?2) ORDER BY l.destination
      """)
    selectByName = try database.prepare(
      """
      SELECT t.conversation FROM links l JOIN tickets t ON t.number=l.conversation
      WHERE l.destination=? AND l.external=?
      """)
    selectLanded = try database.prepare(
      """
      SELECT t.conversation FROM landed l JOIN tickets t ON t.number=l.conversation
      WHERE l.channel=? AND l.external=?
      """)
    selectPlace = try database.prepare("SELECT place FROM outside_places WHERE destination=?")
  }

  /// What a destination keeps of a conversation.
  package func link(of conversation: Identifier<Conversation>, at destination: String)
    throws(RecordFailure) -> OutsideLink?
  {
    try links(of: conversation, at: destination).first?.link
  }

  /// Where a conversation is known, in the order of their names.
  package func links(of conversation: Identifier<Conversation>, at destination: String? = nil)
    throws(RecordFailure) -> [LinkChange]
  {
    select.bind(1, conversation.text)
    select.bind(2, destination)
    return try select.rows { row throws(RecordFailure) in
      LinkChange(
        row.text(0), Identifier(row.text(1)),
        OutsideLink(
          row.text(2), url: row.optionalText(3), state: Self.state(row.text(4)),
          at: row.optionalInt(5).map(Instant.init(milliseconds:))))
    }
  }

  /// The conversation that a destination calls so.
  package func conversation(called external: String, at destination: String)
    throws(RecordFailure) -> Identifier<Conversation>?
  {
    selectByName.bind(1, destination)
    selectByName.bind(2, external)
    return try selectByName.first { Identifier($0.text(0)) }
  }

  /// The conversation into which something from outside was taken; nil where it was not.
  package func landed(_ external: String, from channel: String) throws(RecordFailure)
    -> Identifier<Conversation>?
  {
    selectLanded.bind(1, channel)
    selectLanded.bind(2, external)
    return try selectLanded.first { Identifier($0.text(0)) }
  }

  /// How far whoever looks into a destination has come.
  package func place(at destination: String) throws(RecordFailure) -> String? {
    selectPlace.bind(1, destination)
    return try selectPlace.first { $0.text(0) }
  }

  private static func state(_ text: String) -> [String: String] {
    guard let members = (try? JSONReader.read(Array(text.utf8)))?.members else { return [:] }
    return Dictionary(
      members.compactMap { member in member.value.string.map { (member.name, $0) } },
      uniquingKeysWith: { $1 })
  }
}

extension Schema {
  /// What version 9 added: conversations as other systems know them.
  static let outsideTables = """
    CREATE TABLE links (
      destination TEXT NOT NULL,
      conversation INTEGER NOT NULL,
      -- What it is called there.
      external TEXT NOT NULL,
      url TEXT,
      -- A JSON object of texts: the connector's own.
      state TEXT NOT NULL,
      at INTEGER,
      PRIMARY KEY (destination, conversation)
    ) WITHOUT ROWID;
    CREATE INDEX links_by_name ON links (destination, external);
    -- What was taken in from there, by its name there: nothing twice.
    CREATE TABLE landed (
      channel TEXT NOT NULL, external TEXT NOT NULL, conversation INTEGER NOT NULL,
      seq INTEGER NOT NULL, PRIMARY KEY (channel, external)
    ) WITHOUT ROWID;
    -- How far those have come who look into other systems.
    CREATE TABLE outside_places (
      destination TEXT PRIMARY KEY, place TEXT NOT NULL
    ) WITHOUT ROWID;
    """
}
