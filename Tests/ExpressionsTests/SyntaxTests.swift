import Testing

@testable import Expressions

/// How expressions are read, and where reading stops.
struct SyntaxTests {
  @Test(arguments: [
    ("", 0), ("1 +", 3), ("(1", 2), ("1)", 1), ("a.", 2), ("'abc", 0), ("'a\nb'", 0), ("1 2", 2),
    ("count = 1", 6), ("count | 1", 6), ("count & 1", 6), ("“x”", 0), ("1u", 1), ("b'x'", 0),
    ("9223372036854775808", 0), ("-9223372036854775809", 0), ("0x", 0), ("1e", 0), ("'\\q'", 1),
    ("'\\u12'", 1), ("'\\ud800'", 1), ("'\\U00110000'", 1), ("`a`", 0), ("count.`a", 6),
    ("[1, 2", 5), ("{'a' 1}", 5), ("{'a': }", 6), ("for", 0), ("count.in", 6), ("!-1", 1),
    ("tags.all(1, true)", 9), ("tags.all(i, i, true)", 12), ("a ? b", 5), ("urgent ? 1", 10),
    ("\u{0}", 0), ("count\u{a0}== 1", 5), ("has()", 0), ("?", 0), (".5.5", 2),
  ])
  func mistakesArePointedAt(source: String, offset: Int) throws {
    #expect(try mistake(source).offset == offset)
  }

  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("2 * 3 % 4", 2),
      ("true ? 1 : false ? 2 : 3", 1), ("-2 - -3", 1), ("7 // the rest\n - 2", 5),
      ("1 + 2 == 3 && !false ? 1 : 0", 1), ("[1, 2,][1]", 2), ("{'a': 1,}.a", 1),
      ("false || true && false ? 1 : 2", 2), ("size('a\\u00e9🐱')", 3), (".count", 5),
    ] as [(String, Int64)])
  func operatorsBindAsUsual(source: String, result: Int64) throws {
    #expect(try ask(source, ["count": 5]) == .int(result))
  }

  @Test func anExpressionHasAtMostFiveHundredParts() throws {
    let longest = "[" + Array(repeating: "count", count: 499).joined(separator: ", ") + "]"
    #expect(
      try ask("size(" + longest.replacing(", count", with: "", maxReplacements: 1) + ")") == 498)
    #expect(try mistake("size(" + longest + ")").kind == .limit)
  }

  @Test func aChainHasAtMostAHundredLevels() throws {
    let longest = Array(repeating: "count", count: 100).joined(separator: " + ")
    #expect(try ask(longest, ["count": 1]) == 100)
    #expect(try mistake(longest + " + 1").kind == .limit)
  }

  @Test(arguments: [("(", "1", ")"), ("[", "1", "]"), ("-(", "count", ")"), ("size([", "1", "])")])
  func nestingHasALimit(opening: String, inner: String, closing: String) throws {
    let levels = { (count: Int) in
      String(repeating: opening, count: count) + inner + String(repeating: closing, count: count)
    }
    _ = try Expression.compile(levels(45), in: deskScope)
    #expect(try mistake(levels(120)).kind == .limit)
    #expect(try mistake(levels(900)).kind == .limit)
  }

  @Test func thousandsOfSignsAreRefusedNotFollowed() throws {
    for sign in ["!", "-"] {
      #expect(try mistake(String(repeating: sign, count: 5000) + "true").kind == .limit)
    }
  }

  @Test func anExpressionHasALongestSource() throws {
    let text = "'" + String(repeating: "x", count: Expression.sourceLimit - 2) + "'"
    #expect(try Expression.compile(text, in: deskScope).type == .string)
    #expect(try mistake(text + " ").kind == .limit)
  }
}
