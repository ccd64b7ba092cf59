import Testing

@testable import Expressions

/// Whatever is asked, there is an answer or a failure, and the same one again.
struct FuzzTests {
  private static let bindings: Bindings = [
    "severity": "high", "count": 3, "price": 2.5, "urgent": true, "tags": ["a", "", "🐱", "a"],
    "order": ["status": "sent", "eta": nil, "lines": [["sku": "A"], [:]]],
    "customer.email": "a@b.example", "opened": .timestamp(Timestamp(seconds: 1_000_000_000)!),
    "answer": [
      "min": .int(.min), "max": .int(.max), "nan": .double(.nan), "inf": .double(.infinity),
    ],
  ]

  private func check(_ source: String, in scope: Scope, seed: UInt64) {
    guard let expression = try? Expression.compile(source, in: scope) else { return }
    let first = outcome(expression)
    #expect(first == outcome(expression), "\(source) (seed \(seed))")
    if let constant = expression.constant {
      #expect(first == "\(constant)", "\(source) (seed \(seed))")
    }
  }

  private func outcome(_ expression: Expression) -> String {
    do {
      return "\(try expression.evaluate(Self.bindings))"
    } catch {
      return "\(error.message) at \(error.offset)"
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func randomExpressionsNeverTrap(seed: UInt64) {
    print("random expressions: seed \(seed)")
    var writer = RandomExpressions(seed: seed)
    for _ in 0..<800 {
      let source = writer.expression(depth: 4)
      check(source, in: deskScope, seed: seed)
      check(source, in: Scope(isOpen: true), seed: seed)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func damagedExpressionsNeverTrap(seed: UInt64) throws {
    print("damaged expressions: seed \(seed)")
    var random = SeededRandom(seed: seed)
    let cases = try ConformanceCase.all().map(\.expr)
    for _ in 0..<1500 {
      let source = random.damaged(
        cases.randomElement(using: &random)!, with: cases.randomElement(using: &random)!)
      check(source, in: Scope(isOpen: true), seed: seed)
      if let template = try? Template.compile("a {{ \(source) }} b", in: Scope(isOpen: true)) {
        _ = try? template.render(Self.bindings, escape: .chat)
      }
    }
  }

  @Test func randomCharactersNeverTrap() {
    let seed: UInt64 = 20_261_121
    print("random characters: seed \(seed)")
    var random = SeededRandom(seed: seed)
    let signs = Array(
      "{}[]()'\"\\`.,:?!-+*/%<>=&|0123456789eExXuU rbnull_truein\n\u{0}é🐱\u{301}".unicodeScalars)
    for _ in 0..<5000 {
      let source = Texts.string(
        (0..<Int.random(in: 0..<40, using: &random)).map { _ in signs.randomElement(using: &random)!
        })
      check(source, in: Scope(isOpen: true), seed: seed)
      _ = try? Template.compile("{{" + source, in: deskScope)
      _ = try? Pattern(source).firstMatch(in: source)
      _ = (Timestamp(source), DurationText.read(source), CalendarDate(source))
    }
  }
}

/// Numbers that come again from the same seed: xorshift with a multiplier.
/// https://en.wikipedia.org/wiki/Xorshift#xorshift*
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_f491_4f6c_dd1d
  }

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
    return Texts.string(scalars)
  }
}

/// Writes expressions that parse, mostly of nonsense.
struct RandomExpressions {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

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
