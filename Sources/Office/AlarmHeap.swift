import Desk

/// Moments at which to look at something, the earliest first.
struct AlarmHeap<Key> {
  private var alarms: [Alarm] = []

  /// A moment, and what to look at then.
  struct Alarm {
    let at: Instant
    let key: Key
  }

  var first: Alarm? { alarms.first }

  mutating func add(_ key: Key, at moment: Instant) {
    alarms.append(Alarm(at: moment, key: key))
    var child = alarms.count - 1
    while child > 0, alarms[child].at < alarms[(child - 1) / 2].at {
      alarms.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Only while there is one.
  mutating func removeFirst() {
    alarms.swapAt(0, alarms.count - 1)
    alarms.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < alarms.count && alarms[child].at < alarms[least].at {
        least = child
      }
      if least == parent { return }
      alarms.swapAt(parent, least)
      parent = least
    }
  }
}
