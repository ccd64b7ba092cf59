import Desk
import Journal

/// What is to be done at which moment; kept in the record, at hand in a heap.
///
/// A timer set again moves; one that was cleared stays in the heap until its moment and is passed
/// over there.
struct TimerTable {
  private var heap: [Timer] = []
  private var dues: [RecordTurn.TimerName: Instant] = [:]
  private var changed: [RecordTurn.TimerName: Instant?] = [:]

  init(_ timers: [Timer] = []) {
    for timer in timers { place(timer) }
  }

  var next: Instant? { heap.first?.due }

  /// Every timer that runs, in the order of their moments.
  var all: [Timer] {
    dues.map { Timer($0.key.conversation, $0.key.name, due: $0.value) }.sorted {
      ($0.due, $0.conversation.text, $0.name) < ($1.due, $1.conversation.text, $1.name)
    }
  }

  mutating func set(_ timer: Timer) {
    place(timer)
    changed[RecordTurn.TimerName(timer.conversation, timer.name)] = .some(timer.due)
  }

  mutating func clear(_ conversation: Identifier<Conversation>, _ name: String) {
    let key = RecordTurn.TimerName(conversation, name)
    guard dues.removeValue(forKey: key) != nil else { return }
    changed[key] = .some(nil)
  }

  /// Takes the earliest timer that is due; it is cleared with that.
  mutating func takeDue(at moment: Instant) -> Timer? {
    while let first = heap.first, first.due <= moment {
      removeFirst()
      let key = RecordTurn.TimerName(first.conversation, first.name)
      guard dues[key] == first.due else { continue }
      dues[key] = nil
      changed[key] = .some(nil)
      return first
    }
    return nil
  }

  /// What this turn changed, for the record.
  func write(to turn: inout RecordTurn) {
    for (key, due) in changed {
      if let due {
        turn.timersSet.append(Timer(key.conversation, key.name, due: due))
      } else {
        turn.timersCleared.append(key)
      }
    }
  }

  mutating func settle() { changed = [:] }

  private mutating func place(_ timer: Timer) {
    dues[RecordTurn.TimerName(timer.conversation, timer.name)] = timer.due
    heap.append(timer)
    var child = heap.count - 1
    while child > 0, heap[child].due < heap[(child - 1) / 2].due {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].due < heap[least].due {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
