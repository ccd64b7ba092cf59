/// Numbers the record's transactions and writes its mark, so that a lost one is missed.
///
/// Belongs to the record's thread, like its connection. Without a mark file (a record opened
/// outside a data folder) it only counts.
final class Witness {
  /// Transactions since the record was made.
  private(set) var turns: Int64
  private let database: Database
  private let updateTurns: Statement
  /// Whether the transaction under way has written an event, which says of which turn it is.
  private var isCounted = false
  private let updateStanding: Statement
  private var kept: Kept?
  private var pending = Tally()
  private var settledLast: ContinuousClock.Instant?

  private struct Kept {
    let file: MarkFile
    var mark: RecordMark
    /// Whether the record says, at least in its log, that it is in use.
    var saysOpen = false
  }

  /// Between two attempts to write into the record's own file that it is in use, while a reader
  /// holds an old view of it.
  private static let settlingPause = Duration.seconds(1)

  init(_ database: Database) throws(RecordFailure) {
    self.database = database
    turns = try RecordFacts.turns(database)
    if try database.text("SELECT value FROM meta WHERE name='turns'") == nil {
      try database.transaction { () throws(RecordFailure) in
        try database.run("INSERT INTO meta (name, value) VALUES ('turns', '0')")
      }
    }
    updateTurns = try database.prepare("UPDATE meta SET value=? WHERE name='turns'")
    updateStanding = try database.prepare(
      "INSERT OR REPLACE INTO meta (name, value) VALUES ('standing', ?)")
  }

  var markFile: MarkFile? { kept?.file }

  // MARK: Opening and closing

  /// Keeps this mark from now on, and writes into the record that it is in use.
  ///
  /// Without room, or while a reader keeps the log from being carried over, that is done with a
  /// later turn; until then the mark says that it is not settled.
  func open(_ file: MarkFile, _ mark: RecordMark) throws(RecordFailure) {
    kept = Kept(file: file, mark: mark)
    pending = mark.tally
    database.isMarked = true
    do throws(RecordFailure) { try database.transaction {} } catch {
      guard error.kind == .full else { throw error }
    }
  }

  /// Writes into the record's own file that it is whole, so that a copy of it is.
  ///
  /// Where that cannot be done, for want of room or because a reader is at it, the next start finds
  /// what it would find after a kill: nothing is lost.
  func close() throws(RecordFailure) {
    guard let open = kept else { return }
    kept = nil
    do throws(RecordFailure) {
      // Twice, so that the file never says that it is whole before it is.
      guard try database.carryOverLog() else { return }
      try database.transaction { () throws(RecordFailure) in try stand(.closed) }
      var mark = open.mark
      mark.turns = turns
      if try database.carryOverLog() { mark.isSettled = true }
      try open.file.keep(mark)
    } catch {
      guard error.kind == .full || error.kind == .taken else { throw error }
    }
  }

  // MARK: Around a transaction

  /// An event was just written.
  func add(_ hash: [UInt8], at position: Int64) {
    pending.add(hash, at: position)
    isCounted = true
  }

  /// Before the commit, as its last write: a page that is written only where nothing else tells.
  func count() throws(RecordFailure) {
    if let kept, !kept.saysOpen { try stand(.open) }
    guard !isCounted else { return }
    updateTurns.bind(1, String(turns + 1))
    try updateTurns.run()
  }

  private func stand(_ standing: RecordFacts.Standing) throws(RecordFailure) {
    updateStanding.bind(1, standing.rawValue)
    try updateStanding.run()
  }

  func rolledBack() {
    isCounted = false
    if let kept { pending = kept.mark.tally }
  }

  /// After the commit.
  func committed() throws(RecordFailure) {
    turns += 1
    isCounted = false
    guard var open = kept else { return }
    open.saysOpen = true
    open.mark.turns = turns
    open.mark.tally = pending
    kept = open
    if open.mark.isSettled { return try note(open) }
    try settle(open)
  }

  /// The mark may stay behind for want of room: that is no alarm.
  private func note(_ open: Kept) throws(RecordFailure) {
    do throws(RecordFailure) { try open.file.write(open.mark) } catch {
      guard error.kind == .full else { throw error }
    }
  }

  private func settle(_ open: Kept) throws(RecordFailure) {
    if let last = settledLast, last.duration(to: .now) < Self.settlingPause {
      return try note(open)
    }
    settledLast = .now
    do throws(RecordFailure) {
      guard try database.carryOverLog() else { return try note(open) }
      var settled = open
      settled.mark.isSettled = true
      kept = settled
      try settled.file.keep(settled.mark)
    } catch {
      guard error.kind == .full else { throw error }
    }
  }
}
