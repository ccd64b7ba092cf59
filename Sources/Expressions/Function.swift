/// A function of the language: every way of calling it with one number of arguments.
struct Function: Sendable {
  let name: String
  /// Whether it is called on its first argument, as in `text.trim()`.
  let isMethod: Bool
  let signatures: [Signature]
  let body: Body
  /// Whether the result depends on more than the arguments: time zones do.
  var needsActivation = false

  struct Signature: Sendable {
    let parameters: [ValueType]
    let result: ValueType
  }

  /// Bodies give nil when they do not take such arguments.
  enum Body: Sendable {
    case one(One)
    case two(Two)
    case more(More)
  }

  typealias One = @Sendable (Value, inout Run) throws(EvaluationFailure.Reason) -> Value?
  typealias Two = @Sendable (Value, Value, inout Run) throws(EvaluationFailure.Reason) -> Value?
  typealias More = @Sendable ([Value], inout Run) throws(EvaluationFailure.Reason) -> Value?

  var arity: Int { signatures[0].parameters.count }

  /// The type of the result; nil when no signature takes these arguments.
  func result(for arguments: [ValueType]) -> ValueType? {
    let fitting = signatures.filter { signature in
      zip(arguments, signature.parameters).allSatisfy { $0.fits($1) }
    }
    return fitting.isEmpty ? nil : .common(fitting.map(\.result))
  }

  /// How it is written, for hints.
  var usage: String {
    let names = signatures[0].parameters.map(Self.placeholder)
    return isMethod
      ? "\(names[0]).\(name)(\(names.dropFirst().joined(separator: ", ")))"
      : "\(name)(\(names.joined(separator: ", ")))"
  }

  private static func placeholder(_ type: ValueType) -> String {
    switch type {
    case .string: "text"
    case .int, .double: "number"
    case .list: "list"
    case .map, .record: "map"
    case .timestamp: "time"
    case .duration: "span"
    case .dyn, .null, .bool, .type: "value"
    }
  }
}

extension Function {
  private struct Key: Hashable {
    let name: String
    let isMethod: Bool
    let arity: Int
  }

  private static let all: [Function] =
    conversions + texts + textExtensions + times + hosts

  private static let table = Dictionary(
    uniqueKeysWithValues: all.map {
      (Key(name: $0.name, isMethod: $0.isMethod, arity: $0.arity), $0)
    })

  static let names = Set(all.map(\.name) + ["has", "default"]).sorted()

  static func find(_ name: String, isMethod: Bool, arity: Int) -> Function? {
    table[Key(name: name, isMethod: isMethod, arity: arity)]
  }

  static func usages(of name: String) -> [String] {
    all.filter { $0.name == name }.map(\.usage)
  }
}

extension Function {
  static func one(
    _ name: String, isMethod: Bool = false, _ signatures: [(ValueType, ValueType)],
    needsActivation: Bool = false, _ body: @escaping One
  ) -> Function {
    Function(
      name: name, isMethod: isMethod,
      signatures: signatures.map { Signature(parameters: [$0], result: $1) }, body: .one(body),
      needsActivation: needsActivation)
  }

  static func two(
    _ name: String, isMethod: Bool = false, _ signatures: [([ValueType], ValueType)],
    needsActivation: Bool = false, _ body: @escaping Two
  ) -> Function {
    Function(
      name: name, isMethod: isMethod,
      signatures: signatures.map { Signature(parameters: $0, result: $1) }, body: .two(body),
      needsActivation: needsActivation)
  }

  static func more(
    _ name: String, isMethod: Bool = false, _ parameters: [ValueType], _ result: ValueType,
    _ body: @escaping More
  ) -> Function {
    Function(
      name: name, isMethod: isMethod,
      signatures: [Signature(parameters: parameters, result: result)], body: .more(body))
  }
}
