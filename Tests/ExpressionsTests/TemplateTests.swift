import Testing

@testable import Expressions

struct TemplateTests {
  private func render(
    _ source: String, _ bindings: Bindings = [:], _ escape: Escape = .chat
  ) throws -> Rendered {
    try Template.compile(source, in: deskScope).render(bindings, escape: escape)
  }

  @Test func valuesAreInsertedWhereTheBracesStand() throws {
    let greeting = "Hi {{ default(customer.first_name, 'there') }}, {{count}} of {{ count + 1 }}!"
    #expect(
      try render(greeting, ["count": 2]) == Rendered(text: "Hi there, 2 of 3!", nulls: 0))
    #expect(try render("no braces { at } all") == Rendered(text: "no braces { at } all", nulls: 0))
    #expect(try render("") == Rendered(text: "", nulls: 0))
    #expect(try render("{{ '{{' }} and }}").text == "{{ and }}")
    #expect(try render("{{ {'a': {'b': 'x'}}.a.b }}}").text == "x}")
  }

  @Test func whatIsNotThereIsLeftOutAndCounted() throws {
    let rendered = try render(
      "[{{ severity }}|{{ order.eta }}|{{ customer.email }}|{{ count }}]", ["count": 1])
    #expect(rendered == Rendered(text: "[|||1]", nulls: 3))
    #expect(throws: EvaluationFailure.self) {
      try self.render("{{ 1 / (count - 1) }}", ["count": 1])
    }
  }

  @Test func valuesOfEveryKindHaveAText() throws {
    #expect(try render("{{ tags }}", ["tags": ["a", "b"]]).text == "a, b")
    #expect(
      try render("{{ urgent }} {{ price }}", ["urgent": true, "price": 2.5]).text == "true 2.5")
    #expect(
      try render("{{ opened }}", ["opened": .timestamp(Timestamp(seconds: 0)!)]).text
        == "1970-01-01T00:00:00Z")
    #expect(
      try render("{{ answer }}", ["answer": ["b": [1], "a": nil]], .plain).text
        == "{a: null, b: [1]}")
  }

  @Test func aSingleExpressionKeepsItsType() throws {
    let single = try Template.compile("{{ count }}", in: deskScope)
    #expect(single.isSingleExpression)
    #expect(single.type == .int)
    #expect(try single.value(["count": 3] as Bindings) == 3)
    #expect(try single.value([:] as Bindings) == .null)
    let text = try Template.compile("{{ count }} ", in: deskScope)
    #expect(!text.isSingleExpression)
    #expect(try text.value(["count": 3] as Bindings) == "3 ")
    #expect(try Template.compile("plain", in: deskScope).literal == "plain")
    #expect(try Template.compile("", in: deskScope).literal == "")
    #expect(text.literal == nil)
  }

  @Test func insertedBracesAreNeverReadAgain() throws {
    let hostile = "{{ customer.email }} {{ 1 / 0 }}"
    let bindings: Bindings = ["severity": .string(hostile), "customer.email": "secret@example.com"]
    #expect(try render("<{{ severity }}>", bindings, .plain).text == "<\(hostile)>")
  }

  @Test(arguments: [
    ("é🐱 {{ nobody }}", 6), ("{{ count }} {{ count + }}", 23), ("{{ count", 0), ("x {{", 2),
    ("x {{ }}", 2), ("{{ count } }", 9), ("{{ count } }}", 9), ("{{ count count }}", 9),
    ("{{ 'a }}", 3), ("a {{ '{{' }} {{ b }}", 16), ("{{{ count }}}", 10),
  ])
  func mistakesCountFromTheStartOfTheWholeText(source: String, offset: Int) throws {
    let mistake = try #require(throws: ExpressionMistake.self) {
      try Template.compile(source, in: deskScope)
    }
    #expect(mistake.offset == offset)
  }

  @Test func failuresAndReferencesCountFromTheStartOfTheWholeText() throws {
    let template = try Template.compile("{{ severity }} and {{ 7 % count }}", in: deskScope)
    #expect(template.references.map(\.offset) == [3, 26])
    #expect(template.expressions.map(\.offset) == [3, 22])
    #expect(template.expressions.map(\.source) == ["severity", "7 % count"])
    let failure = try #require(throws: EvaluationFailure.self) {
      try template.render(["count": 0] as Bindings, escape: .plain)
    }
    #expect(failure == EvaluationFailure(.divisionByZero, at: 24))
  }

  @Test func aTextHasAtMostTwoHundredExpressions() throws {
    let most = String(repeating: "{{ count }}", count: 200)
    #expect(try render(most, ["count": 1]).text.count == 200)
    #expect(throws: ExpressionMistake.self) {
      try Template.compile(most + "{{ 1 }}", in: deskScope)
    }
  }

  @Test func aRenderedTextHasALimit() throws {
    let template = try Template.compile(
      String(repeating: "{{ severity }}", count: 20), in: deskScope)
    let long: Bindings = ["severity": .string(String(repeating: "x", count: 8000))]
    let failure = try #require(throws: EvaluationFailure.self) {
      try template.render(long, escape: .plain)
    }
    #expect(failure.reason == .tooLarge)
  }
}
