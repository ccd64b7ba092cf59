package import Desk
import Wire

/// How far a customer has read, as the desk told it.
package struct CustomerRead: Equatable, Sendable {
  package let seq: Int64
  package let at: Instant
  /// The latest words of an agent that they have read; nil while none are held.
  package internal(set) var message: Int64?
}

// What was read, on either side.
extension DeskModel {
  /// The customer has read so far.
  mutating func customerHasRead(_ id: ConversationID, upTo seq: Int64) {
    guard seq > customerReads[id]?.seq ?? 0 else { return }
    // As many as are followed at once, and some that were.
    if customerReads.count >= 1000 { customerReads = [:] }
    customerReads[id] = CustomerRead(
      seq: seq, at: deskTime, message: latestAnswer(in: id, upTo: seq))
  }

  /// What they have read may be known before the words are here.
  mutating func findRead(_ id: ConversationID) {
    guard let read = customerReads[id], read.message == nil else { return }
    let message = latestAnswer(in: id, upTo: read.seq)
    customerReads[id]?.message = message
  }

  /// Looked for in the latest entries only: what is far behind nobody looks at.
  private func latestAnswer(in id: ConversationID, upTo seq: Int64) -> Int64? {
    guard let entries = transcripts[id]?.entries else { return nil }
    for entry in entries.reversed().prefix(500) where entry.seq <= seq {
      if case .said(let message) = entry.event, case .agent = message.author { return entry.seq }
    }
    return nil
  }

  /// What stands beside a message that is the latest the customer has read.
  func readMark(_ entry: Entry) -> String? {
    guard let read = customerReads[entry.conversation], read.message == entry.seq else {
      return nil
    }
    return "read \(Times.clock(read.at, offset: offset))"
  }

  /// Tells the desk what of a conversation of mine was on the screen: once, and again after each
  /// follow, because the desk forgets it with a restart.
  mutating func tellRead() {
    guard line.isOnline, let current, let transcript = transcripts[current],
      transcript.isCaughtUp, transcript.seen > 0, transcript.seen > toldReads[current] ?? 0,
      isMine(current)
    else { return }
    if toldReads.count >= 1000 { toldReads = [:] }
    toldReads[current] = transcript.seen
    run([.send(.read(current, seq: transcript.seen))])
  }
}
