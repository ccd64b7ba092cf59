import Testing

@testable import Expressions

/// What a checker learns about an expression without running it.
struct ReferenceTests {
  private func references(_ source: String) throws -> [String] {
    try Expression.compile(source, in: deskScope).references.map {
      "\($0.path.joined(separator: "."))@\($0.offset)\($0.isGuarded ? "?" : "")"
    }
  }

  @Test(arguments: [
    ("order.status == severity", ["order.status@0", "severity@16"]),
    ("order['status'] + customer.email", ["order.status@0", "customer.email@18"]),
    ("default(severity, customer.email)", ["severity@8?", "customer.email@18"]),
    ("default(default(severity, order.eta), '')", ["severity@16?", "order.eta@26?"]),
    ("has(order.eta)", ["order.eta@4?"]),
    ("has(severity) && severity == 'x'", ["severity@4?", "severity@17?"]),
    ("has(severity) || severity == 'x'", ["severity@4?", "severity@17"]),
    ("!has(severity) || severity == 'x'", ["severity@5?", "severity@18?"]),
    ("severity != null && severity == 'x'", ["severity@0?", "severity@20?"]),
    ("severity == null ? '' : severity", ["severity@0?", "severity@24?"]),
    ("severity == null ? severity : ''", ["severity@0?", "severity@19"]),
    (
      "urgent && has(order.eta) ? order.eta : severity",
      ["urgent@0", "order.eta@14?", "order.eta@27?", "severity@39"]
    ),
    ("tags.exists(severity, severity == 'x')", ["tags@0"]),
    ("tags.exists(t, t == severity)", ["tags@0", "severity@20"]),
    ("spec.details.min + count", ["spec.details.min@0", "count@19"]),
    ("[order][0].status", ["order@1"]),
  ])
  func everyUseIsNotedWithItsPlaceAndItsGuard(source: String, expected: [String]) throws {
    #expect(try references(source) == expected)
  }

  @Test func aReferenceKnowsTheDeclaredNameItStartsWith() throws {
    let references = try Expression.compile(
      "order.status + customer.email", in: deskScope
    ).references
    #expect(references.map(\.root) == ["order", "customer.email"])
  }

  @Test func comparisonsWithLiteralsAreNoted() throws {
    let source =
      "severity == 'hihg' || 'low' != severity || severity in ['a', count > 1 ? 'b' : 'c']"
    let comparisons = try Expression.compile(source, in: deskScope).comparisons
    #expect(comparisons.map(\.literal) == ["hihg", "low", "a"])
    #expect(comparisons.map(\.offset) == [12, 22, 56])
    #expect(comparisons.map(\.root) == ["severity", "severity", "severity"])
    #expect(
      try Expression.compile("count == size('abc')", in: deskScope).comparisons[0].literal == 3)
    #expect(try Expression.compile("severity == null", in: deskScope).comparisons.isEmpty)
  }

  @Test(
    arguments: [
      ("1 < 2", true), ("spec.details.min > 10", false), ("urgent || true", true),
      ("false && urgent", false), ("urgent && (1 > 2)", false), ("[1, 2].all(n, n > 0)", true),
      ("'x' in ['x']", true), ("true ? urgent : false", nil), ("urgent", nil), ("1 / 0 == 1", nil),
      ("1 / 0 == 1 || true", true), ("tags.all(t, true)", nil), ("has(spec.details)", true),
      ("[1].exists(n, n == count)", nil), ("[[1]].all(a, a.all(b, b == a[0]))", true),
      ("timestamp('2026-01-01T00:00:00Z').getHours('Europe/London') == 0", nil),
      ("default(null, 1) == 1", true), ("'ab'.matches('^a')", true),
    ] as [(String, Bool?)])
  func conditionsThatNeverVaryAreKnown(source: String, truth: Bool?) throws {
    #expect(try Expression.compile(source, in: deskScope).constantValue == truth)
  }
}
