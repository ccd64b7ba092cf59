import Authoring
import Documents
import Expressions

/// What kind of thing a variable holds.
enum VariableType: String, Sendable, CaseIterable {
  case text, int, bool, choice, email, phone, url, date, record, file

  static let names = allCases.map(\.rawValue)

  /// What a field of a record can be.
  static let ofFields = allCases.filter { $0 != .choice && $0 != .record && $0 != .file }

  /// What expressions see.
  var valueType: ValueType {
    switch self {
    case .text, .choice, .email, .phone, .url, .date: .string
    case .int: .int
    case .bool: .bool
    case .record: .dyn
    case .file: .record(["id": .string, "name": .string, "size": .int, "media": .string])
    }
  }
}

/// A variable of a flow, as it was declared.
struct Variable: Sendable {
  let name: Named
  let type: VariableType
  let min: Limit?
  let max: Limit?
  let pattern: Pattern?
  let patternPlace: Place?
  let fixes: [Fix]
  let example: Named?
  let values: [Named]
  /// The value it starts with.
  let initial: Value?
  let initialPlace: Place?
  /// Where it is taken from when the flow starts.
  let from: Condition?
  /// True for what identifies a person.
  let isPersonal: Bool
  /// The fields of a record.
  let fields: [String: VariableType]

  /// A bound: a length for texts, a number for ints, a day for dates.
  struct Limit: Sendable {
    let written: Named
    /// Days are counted as `year * 10000 + month * 100 + day`.
    let number: Int
  }

  enum Fix: String, Sendable, CaseIterable {
    case trim, upper, lower, digits

    static let names = allCases.map(\.rawValue)
  }

  var valueType: ValueType {
    guard type == .record, !fields.isEmpty else { return type.valueType }
    return .record(fields.mapValues(\.valueType))
  }
}
