/// One node of a parsed expression, before names and types are looked at.
struct Syntax: Sendable {
  let form: Form
  /// Where it starts, in Unicode scalars from the start of the whole text; an operator's own place
  /// for the operations.
  let offset: Int
  /// How many nodes stand below one another, this one included.
  let height: Int

  init(_ form: Form, at offset: Int) {
    self.form = form
    self.offset = offset
    height = 1 + form.height
  }

  indirect enum Form: Sendable {
    case literal(Value)
    case name(String)
    case select(Syntax, field: String)
    case index(Syntax, Syntax)
    case call(String, on: Syntax?, [Syntax])
    case list([Syntax])
    case map([(key: Syntax, value: Syntax)])
    case unary(Prefix, Syntax)
    case binary(Operator, Syntax, Syntax)
    case conditional(Syntax, then: Syntax, otherwise: Syntax)
  }

  enum Prefix: String, Sendable {
    case not = "!"
    case negate = "-"
  }

  enum Operator: String, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case `in`
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"

    /// How tightly it binds: a larger number binds first.
    var strength: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .unequal, .less, .atMost, .greater, .atLeast, .in: 3
      case .add, .subtract: 4
      case .multiply, .divide, .remainder: 5
      }
    }
  }
}

extension Syntax.Form {
  /// The height of the highest part.
  fileprivate var height: Int {
    switch self {
    case .literal, .name: 0
    case .select(let target, _): target.height
    case .index(let target, let index): max(target.height, index.height)
    case .call(_, let target, let arguments):
      arguments.reduce(target?.height ?? 0) { max($0, $1.height) }
    case .list(let elements): elements.reduce(0) { max($0, $1.height) }
    case .map(let entries): entries.reduce(0) { max($0, $1.key.height, $1.value.height) }
    case .unary(_, let operand): operand.height
    case .binary(_, let left, let right): max(left.height, right.height)
    case .conditional(let condition, let then, let otherwise):
      max(condition.height, then.height, otherwise.height)
    }
  }
}
