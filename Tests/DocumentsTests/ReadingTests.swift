import Documents
import Testing

@Suite struct ReadingTests {
  private func node(_ text: String) throws -> Node {
    try #require(Document.read(SourceFile(path: "a.yaml", text: text)).root)
  }

  @Test func unknownSettingsAreRefusedWithTheNearestName() throws {
    var reading = Reading()
    let entries = try reading.entries(
      of: node("retires: 2\nsay: x\n"), "the step", allowed: ["retries", "say"])
    #expect(entries?.map(\.key) == ["say"])
    #expect(reading.findings.map(\.message) == ["the step has no setting \"retires\""])
    #expect(reading.findings[0].hint == "did you mean \"retries\"?")
  }

  @Test(arguments: [("500ms", 500), ("10s", 10_000), ("3m", 180_000), ("7d", 604_800_000)])
  func timeSpansAreRead(text: String, milliseconds: Int64) throws {
    var reading = Reading()
    #expect(try reading.milliseconds(of: node("a: \(text)\n")["a"]!, "a") == milliseconds)
  }

  @Test(arguments: ["10", "s", "-3m", "3 m", "99999999999999999999d", "9999d"])
  func otherTimeSpansAreRefused(text: String) throws {
    var reading = Reading()
    #expect(try reading.milliseconds(of: node("a: \(text)\n")["a"]!, "a") == nil)
    #expect(reading.findings.count == 1)
  }

  @Test func valuesOfTheWrongKindAreRefusedWithWhatWasFound() throws {
    var reading = Reading(rule: "C102")
    let root = try node("a: [x]\nb: maybe\nc: 12x\nd: 9\ne:\n")
    #expect(reading.text(of: root["a"]!, "a") == nil)
    #expect(reading.flag(of: root["b"]!, "b") == nil)
    #expect(reading.integer(of: root["c"]!, "c") == nil)
    #expect(reading.integer(of: root["d"]!, "d", in: 1...5) == nil)
    #expect(reading.text(of: root["e"]!, "e") == nil)
    #expect(reading.required("f", in: root, "the file") == nil)
    #expect(reading.findings.map(\.id) == Array(repeating: "C102", count: 6))
    #expect(reading.findings[0].message == "a must be text, not a list")
    #expect(reading.findings[2].message == "c must be a whole number, not \"12x\"")
  }
}
