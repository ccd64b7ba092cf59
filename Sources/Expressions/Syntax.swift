/// One node of a parsed expression, before names and types are looked at.
struct Syntax: Sendable {
  let form: Form
  /// Where it starts, in Unicode scalars from the start of the whole text; an operator's own place
  /// for the operations.
  let offset: Int

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
