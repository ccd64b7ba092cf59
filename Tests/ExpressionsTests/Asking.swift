import Testing

@testable import Expressions

/// The scope of most tests: what a flow about orders would declare.
let deskScope: Scope = {
  var scope = Scope([
    "severity": .string, "count": .int, "price": .double, "urgent": .bool, "tags": .list(.string),
    "order": .record(["status": .string, "eta": .string, "lines": .list(.record(["sku": .string]))]
    ),
    "customer.email": .string, "customer.first_name": .string, "opened": .timestamp,
    "answer": .dyn,
  ])
  scope.declare("spec", constant: ["details": ["min": 10, "example": "AB-123456"]])
  return scope
}()

/// Compiles in the scope of most tests and evaluates.
func ask(_ source: String, _ bindings: Bindings = [:]) throws -> Value {
  try Expression.compile(source, in: deskScope).evaluate(bindings)
}

/// The mistake that an expression is refused with.
func mistake(_ source: String, in scope: Scope = deskScope) throws -> ExpressionMistake {
  try #require(
    throws: ExpressionMistake.self, performing: { try Expression.compile(source, in: scope) })
}

/// Why an expression comes to no value.
func failure(_ source: String, _ bindings: Bindings = [:]) throws -> EvaluationFailure {
  let expression = try Expression.compile(source, in: deskScope)
  return try #require(
    throws: EvaluationFailure.self, performing: { try expression.evaluate(bindings) })
}
