package import Desk
package import Journal
import Threads

/// The Office on a thread of its own, with a mailbox before it and one way out.
///
/// While one turn is on its way to disk the next gathers in the mailbox: group commit for free.
/// `Gathering` says when it gathers a little longer.
package final class OfficeThread: Sendable {
  /// Arrivals that may wait; beyond it `post` says no and the sender is told to come again.
  package static let mailboxBound = 100_000
  /// The most arrivals one turn takes; the rest is the next turn's.
  private static let turnBound = 4096

  private let mailbox = Mailbox<Arrival>(bound: mailboxBound)

  package init() {}

  /// From any thread. False when the mailbox is full or closed: nothing of it was taken.
  package func post(_ arrivals: [Arrival]) -> Bool { mailbox.post(contentsOf: arrivals) }

  package func post(_ arrival: Arrival) -> Bool { mailbox.post(arrival) }

  package var backlog: Int { mailbox.count }

  /// No more arrivals; the thread does what it has and ends.
  package func close() { mailbox.close() }

  /// Works until closed. `tell` gets each turn's news, on this thread, once it is on disk.
  ///
  /// Returns the failure that ended it, or nil after `close`.
  package func run(
    _ office: Office, clock: () -> Instant,
    uptime: () -> Duration = { MonotonicTime.now.since(MonotonicTime(nanoseconds: 0)) },
    tell: (TurnNews) -> Void
  ) -> RecordFailure? {
    var gathering = Gathering()
    func turn(_ arrivals: [Arrival]) throws(RecordFailure) {
      let start = MonotonicTime.now
      let news = try office.turn(arrivals, at: clock(), uptime: uptime())
      gathering.note(from: start, to: .now)
      tell(news)
    }
    do throws(RecordFailure) {
      while true {
        let isOpen = mailbox.wait(for: pause(office, clock()))
        if isOpen, let patience = gathering.patience(at: .now) {
          mailbox.gather(Gathering.enough, for: patience)
        }
        var arrivals = mailbox.drain()
        while arrivals.count > Self.turnBound {
          try turn(Array(arrivals.prefix(Self.turnBound)))
          arrivals.removeFirst(Self.turnBound)
        }
        if !arrivals.isEmpty { try turn(arrivals) }
        if mailbox.isClosed, mailbox.count == 0 {
          try office.settleAccounts(at: clock())
          return nil
        }
        // Also without anything due: it is how a clock that was set is noticed.
        if !isOpen { try turn([]) }
      }
    } catch {
      return error
    }
  }

  /// Until the next timer, but never so long that a changed clock goes unnoticed.
  private func pause(_ office: Office, _ now: Instant) -> Duration {
    guard let due = office.nextDue else { return .seconds(5) }
    return min(.seconds(5), max(.milliseconds(1), due.since(now)))
  }
}
