import Synchronization
import WebSockets

/// Whether the desk can work, for whoever watches over it.
package final class Health: Sendable {
  private let trouble = Mutex<String?>("starting")

  package init() {}

  /// Nil: all is well.
  package func set(_ trouble: String?) { self.trouble.withLock { $0 = trouble } }

  var answer: HTTPResponse {
    trouble.withLock { trouble in
      guard let trouble else { return HTTPResponse(status: 200, text: "ready") }
      return HTTPResponse(status: 503, text: "not ready: \(trouble)")
    }
  }
}
