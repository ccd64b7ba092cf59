// MARK: - From memory into the stretches

extension Whereabouts {
  /// Everything that was held at a moment, on its way into the stretches.
  struct Batch {
    /// The position up to which it goes.
    let end: Int64
    /// Whose events are written, in the order in which the stretches stand.
    let conversations: [Int64]
    /// How many of them are done.
    var done = 0
  }

  /// The most conversations that one turn writes of a batch, and the least: some tenths of a
  /// millisecond.
  private static let pace = 64

  /// Does a part of what is due, after a turn of so many events; belongs into its transaction.
  ///
  /// A batch is finished before as much again is held: each turn writes at least twice the events
  /// that it brought.
  func write(after events: Int) throws(RecordFailure) {
    if batch == nil {
      guard held > 0, held >= limit else { return }
      batch = Batch(end: known, conversations: latest.keys.sorted())
    }
    let before = held
    var conversations = 0
    while conversations < Self.pace || before - held < 2 * events, try writeNext() {
      conversations += 1
    }
  }

  /// Writes all there is; belongs into a transaction.
  func writeAll() throws(RecordFailure) {
    let usual = limit
    defer { limit = usual }
    limit = 1
    repeat { try write(after: held) } while held > 0 || batch != nil
  }

  /// Writes one conversation's part of the batch; false when the batch has ended.
  private func writeNext() throws(RecordFailure) -> Bool {
    guard let next = batch, next.done < next.conversations.count else {
      try end()
      return false
    }
    let conversation = next.conversations[next.done]
    batch?.done += 1
    let places = latest[conversation] ?? []
    let part = places.prefix { $0.position <= next.end }
    try write(part, of: conversation)
    let rest = places.dropFirst(part.count)
    latest[conversation] = rest.isEmpty ? nil : Array(rest)
    held -= part.count
    return true
  }

  private func end() throws(RecordFailure) {
    guard let ended = batch else { return }
    let cursor = try Cursor(Self.name, database)
    try cursor.move(to: ended.end)
    written = ended.end
    batch = nil
  }

  /// Adds to the conversation's last stretch, and begins others when it is full.
  private func write(_ places: ArraySlice<Place>, of conversation: Int64) throws(RecordFailure) {
    var stretch = try stretch(of: conversation, before: .max) ?? Stretch(first: 1)
    // An earlier attempt may have written some of them, and ended before the batch did.
    for place in places where place.seq >= stretch.next {
      // An event that somebody took away leaves a gap, which `record verify` names.
      if stretch.isFull || place.seq > stretch.next {
        if stretch.count > 0 { try keep(stretch, of: conversation) }
        stretch = Stretch(first: place.seq)
      }
      stretch.add(place)
    }
    try keep(stretch, of: conversation)
  }

  private func keep(_ stretch: Stretch, of conversation: Int64) throws(RecordFailure) {
    replace.bind(1, conversation)
    replace.bind(2, stretch.first)
    replace.bind(3, stretch.bytes)
    try replace.run()
  }
}
