/// A text with expressions between `{{` and `}}`.
///
/// Inserted values are never read again: braces in a customer's name stay braces.
package struct Template: Sendable {
  package let source: String
  private let segments: [Segment]

  private enum Segment: Sendable {
    case text(String)
    case expression(Expression)
  }

  /// Bytes of source, which is as much as a whole flow file may have.
  package static let sourceLimit = 256 * 1024
  /// How many expressions one text may hold.
  package static let expressionLimit = 200
  /// Bytes of a rendered text.
  package static let renderedLimit = 64 * 1024

  package static func compile(
    _ source: String, in scope: Scope
  ) throws(ExpressionMistake) -> Template {
    guard source.utf8.count <= sourceLimit else {
      throw ExpressionMistake(.limit, "this text is longer than \(sourceLimit) bytes", at: 0)
    }
    guard source.utf8.contains(UInt8(ascii: "{")) else {
      return Template(source: source, segments: source.isEmpty ? [] : [.text(source)])
    }
    return Template(source: source, segments: try parsed(source, scope))
  }

  private static func parsed(
    _ source: String, _ scope: Scope
  ) throws(ExpressionMistake) -> [Segment] {
    let scalars = Array(source.unicodeScalars)
    var segments: [Segment] = []
    var (textStart, position, expressions) = (0, 0, 0)
    while position + 1 < scalars.count {
      guard scalars[position] == "{", scalars[position + 1] == "{" else {
        position += 1
        continue
      }
      expressions += 1
      guard expressions <= expressionLimit else {
        throw ExpressionMistake(
          .limit, "this text has more than \(expressionLimit) expressions", at: position)
      }
      var parser = try Parser(scalars, from: position + 2)
      let (syntax, end) = try parser.braced(openedAt: position)
      guard end - position <= Expression.sourceLimit else {
        throw ExpressionMistake(.limit, "this expression is too long", at: position)
      }
      if textStart < position {
        segments.append(.text(Texts.string(scalars[textStart..<position])))
      }
      let inner = Texts.string(scalars[(position + 2)..<(end - 2)])
      segments.append(.expression(try Expression(inner, syntax, at: parser.start, scope)))
      (textStart, position) = (end, end)
    }
    if textStart < scalars.count { segments.append(.text(Texts.string(scalars[textStart...]))) }
    return segments
  }
}

extension Template {
  /// Whether it is exactly one expression, whose value then keeps its type.
  package var isSingleExpression: Bool {
    if segments.count == 1, case .expression = segments[0] { true } else { false }
  }

  /// The text itself, when it has no expressions.
  package var literal: String? {
    guard let first = segments.first else { return "" }
    guard segments.count == 1, case .text(let text) = first else { return nil }
    return text
  }

  package var expressions: [Expression] {
    segments.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
  }

  /// Every variable it reads; offsets count from the start of the whole text.
  package var references: [Reference] { expressions.flatMap(\.references) }

  package var comparisons: [LiteralComparison] { expressions.flatMap(\.comparisons) }

  /// The type of its value: a string, unless it is a single expression.
  package var type: ValueType {
    isSingleExpression ? expressions[0].type : .string
  }
}

/// A template after its values were inserted.
package struct Rendered: Hashable, Sendable {
  package let text: String
  /// How many expressions came to nothing and were left out.
  package let nulls: Int
}

extension Template {
  /// The text with its values inserted; what is null or not there is left out and counted.
  package func render(
    _ activation: some Activation, escape: Escape
  ) throws(EvaluationFailure) -> Rendered {
    var text = ""
    var nulls = 0
    for segment in segments {
      switch segment {
      case .text(let part): text += part
      case .expression(let expression):
        let value = try expression.valueOrNull(activation)
        if value.isNull { nulls += 1 } else { text += try expression.escaped(value, escape) }
      }
      guard text.utf8.count <= Self.renderedLimit else {
        throw EvaluationFailure(.tooLarge, at: 0)
      }
    }
    return Rendered(text: text, nulls: nulls)
  }

  /// The value of a single expression with its type, or the plain text of anything else.
  package func value(_ activation: some Activation) throws(EvaluationFailure) -> Value {
    guard isSingleExpression, case .expression(let expression) = segments[0] else {
      return .string(try render(activation, escape: .plain).text)
    }
    return try expression.valueOrNull(activation)
  }
}

extension Expression {
  /// The value; null when something on the way was not there.
  fileprivate func valueOrNull(
    _ activation: some Activation
  ) throws(EvaluationFailure) -> Value {
    do throws(EvaluationFailure) {
      return try evaluate(activation)
    } catch {
      guard error.isMissing else { throw error }
      return .null
    }
  }

  fileprivate func escaped(
    _ value: Value, _ escape: Escape
  ) throws(EvaluationFailure) -> String {
    if case .string(let text) = value { return try escaped(text, escape) }
    return try escaped(value.text, escape)
  }

  private func escaped(_ text: String, _ escape: Escape) throws(EvaluationFailure) -> String {
    try placed(at: offset) { () throws(EvaluationFailure.Reason) in try escape.apply(to: text) }
  }
}
