import Expressions
import Testing

@testable import Flows

/// What the desk knows of the customer is not asked in a form either.
@Suite struct KnownInFormsTests {
  private func talk(_ email: String?) throws -> Talk {
    var talk = Talk(
      try Sources.revision([
        Sources.file("bot.yaml", Sources.plainBot),
        Sources.file(
          "t.flow.yaml",
          """
          flow: t
          vars:
            email: { type: email, pii: true, from: customer.email }
            story: { type: text, min: 5 }
          sections:
            start:
              - ask: Who are you, and what happened?
                fields: { email: E-mail, story: What happened }
                invalid: Both, please.
              - say: "{{ email }}: {{ story }}"
              - end: resolved
          """),
      ]))
    talk.customer.email = email
    try talk.open()
    return talk
  }

  private func fields(_ talk: Talk) -> [String] {
    for effect in talk.effects.reversed() {
      if case .say(let say) = effect, say.question != nil { return say.fields.map(\.name) }
    }
    return []
  }

  @Test func chatwoot1865AKnownAddressIsNoLineOfTheForm() throws {
    var talk = try talk("sam@example.com")
    #expect(fields(talk) == ["story"])
    try talk.take(.filled(["story": "no"]))
    #expect(fields(talk) == ["story"], "asked again, it is the same form")
    try talk.take(.filled(["story": "it is late"]))
    #expect(talk.lines.contains("bot: sam@example.com: it is late"))
  }

  @Test func typedInOneLineItFitsToo() throws {
    var talk = try talk("sam@example.com")
    try talk.say("it is late")
    #expect(talk.lines.contains("bot: sam@example.com: it is late"))
  }

  @Test func whoIsNotKnownIsAskedBothAndTheDeskIsTold() throws {
    var talk = try talk(nil)
    #expect(fields(talk) == ["email", "story"])
    try talk.take(.filled(["email": "ana@example.com", "story": "it is late"]))
    #expect(talk.effects.contains(.identify(name: nil, email: "ana@example.com")))
  }
}
