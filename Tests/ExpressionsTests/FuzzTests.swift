import TestSupport
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

  /// Gives whether there was a value.
  @discardableResult
  private func check(_ source: String, in scope: Scope, seed: UInt64) -> Bool {
    guard let expression = try? Expression.compile(source, in: scope) else { return false }
    let first = outcome(expression)
    #expect(first == outcome(expression), "\(source) (seed \(seed))")
    if let constant = expression.constant {
      #expect(first == "\(constant)", "\(source) (seed \(seed))")
    }
    return (try? expression.evaluate(Self.bindings)) != nil
  }

  private let openScope: Scope = {
    var scope = Scope(isOpen: true)
    for name in Self.bindings.values.keys.sorted() { scope.declare(name, as: .dyn) }
    return scope
  }()

  private func outcome(_ expression: Expression) -> String {
    do {
      return "\(try expression.evaluate(Self.bindings))"
    } catch {
      return "\(error.message) at \(error.offset)"
    }
  }

  @Test(.chaos, arguments: 1...8 as ClosedRange<UInt64>)
  func randomNonsenseNeverTraps(seed: UInt64) {
    print("random nonsense: seed \(seed)")
    var writer = RandomNonsense(seed: seed)
    for _ in 0..<800 {
      let source = writer.expression(depth: 4)
      check(source, in: deskScope, seed: seed)
      check(source, in: openScope, seed: seed)
    }
  }

  @Test(.chaos, arguments: 1...8 as ClosedRange<UInt64>)
  func randomExpressionsThatFitTheirTypesNeverTrap(seed: UInt64) {
    print("random expressions: seed \(seed)")
    var writer = RandomExpressions(seed: seed)
    var values = 0
    for _ in 0..<800 where check(writer.any(5), in: deskScope, seed: seed) { values += 1 }
    // Too few values would mean that hardly anything was evaluated to its end.
    #expect(values >= 250, "\(values) values (seed \(seed))")
  }

  @Test(.chaos, arguments: 1...4 as ClosedRange<UInt64>)
  func damagedExpressionsNeverTrap(seed: UInt64) throws {
    print("damaged expressions: seed \(seed)")
    var random = Dice(seed: seed)
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
    var random = Dice(seed: seed)
    let signs = Array(
      "{}[]()'\"\\`.,:?!-+*/%<>=&|0123456789eExXuU rbnull_truein\n\u{0}é🐱\u{301}".unicodeScalars)
    for _ in 0..<5000 {
      let length = Int.random(in: 0..<40, using: &random)
      let scalars = (0..<length).map { _ in signs.randomElement(using: &random)! }
      let source = Texts.string(scalars[...])
      check(source, in: Scope(isOpen: true), seed: seed)
      _ = try? Template.compile("{{" + source, in: deskScope)
      _ = try? Pattern(source).firstMatch(in: source)
      _ = (Timestamp(source), DurationText.read(source), CalendarDate(source))
    }
  }
}
