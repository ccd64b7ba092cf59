import Configuration
import Documents
import TestSupport
import Testing

@Suite struct HostileFiles {
  @Test func aFileMangledAtRandomIsReadOrRefusedWithAReason() {
    var dice = Dice.fresh("mangled settings")
    let scraps = [
      "\n", "  ", ":", "- ", "[", "]", "{", "}", "\"", "#", "&a ", "*a", "é", "0", "\t",
    ]
    for round in 0..<300 {
      let server = round.isMultiple(of: 2)
      var text = Array(server ? Settings.commentedFile : DeskSettings.commentedFile)
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let place = Int.random(in: 0..<text.count, using: &dice)
        let end = min(text.count, place + Int.random(in: 0...12, using: &dice))
        text.replaceSubrange(place..<end, with: Array(scraps.randomElement(using: &dice) ?? ""))
      }
      let file = SourceFile(path: "f.yaml", text: String(text))
      let (isRead, findings) =
        server
        ? Self.outcome(Settings.load(file: file)) : Self.outcome(DeskSettings.load(file: file))
      #expect(isRead != findings.hasErrors, "seed \(dice.seed), round \(round)")
      for finding in findings { #expect(!finding.message.isEmpty && finding.place.line >= 1) }
    }
  }

  private static func outcome<Result>(_ loaded: Loaded<Result>) -> (Bool, [Finding]) {
    (loaded.settings != nil, loaded.findings)
  }

  @Test(
    arguments: [
      String(repeating: "[", count: 10_000), String(repeating: "a: {", count: 5_000),
      String(repeating: "x", count: 300_000), "a: &a [*a]", "? [a]\n: b", "--- a\n--- b",
      "listen: {port: 99999999999999999999999}", "limits: {outbox_bytes: 9223372036854775807 GiB}",
      "agents: {grace: 9223372036854775807d}", "listen: {port: -1}", "listen: {port: +80x}",
      "logging: {level: \"\u{202E}info\"}", "\"\\e[31m\": 1", "listen: {\"\\e]0;x\": 1}",
      "folders: {data: \"a\\0b\"}", "null", "~",
    ]) func anAbsurdFileIsRefused(_ text: String)
  {
    let loaded = Settings.load(file: SourceFile(path: "f.yaml", text: text))
    #expect(loaded.settings == nil)
    #expect(loaded.findings.hasErrors)
    #expect(!loaded.report.unicodeScalars.contains { ["\u{202E}", "\u{1B}"].contains($0) })
  }
}
