import TestSupport

@testable import Expressions

extension Dice {
  /// One to three cuts, doublings or foreign pieces.
  mutating func damaged(_ text: String, with other: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let foreign = Array(other.unicodeScalars)
    for _ in 0..<Int.random(in: 1...3, using: &self) where !scalars.isEmpty {
      let start = Int.random(in: 0..<scalars.count, using: &self)
      let end = Int.random(in: start..<min(scalars.count, start + 8), using: &self)
      switch Int.random(in: 0..<3, using: &self) {
      case 0: scalars.removeSubrange(start..<end)
      case 1: scalars.insert(contentsOf: scalars[start..<end], at: start)
      default:
        scalars.insert(contentsOf: foreign.prefix(12).shuffled(using: &self).prefix(3), at: start)
      }
    }
    return Texts.string(scalars[...])
  }
}

/// Writes expressions that parse, mostly of nonsense.
struct RandomNonsense {
  private var random: Dice

  init(seed: UInt64) { random = Dice(seed: seed) }

  private static let leaves = [
    "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "4294967296", "0.0", "-0.0",
    "1e308",
    "5e-324", "2.5", "''", "'a'", "'é🐱'", "'%s %d %.3f %e %x'", "'2026-11-21T00:00:00Z'",
    "'9223372036s'",
    "true", "false", "null", "[]", "{}", "severity", "count", "price", "urgent", "tags", "order",
    "answer",
    "answer.min", "answer.max", "answer.nan", "answer.inf", "opened", "customer.email", "nobody",
    "int",
    "timestamp('9999-12-31T23:59:59Z')", "timestamp(-62135596800)", "duration('-9223372036s')",
    "'+23:59'", "'(a+)+'",
  ]
  private static let operators = [
    "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||",
  ]
  private static let functions = Function.names.filter { $0 != "strings.quote" }
  private static let macros = [
    "all", "exists", "exists_one", "map", "filter", "transformMap", "transformList",
  ]

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return Self.leaves.randomElement(using: &random)! }
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return Self.leaves.randomElement(using: &random)!
    case 2, 3, 4:
      let sign = Self.operators.randomElement(using: &random)!
      return "(\(expression(depth: depth - 1)) \(sign) \(expression(depth: depth - 1)))"
    case 5: return "\(Bool.random(using: &random) ? "-" : "!")(\(expression(depth: depth - 1)))"
    case 6:
      return
        "(\(expression(depth: depth - 1)) ? \(expression(depth: depth - 1)) : \(expression(depth: depth - 1)))"
    case 7: return "[\(arguments(depth, 0...3))]"
    case 8: return "{\(expression(depth: depth - 1)): \(expression(depth: depth - 1))}"
    case 9: return "\(expression(depth: depth - 1))[\(expression(depth: depth - 1))]"
    case 10: return macro(depth)
    default: return call(depth)
    }
  }

  private mutating func arguments(_ depth: Int, _ range: ClosedRange<Int>) -> String {
    (0..<Int.random(in: range, using: &random)).map { _ in expression(depth: depth - 1) }.joined(
      separator: ", ")
  }

  private mutating func call(_ depth: Int) -> String {
    let name = Self.functions.randomElement(using: &random)!
    return Bool.random(using: &random)
      ? "\(name)(\(arguments(depth, 1...3)))"
      : "(\(expression(depth: depth - 1))).\(name)(\(arguments(depth, 0...2)))"
  }

  private mutating func macro(_ depth: Int) -> String {
    let name = Self.macros.randomElement(using: &random)!
    let names =
      name.hasPrefix("transform") || Int.random(in: 0..<4, using: &random) == 0
      ? "count, tags" : "count"
    return "(\(expression(depth: depth - 1))).\(name)(\(names), \(expression(depth: depth - 1)))"
  }
}
