/// `&&` and `||`: a side that decides the result does so even when the other side fails.
final class Junction: Node {
  let left: any Node
  let right: any Node
  /// The value that settles the result: false for `&&`, true for `||`.
  let decisive: Bool
  let offset: Int

  init(_ left: any Node, _ right: any Node, decisive: Bool, at offset: Int) {
    self.left = left
    self.right = right
    self.decisive = decisive
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    do throws(EvaluationFailure) {
      if try left.truth(&run, at: offset) == decisive { return .bool(decisive) }
    } catch {
      if error.isExhausted { throw error }
      return try decided(despite: error, &run)
    }
    return .bool(try right.truth(&run, at: offset))
  }

  private func decided(
    despite failure: EvaluationFailure, _ run: inout Run
  ) throws(EvaluationFailure) -> Value {
    do throws(EvaluationFailure) {
      if try right.truth(&run, at: offset) == decisive { return .bool(decisive) }
    } catch {
      if error.isExhausted { throw error }
    }
    throw failure
  }
}

extension Node {
  /// The value, which must be a bool.
  @inline(__always)
  func truth(_ run: inout Run, at offset: Int) throws(EvaluationFailure) -> Bool {
    let value = try value(&run)
    guard case .bool(let truth) = value else {
      throw EvaluationFailure(
        value.isNull ? .nullOperand("a condition") : .notBool(value.kind), at: offset)
    }
    return truth
  }
}

final class Not: Node {
  let operand: any Node
  let offset: Int

  init(_ operand: any Node, at offset: Int) {
    self.operand = operand
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    return .bool(!(try operand.truth(&run, at: offset)))
  }
}

final class Conditional: Node {
  let condition: any Node
  let then: any Node
  let otherwise: any Node
  let offset: Int

  init(_ condition: any Node, then: any Node, otherwise: any Node, at offset: Int) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    return try condition.truth(&run, at: offset) ? try then.value(&run) : try otherwise.value(&run)
  }
}

/// `default(x, y)`: x, unless it is null or not there; only then is y looked at.
final class Fallback: Node {
  let preferred: any Node
  let otherwise: any Node
  let offset: Int

  init(_ preferred: any Node, otherwise: any Node, at offset: Int) {
    self.preferred = preferred
    self.otherwise = otherwise
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    do throws(EvaluationFailure) {
      let value = try preferred.value(&run)
      if !value.isNull { return value }
    } catch {
      if !error.isMissing { throw error }
    }
    return try otherwise.value(&run)
  }
}

/// `has(path)`: whether a field is there, or a variable set.
final class Presence: Node {
  let target: any Node
  /// Nil when a whole variable is asked for, which counts only when it is not null.
  let field: ValueMap.Key?
  let offset: Int

  init(_ target: any Node, field: String?, at offset: Int) {
    self.target = target
    self.field = field.map(ValueMap.Key.string)
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    let value: Value
    do throws(EvaluationFailure) {
      value = try target.value(&run)
    } catch {
      if !error.isMissing { throw error }
      return false
    }
    guard let field else { return .bool(!value.isNull) }
    switch value {
    case .map(let map): return .bool(map[field] != nil)
    case .null: return false
    case .bool, .int, .double, .string, .list, .timestamp, .duration, .type:
      throw EvaluationFailure(.noField(of: value.kind), at: offset)
    }
  }
}
