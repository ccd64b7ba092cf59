import Courier
package import Desk
import Fetch
import JSON
import Secrets
import Synchronization

/// Shows the requests that a conversation would make, and makes none: no secret is read for it.
package final class TicketRehearsal: Sendable {
  /// One request as it would go out; where a secret would stand there are stars.
  package struct Shown: Sendable {
    package let method: String
    package let url: String
    package let headers: [String]
    package let body: String?
  }

  private let shown = Mutex<[Shown]>([])

  package init() {}

  package var requests: [Shown] { shown.withLock { $0 } }

  /// What stands for a secret.
  static let stars = "***"

  package func recipe(
    _ recipe: Recipe, name: String, url: String, settings: [String: String],
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) -> TicketConnector {
    let system = RecipeSystem(
      recipe, name: name, url: url, settings: settings, secret: Secret(Self.stars),
      RehearsedAsker(self))
    return TicketConnector(name, system, bytes: bytes)
  }

  package func requestTracker(
    _ settings: RequestTracker.Settings, name: String,
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) -> TicketConnector {
    let tracker = RequestTracker(settings, token: Secret(Self.stars), asker: RehearsedAsker(self))
    return TicketConnector(name, tracker, bytes: bytes)
  }

  fileprivate func note(_ request: Fetch.Request) {
    let headers = request.headers.map { header in
      header.value.hasPrefix("Basic ") ? "\(header.name): Basic \(Self.stars)" : header.description
    }
    let body = request.body.map { bytes in
      bytes.count <= 4_096
        ? String(decoding: bytes, as: UTF8.self)
        : String(decoding: bytes.prefix(4_000), as: UTF8.self) + "… (\(bytes.count) bytes)"
    }
    let shown = Shown(method: request.method, url: request.url, headers: headers, body: body)
    self.shown.withLock { $0.append(shown) }
  }
}

/// Answers what a well system would, as far as the next request needs it.
private struct RehearsedAsker: Asking, RawAsking {
  private let rehearsal: TicketRehearsal

  init(_ rehearsal: TicketRehearsal) { self.rehearsal = rehearsal }

  var invents: Bool { true }

  func ask(_ request: Request, _ step: RecipeStep) throws(TicketFailure) -> Response {
    rehearsal.note(request)
    return Response(status: step.success.sorted().first ?? 200, headers: [], body: [])
  }

  func ask(_ request: Request) throws(TicketFailure) -> Response {
    rehearsal.note(request)
    return Response(status: 200, headers: [], body: Array(#"{"id":"ID"}"#.utf8))
  }

  func masked(_ text: String) -> String { text }
  func stop() {}
}
