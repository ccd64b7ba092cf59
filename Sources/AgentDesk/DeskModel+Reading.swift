import Desk
import Wire

// Which words are on the screen, and with that which were seen.
extension DeskModel {
  /// Whether the newest words of the open conversation are at the bottom of the screen.
  package var isAtEnd: Bool { current.map { reading.anchors[$0] == nil } ?? true }

  /// The customer's words below the screen while older ones are read.
  package var newBelow: Int { isAtEnd ? 0 : transcript?.unread ?? 0 }

  /// Turns towards older words, or newer ones where `rows` is negative.
  mutating func scroll(by rows: Int) {
    guard let current, rows != 0 else { return }
    reading.anchors[current] = DeskView(self).anchor(movedBy: rows)
  }

  mutating func readNewest() {
    guard let current else { return }
    reading.anchors[current] = nil
  }

  /// Reads where the words at a position are; what was folded there is opened.
  mutating func readAround(_ seq: Int64) {
    guard let current else { return }
    if transcript?.botTalks.contains(where: { $0.contains(Int(clamping: seq - 1)) }) == true {
      reading.unfolded.insert(current)
    }
    reading.anchors[current] = DeskView(self).anchor(showing: seq)
  }

  /// Opens the conversation where it was left; where more is new than fits, at the first of it.
  mutating func beginReading(_ id: ConversationID) {
    // What was told of it is on the screen now, and must not lie over it.
    if toast?.isTrouble == false { toast = nil }
    if transcripts[id]?.unread ?? 0 > 0 { reading.anchors[id] = nil }
    let held = Set(transcripts.keys)
    reading.anchors = reading.anchors.filter { held.contains($0.key) }
    reading.unfolded = []
    guard let transcript = transcripts[id], transcript.newAfter != nil else { return }
    reading.anchors[id] = DeskView(self).anchorOfNew
  }

  /// Opens what is folded on the screen; false where nothing is.
  mutating func opensFolded() -> Bool {
    guard let current, !reading.unfolded.contains(current), DeskView(self).showsFold else {
      return false
    }
    reading.unfolded.insert(current)
    return true
  }

  /// What is on the screen of a terminal somebody looks at has been seen; nothing else has.
  mutating func noteShown() {
    guard let current, isInFront, overlay == nil, let transcript = transcripts[current],
      transcript.isCaughtUp, transcript.seen < transcript.seq, DeskView(self).layout.chat != nil
    else { return }
    let anchor = reading.anchors[current]
    transcripts[current]?.look(
      upTo: anchor.map { $0.below == 0 ? $0.seq : $0.seq - 1 } ?? transcript.seq)
    guard let seen = transcripts[current]?.seen, seen > marks.seen(current) ?? 0 else { return }
    marks.note(current, seen: seen)
    marksChanged()
  }
}
