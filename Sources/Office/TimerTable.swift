import Desk
import Journal

/// What is to be done at which moment; kept in the record, at hand in a heap.
///
/// A timer set again moves; one that was cleared stays in the heap until its moment and is passed
/// over there. Timers are spans that begin when they are set: they follow a clock that jumps.
struct TimerTable {
  private var heap: [Timer] = []
  private var timers: [RecordTurn.TimerName: Timer] = [:]
  private var changed: [RecordTurn.TimerName: Timer?] = [:]

  /// Takes up what the record kept. A timer that was set in the future was set by a clock that was
  /// ahead: its whole span begins anew. `jump` is how far the clock jumped since the record was
  /// written.
  init(
    _ timers: [Timer] = [], at moment: Instant = Instant(milliseconds: 0), jump: Duration = .zero
  ) {
    for timer in timers { place(timer) }
    if jump != .zero { shift(by: jump) }
    for timer in all where timer.set > moment {
      set(
        Timer(
          timer.conversation, timer.kind, due: moment + timer.due.since(timer.set), set: moment))
    }
  }

  var next: Instant? { heap.first?.due }

  /// Every timer that runs, in the order of their moments.
  var all: [Timer] {
    timers.values.sorted {
      ($0.due, $0.conversation.text, $0.kind.text) < ($1.due, $1.conversation.text, $1.kind.text)
    }
  }

  mutating func set(_ timer: Timer) {
    place(timer)
    changed[RecordTurn.TimerName(timer.conversation, timer.kind)] = .some(timer)
  }

  mutating func clear(_ conversation: Identifier<Conversation>, _ kind: Timer.Kind) {
    let key = RecordTurn.TimerName(conversation, kind)
    guard timers.removeValue(forKey: key) != nil else { return }
    changed[key] = .some(nil)
  }

  /// The clock jumped: what is left of every span stays as it was.
  mutating func shift(by jump: Duration) {
    let all = timers.values
    heap = []
    for timer in all {
      set(
        Timer(
          timer.conversation, timer.kind, due: timer.due + jump, set: timer.set + jump))
    }
  }

  /// Takes the earliest timer that is due; it is cleared with that.
  mutating func takeDue(at moment: Instant) -> Timer? {
    while let first = heap.first, first.due <= moment {
      removeFirst()
      let key = RecordTurn.TimerName(first.conversation, first.kind)
      guard timers[key] == first else { continue }
      timers[key] = nil
      changed[key] = .some(nil)
      return first
    }
    return nil
  }

  /// What this turn changed, for the record.
  func write(to turn: inout RecordTurn) {
    for (key, timer) in changed {
      if let timer { turn.timersSet.append(timer) } else { turn.timersCleared.append(key) }
    }
  }

  mutating func settle() { changed = [:] }

  private mutating func place(_ timer: Timer) {
    timers[RecordTurn.TimerName(timer.conversation, timer.kind)] = timer
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
