import Desk
package import Wire

// Which conversations are held, and from where on.
//
// What was opened is held from its beginning. Of the others of mine only their end is heard: enough
// to ring for words and to have them unread. All else the summaries say.
extension DeskModel {
  /// Hears a conversation of mine that is not opened; of a short one all is held.
  mutating func hear(_ summary: Summary, before: Summary?) {
    let id = summary.conversation
    transcripts[id]?.goes(to: summary.seq)
    guard line.position(id) == nil else { return }
    marksChanged()
    let base = transcripts[id] == nil ? beginning(of: summary, before) : 0
    guard base > 0 else { return fetch(id) }
    tails[id] = Tail(summary, behind: base, seen: marks.seen(id) ?? 0)
    run(line.follow(id, behind: base))
  }

  /// Behind what was read of it; else behind what was known before it came to me, so that it is
  /// heard how it came.
  private func beginning(of summary: Summary, _ before: Summary?) -> Int64 {
    let unknown = floor.isComplete ? summary.seq - Tail.page : summary.seq
    let start = marks.seen(summary.conversation) ?? before?.seq ?? unknown
    let isFar = start < summary.seq - Tail.mostMissed
    return min(max(0, isFar ? summary.seq - Tail.page : start), summary.seq)
  }

  /// Holds a conversation from its beginning.
  mutating func fetch(_ id: ConversationID) {
    if transcripts[id] == nil {
      let known = tails[id]?.seq ?? floor.summary(id)?.seq
      transcripts[id] = Transcript(id, seen: marks.seen(id) ?? 0, known: known)
    }
    tails[id] = nil
    run(line.follow(id))
  }

  mutating func forget(_ id: ConversationID) {
    run(line.unfollow(id))
    transcripts[id] = nil
    tails[id] = nil
    readers[id] = nil
    mirrored[id] = nil
    customerReads[id] = nil
    toldReads[id] = nil
  }

  mutating func happened(_ entry: Entry) {
    let id = entry.conversation
    guard line.position(id) != nil else { return }
    let isNew: Bool
    if var tail = tails[id] {
      guard tail.apply(entry) else { return }
      isNew = tail.isNews(entry)
      tails[id] = tail
      line.shown(id, upTo: tail.seq)
    } else {
      guard transcripts[id, default: Transcript(id)].apply(entry) else { return }
      isNew = transcripts[id]?.isNews(entry) ?? false
      let isOnScreen = id == current && isInFront && isAtEnd
      if transcripts[id]?.isCaughtUp == true, !isOnScreen { transcripts[id]?.markNew() }
      line.shown(id, upTo: entry.seq)
    }
    if case .said = entry.event { typists[id] = nil }
    alert(of: entry, isNew: isNew)
  }

  /// All that had happened up to `seq` was told.
  mutating func caughtUp(_ id: ConversationID, _ seq: Int64) {
    // What was said of its end alone may come after the whole was asked for.
    guard let transcript = transcripts[id], !transcript.isCaughtUp, transcript.seq >= seq else {
      return
    }
    transcripts[id]?.isCaughtUp = true
    guard id == current, reading.anchors[id] == nil else { return }
    transcripts[id]?.open()
    beginReading(id)
  }

  /// What is held is of another history, or claims what never was: all of it comes again.
  mutating func heldAnother(_ id: ConversationID) {
    guard line.position(id) != nil else { return }
    tails[id] = nil
    transcripts[id] = Transcript(id)
    reading.anchors[id] = nil
    customerReads[id] = nil
    marks.forget(id)
  }

  /// The desk tells another history than before: nothing that is held is true any more.
  mutating func beginHistory() {
    guard marks.epoch != line.epoch else { return }
    let isFirst = marks.epoch == nil
    marks = Marks(epoch: line.epoch)
    guard !isFirst else { return }
    let numbers = floor.numbers
    floor = Floor()
    floor.remember(numbers)
    tails = [:]
    for id in transcripts.keys { transcripts[id] = Transcript(id) }
    reading = Reading()
  }

  /// Unread words of the customer in one of my conversations.
  package func unread(_ summary: Summary) -> Int {
    let id = summary.conversation
    return transcripts[id]?.unread ?? tails[id]?.unread ?? 0
  }

  // MARK: What was read

  mutating func restore(_ stored: Marks) {
    guard stored.epoch != nil, line.epoch == nil || line.epoch == stored.epoch else { return }
    var all = stored
    all.add(marks)
    marks = all
    floor.remember(all.places)
  }

  mutating func marksChanged() {
    if marksDueAt == nil { marksDueAt = now + Self.marksPause }
  }

  /// So long what was read may be known to nobody but this terminal.
  private static var marksPause: Duration { .seconds(3) }

  mutating func saveMarks() {
    guard marksDueAt != nil else { return }
    marksDueAt = nil
    if floor.isComplete { marks.call(floor.numbers) }
    effects.append(.saveMarks(marks))
  }
}
