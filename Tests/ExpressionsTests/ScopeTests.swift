import Testing

@testable import Expressions

/// What the checker refuses, where it points, and what it advises.
struct ScopeTests {
  @Test(arguments: [
    ("severty == 'high'", 0, "severity"),
    ("count > 1 && cuont < 3", 13, "count"),
    ("customer.frist_name", 0, "customer.first_name"),
    ("size(taggs) > 0", 5, "tags"),
  ])
  func anUndeclaredNameIsPointedAtWithTheNearestOne(
    source: String, offset: Int, suggestion: String
  ) throws {
    let mistake = try mistake(source)
    #expect(mistake.offset == offset)
    #expect(mistake.hint == "did you mean \"\(suggestion)\"?")
    guard case .undeclared = mistake.kind else {
      Issue.record("\(mistake)")
      return
    }
  }

  @Test func aNameWithoutNeighboursIsToldItsSiblings() throws {
    #expect(try mistake("customer.phone").hint == "there is customer.email, customer.first_name")
    #expect(try mistake("nobody").hint == nil)
  }

  @Test func anUnknownFieldIsPointedAtWithTheNearestOne() throws {
    let mistake = try mistake("order.statsu == 'sent'")
    #expect(mistake.kind == .unknownField("statsu"))
    #expect(mistake.offset == 6)
    #expect(mistake.hint == "did you mean \"status\"?")
  }

  @Test func offsetsCountUnicodeScalars() throws {
    #expect(try mistake("'🐱é' == nobody").offset == 8)
  }

  @Test(arguments: [
    ("severity == 1", 9), ("count == 'two'", 6), ("count + price", 6), ("severity + 1", 9),
    ("count && urgent", 0), ("urgent || 'yes'", 10), ("!count", 0), ("-severity", 0),
    ("tags < tags", 5), ("severity > 3", 9), ("severity in 'high'", 9), ("1 in tags", 2),
    ("urgent ? 1 : 2 + 'x'", 15), ("count ? 1 : 2", 6), ("tags['a']", 5), ("severity[0]", 8),
    ("count.name", 6), ("{1.5: 'x'}", 1), ("size(count)", 0), ("severity.trim(1)", 9),
    ("severity.startsWith(1)", 9), ("truncate(severity, 'x')", 0), ("tags.map(t, t + 1)", 14),
    ("count.all(c, true)", 0), ("tags.all(t, t)", 5), ("nothing(1)", 0), ("has(1)", 0),
    ("default(severity)", 0), ("has(order.size)", 10), ("order['nope'] == ''", 6),
    ("price % 2.0", 6), ("opened + opened", 7), ("opened == '2026-01-01'", 7),
  ])
  func typesThatCannotFitArePointedAt(source: String, offset: Int) throws {
    #expect(try mistake(source).offset == offset)
  }

  @Test(arguments: [
    "severity == null", "null != order.eta", "count == price", "count < price", "answer + 1",
    "answer.anything[0].at.all == 'x'", "default(order.eta, 0) == 'x'", "[1, 'a', null][1] == 'a'",
    "urgent ? 'yes' : 0", "tags + ['x']", "order.lines.exists(l, l.sku == 'A')",
    "type(count) == int", "opened - opened < duration('1h')", "string(count) + 'x'",
    "{'a': 1}.a", "tags.map(t, size(t)).filter(n, n > 2)", "date(opened, '%F')",
    "spec.details.min > 3", "spec['details']['min'] > 3", "'status' in order",
    "order.all(k, v, v != k)",
  ])
  func whatMayFitIsAllowed(source: String) throws {
    _ = try Expression.compile(source, in: deskScope)
  }

  @Test func aPlaceCanAskForAType() throws {
    let mistake = try #require(throws: ExpressionMistake.self) {
      try Expression.compile("severity", in: deskScope, as: .bool)
    }
    #expect(mistake.kind == .type)
    #expect(try Expression.compile("answer", in: deskScope, as: .bool).type == .dyn)
  }

  @Test func literalsOfLittleLanguagesAreRead() throws {
    let pattern = try mistake("severity.matches('a(b')")
    #expect(pattern.kind == .literal)
    #expect(pattern.offset == 17)
    let format = try mistake("date(opened, '%Q')")
    #expect(format.kind == .literal)
    #expect(format.offset == 13)
    #expect(try mistake("date(opened, '50%')").kind == .literal)
  }

  @Test func theLongestDeclaredPathWins() throws {
    let scope = Scope(["a": .record(["b": .int]), "a.b": .string])
    #expect(try Expression.compile("a.b", in: scope).type == .string)
    #expect(
      try Expression.compile("a.b", in: scope).evaluate(["a": ["b": 1], "a.b": "x"] as Bindings)
        == "x")
  }

  @Test func slotsFollowTheOrderOfDeclaration() throws {
    struct Slots: Activation {
      let values: [Value]
      func value(of name: String, slot: Int) -> Value? { values[slot] }
    }
    var scope = Scope()
    #expect(scope.declare("a", as: .int) == 0)
    #expect(scope.declare("b", as: .int) == 1)
    #expect(scope.declare("a", as: .string) == 0)
    #expect((scope.slot(of: "b"), scope.slotCount) == (1, 2))
    #expect(
      try Expression.compile("a + string(b)", in: scope).evaluate(Slots(values: ["n", 7])) == "n7")
  }

  @Test func anOpenScopeLeavesMistakesToTheEvaluation() throws {
    let open = Scope(isOpen: true)
    for source in ["nobody", "f(1)", "1 + 'a'", "[1].trim()", "'a'.matches('(')"] {
      let expression = try Expression.compile(source, in: open)
      #expect(throws: EvaluationFailure.self) { try expression.evaluate([:] as Bindings) }
    }
  }
}
