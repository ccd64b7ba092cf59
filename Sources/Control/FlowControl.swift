import JSON
import Office
import Publishing
import Wire

/// The operator's commands about flows, as the running server does them.
struct FlowControl: Sendable {
  let publisher: FlowPublisher

  /// Refusals told of one page of a migration.
  private static let toldRefusals = 100

  func answer(_ request: JSONValue) throws(WireMistake) -> ControlReply {
    switch try request.text("do") {
    case "flow.publish":
      let author = try request.text("author")
      return reply(publisher.publish(by: author, skippingTests: skipsTests(request)))
    case "flow.hotfix":
      let author = try request.text("author")
      return reply(publisher.hotfix(by: author, skippingTests: skipsTests(request)))
    case "flow.rollback":
      let author = try request.text("author")
      return reply(publisher.rollback(to: request["revision"]?.string, by: author))
    case "flow.migrate": return try migrate(request)
    case let other: return .refused("there is no order \"\(other)\"")
    }
  }

  private func skipsTests(_ request: JSONValue) -> Bool { request["skip_tests"]?.bool ?? false }

  private func reply(_ result: Result<FlowPublisher.Done, OperatorRefusal>) -> ControlReply {
    switch result {
    case .success(let done):
      .done(
        JSONWriter.object { writer in
          writer.member("revision", done.published.revision)
          writer.member("shape", done.published.shape)
          writer.member("before", done.published.before)
          writer.member("repinned", done.published.repinned)
          writer.array("changes", done.changes) { writer, change in writer.string(change) }
        })
    case .failure(let refusal): .refused(refusal.description)
    }
  }

  private func migrate(_ request: JSONValue) throws(WireMistake) -> ControlReply {
    let old = try request.text("from")
    let new = try request.text("to")
    let author = try request.text("author")
    let result = publisher.migrate(
      from: old, to: new, after: request["after"]?.int ?? 0, by: author)
    switch result {
    case .success(let migrated):
      return .done(
        JSONWriter.object { writer in
          writer.member("moved", migrated.moved)
          writer.member("stayed", migrated.refused.count)
          writer.array("refused", migrated.refused.prefix(Self.toldRefusals)) { writer, refusal in
            writer.object {
              $0.member("number", refusal.number)
              $0.member("why", refusal.why)
            }
          }
          writer.member("next", migrated.next)
        })
    case .failure(let refusal): return .refused(refusal.description)
    }
  }
}
