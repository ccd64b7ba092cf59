/// `==` and `!=`.
final class Equality: Node {
  let left: any Node
  let right: any Node
  let isNegated: Bool
  let offset: Int

  init(_ left: any Node, _ right: any Node, isNegated: Bool, at offset: Int) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let left = try left.value(&run)
    let right = try right.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      return .bool(try run.equal(left, right) != isNegated)
    }
  }
}

/// `<`, `<=`, `>` and `>=`.
final class Ordering: Node {
  let relation: Syntax.Operator
  let left: any Node
  let right: any Node
  let offset: Int

  init(_ relation: Syntax.Operator, _ left: any Node, _ right: any Node, at offset: Int) {
    self.relation = relation
    self.left = left
    self.right = right
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let left = try left.value(&run)
    let right = try right.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      guard let order = try run.order(left, right) else {
        throw .noMeaning(relation.rawValue, left, right)
      }
      return .bool(order.map(holds) ?? false)
    }
  }

  private func holds(_ order: Int) -> Bool {
    switch relation {
    case .less: order < 0
    case .atMost: order <= 0
    case .greater: order > 0
    case .atLeast: order >= 0
    case .or, .and, .equal, .unequal, .in, .add, .subtract, .multiply, .divide, .remainder:
      preconditionFailure("a comparison is made of a relation of order")
    }
  }
}

extension EvaluationFailure.Reason {
  /// An operation that does not take such values, or was given null.
  static func noMeaning(_ what: String, _ operands: Value...) -> Self {
    operands.contains(where: \.isNull)
      ? .nullOperand(what) : .wrongTypes(what, operands.map(\.kind))
  }
}

/// `in`: an element of a list or a key of a map.
final class Membership: Node {
  let element: any Node
  let container: any Node
  let offset: Int

  init(_ element: any Node, in container: any Node, at offset: Int) {
    self.element = element
    self.container = container
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let element = try element.value(&run)
    let container = try container.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      switch container {
      case .list(let elements):
        for candidate in elements {
          try run.spend()
          if try run.equal(candidate, element) { return true }
        }
        return false
      case .map(let map):
        try run.spend(onKey: element)
        return .bool(ValueMap.Key(element).map { map[$0] != nil } ?? false)
      case .null, .bool, .int, .double, .string, .timestamp, .duration, .type:
        throw .noMeaning("in", container)
      }
    }
  }
}

final class Negation: Node {
  let operand: any Node
  let offset: Int

  init(_ operand: any Node, at offset: Int) {
    self.operand = operand
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let value = try operand.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      switch value {
      case .int(let number):
        guard number != .min else { throw .overflow }
        return .int(-number)
      case .double(let number): return .double(-number)
      case .null, .bool, .string, .list, .map, .timestamp, .duration, .type:
        throw .noMeaning("-", value)
      }
    }
  }
}

/// `+ - * / %`.
final class Arithmetic: Node {
  let operation: Syntax.Operator
  let left: any Node
  let right: any Node
  let offset: Int

  init(_ operation: Syntax.Operator, _ left: any Node, _ right: any Node, at offset: Int) {
    self.operation = operation
    self.left = left
    self.right = right
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let left = try left.value(&run)
    let right = try right.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      switch (left, right) {
      case (.int(let a), .int(let b)): return .int(try ints(a, b))
      case (.double(let a), .double(let b)): return .double(try doubles(a, b))
      case (.null, _), (.bool, _), (.int, _), (.double, _), (.string, _), (.list, _), (.map, _),
        (.timestamp, _), (.duration, _), (.type, _):
        return try others(left, right, &run)
      }
    }
  }

  private func ints(_ a: Int64, _ b: Int64) throws(EvaluationFailure.Reason) -> Int64 {
    let (result, overflow): (Int64, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw .divisionByZero }
      (result, overflow) = a.dividedReportingOverflow(by: b)
    case .remainder:
      guard b != 0 else { throw .divisionByZero }
      // The processor divides to find a remainder, and that quotient would not fit.
      (result, overflow) = b == -1 ? (0, a == .min) : (a % b, false)
    case .or, .and, .equal, .unequal, .less, .atMost, .greater, .atLeast, .in:
      preconditionFailure("arithmetic is made of an operator of arithmetic")
    }
    guard !overflow else { throw .overflow }
    return result
  }

  private func doubles(_ a: Double, _ b: Double) throws(EvaluationFailure.Reason) -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .or, .and, .equal, .unequal, .less, .atMost, .greater, .atLeast, .in, .remainder:
      throw .wrongTypes(operation.rawValue, [.double, .double])
    }
  }

  private func others(
    _ left: Value, _ right: Value, _ run: inout Run
  ) throws(EvaluationFailure.Reason) -> Value {
    switch (operation, left, right) {
    case (.add, .string(let a), .string(let b)):
      guard a.utf8.count + b.utf8.count <= Run.textLimit else { throw .tooLarge }
      return try run.made(a + b)
    case (.add, .list(let a), .list(let b)):
      guard a.count + b.count <= Run.countLimit else { throw .tooLarge }
      try run.spend((a.count + b.count) / 8)
      return .list(a + b)
    case (.add, .timestamp(let time), .duration(let span)),
      (.add, .duration(let span), .timestamp(let time)):
      return .timestamp(try inRange(time.adding(nanoseconds: span)))
    case (.subtract, .timestamp(let time), .duration(let span)):
      guard span != .min else { throw .overflow }
      return .timestamp(try inRange(time.adding(nanoseconds: -span)))
    case (.subtract, .timestamp(let a), .timestamp(let b)):
      return .duration(nanoseconds: try inRange(a.nanoseconds(since: b)))
    case (.add, .duration(let a), .duration(let b)),
      (.subtract, .duration(let a), .duration(let b)):
      return .duration(nanoseconds: try ints(a, b))
    case (.or, _, _), (.and, _, _), (.equal, _, _), (.unequal, _, _), (.less, _, _),
      (.atMost, _, _), (.greater, _, _), (.atLeast, _, _), (.in, _, _), (.add, _, _),
      (.subtract, _, _), (.multiply, _, _), (.divide, _, _), (.remainder, _, _):
      throw .noMeaning(operation.rawValue, left, right)
    }
  }

  private func inRange<Result>(_ result: Result?) throws(EvaluationFailure.Reason) -> Result {
    guard let result else { throw .overflow }
    return result
  }
}
