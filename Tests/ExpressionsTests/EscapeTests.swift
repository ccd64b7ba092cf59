import Testing

@testable import Expressions

/// What becomes of inserted values in each place.
struct EscapeTests {
  @Test(arguments: [
    ("Sam O'Neill", "Sam O'Neill"), ("**bold**", #"\*\*bold\*\*"#), ("a_b", #"a\_b"#),
    ("[x](javascript:alert(1))", #"\[x\](javascript:alert(1))"#), ("`code`", #"\`code\`"#),
    ("back\\slash", #"back\\slash"#), ("<b> & co", "<b> & co"), ("- item", #"\- item"#),
    ("-5", "-5"),
    ("+44 20 7946", "+44 20 7946"), ("1. first", #"1\. first"#), ("12) x", #"12\) x"#),
    ("3.14", "3.14"),
    ("# head", "\\# head"), ("## head", "#\\# head"), ("#1", "#1"), ("x\n- y", "x\n\\- y"),
    ("x\n  - y", "x\n  \\- y"),
    ("1.", #"1\."#), ("a - b", "a - b"), ("-\u{a0}x", "\\-\u{a0}x"),
    ("\u{3000}- x", "\u{3000}\\- x"), ("a\tb", "a b"), ("a\r\nb", "a\nb"),
    ("\u{1b}[31mred\u{7}", #"\[31mred"#), ("\u{202e}gnp.exe\u{2066}", "gnp.exe"),
    ("\u{9b}2J", "2J"), ("a\u{200f}b\u{061c}\u{feff}c", "abc"), ("naïve 👩‍👩‍👧", "naïve 👩‍👩‍👧"),
    ("AB-123456", "AB-123456"), ("2026-11-21", "2026-11-21"),
  ])
  func chatKeepsValuesFromBecomingMarkup(text: String, escaped: String) throws {
    #expect(try Escape.chat.apply(to: text) == escaped)
  }

  @Test(arguments: [
    ("AB-123_4.5~", "AB-123_4.5~"), ("a b/c?d=e&f#g", "a%20b%2Fc%3Fd%3De%26f%23g"),
    ("é", "%C3%A9"), ("..", "%2E%2E"), (".", "%2E"), ("a..b", "a..b"), ("%2e", "%252e"),
    ("\r\n", "%0D%0A"), ("", ""),
  ])
  func aURLPartStaysOnePart(text: String, escaped: String) throws {
    #expect(try Escape.urlPart.apply(to: text) == escaped)
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "\u{0}", "\u{85}", "\u{2028}"])
  func aHeaderRefusesLineBreaks(text: String) throws {
    let template = try Template.compile("key {{ severity }}", in: deskScope)
    let failure = try #require(throws: EvaluationFailure.self) {
      try template.render(["severity": .string(text)] as Bindings, escape: .header)
    }
    #expect(failure.offset == 7)
    #expect(try Escape.header.apply(to: "plain value") == "plain value")
  }

  @Test func theAuthorsOwnTextIsNotEscaped() throws {
    let template = try Template.compile("**{{ severity }}**", in: deskScope)
    let bindings: Bindings = ["severity": "*x*"]
    #expect(try template.render(bindings, escape: .chat).text == #"**\*x\***"#)
    #expect(try template.render(bindings, escape: .plain).text == "***x***")
    #expect(
      try template.render(bindings, escape: .custom { "<\($0)>" }).text == "**<*x*>**")
  }
}
