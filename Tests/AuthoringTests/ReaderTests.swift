import Authoring
import Documents
import Expressions
import Testing

/// What every reader of authors' files shares: what is read as what, and what is said where it
/// is not.
@Suite struct ReaderTests {
  /// What `read` makes of the value of the file's only key, and the findings it left. Expressions
  /// know `customer.name` and `age`.
  private func reading<Result>(
    _ text: String, _ read: (inout AuthorReader, Node) -> Result
  ) throws -> (Result, findings: [String], hints: [String]) {
    let document = Document.read(SourceFile(path: "rules.yaml", text: text + "\n"))
    var scope = Scope()
    scope.declare("customer", as: .record(["name": .string]))
    scope.declare("age", as: .int)
    var reader = AuthorReader(source: document.source, scope: scope)
    let value = try #require(document.root?.entries?.first?.value)
    let result = read(&reader, value)
    let findings = reader.reading.findings
    return (
      result, findings.map { "\($0.place.line):\($0.place.column) \($0.id) \($0.message)" },
      findings.compactMap(\.hint)
    )
  }

  // MARK: Names

  @Test func aNameKeepsWhereItStands() throws {
    let (name, findings, _) = try reading("queue: billing") { $0.named($1, "a queue") }
    #expect(name?.text == "billing")
    #expect(name?.place == Place(file: "rules.yaml", line: 1, column: 8))
    #expect(findings.isEmpty)
  }

  @Test(arguments: ["two words", "a.b", "a/b", String(repeating: "x", count: 65)])
  func whatCannotBeANameIsRefused(text: String) throws {
    let (name, findings, _) = try reading("queue: \(text)") { $0.named($1, "a queue") }
    #expect(name == nil)
    #expect(findings.count == 1)
    #expect(findings.first?.hasPrefix("1:8 E102 a queue cannot be named") == true)
  }

  @Test(arguments: [("one", ["one"]), ("[one, two]", ["one", "two"])])
  func oneNameIsAListOfOne(text: String, expected: [String]) throws {
    let (names, findings, _) = try reading("a: \(text)") { $0.names($1, "names") }
    #expect(names.map(\.text) == expected)
    #expect(findings.isEmpty)
  }

  @Test func phrasesAreComparedInTheirNormalForm() throws {
    let (phrases, findings, _) = try reading("b: { de: [Straße], en: \"Main,  STREET!\" }") {
      $0.phrases($1, "phrases")
    }
    #expect(phrases.map(\.normal) == ["strasse", "main street"])
    #expect(phrases.map(\.language) == ["de", "en"])
    #expect(findings.isEmpty)
  }

  @Test func aPhraseWithoutAWordIsRefused() throws {
    let (phrases, findings, _) = try reading("a: [\"?!\"]") { $0.phrases($1, "a phrase") }
    #expect(phrases.isEmpty)
    #expect(findings == ["1:5 E102 a phrase has no words in it"])
  }

  // MARK: Conditions

  @Test func aConditionHolds() throws {
    let (condition, _, _) = try reading("when: age > 17 && customer.name != ''") {
      $0.condition($1, "\"when\"")
    }
    #expect(condition?.holds(Values(["age": .int(20), "customer": sam])) == true)
    #expect(condition?.holds(Values(["age": .int(7), "customer": sam])) == false)
    #expect(condition?.holds(Values([:])) == nil)
  }

  /// What an expression gets wrong is pointed at where it stands, past quotes and escapes.
  @Test(arguments: [
    ("when: agee > 17", "1:7 E304 no variable \"agee\" is declared"),
    ("when: 1 < agee", "1:11 E304 no variable \"agee\" is declared"),
    ("when: \"1 < agee\"", "1:12 E304 no variable \"agee\" is declared"),
    ("when: '''x'' == agee'", "1:17 E304 no variable \"agee\" is declared"),
    ("when: |\n  age > 17 &&\n  agee == 1", "3:3 E304 no variable \"agee\" is declared"),
    ("when: age", "1:7 E109 \"when\" must be true or false, but this is an int"),
    ("when: \"{{ age > 17 }}\"", "1:7 E109 \"when\" is an expression and takes no {{ }}"),
  ])
  func aMistakeInAConditionIsPointedAt(text: String, finding: String) throws {
    let (_, findings, _) = try reading(text) { $0.condition($1, "\"when\"") }
    #expect(findings == [finding])
  }

  @Test func aNameThatIsNearlyRightHasAHint() throws {
    let (_, _, hints) = try reading("when: custmer.name == ''") { $0.condition($1, "\"when\"") }
    #expect(hints.first?.contains("customer") == true)
  }

  // MARK: Texts

  @Test func aTextInsertsValuesAndTellsWhereOneIsMissing() throws {
    let (text, _, _) = try reading("say: \"Hello {{ customer.name }}.\"") {
      $0.text($1, "a message")
    }
    let known = text?.plain(Values(["customer": sam]), language: "en")
    #expect(known?.text == "Hello Sam.")
    #expect(known?.isIncomplete == false)
    let nobody: Value = ["name": .null]
    let unknown = text?.plain(Values(["customer": nobody]), language: "en")
    #expect(unknown?.isIncomplete == true)
  }

  @Test func aMistakeInATextIsPointedAt() throws {
    let (text, findings, _) = try reading("say: \"Hello {{ name }}.\"") { $0.text($1, "a message") }
    #expect(text == nil)
    #expect(findings == ["1:16 E304 no variable \"name\" is declared"])
  }

  @Test func assignmentsStandInTheirOrder() throws {
    let (set, _, _) = try reading("set: { b: \"{{ age }}\", a: x }") {
      $0.assignments($1, "\"set\"")
    }
    #expect(set.map(\.name.text) == ["b", "a"])
    #expect(set.first?.value.value(Values(["age": .int(3)])) == .int(3))
  }

  // MARK: Plain values

  @Test(arguments: [
    ("3", Value.int(3)), ("\"3\"", .string("3")), ("true", .bool(true)),
    ("'true'", .string("true")),
    ("null", .null), ("~", .null), ("1.5", .double(1.5)), ("1:30", .string("1:30")),
    ("[1, a]", .list([.int(1), .string("a")])),
    ("{ a: 1 }", Value(dictionaryLiteral: ("a", .int(1)))),
  ])
  func aBareValueIsWhatItLooksLike(text: String, value: Value) throws {
    let (plain, _, _) = try reading("v: \(text)") { $1.plainValue }
    #expect(plain == value)
  }

  private var sam: Value { ["name": .string("Sam")] }
}

/// What expressions see in these tests.
private struct Values: Activation {
  let values: [String: Value]

  init(_ values: [String: Value]) { self.values = values }

  func value(of name: String, slot: Int) -> Value? { values[name] }

  var zone: String { "UTC" }
}
