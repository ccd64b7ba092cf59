import Desk

/// Moments at which to look at something, in a heap; kept nowhere, since they follow from what is.
///
/// One that is put off, as an answer is with every message, stays at its former place in the heap
/// and is put back then; one that was cleared is passed over.
struct Deadlines<Key: Hashable> {
  private var heap = AlarmHeap<Key>()
  private var entries: [Key: Entry] = [:]

  private struct Entry {
    var due: Instant
    /// Where it stands in the heap: not after its own moment.
    var alarm: Instant
  }

  /// When to look next; there may be nothing to do then.
  var next: Instant? { heap.first?.at }

  func due(_ key: Key) -> Instant? { entries[key]?.due }

  mutating func set(_ key: Key, _ due: Instant) {
    if let entry = entries[key], entry.alarm <= due {
      entries[key]?.due = due
      return
    }
    entries[key] = Entry(due: due, alarm: due)
    heap.add(key, at: due)
  }

  mutating func clear(_ key: Key) { entries[key] = nil }

  /// Takes the earliest that is due.
  mutating func takeDue(at moment: Instant) -> Key? {
    while let first = heap.first, first.at <= moment {
      heap.removeFirst()
      guard let entry = entries[first.key], entry.alarm == first.at else { continue }
      guard entry.due <= moment else {
        entries[first.key]?.alarm = entry.due
        heap.add(first.key, at: entry.due)
        continue
      }
      entries[first.key] = nil
      return first.key
    }
    return nil
  }

  /// The clock jumped: what is left of every span stays as it was.
  mutating func shift(by jump: Duration) {
    let all = entries.map { ($0.key, $0.value.due + jump) }
    self = Deadlines()
    for (key, due) in all { set(key, due) }
  }
}
