import Expressions
import JSON

/// What a request's body is made like: JSON with templates at its leaves.
///
/// Values are put in as values, never as text that is read again: whatever a customer writes stays
/// one string. A single expression keeps its type, and where it comes to nothing its key is left
/// out.
indirect enum Shape: Sendable {
  case constant(JSONValue)
  case text(Wording)
  case list([Shape])
  case map([(key: String, value: Shape)])

  /// Nil where it came to nothing.
  func value(_ facts: RecipeFacts) throws(EvaluationFailure) -> JSONValue? {
    switch self {
    case .constant(let value): return value
    case .text(let wording): return try wording.value(facts)
    case .list(let shapes):
      var values: [JSONValue] = []
      for shape in shapes {
        if let value = try shape.value(facts) { values.append(value) }
      }
      return values.isEmpty && !shapes.isEmpty ? nil : .array(values)
    case .map(let entries):
      var members: [JSONMember] = []
      for entry in entries {
        if let value = try entry.value.value(facts) { members.append(JSONMember(entry.key, value)) }
      }
      return members.isEmpty && !entries.isEmpty ? nil : .object(members)
    }
  }
}

/// A text with values in it, of which some may be long: words of a whole talk, a file.
///
/// What is long is put in as it is. Everything else goes by the rules of expressions, which bound
/// what comes of them.
struct Wording: Sendable {
  enum Piece: Sendable {
    case template(Template)
    case long(String)
  }

  let pieces: [Piece]

  /// For a body: the value of a single expression, or the text.
  func value(_ facts: RecipeFacts) throws(EvaluationFailure) -> JSONValue? {
    if pieces.count == 1 {
      switch pieces[0] {
      case .long(let name): return facts.long[name].map(JSONValue.string)
      case .template(let template):
        let value = JSONValue(try template.value(facts.values))
        return value == .null ? nil : value
      }
    }
    return .string(try text(facts, .plain))
  }

  func text(_ facts: RecipeFacts, _ escape: Escape) throws(EvaluationFailure) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .long(let name): text += facts.long[name] ?? ""
      case .template(let template): text += try template.render(facts.values, escape: escape).text
      }
    }
    return text
  }
}

extension JSONValue {
  /// What an expression came to.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let claim): self = .bool(claim)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .list(let values): self = .array(values.map(JSONValue.init))
    case .map(let map):
      self = .object(map.entries.map { JSONMember($0.key.value.text, JSONValue($0.value)) })
    case .timestamp, .duration, .type: self = .string(value.text)
    }
  }
}
