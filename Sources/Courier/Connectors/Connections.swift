package import Desk
import Synchronization

/// The connectors at work.
package final class Connections: Sendable {
  private let threads = Mutex<[ConnectorThread]>([])

  package init() {}

  package func add(_ thread: ConnectorThread) { threads.withLock { $0.append(thread) } }

  /// Something was committed. From any thread; waits for none of them.
  package func nudge() { for thread in all { thread.nudge() } }

  /// Tries at once what is being left alone; a name that is unknown changes nothing.
  package func resume(_ name: String) {
    for thread in all where thread.connector.name == name { thread.resume() }
  }

  /// Hands a request to the connector of that name, which answers on its thread; `false` where
  /// there is none, or too much waits for it.
  package func hear(
    _ request: HookRequest, for name: String, _ answer: @escaping @Sendable (HookAnswer) -> Void
  ) -> Bool {
    all.first { $0.connector.name == name }?.hear(request, answer) ?? false
  }

  /// How it goes with each, in the order of the settings.
  package var statuses: [DestinationStatus] { all.map(\.status) }

  package func stop() { for thread in all { thread.stop() } }

  private var all: [ConnectorThread] { threads.withLock { $0 } }
}
