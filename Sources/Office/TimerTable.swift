import Desk
import Journal

/// What is to be done at which moment; kept in the record, at hand in a heap.
///
/// A timer set again moves. Its place in the heap moves only forward: one that was put off, as
/// reminders are by every answer, is found there at its former moment and put back then; one that
/// was cleared is passed over. Timers are spans that begin when they are set: they follow a clock
/// that jumps.
struct TimerTable {
  private var heap = AlarmHeap<RecordTurn.TimerName>()
  private var timers: [RecordTurn.TimerName: Running] = [:]
  /// Those that the turn under way has set or cleared, and the turn's number.
  private var changed: [RecordTurn.TimerName] = []
  private var turn = 1

  private struct Running {
    var timer: Timer
    /// Where it stands in the heap: not after its own moment.
    var alarm: Instant
    /// The turn that set it last; it is among the changed then.
    var changedIn = 0
  }

  /// Takes up what the record kept. A timer that was set in the future was set by a clock that was
  /// ahead: its whole span begins anew. `jump` is how far the clock jumped since the record was
  /// written.
  init(
    _ timers: [Timer] = [], at moment: Instant = Instant(milliseconds: 0), jump: Duration = .zero
  ) {
    for timer in timers { place(timer, RecordTurn.TimerName(timer.conversation, timer.kind)) }
    if jump != .zero { shift(by: jump) }
    for timer in all where timer.set > moment {
      set(
        Timer(
          timer.conversation, timer.kind, due: moment + timer.due.since(timer.set), set: moment))
    }
  }

  /// When to look next; there may be nothing to do then, but for putting back what was put off.
  var next: Instant? { heap.first?.at }

  /// Every timer that runs, in the order of their moments.
  var all: [Timer] {
    timers.values.map(\.timer).sorted {
      ($0.due, $0.conversation.text, $0.kind.text) < ($1.due, $1.conversation.text, $1.kind.text)
    }
  }

  /// When it goes off; nil where none runs.
  func due(_ conversation: Identifier<Conversation>, _ kind: Timer.Kind) -> Instant? {
    timers[RecordTurn.TimerName(conversation, kind)]?.timer.due
  }

  mutating func set(_ timer: Timer) {
    let name = RecordTurn.TimerName(timer.conversation, timer.kind)
    let place = place(timer, name)
    guard timers.values[place].changedIn != turn else { return }
    timers.values[place].changedIn = turn
    changed.append(name)
  }

  mutating func clear(_ conversation: Identifier<Conversation>, _ kind: Timer.Kind) {
    let key = RecordTurn.TimerName(conversation, kind)
    guard timers.removeValue(forKey: key) != nil else { return }
    changed.append(key)
  }

  /// The clock jumped: what is left of every span stays as it was.
  mutating func shift(by jump: Duration) {
    let all = timers.values.map(\.timer)
    (heap, timers) = (AlarmHeap(), [:])
    for timer in all {
      set(
        Timer(
          timer.conversation, timer.kind, due: timer.due + jump, set: timer.set + jump))
    }
  }

  /// Takes the earliest timer that is due; it is cleared with that.
  mutating func takeDue(at moment: Instant) -> Timer? {
    while let first = heap.first, first.at <= moment {
      heap.removeFirst()
      guard let running = timers[first.key], running.alarm == first.at else { continue }
      timers[first.key] = nil
      guard running.timer.due == first.at else {
        place(running.timer, first.key)
        continue
      }
      changed.append(first.key)
      return running.timer
    }
    return nil
  }

  /// What this turn changed, for the record.
  func write(to turn: inout RecordTurn) {
    for name in changed {
      if let running = timers[name] {
        turn.timersSet.append(running.timer)
      } else {
        turn.timersCleared.append(name)
      }
    }
  }

  mutating func settle() {
    changed.removeAll(keepingCapacity: true)
    turn += 1
  }

  @discardableResult
  private mutating func place(_ timer: Timer, _ name: RecordTurn.TimerName)
    -> Dictionary<RecordTurn.TimerName, Running>.Index
  {
    if let place = timers.index(forKey: name), timers.values[place].alarm <= timer.due {
      timers.values[place].timer = timer
      return place
    }
    timers[name] = Running(timer: timer, alarm: timer.due)
    heap.add(name, at: timer.due)
    guard let place = timers.index(forKey: name) else {
      preconditionFailure("what was just placed is there")
    }
    return place
  }
}
