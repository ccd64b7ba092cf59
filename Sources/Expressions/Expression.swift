/// A compiled expression: what an `if:` or the inside of `{{ }}` says.
///
/// Compiling checks names and types against a scope; evaluating never traps, takes at most 10,000
/// units of work and gives at most 8 KiB. An expression may be used by several threads at once.
package struct Expression: Sendable {
  /// As its author wrote it, without blanks around it.
  package let source: String
  package let type: ValueType
  /// Every variable it reads, in the order of the text.
  package let references: [Reference]
  /// Every comparison of a variable with a literal.
  package let comparisons: [LiteralComparison]
  /// The value, when it comes to the same in every evaluation.
  package let constant: Value?

  /// Where it starts in the whole text, in Unicode scalars.
  package let offset: Int

  private let node: any Node
  private let localCount: Int

  /// Bytes of source; nothing a person writes in one expression comes near.
  package static let sourceLimit = 8 * 1024

  /// `type` is what the place needs, such as `.bool` for a condition.
  package static func compile(
    _ source: String, in scope: Scope, as type: ValueType = .dyn
  ) throws(ExpressionMistake) -> Expression {
    guard source.utf8.count <= sourceLimit else {
      throw ExpressionMistake(
        .limit, "this expression is longer than \(sourceLimit) bytes",
        hint: "split it into several steps", at: 0)
    }
    var parser = try Parser(Array(source.unicodeScalars))
    let expression = try Expression(source, try parser.whole(), at: parser.start, scope)
    guard expression.type.fits(type) || scope.isOpen else {
      throw ExpressionMistake(
        .type, "this is \(expression.type.name), and \(type.name) is needed here",
        hint: type == .bool ? "compare it with something, as in x == 'yes'" : nil,
        at: expression.offset)
    }
    return expression
  }

  /// `start` is where its first word stands.
  init(
    _ source: String, _ syntax: Syntax, at start: Int, _ scope: Scope
  ) throws(ExpressionMistake) {
    var compiler = Compiler(scope)
    let part = try compiler.part(syntax)
    self.source = Texts.trimmed(source)
    type = part.type
    references = compiler.references.sorted { $0.offset < $1.offset }
    comparisons = compiler.comparisons.sorted { $0.offset < $1.offset }
    constant = part.constant
    offset = start
    node = part.node
    localCount = compiler.localCount
  }

  /// The truth it always comes to, when it is a condition that never varies.
  package var constantValue: Bool? {
    if case .bool(let truth) = constant { truth } else { nil }
  }

  package func evaluate(_ activation: some Activation) throws(EvaluationFailure) -> Value {
    var run = Run(activation, locals: localCount)
    let value = try node.value(&run)
    guard value.fits(bytes: Run.resultLimit) else { throw EvaluationFailure(.tooLarge, at: offset) }
    return value
  }

  /// The value of a condition; null counts as false, for an empty variable answers no question.
  package func holds(_ activation: some Activation) throws(EvaluationFailure) -> Bool {
    switch try evaluate(activation) {
    case .bool(let truth): return truth
    case .null: return false
    case let other: throw EvaluationFailure(.notBool(other.kind), at: offset)
    }
  }
}
