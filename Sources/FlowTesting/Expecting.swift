import Authoring
import Documents
import Expressions
import Flows

/// One thing that came out otherwise.
struct Mismatch {
  let place: Place
  /// Such as `handoff.queue`.
  let name: String
  let expected: String
  let found: String
}

extension ExpectedValue {
  /// Where a value differs from what is expected; `flow` is left out of sections' names.
  func mismatches(
    with found: Value, _ name: String, _ place: Place, isPartOf flow: String?
  ) -> [Mismatch] {
    switch (self, found) {
    case (.nothing, .null): return []
    case (.text(let pattern), _) where ExpectedValue.fits(pattern, found, flow): return []
    case (.list(let items), .list(let values)) where items.count == values.count:
      let differ = zip(items, values).contains {
        !$0.mismatches(with: $1, name, place, isPartOf: flow).isEmpty
      }
      if !differ { return [] }
    case (.map(let entries), .map(let map)):
      return entries.flatMap { entry in
        entry.value.mismatches(
          with: map[entry.name] ?? .null, "\(name).\(entry.name)", entry.place, isPartOf: flow)
      }
    case (.text, _), (.list, _), (.map, _), (.nothing, _): break
    }
    return [Mismatch(place: place, name: name, expected: text, found: ExpectedValue.words(found))]
  }

  private static func fits(_ pattern: TextPattern, _ found: Value, _ flow: String?) -> Bool {
    switch found {
    case .null, .list, .map: return false
    case .string(let text):
      if pattern.matches(text) { return true }
      guard let flow, text.hasPrefix(flow + ".") else { return false }
      return pattern.matches(String(text.dropFirst(flow.count + 1)))
    case .bool, .int, .double, .timestamp, .duration, .type: return pattern.matches(found.text)
    }
  }

  private var text: String {
    switch self {
    case .nothing: "none"
    case .text(let pattern): pattern.source
    case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
    case .map(let entries):
      "{ \(entries.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ")) }"
    }
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .null: "none"
    case .string(""): "an empty text"
    case .list(let items): "[\(items.map(words).joined(separator: ", "))]"
    case .bool, .int, .double, .string, .map, .timestamp, .duration, .type: value.text
    }
  }
}

extension Tryout {
  /// What an expectation is compared with.
  func value(of subject: Expectation.Subject, in flow: String?) -> Value {
    switch subject {
    case .outcome: outcome.map(Value.string) ?? .null
    case .path: .list(path.map(Value.string))
    case .vars: .map(ValueMap(variables(of: flow)))
    case .events: .list(events.map { .string($0.rawValue) })
    case .handoff: lastHandoff.map(\.value) ?? .null
    case .ticket: lastTicket.map(\.value) ?? .null
    case .record: .map(ValueMap(recorded))
    case .at: session?.path.last.map(Value.string) ?? .null
    }
  }

  /// The variables of a flow, those never set with the value they start with; of all flows where
  /// none is named.
  private func variables(of flow: String?) -> [String: Value] {
    var values: [String: Value] = [:]
    for name in flow.map({ [$0] }) ?? trace.variables.keys.sorted() {
      guard let outline = revision.outline(of: name) else { continue }
      for variable in outline.variableNames {
        let value = trace.variables[name]?[variable] ?? outline.initialValue(of: variable)
        if !value.isNull { values[variable] = value }
      }
    }
    return values
  }
}

extension ValueMap {
  fileprivate init(_ values: [String: Value]) {
    self.init()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
  }
}

extension HandoffDraft {
  fileprivate var value: Value {
    [
      "queue": .string(queue), "priority": .string(priority), "summary": .string(summary),
      "reason": .string(reason.rawValue),
      "articles": .list(articles.map(Value.string)), "path": .list(path.map(Value.string)),
      "fields": .map(ValueMap(fields)),
    ]
  }
}

extension TicketDraft {
  fileprivate var value: Value {
    [
      "queue": .string(queue), "subject": .string(subject), "body": .string(body),
      "priority": .string(priority), "requester": requester.map(Value.string) ?? .null,
      "tags": .list(tags.map(Value.string)), "fields": .map(ValueMap(fields)),
    ]
  }
}
