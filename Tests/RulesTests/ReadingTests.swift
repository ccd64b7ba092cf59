import Desk
import Documents
import Rules
import TestSupport
import Testing

@Suite struct ReadingTests {
  struct Mistake: CustomTestStringConvertible {
    let rule: String
    let id: String
    let line: Int
    let part: String
    var testDescription: String { rule }
  }

  @Test(arguments: mistakes) func aMistakeIsToldWithItsPlaceAndHowToMendIt(_ mistake: Mistake) {
    let findings = Rulebooks.findings("rules:\n  - name: a\n" + mistake.rule + "\n")
    #expect(findings.hasErrors)
    let found = findings.first { $0.id == mistake.id }
    #expect(found?.place.line == mistake.line, "\(findings)")
    let words = "\(found?.message ?? "") \(found?.hint ?? "")"
    #expect(words.contains(mistake.part), "\(findings)")
  }

  private static let mistakes = [
    Mistake(
      rule: "    when: customer_write\n    do: [resolve]", id: "E102", line: 3,
      part: "did you mean \"customer_writes\"?"),
    Mistake(rule: "    do: [resolve]", id: "E102", line: 2, part: "needs \"when\""),
    Mistake(rule: "    when: started\n    do: []", id: "E102", line: 4, part: "does nothing"),
    Mistake(
      rule: "    when: started\n    do: [resolv]", id: "E102", line: 4,
      part: "did you mean \"resolve\"?"),
    Mistake(
      rule: "    when: started\n    do: [{ priorty: high }]", id: "E102", line: 4,
      part: "did you mean \"priority\"?"),
    Mistake(
      rule: "    when: started\n    do: [{ priority: critical }]", id: "E102", line: 4,
      part: "cannot be \"critical\""),
    Mistake(
      rule: "    when: started\n    do: [{ priority: high, queue: billing }]", id: "E102", line: 4,
      part: "put a - before it"),
    Mistake(
      rule: "    when: { after: 1d, since: resolve }\n    do: [close]", id: "E102", line: 3,
      part: "did you mean \"resolved\"?"),
    Mistake(
      rule: "    when: { after: 0s, since: resolved }\n    do: [close]", id: "E102", line: 3,
      part: "longer than nothing"),
    Mistake(
      rule: "    when: started\n    if: urgency >\n    do: [close]", id: "E109", line: 4,
      part: "found the end"),
    Mistake(
      rule: "    when: started\n    if: urgency\n    do: [close]", id: "E109", line: 4,
      part: "true or false"),
    Mistake(
      rule: "    when: started\n    if: \"{{ urgency > 1 }}\"\n    do: [close]", id: "E109",
      line: 4,
      part: "no {{ }}"),
    Mistake(
      rule: "    when: started\n    if: customer.nme == 'x'\n    do: [close]", id: "E908", line: 4,
      part: "did you mean \"customer.name\"?"),
    Mistake(
      rule: "    when: started\n    do: [{ notify: { to: everybody, text: x } }]", id: "E102",
      line: 4, part: "cannot tell"),
    Mistake(
      rule: "    when: started\n    do: [{ notify: { to: team, text: x } }]", id: "E102", line: 4,
      part: "write team:NAME"),
    Mistake(
      rule: "    when: started\n    if: text.matches('(')\n    do: [close]", id: "E109", line: 4,
      part: "missing )"),
  ]

  @Test func theColumnOfAMistakeInALaterPartIsItsOwn() {
    let findings = Rulebooks.findings(
      """
      rules:
        - name: a
          when: customer_writes
          if: urgency > 1 && category == 'bilings'
          do: [close]
      """)
    #expect(findings.map(\.id) == ["E920"])
    #expect(findings.first?.place.column == 36, "\(findings)")
  }

  @Test func aFileHasItsBounds() {
    let one = "  - { name: r%, when: started, do: [{ tags: [t%] }] }\n"
    let many = "rules:\n" + (0...500).map { one.replacing("%", with: "\($0)") }.joined()
    #expect(Rulebooks.findings(many).contains { $0.message.contains("more than 500 rules") })
    let acts = Array(repeating: "{ note: x }", count: 17).joined(separator: ", ")
    #expect(
      Rulebooks.findings("rules:\n  - { name: a, when: started, do: [\(acts)] }").contains {
        $0.message.contains("more than 16 acts")
      })
    let phrases = (0...200).map { "w\($0)" }.joined(separator: ", ")
    #expect(
      Rulebooks.findings(
        "rules:\n  - { name: a, when: customer_writes, words: [\(phrases)], do: [close] }"
      ).contains { $0.message.contains("more than 200 phrases") })
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(Rulebooks.findings("rules: \(deep)").hasErrors)
    let huge = "rules:\n" + String(repeating: "# x\n", count: 300_000)
    #expect(Rulebooks.findings(huge).hasErrors)
  }

  @Test func fiveHundredRulesAreReadAndCompared() {
    let rules = (0..<500).map { number in
      "  - { name: r\(number), when: customer_writes, words: [w\(number)], "
        + "if: \"category == 'billing'\", do: [{ tags: [t\(number)] }] }\n"
    }
    let outcome = RuleBook.read(
      Rulebooks.source("rules:\n" + rules.joined()), RuleCode.exampleDesk)
    #expect(outcome.findings.isEmpty)
    #expect(outcome.book?.rules.count == 500)
  }

  /// Files that were cut, doubled and stirred are refused with findings, never with a trap.
  @Test func whateverStandsInAFileIsReadOrRefused() throws {
    var dice = Dice.fresh("rules")
    let shipped = Array(try Repository.text("config/rules.yaml").utf8)
    for _ in 0..<300 {
      var bytes = shipped
      for _ in 0..<1 + dice.roll(8) {
        let place = dice.roll(bytes.count)
        switch dice.roll(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(UInt8(32 + dice.roll(95)), at: place)
        case 2: bytes[place] = UInt8(32 + dice.roll(95))
        default: bytes.swapAt(place, dice.roll(bytes.count))
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let outcome = RuleBook.read(Rulebooks.source(text), RuleCode.exampleDesk)
      #expect(outcome.book != nil || outcome.findings.hasErrors, "SEED=\(dice.seed)")
      guard let book = outcome.book else { continue }
      var seat = Rulebooks.seat()
      seat.hear("I was charged twice", book)
    }
  }
}
