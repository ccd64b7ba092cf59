import Expressions
import Testing

@testable import Flows

/// A question says what is to be typed, so that a phone can show the keyboard for it.
@Suite struct TypedQuestionTests {
  private static func expected(_ type: String) throws -> String? {
    let values = type == "choice" ? ", values: [red, blue]" : ""
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: "  answer: { type: \(type)\(values) }",
          """
            start:
              - ask: What is it?
                into: answer
              - end: resolved
          """)))
    try talk.open()
    let asked = talk.effects.compactMap { effect -> Say? in
      guard case .say(let say) = effect, say.question != nil else { return nil }
      return say
    }
    return try #require(asked.last).expects
  }

  @Test(arguments: ["email", "phone", "url", "date", "int"])
  func whatIsTypedInAMannerOfItsOwnIsSaid(type: String) throws {
    #expect(try Self.expected(type) == type)
  }

  @Test func plainWordsBringNoKeyboardOfTheirOwn() throws {
    #expect(try Self.expected("text") == nil)
  }

  @Test func askedAgainItIsTheSameQuestion() throws {
    var talk = Talk(
      try Sources.revision(
        Sources.bot(
          vars: "  email: { type: email }",
          """
            start:
              - ask: Your e-mail?
                into: email
                invalid: That is none.
              - end: resolved
          """)))
    try talk.open()
    try talk.say("no idea")
    let asked = talk.effects.compactMap { effect -> String? in
      guard case .say(let say) = effect, say.question != nil else { return nil }
      return say.expects
    }
    #expect(asked.last == "email")
  }
}
