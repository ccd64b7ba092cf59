import Documents
import Flows
import TestSupport
import Testing

/// Files nobody would write on purpose: a finding, never a crash, never a flow that half works.
@Suite struct HostileFileTests {
  private func findings(_ text: String, name: String = "t.flow.yaml") -> [Finding] {
    FlowChecker.check(
      sources: [
        SourceFile(path: "flows/bot.yaml", text: Sources.plainBot),
        SourceFile(path: "flows/\(name)", text: text),
      ], desk: Sources.desk)
  }

  @Test func windowsLineEndsAreFine() {
    let text = "flow: t\r\nsections:\r\n  start:\r\n    - say: Hello.\r\n    - end: resolved\r\n"
    #expect(findings(text).isEmpty)
  }

  @Test(arguments: [
    "", "flow", "[]", "flow: t", "flow: t\nsections: []", "flow: t\nsections: {}",
    "flow: t\nsections: { start: [] }", "flow: t\nsections: { start: [goto] }",
    "flow: t\nsections: { start: [{ }] }", "flow: t\nvars: [a]\nsections: { start: [{ end: x }] }",
    "flow: [t]\nsections: { start: [{ end: resolved }] }", "\u{0}", "--- !!binary aaaa",
    "flow: t\nsections: { start: [{ menu: x, options: 3 }] }",
    "flow: t\nsections: { start: [{ ask: { a: b }, into: [c] }] }",
    "flow: t\nsections: { start: [{ handoff: general }] }",
    "flow: t\nsections: { start: [{ say: \"{{\" }, { end: resolved }] }",
    "flow: t\nsections: { start: [{ say: \"{{ }}\" }, { end: resolved }] }",
    "flow: t\nsections: { start: [{ say: \"{{ 1 +\" }, { end: resolved }] }",
  ])
  func brokenFilesAreRefused(text: String) {
    let found = findings(text)
    #expect(found.hasErrors)
    #expect(found.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 && !$0.message.isEmpty })
  }

  @Test func hugeFilesAreRefusedAtOnce() {
    let huge =
      "flow: t\nsections:\n" + String(repeating: "  x: [{ end: resolved }]\n", count: 400_000)
    #expect(findings(huge).map(\.id).contains("E107"))
    let deep =
      String(repeating: "{ a: ", count: 10_000) + "1" + String(repeating: " }", count: 10_000)
    #expect(findings(deep).hasErrors)
    var long = "flow: t\nsections:\n  start:\n"
    for index in 0..<1100 { long += "    - set: { a\(index): x }\n" }
    #expect(findings(long).contains { $0.id == "E107" })
  }

  @Test func aHostilePatternCannotHoldAnyoneUp() throws {
    let sources = Sources.bot(
      vars: "  v: { type: text, pattern: '(a+)+$|(a|a)*b|([a-z]+)*x' }",
      """
        start:
          - ask: Well?
            into: v
            invalid: No.
            kb: false
          - record: { v: "{{ v }}" }
          - end: resolved
      """)
    var talk = Talk(try Sources.revision(sources))
    try talk.open()
    let clock = ContinuousClock()
    let time = try clock.measure { try talk.say(String(repeating: "a", count: 3999) + "!") }
    #expect(time < .seconds(2), "\(time)")
    #expect(talk.lines.last == "bot: No.")
  }

  /// Bytes of good files changed at random: a revision or an error, and no trap.
  @Test(.chaos) func damagedFilesNeverBringTheCheckerDown() throws {
    var dice = Dice.fresh()
    let seed = dice.seed
    let good = try Sources.shipped()
    for round in 0..<200 {
      var files = good
      let index = dice.roll(files.count)
      var bytes = Array(files[index].text.utf8)
      for _ in 0...dice.roll(6) { damage(&bytes, &dice) }
      do {
        files[index] = try SourceFile(path: files[index].path, bytes: bytes)
      } catch {
        #expect(error.id == "E101")
        continue
      }
      let outcome = Revision.load(sources: files, desk: Sources.desk, digest: Sources.digest)
      #expect(
        (outcome.revision == nil) == outcome.findings.hasErrors, "seed \(seed), round \(round)")
      guard let revision = outcome.revision else { continue }
      var talk = Talk(revision)
      try talk.open()
      for words in ["1", "1", "the lamp hums all night", "no", "sam@example.com"] {
        if talk.session?.isWithBot == true { try talk.say(words) }
      }
      #expect(!talk.lines.isEmpty, "seed \(seed), round \(round)")
    }
  }

  private func damage(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let at = dice.roll(bytes.count)
    switch dice.roll(5) {
    case 0: bytes.remove(at: at)
    case 1: bytes.insert(Array("{}[]:\"'-,|>#&*! \n\t".utf8)[dice.roll(18)], at: at)
    case 2: bytes[at] = UInt8(dice.roll(128))
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + dice.roll(80)))
    default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + dice.roll(200))], at: at)
    }
    if bytes.isEmpty { bytes = [32] }
  }
}
