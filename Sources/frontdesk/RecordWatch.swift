import Journal
import Synchronization
import Threads

/// Looks twice a second whether the record's files are where they were, and puts its mark on disk.
final class RecordWatch: Sendable {
  private let isStopping = Mailbox<Void>(bound: 1)
  private let thread: Mutex<NamedThread?>

  /// `lost` is told once, with what is gone.
  init(_ presence: RecordPresence, lost: @escaping @Sendable (String) -> Void) throws {
    let isStopping = isStopping
    thread = Mutex(nil)
    let started = try NamedThread("record watch") {
      while !isStopping.wait(for: .milliseconds(500)) {
        if let loss = presence.loss() { return lost(loss) }
        presence.syncMark()
      }
    }
    thread.withLock { $0 = started }
  }

  func stop() {
    _ = isStopping.post(())
    thread.withLock { $0 }?.join()
  }
}
