import Desk
import Journal

/// A record that now and then has no room, or ends the program at a write, before or after the real
/// one is asked.
final class Moody: Record {
  private let real: SQLiteRecord
  var isFull = false
  /// Where the program is to end, the next first.
  var cuts: [Cut] = []
  private(set) var deaths = 0
  /// Since the start, or since the last end.
  private(set) var writes = 0

  /// Which write, counted from the start or from the last end, and whether it still reached the
  /// disk.
  struct Cut: CustomStringConvertible {
    let write: Int
    let isWritten: Bool

    var description: String { "\(isWritten ? "after" : "before") write \(write)" }
  }

  init(_ real: SQLiteRecord) { self.real = real }

  var epoch: String { real.epoch }

  func append(_ turn: RecordTurn) throws(RecordFailure) {
    if isFull { throw RecordFailure(.full, "no room") }
    writes += 1
    guard let cut = cuts.first, cut.write == writes else { return try real.append(turn) }
    if cut.isWritten { try real.append(turn) }
    cuts.removeFirst()
    deaths += 1
    writes = 0
    throw RecordFailure(.broken, "the power is gone")
  }

  func follow(from position: Int64, limit: Int) throws(RecordFailure) -> [Kept] {
    try real.follow(from: position, limit: limit)
  }

  func entries(of conversation: Identifier<Conversation>, after seq: Int64, limit: Int)
    throws(RecordFailure) -> [Kept]
  { try real.entries(of: conversation, after: seq, limit: limit) }

  func applied(_ cid: String, by author: String, in conversation: Identifier<Conversation>)
    throws(RecordFailure) -> Applied?
  { try real.applied(cid, by: author, in: conversation) }

  func flowState(of conversation: Identifier<Conversation>) throws(RecordFailure) -> FlowState? {
    try real.flowState(of: conversation)
  }

  func flowRevision(_ revision: String) throws(RecordFailure) -> KeptRevision? {
    try real.flowRevision(revision)
  }

  func publish(_ publication: Publication, _ revision: KeptRevision?, repinning old: [String])
    throws(RecordFailure)
  {
    if isFull { throw RecordFailure(.full, "no room") }
    try real.publish(publication, revision, repinning: old)
  }

  func usage(of subject: String, on day: Int64) throws(RecordFailure) -> Usage? {
    try real.usage(of: subject, on: day)
  }

  func currentPublication() throws(RecordFailure) -> Publication? {
    try real.currentPublication()
  }

  func liveCounts() throws(RecordFailure) -> [(revision: String, count: Int64)] {
    try real.liveCounts()
  }

  func liveSessions(of revision: String, after number: Int64, limit: Int) throws(RecordFailure)
    -> [LiveSession]
  { try real.liveSessions(of: revision, after: number, limit: limit) }

  func standing() throws(RecordFailure) -> Standing { try real.standing() }

  func latestConversation(of customer: Identifier<Customer>) throws(RecordFailure)
    -> Identifier<Conversation>?
  { try real.latestConversation(of: customer) }
}
