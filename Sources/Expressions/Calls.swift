final class CallOfOne: Node {
  let name: String
  let argument: any Node
  let body: Function.One
  let offset: Int

  init(_ name: String, _ argument: any Node, _ body: @escaping Function.One, at offset: Int) {
    self.name = name
    self.argument = argument
    self.body = body
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let argument = try argument.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      guard let result = try body(argument, &run) else { throw .noMeaning(name, argument) }
      return result
    }
  }
}

final class CallOfTwo: Node {
  let name: String
  let first: any Node
  let second: any Node
  let body: Function.Two
  let offset: Int

  init(
    _ name: String, _ first: any Node, _ second: any Node, _ body: @escaping Function.Two,
    at offset: Int
  ) {
    self.name = name
    self.first = first
    self.second = second
    self.body = body
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let first = try first.value(&run)
    let second = try second.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      guard let result = try body(first, second, &run) else {
        throw .noMeaning(name, first, second)
      }
      return result
    }
  }
}

final class CallOfMore: Node {
  let name: String
  let arguments: [any Node]
  let body: Function.More
  let offset: Int

  init(_ name: String, _ arguments: [any Node], _ body: @escaping Function.More, at offset: Int) {
    self.name = name
    self.arguments = arguments
    self.body = body
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    var values: [Value] = []
    for argument in arguments { values.append(try argument.value(&run)) }
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      guard let result = try body(values, &run) else {
        throw values.contains(where: \.isNull)
          ? .nullOperand(name) : .wrongTypes(name, values.map(\.kind))
      }
      return result
    }
  }
}

/// `matches` with a literal pattern, compiled once.
final class Matching: Node {
  let text: any Node
  let pattern: Pattern
  let offset: Int

  init(_ text: any Node, _ pattern: Pattern, at offset: Int) {
    self.text = text
    self.pattern = pattern
    self.offset = offset
  }

  func value(_ run: inout Run) throws(EvaluationFailure) -> Value {
    let value = try text.value(&run)
    return try placed(at: offset) { () throws(EvaluationFailure.Reason) in
      try run.spend()
      guard case .string(let text) = value else { throw .noMeaning("matches", value) }
      try run.spend(on: text)
      return .bool(pattern.matchesSomewhere(text))
    }
  }
}
