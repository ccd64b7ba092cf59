import Desk
import Events
import JSON
import Testing

/// What this program makes of events that only a newer one can write.
struct NewerEventTests {
  private func read(_ text: String) throws -> EventText.Content {
    try EventText.read(JSONReader.read(Array(text.utf8)))
  }

  @Test(arguments: [
    #"{"event":"teleported","by":"customer","text":"hello"}"#,
    #"{"event":"released","agent":"ada","name":"Ada","reason":"promoted"}"#,
    #"{"event":"prioritised","by":"oracle","priority":"high"}"#,
    #"{"event":"transferred","agent":"ada","name":"Ada","to":{"desk":"berlin"}}"#,
  ])
  func whatANewerProgramWroteIsKnownAsSuch(text: String) throws {
    let content = try read(text)
    guard case .newer(let word) = content else { return #expect(content == .newer(word: "?")) }
    #expect(text.contains(#""event":"\#(word)""#))
    #expect(content.event == nil)
    #expect(EventText.write(content) == Array(#"{"event":"\#(word)"}"#.utf8))
  }

  @Test func whatLacksAMemberIsNoEventOfAnyProgram() {
    #expect(throws: TextMistake.self) { try read(#"{"event":"noted","agent":"ada"}"#) }
    #expect(throws: TextMistake.self) { try read(#"{"text":"hello"}"#) }
  }

  @Test func inTheRecordNothingMayBeSkipped() throws {
    let newer = #expect(throws: TextMistake.self) {
      try EventText.recorded(Array(#"{"event":"teleported"}"#.utf8))
    }
    #expect(newer?.reason.contains("written by a newer program") == true)
    #expect(throws: TextMistake.self) { try EventText.recorded(EventText.hidden) }
    #expect(
      try EventText.recorded(EventText.write(.resolved(.customer))) == .resolved(.customer))
  }
}
