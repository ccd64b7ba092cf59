import Glibc
import Testing

@testable import Expressions

struct PatternTests {
  @Test func wholeMatchesAndFirstMatches() throws {
    let order = try Pattern("[A-Z]{2}-[0-9]{6}")
    #expect(order.matchesWhole("AB-123456"))
    #expect(!order.matchesWhole("AB-1234567"))
    #expect(!order.matchesWhole(" AB-123456"))
    #expect(order.firstMatch(in: "it's AB-123456 thanks") == "AB-123456")
    #expect(order.firstMatchBytes(in: "é AB-123456", from: 0) == 3..<12)
    #expect(order.firstMatchBytes(in: "AB-123456 CD-654321", from: 1) == 10..<19)
    #expect(order.firstMatch(in: "nothing") == nil)
    #expect(try Pattern("straße|ö", ignoringCase: true).matchesWhole("STRAßE"))
  }

  @Test func alternativesAreTriedForTheWholeText() throws {
    #expect(try Pattern("a|ab").matchesWhole("ab"))
    #expect(try Pattern("").matchesWhole(""))
    #expect(!(try Pattern("").matchesWhole("a")))
    #expect(try Pattern("").firstMatchBytes(in: "abc", from: 3) == 3..<3)
    #expect(try Pattern("x").firstMatchBytes(in: "abc", from: 4) == nil)
    #expect(try Pattern("a\u{0}b").matchesWhole("a\u{0}b"))
    #expect(try Pattern(".").matchesWhole("🐱"))
  }

  @Test(
    arguments: [
      ("a(b", 0, nil), ("a)b", 0, nil), ("é[z-a]", 2, nil), ("a**", 1, nil), ("x{2,1}", 1, nil),
      ("ab\\1", 2, "back-references"),
      ("a(?=b)", 1, "look-around"), ("(?<!a)b", 0, "look-around"), ("\\", 0, nil),
      ("(a{1000}){1000}", 2, nil),
      ("[[:nope:]]", 1, nil), ("a{1001}", 1, nil),
    ] as [(String, Int, String?)])
  func badPatternsAreExplained(source: String, offset: Int, hint: String?) throws {
    let mistake = try #require(throws: PatternMistake.self) { try Pattern(source) }
    #expect(!mistake.message.isEmpty)
    #expect(mistake.offset == offset)
    if let hint { #expect(try #require(mistake.hint).contains(hint)) }
  }

  /// A program of a fixed size that looks at each byte once is what makes matching linear: the
  /// patterns that ruin a backtracking matcher compile to few instructions here.
  @Test(arguments: [
    "(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x", "(x+x+)+y", "([a-zA-Z]+)*$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a?){30}a{30}",
  ])
  func patternsThatRuinBacktrackersStaySmall(source: String) throws {
    let pattern = try Pattern(source)
    #expect(pattern.programSize < 200)
    // A backtracking matcher would not be done with the second of these in our lifetime.
    #expect(!pattern.matchesWhole(String(repeating: "a", count: 30) + "!"))
    #expect(!pattern.matchesWhole(String(repeating: "a", count: pattern.textLimit - 1) + "!"))
  }

  @Test func whatIsTooLongMatchesNothing() throws {
    let pattern = try Pattern("a*")
    #expect(pattern.matchesWhole(String(repeating: "a", count: pattern.textLimit)))
    #expect(!pattern.matchesWhole(String(repeating: "a", count: pattern.textLimit + 1)))
    #expect(pattern.firstMatch(in: String(repeating: "a", count: pattern.textLimit + 1)) == nil)
    #expect(throws: PatternMistake.self) {
      try Pattern(String(repeating: "a", count: Pattern.sourceLimit + 1))
    }
  }

  /// The worst that fits the limits: large programs of which every part stays alive, over texts
  /// that keep it so. The time is the thread's own, so that a busy machine does not count.
  @Test(arguments: [
    "(a{0,30}){0,30}b", "((a?){100}){10}b", "(.?){1000}x", "[a-z]{0,1000}9",
    "(a|b|ab|ba|aab){1,300}c", "(\\w{0,50}\\W{0,50}){0,9}#", "(a?){900}a{100}b", "(a.{0,998}b)",
    "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+", "(x+x+)+y",
  ])
  func noSearchTakesFiftyMilliseconds(source: String) throws {
    let pattern = try Pattern(source)
    let texts = [
      String(repeating: "a", count: pattern.textLimit),
      String(repeating: "ab", count: pattern.textLimit / 2),
      String(repeating: "ä", count: pattern.textLimit / 2),
      String(repeating: "abc xyz19#u!", count: pattern.textLimit / 12),
    ]
    for text in texts {
      let start = Self.threadTime()
      _ = pattern.matchesWhole(text)
      let middle = Self.threadTime()
      _ = pattern.firstMatchBytes(in: text, from: 0)
      let time = max(middle - start, Self.threadTime() - middle)
      #expect(time < .milliseconds(50), "\(source) over \(text.prefix(8))…: \(time)")
    }
  }

  private static func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  @Test func aPatternTooLargeToReadAnythingIsRefused() throws {
    let mistake = try #require(throws: PatternMistake.self) { try Pattern("[\\pL '-]{2,40}") }
    #expect(try #require(mistake.hint).contains("`min` and `max`"))
    #expect(try Pattern("[\\pL '-]+").matchesWhole("Zoë O'Brien"))
  }

  @Test func onePatternServesSeveralThreadsAtOnce() async throws {
    let pattern = try Pattern("[a-z]+[0-9]{3}")
    let matches = await withTaskGroup(of: Bool.self) { group in
      for number in 100..<200 {
        group.addTask { pattern.matchesWhole("abc\(number)") && !pattern.matchesWhole("\(number)") }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(matches == 100)
  }
}
