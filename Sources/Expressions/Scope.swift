/// What an expression may speak of: its variables, each with its type.
///
/// A name may be a path, such as `customer.email`; the longest declared path wins. In a *checked*
/// scope undeclared names, unknown functions and types that cannot fit are mistakes of the author.
/// In an *open* scope they become failures of the evaluation, as the language's own conformance
/// suite expects.
package struct Scope: Sendable {
  private var declarations: [String: Declaration] = [:]
  package let isOpen: Bool

  enum Declaration: Sendable {
    case variable(ValueType, slot: Int)
    case constant(Value)

    var type: ValueType {
      switch self {
      case .variable(let type, _): type
      case .constant(let value): ValueType(of: value)
      }
    }
  }

  package init(isOpen: Bool = false) { self.isOpen = isOpen }

  package init(_ variables: KeyValuePairs<String, ValueType>, isOpen: Bool = false) {
    self.init(isOpen: isOpen)
    for (name, type) in variables { declare(name, as: type) }
  }

  /// How many slots have been given out.
  package private(set) var slotCount = 0

  /// Adds a variable and gives its slot: 0 for the first, 1 for the second.
  ///
  /// Declaring a name again changes its type and keeps its slot.
  @discardableResult
  package mutating func declare(_ name: String, as type: ValueType) -> Int {
    if case .variable(_, let slot) = declarations[name] {
      declarations[name] = .variable(type, slot: slot)
      return slot
    }
    declarations[name] = .variable(type, slot: slotCount)
    slotCount += 1
    return slotCount - 1
  }

  /// Adds a name whose value is known now; expressions are folded with it.
  package mutating func declare(_ name: String, constant value: Value) {
    declarations[name] = .constant(value)
  }

  package func type(of name: String) -> ValueType? { declarations[name]?.type }

  package func slot(of name: String) -> Int? {
    if case .variable(_, let slot) = declarations[name] { slot } else { nil }
  }

  package var names: [String] { declarations.keys.sorted() }

  func declaration(of name: String) -> Declaration? { declarations[name] }

  /// What an author may have meant by a path that is not declared.
  func hint(for path: [String]) -> String? {
    let written = path.joined(separator: ".")
    if let near = Spelling.nearest(to: written, among: names)
      ?? Spelling.nearest(to: path[0], among: names)
    {
      return "did you mean \"\(near)\"?"
    }
    let siblings = names.filter { $0.hasPrefix(path[0] + ".") }.prefix(8)
    return siblings.isEmpty ? nil : "there is \(siblings.joined(separator: ", "))"
  }
}
