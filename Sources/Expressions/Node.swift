/// One step of a compiled expression.
protocol Node: AnyObject, Sendable {
  func value(_ run: inout Run) throws(EvaluationFailure) -> Value
}

/// Gives a failure its place.
@inline(__always)
func placed<Result>(
  at offset: Int, _ body: () throws(EvaluationFailure.Reason) -> Result
) throws(EvaluationFailure) -> Result {
  do throws(EvaluationFailure.Reason) {
    return try body()
  } catch {
    throw EvaluationFailure(error, at: offset)
  }
}

final class Constant: Node {
  let constant: Value

  init(_ constant: Value) { self.constant = constant }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value { constant }
}

/// A variable of the scope.
final class Variable: Node {
  let name: String
  let slot: Int
  let offset: Int
  /// Whether a variable that is not set fails, as in an open scope, or is null.
  let mustBeSet: Bool

  init(_ name: String, slot: Int, mustBeSet: Bool, at offset: Int) {
    self.name = name
    self.slot = slot
    self.mustBeSet = mustBeSet
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(at: offset)
    if let value = run.activation.value(of: name, slot: slot) { return value }
    if mustBeSet { throw EvaluationFailure(.unset(name), at: offset) }
    return .null
  }
}

/// A variable of a macro.
final class Local: Node {
  let slot: Int

  init(slot: Int) { self.slot = slot }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value { run.locals[slot] }
}

/// Something that can only fail, in a scope that leaves mistakes to the evaluation.
final class Failing: Node {
  let failure: EvaluationFailure

  init(_ reason: EvaluationFailure.Reason, at offset: Int) {
    failure = EvaluationFailure(reason, at: offset)
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value { throw failure }
}

final class Select: Node {
  let target: any Node
  let key: ValueMap.Key
  let offset: Int

  init(_ target: any Node, field: String, at offset: Int) {
    self.target = target
    key = .string(field)
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let target = try target.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      switch target {
      case .map(let map):
        guard let value = map[key] else { throw .noKey(key) }
        return value
      case .null: throw .nullOperand("field access")
      case .bool, .int, .double, .string, .list, .timestamp, .duration, .type:
        throw .noField(of: target.kind)
      }
    }
  }
}

final class Index: Node {
  let target: any Node
  let index: any Node
  let offset: Int

  init(_ target: any Node, _ index: any Node, at offset: Int) {
    self.target = target
    self.index = index
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let target = try target.value(&run)
    let index = try index.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      switch target {
      case .list(let elements): return try element(of: elements, index)
      case .map(let map):
        try run.spend(onKey: index)
        guard let key = ValueMap.Key(index) else { throw .badKey(index.kind) }
        guard let value = map[key] else { throw .noKey(key) }
        return value
      case .null: throw .nullOperand("[ ]")
      case .bool, .int, .double, .string, .timestamp, .duration, .type:
        throw .wrongTypes("[ ]", [target.kind, index.kind])
      }
    }
  }

  private func element(
    of elements: [Value], _ index: Value
  ) throws(EvaluationFailure.Reason) -> Value {
    guard case .int(let position) = ValueMap.Key(index) else {
      throw index.isNull ? .nullOperand("[ ]") : .wrongTypes("[ ]", [.list, index.kind])
    }
    guard let place = Int(exactly: position), elements.indices.contains(place) else {
      throw .noElement(position)
    }
    return elements[place]
  }
}

final class ListOf: Node {
  let elements: [any Node]
  let offset: Int

  init(_ elements: [any Node], at offset: Int) {
    self.elements = elements
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(elements.count, at: offset)
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try element.value(&run)) }
    return .list(values)
  }
}

final class MapOf: Node {
  let entries: [(key: any Node, value: any Node, offset: Int)]
  let offset: Int

  init(_ entries: [(key: any Node, value: any Node, offset: Int)], at offset: Int) {
    self.entries = entries
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    try run.spend(entries.count, at: offset)
    var map = ValueMap()
    for entry in entries {
      let key = try entry.key.value(&run)
      let value = try entry.value.value(&run)
      try placed(at: entry.offset) { () throws(EvaluationFailure.Reason) in
        if case .double = key { throw .badKey(.double) }
        try run.spend(onKey: key)
        guard let key = ValueMap.Key(key) else { throw .badKey(key.kind) }
        guard map.insert(value, under: key) else { throw .duplicateKey(key) }
      }
    }
    return .map(map)
  }
}
