import Synchronization

/// The queues that flows may hand over to; they change when the settings are read again.
package final class KnownQueues: Sendable {
  private let names: Mutex<[String]>

  package init(_ names: [String]) { self.names = Mutex(names) }

  package var all: [String] { names.withLock { $0 } }

  package func set(_ new: [String]) { names.withLock { $0 = new } }
}
