/// A macro: a body run for each element of a list or key of a map.
final class Comprehension: Node {
  enum Purpose: Sendable {
    /// Whether the body holds for all.
    case all
    /// Whether the body holds for at least one.
    case exists
    /// Whether the body holds for exactly one.
    case existsOne
    /// The elements for which the body holds.
    case filter
    /// What the body makes of each element that passes the condition.
    case map
    /// The same keys with what the body makes of their values.
    case transformMap
  }

  let purpose: Purpose
  let range: any Node
  /// The first local; with two variables the next slot is the second's.
  let slot: Int
  let hasTwoVariables: Bool
  let condition: (any Node)?
  let body: any Node
  let offset: Int

  init(
    _ purpose: Purpose, over range: any Node, slot: Int, hasTwoVariables: Bool,
    condition: (any Node)?, body: any Node, at offset: Int
  ) {
    self.purpose = purpose
    self.range = range
    self.slot = slot
    self.hasTwoVariables = hasTwoVariables
    self.condition = condition
    self.body = body
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let range = try range.value(&run)
    switch range {
    case .list(let elements):
      return try walk(elements.count, &run) { (position) in
        (.int(Int64(position)), elements[position])
      }
    case .map(let map):
      return try walk(map.count, &run) { (position) in
        let entry = map.entries[position]
        return hasTwoVariables
          ? (entry.key.value, entry.value) : (entry.key.value, entry.key.value)
      }
    case .null, .bool, .int, .double, .string, .timestamp, .duration, .type:
      throw EvaluationFailure(.noMeaning("a macro", range), at: offset)
    }
  }

  /// `pair` gives a position or key, and the element.
  private func walk(
    _ count: Int, _ run: inout Run, _ pair: (Int) -> (Value, Value)
  ) throws(EvaluationFailure) -> Value {
    let step = { (position: Int, run: inout Run) throws(EvaluationFailure) -> (Value, Value) in
      try run.spend(at: self.offset)
      let (key, element) = pair(position)
      if self.hasTwoVariables {
        run.locals[self.slot] = key
        run.locals[self.slot + 1] = element
      } else {
        run.locals[self.slot] = element
      }
      return (key, element)
    }
    switch purpose {
    case .all: return try quantified(count, decisive: false, &run, step)
    case .exists: return try quantified(count, decisive: true, &run, step)
    case .existsOne: return try counted(count, &run, step)
    case .filter: return try filtered(count, &run, step)
    case .map: return try mapped(count, &run, step)
    case .transformMap: return try transformed(count, &run, step)
    }
  }

  private typealias Step = (Int, inout Run) throws(EvaluationFailure) -> (Value, Value)

  /// One decisive element settles the result, even when others fail.
  private func quantified(
    _ count: Int, decisive: Bool, _ run: inout Run, _ step: Step
  ) throws(EvaluationFailure) -> Value {
    var failure: EvaluationFailure?
    for position in 0..<count {
      _ = try step(position, &run)
      do throws(EvaluationFailure) {
        if try body.truth(&run, at: offset) == decisive { return .bool(decisive) }
      } catch {
        if error.isExhausted { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return .bool(!decisive)
  }

  private func counted(
    _ count: Int, _ run: inout Run, _ step: Step
  ) throws(EvaluationFailure) -> Value {
    var found = 0
    for position in 0..<count {
      _ = try step(position, &run)
      if try body.truth(&run, at: offset) { found += 1 }
    }
    return .bool(found == 1)
  }

  private func filtered(
    _ count: Int, _ run: inout Run, _ step: Step
  ) throws(EvaluationFailure) -> Value {
    var kept: [Value] = []
    for position in 0..<count {
      let (_, element) = try step(position, &run)
      if try body.truth(&run, at: offset) { kept.append(element) }
    }
    return .list(kept)
  }

  private func mapped(
    _ count: Int, _ run: inout Run, _ step: Step
  ) throws(EvaluationFailure) -> Value {
    var made: [Value] = []
    for position in 0..<count {
      _ = try step(position, &run)
      if let condition, !(try condition.truth(&run, at: offset)) { continue }
      made.append(try body.value(&run))
    }
    return .list(made)
  }

  private func transformed(
    _ count: Int, _ run: inout Run, _ step: Step
  ) throws(EvaluationFailure) -> Value {
    var made = ValueMap()
    for position in 0..<count {
      let (key, _) = try step(position, &run)
      if let condition, !(try condition.truth(&run, at: offset)) { continue }
      let value = try body.value(&run)
      guard let key = ValueMap.Key(key) else {
        throw EvaluationFailure(.badKey(key.kind), at: offset)
      }
      try placed(at: offset) { () throws(EvaluationFailure.Reason) in
        try run.spend(onKey: key.value)
      }
      made.insert(value, under: key)
    }
    return .map(made)
  }
}
