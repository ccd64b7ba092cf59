import Secrets

/// Where in the record each conversation's events stand.
///
/// Most of it is in `stretches`, which are written in large batches and in order, so that each of
/// their pages is written seldom. What came since is held in memory, read from the end of `events`
/// at a start: `followers` says up to which position the stretches have everything. Whoever reads
/// over another connection reads that end, too, and later what has come to it.
///
/// Belongs to its connection's thread.
final class Whereabouts {
  /// The name in `followers` under which it is written how far the stretches go.
  static let name = "whereabouts"
  /// So many events are held in memory before they are written into the stretches: a start reads
  /// twice as many at most, in a tenth of a second.
  static let limit = 65_536
  var limit = Whereabouts.limit

  let database: Database
  /// What the stretches may not have yet, by conversation, in order.
  var latest: [Int64: [Place]] = [:]
  /// Everything up to here stands in the stretches.
  var written: Int64 = -1
  /// Everything up to here stands in the stretches or is held.
  var known: Int64 = -1
  /// How many are held.
  var held = 0
  /// The batch that is being written; nil between two.
  var batch: Batch?
  private let key: [UInt8]
  private let selectWritten: Statement
  private let selectNew: Statement
  private let selectFrom: Statement
  private let selectNext: Statement
  private let selectBefore: Statement
  let replace: Statement

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    guard let key = try database.text("SELECT value FROM meta WHERE name='marks'"),
      let bytes = Hex.decode(key), bytes.count == ShortHash.keySize
    else { throw RecordFailure(.damaged, "\(database.path) has no key for its marks") }
    self.key = bytes
    selectWritten = try database.prepare("SELECT position FROM followers WHERE name='\(Self.name)'")
    selectNew = try database.prepare(
      """
      SELECT position, conversation, seq, author, cid FROM events
      WHERE position>? AND conversation<>0 ORDER BY position
      """)
    selectFrom = try database.prepare(
      """
      SELECT first, places FROM stretches WHERE conversation=?1 AND first>=
        coalesce((SELECT max(first) FROM stretches WHERE conversation=?1 AND first<=?2), 0)
      ORDER BY first LIMIT 1
      """)
    selectNext = try database.prepare(
      """
      SELECT first, places FROM stretches WHERE conversation=? AND first>? ORDER BY first LIMIT 1
      """)
    selectBefore = try database.prepare(
      """
      SELECT first, places FROM stretches WHERE conversation=? AND first<?
      ORDER BY first DESC LIMIT 1
      """)
    replace = try database.prepare(
      "INSERT OR REPLACE INTO stretches (conversation, first, places) VALUES (?, ?, ?)")
  }

  /// A few bits of a command's name and author, the same for ever; who does not know the record
  /// cannot choose names that share them.
  func mark(_ cid: StoredCID, by author: Int64) -> UInt16 {
    var bytes = withUnsafeBytes(of: author.littleEndian) { Array($0) }
    cid.withBytes { bytes.append(contentsOf: $0) }
    return UInt16(truncatingIfNeeded: ShortHash.hash(bytes, key: key))
  }

  // MARK: What is held

  /// An event was written behind all others.
  func add(_ place: Place, of conversation: Int64) throws(RecordFailure) {
    // What stands before it is read first, the event itself with it.
    guard known >= 0 else { return try catchUp() }
    hold(place, of: conversation)
    known = place.position
  }

  private func hold(_ place: Place, of conversation: Int64) {
    latest[conversation, default: []].append(place)
    held += 1
  }

  /// Nothing is held any more: it may be ahead of the disk. All is read again when it is needed.
  func forget() {
    (latest, held) = ([:], 0)
    (written, known) = (-1, -1)
    batch = nil
  }

  /// Learns what was written since, over this connection or another.
  func catchUp() throws(RecordFailure) {
    let written = try selectWritten.first { $0.int(0) } ?? 0
    if written != self.written { move(to: written) }
    selectNew.bind(1, known)
    defer { selectNew.reset() }
    while try selectNew.step() {
      hold(place(selectNew), of: selectNew.int(1))
      known = selectNew.int(0)
    }
  }

  /// The stretches go further than they did.
  private func move(to written: Int64) {
    if known <= written {
      (latest, held) = ([:], 0)
      known = written
    } else {
      for (conversation, places) in latest {
        let rest = places.filter { $0.position > written }
        latest[conversation] = rest.isEmpty ? nil : rest
      }
      held = latest.values.reduce(0) { $0 + $1.count }
    }
    self.written = written
  }

  private func place(_ row: Statement) -> Place {
    Place(
      seq: row.int(2), position: row.int(0),
      mark: StoredCID(row, 4).map { mark($0, by: row.int(3)) })
  }

  // MARK: Looking up

  /// The next ones after a seq, in order: some, if there are any.
  func places(of conversation: Int64, after seq: Int64) throws(RecordFailure) -> [Place] {
    try catchUp()
    selectFrom.bind(1, conversation)
    selectFrom.bind(2, seq < .max ? seq + 1 : seq)
    var stretch = try selectFrom.first { row throws(RecordFailure) in
      try self.stretch(row, of: conversation)
    }
    // The one that holds the seq may end with it.
    if let found = stretch, found.next <= seq + 1 {
      selectNext.bind(1, conversation)
      selectNext.bind(2, found.first)
      stretch = try selectNext.first { row throws(RecordFailure) in
        try self.stretch(row, of: conversation)
      }
    }
    let written = stretch.map { $0.places.filter { $0.seq > seq } } ?? []
    guard written.isEmpty else { return written }
    return latest[conversation]?.filter { $0.seq > seq } ?? []
  }

  /// Those before a seq, in order: some that end right before it, if there are any.
  func places(of conversation: Int64, before seq: Int64) throws(RecordFailure) -> [Place] {
    try catchUp()
    let stretch = try stretch(of: conversation, before: seq)
    let held = latest[conversation]?.filter { $0.seq < seq && $0.seq >= stretch?.next ?? 0 } ?? []
    guard held.isEmpty else { return held }
    return stretch?.places.filter { $0.seq < seq } ?? []
  }

  /// All that may have been begun by a command of that mark.
  func places(of conversation: Int64, marked mark: UInt16) throws(RecordFailure) -> [Place] {
    var marked: [Place] = []
    var seq: Int64 = 0
    while true {
      let places = try places(of: conversation, after: seq)
      guard let last = places.last else { return marked }
      marked += places.filter { $0.mark == mark }
      seq = last.seq
    }
  }

  func place(_ seq: Int64, of conversation: Int64) throws(RecordFailure) -> Place? {
    guard let place = try places(of: conversation, after: seq - 1).first, place.seq == seq else {
      return nil
    }
    return place
  }

  func last(of conversation: Int64) throws(RecordFailure) -> Place? {
    try catchUp()
    if let held = latest[conversation]?.last { return held }
    return try stretch(of: conversation, before: .max)?.places.last
  }

  /// Whether nothing was written behind that seq, as far as is known.
  func endsWith(_ seq: Int64, _ conversation: Int64) -> Bool {
    latest[conversation]?.last?.seq == seq
  }

  /// The last stretch that begins before a seq.
  func stretch(of conversation: Int64, before seq: Int64) throws(RecordFailure) -> Stretch? {
    selectBefore.bind(1, conversation)
    selectBefore.bind(2, seq)
    return try selectBefore.first { row throws(RecordFailure) in
      try self.stretch(row, of: conversation)
    }
  }

  private func stretch(_ row: Statement, of conversation: Int64) throws(RecordFailure) -> Stretch {
    guard let stretch = Stretch(first: row.int(0), row.blob(1)) else {
      throw RecordFailure(
        .damaged, "where the events of ticket \(conversation) stand cannot be read")
    }
    return stretch
  }
}
