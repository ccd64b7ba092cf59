import Glibc

/// Letters from many threads to one reader, handed over a boxful at a time.
///
/// Two arrays take turns: writers fill one while the reader works through the other, so that
/// crossing to another thread costs one lock for everything that arrived. The order of one writer's
/// letters is kept. At `bound` letters, or once closed, `post` answers `false` and takes nothing:
/// the writer decides what to do (refuse the sender, pause reading, try later).
package final class Mailbox<Element: Sendable>: @unchecked Sendable {
  // Unchecked because `waiting`, `closed` and `wanted` are guarded by `door`, which the compiler
  // cannot see.
  private let door = Door()
  private let bound: Int
  private let wake: (@Sendable () -> Void)?
  private var waiting: [Element] = []
  private var closed = false
  /// How many letters must wait for the reader to be woken.
  private var wanted = 1

  /// Makes an empty box.
  ///
  /// `wake` is called outside the lock by the writer whose letter found the box empty, and by
  /// `close`; a reader that sleeps in `wait` needs none.
  package init(bound: Int, wake: (@Sendable () -> Void)? = nil) {
    precondition(bound > 0, "a mailbox holds at least one letter")
    self.bound = bound
    self.wake = wake
  }

  /// Leaves one letter; `false` means the box is full or closed and the letter was not taken.
  package func post(_ letter: Element) -> Bool {
    leave(1) { $0.append(letter) }
  }

  /// Leaves all of the letters, in order, or none of them.
  package func post<Letters: Collection<Element>>(contentsOf letters: Letters) -> Bool {
    guard !letters.isEmpty else { return true }
    return leave(letters.count) { $0.append(contentsOf: letters) }
  }

  /// The same for an array, which becomes the box's own where the box is empty: nothing is copied.
  package func post(contentsOf letters: [Element]) -> Bool {
    guard !letters.isEmpty else { return true }
    return leave(letters.count) {
      if $0.isEmpty { $0 = letters } else { $0.append(contentsOf: letters) }
    }
  }

  /// Takes everything that has arrived, oldest first.
  package func drain() -> [Element] {
    var letters: [Element] = []
    drain(into: &letters)
    return letters
  }

  /// Takes everything that has arrived, giving the box `letters`' room in exchange.
  ///
  /// Whatever `letters` held is dropped. A reader that passes the same array each time causes no
  /// allocation once both arrays have grown to the usual load.
  package func drain(into letters: inout [Element]) {
    letters.removeAll(keepingCapacity: true)
    door.locked { swap(&waiting, &letters) }
  }

  /// Sleeps until there is a letter, the box is closed, or `limit` has passed.
  ///
  /// Answers whether there is something to drain. Without a limit it sleeps for as long as it
  /// takes.
  package func wait(for limit: Duration? = nil) -> Bool {
    let deadline = limit.map { MonotonicTime.now.advanced(by: $0) }
    return door.locked {
      while waiting.isEmpty && !closed {
        guard door.sleep(until: deadline) else { break }
      }
      return !waiting.isEmpty
    }
  }

  /// Sleeps on until `count` letters wait, the box is closed, or `limit` has passed: for a reader
  /// to whom a boxful costs little more than one letter.
  package func gather(_ count: Int, for limit: Duration) {
    let deadline = MonotonicTime.now.advanced(by: limit)
    door.locked {
      wanted = count
      defer { wanted = 1 }
      while waiting.count < count && !closed {
        guard door.sleep(until: deadline) else { break }
      }
    }
  }

  /// Refuses further letters and wakes the reader; what has arrived can still be drained.
  package func close() {
    door.locked {
      closed = true
      door.wakeAll()
    }
    wake?()
  }

  /// How many letters wait. Out of date the moment it is known; for figures only.
  package var count: Int { door.locked { waiting.count } }

  /// Whether `close` has been called.
  package var isClosed: Bool { door.locked { closed } }

  private func leave(_ number: Int, _ append: (inout [Element]) -> Void) -> Bool {
    let (taken, wasEmpty) = door.locked {
      guard !closed, number <= bound - waiting.count else { return (false, false) }
      let before = waiting.count
      append(&waiting)
      if before < wanted && waiting.count >= wanted { door.wakeAll() }
      return (true, before == 0)
    }
    if taken && wasEmpty { wake?() }
    return taken
  }
}
