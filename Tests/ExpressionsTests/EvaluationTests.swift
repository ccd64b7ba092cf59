import Testing

@testable import Expressions

/// What expressions come to, where the conformance suite is silent.
struct EvaluationTests {
  @Test(
    arguments: [
      ("default(severity, 'x')", [:], "x"), ("default(severity, 'x')", ["severity": nil], "x"),
      ("default(severity, 'x')", ["severity": "y"], "y"), ("default(order.eta, 'x')", [:], "x"),
      ("default(order.eta, 'x')", ["order": [:]], "x"),
      ("default(order.eta, 'x')", ["order": ["eta": nil]], "x"),
      ("default(order.eta.trim(), 'x')", ["order": ["eta": nil]], "x"),
      ("default(order.lines[3].sku, 'x')", ["order": ["lines": []]], "x"),
      ("default(answer.a.b.c, 'x')", ["answer": ["a": nil]], "x"),
      ("default(severity, default(order.eta, 'z'))", [:], "z"),
      ("default(severity, 1 / 0 == 1 ? 'a' : 'b')", ["severity": "y"], "y"),
    ] as [(String, Bindings, Value)])
  func defaultStandsInForWhatIsNotThere(
    source: String, bindings: Bindings, result: Value
  ) throws {
    #expect(try ask(source, bindings) == result)
  }

  @Test func defaultHidesNoOtherFailure() throws {
    #expect(try failure("default(1 / (count - count), 0)", ["count": 1]).reason == .divisionByZero)
    #expect(try failure("default(answer + 1, 0)", ["answer": "x"]).isMissing == false)
    #expect(try failure("default(answer.x, 0)", ["answer": 1]).reason == .noField(of: .int))
  }

  @Test(
    arguments: [
      ("has(severity)", [:], false), ("has(severity)", ["severity": nil], false),
      ("has(severity)", ["severity": ""], true), ("has(order.eta)", [:], false),
      ("has(order.eta)", ["order": ["status": "x"]], false),
      ("has(order.eta)", ["order": ["eta": "x"]], true), ("has(customer.email)", [:], false),
      ("has(customer.email)", ["customer.email": "a@b"], true),
      ("has(answer.a.b)", ["answer": [:]], false), ("severity == null", [:], true),
      ("severity == 'x'", [:], false), ("severity != 'x'", [:], true),
      ("severity in ['x']", [:], false),
    ] as [(String, Bindings, Bool)])
  func absenceCanBeAskedFor(source: String, bindings: Bindings, result: Bool) throws {
    #expect(try ask(source, bindings) == .bool(result))
  }

  @Test func aFailureSaysWhatAndWhere() throws {
    let division = try failure("1 + count / 0", ["count": 1])
    #expect((division.message, division.offset) == ("division by zero", 10))
    #expect(try failure("count > 3").isMissing)
    #expect(try failure("answer && true", ["answer": 3]).reason == .notBool(.int))
    #expect(try failure("tags[count]", ["tags": [], "count": -1]).reason == .noElement(-1))
    #expect(
      try failure("int(severity)", ["severity": "12x"]).message == "a string that is not an int")
    #expect(try failure("count + 1", ["count": "x"]).reason == .wrongTypes("+", [.string, .int]))
  }

  @Test func aConditionThatIsEmptyDoesNotHold() throws {
    let condition = try Expression.compile("urgent", in: deskScope, as: .bool)
    #expect(try condition.holds([:] as Bindings) == false)
    #expect(try condition.holds(["urgent": true] as Bindings))
    #expect(throws: EvaluationFailure.self) { try condition.holds(["urgent": 1] as Bindings) }
  }

  @Test(arguments: [
    ("truncate('hello world', 5)", "hell…"), ("truncate('hello', 5)", "hello"),
    ("truncate('hello world', 7)", "hello…"), ("truncate('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)", "👩‍👩‍👧…"),
    ("truncate('ab', 1)", "…"),
    ("truncate('', 1)", ""), ("string(2.0)", "2"), ("string(1e300)", "1e+300"),
    ("string(0.1 + 0.2)", "0.30000000000000004"), ("'%.2f'.format([2])", "2.00"),
    ("'%e'.format([0.0])", "0.000000e+00"), ("'%.1f'.format([-0.04])", "-0.0"),
    ("'%.3e'.format([9.9996])", "1.000e+01"), ("'%.0f'.format([0.5])", "0"),
    ("'abc'.replace('', '-')", "-a-b-c-"), ("'abc'.replace('', '-', 2)", "-a-bc"),
  ])
  func textsAreMadeExactly(source: String, result: String) throws {
    #expect(try ask(source) == .string(result))
  }

  @Test func theLargestDoubleIsWrittenToItsLastDigit() throws {
    let digits = [
      "17976931348623157081452742373170435679807056752584499659891747680315726078002853",
      "87605895586327668781715404589535143824642343213268894641827684675467035375169860",
      "49910576551282076245490090389328944075868508455133942304583236903222948165808559",
      "332123348274797826204144723168738177180919299881250404026184124858368",
    ]
    #expect(try ask("'%.0f'.format([1.7976931348623157e308])") == .string(digits.joined()))
  }

  @Test func splittingAtNothingGivesTheCharacters() throws {
    #expect(try ask("'abc'.split('')") == ["a", "b", "c"])
    #expect(try ask("'abc'.split('', 2)") == ["a", "bc"])
    #expect(try ask("''.split('')") == [])
    #expect(try ask("''.split(',')") == [""])
  }

  @Test func equalityIsTheLanguagesOwn() {
    #expect(Value.int(1) == .double(1))
    #expect(Set<Value>([.int(1), .double(1), 2]).count == 2)
    #expect(Value.string("\u{e9}") != .string("e\u{301}"))
    #expect(Value.double(.nan) != .double(.nan))
    #expect(Value.int(.max) != .double(0x1p63))
    let one: Value = ["a": 1, "b": 2]
    let other: Value = ["b": 2, "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(Value.map(ValueMap()) != .list([]))
  }

  @Test(arguments: [
    ("9007199254740993 > 9007199254740992.0", true), ("1 < 1.5", true),
    ("-1 > -1.5", true), ("9223372036854775807 < 9223372036854775808.0", true),
    ("1 < 0.0 / 0.0", false), ("0.0 / 0.0 >= 0.0 / 0.0", false), ("1 == 1.0", true),
  ])
  func numbersCompareExactly(source: String, result: Bool) throws {
    #expect(try ask(source) == .bool(result))
  }
}
