import Authoring
import Expressions
import JSON

/// What a request's body is made like: JSON with templates at its leaves.
///
/// Values are put in as values, never as text that is read again: whatever a customer writes stays
/// one string. A single expression keeps its type, and where it comes to nothing its key is left
/// out.
indirect enum BodyShape: Sendable {
  case constant(JSONValue)
  case text(Template)
  case list([BodyShape])
  case map([(key: String, value: BodyShape)])

  /// Nil where it came to nothing.
  func value(_ facts: Bindings, _ escape: Escape) throws(EvaluationFailure) -> JSONValue? {
    switch self {
    case .constant(let value): return value
    case .text(let template): return try Self.value(of: template, facts, escape)
    case .list(let shapes):
      var values: [JSONValue] = []
      for shape in shapes {
        if let value = try shape.value(facts, escape) { values.append(value) }
      }
      return values.isEmpty && !shapes.isEmpty ? nil : .array(values)
    case .map(let entries):
      var members: [JSONMember] = []
      for entry in entries {
        if let value = try entry.value.value(facts, escape) {
          members.append(JSONMember(entry.key, value))
        }
      }
      return members.isEmpty && !entries.isEmpty ? nil : .object(members)
    }
  }

  private static func value(of template: Template, _ facts: Bindings, _ escape: Escape)
    throws(EvaluationFailure) -> JSONValue?
  {
    guard template.isSingleExpression else {
      return .string(try template.render(facts, escape: escape).text)
    }
    switch try template.value(facts) {
    case .null: return nil
    case .bool(let claim): return .bool(claim)
    case .int(let number): return .int(number)
    case .double(let number): return .double(number)
    case .string, .list, .map, .timestamp, .duration, .type:
      return .string(try template.render(facts, escape: escape).text)
    }
  }
}
