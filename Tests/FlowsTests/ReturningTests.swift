import Expressions
import Testing

@testable import Flows

/// Customers who come back after the end.
@Suite struct ReturningTests {
  private func talk(_ more: String = "") throws -> Talk {
    Talk(
      try Sources.revision(
        [
          Sources.file("bot.yaml", Sources.plainBot),
          Sources.file(
            "t.flow.yaml",
            """
            flow: t
            vars:
              topic: { type: choice, values: [parcel, refund] }
              order: { type: text, pattern: '[A-Z]{2}-[0-9]{2}', fix: [trim, upper] }
              story: { type: text }
            sections:
              start:
                - say: Hello!
                - menu: What is it about?
                  into: topic
                  options: { parcel: { label: Parcel, goto: order }, refund: { label: Refund, goto: order } }
              order:
                - ask: Which order?
                  into: order
                  kb: false
                  idle: [{ after: 15m, end: \(more.isEmpty ? "abandoned" : more) }]
                - ask: What happened?
                  into: story
                  kb: false
                  idle: [{ after: 15m, end: abandoned }]
                - confirm: Did that solve it?
                  yes: solved
                  no: contact
                  idle: [{ after: 15m, goto: solved }]
              solved:
                - say: Great.
                - end: resolved
              contact:
                - say: "Order {{ order }}, {{ topic }}: {{ story }}."
                - handoff: { queue: orders, fields: [order] }
                  unavailable: nobody
              nobody:
                - end: captured
            """),
        ]))
  }

  private func solved() throws -> Talk {
    var talk = try talk()
    try talk.open()
    for words in ["parcel", "ab-12", "it never came", "yes"] { try talk.say(words) }
    #expect(talk.take().suffix(2) == ["bot: Great.", "=> resolved"])
    return talk
  }

  @Test(arguments: [
    "wait, it is still not here", "no it isnt", "it didnt work after all",
    "I was wrong, nothing came",
    "but the box is empty", "Moment, es ist noch nicht da",
  ])
  func ticketz230AComplaintGoesOnWhereItWas(_ words: String) throws {
    var talk = try solved()
    try talk.say(words)
    #expect(
      talk.take().dropFirst() == [
        "bot: I'm sorry that it isn't solved after all. Let's go on where we were.",
        "bot: Order AB-12, parcel: it never came.", "=> handoff orders normal (flow)",
      ])
  }

  @Test func openedAgainWithoutAWordItGoesOnToo() throws {
    var talk = try solved()
    try talk.open()
    #expect(talk.take().contains("bot: Order AB-12, parcel: it never came."))
  }

  @Test(arguments: [
    "I have another question", "something else please", "refund", "Ich habe eine andere Frage",
  ])
  func anotherMatterBeginsAnew(_ words: String) throws {
    var talk = try solved()
    try talk.say(words)
    #expect(talk.take().contains("bot: Hello!"))
  }

  @Test func whatMayBeEitherIsAskedBackOnce() throws {
    var talk = try solved()
    try talk.say("what about the courier")
    #expect(talk.take().contains("bot: Is this still about the same matter?"))
    let asked = talk
    try talk.say("yes")
    #expect(talk.take().contains("bot: Order AB-12, parcel: it never came."))
    talk = asked
    try talk.say("no")
    #expect(talk.take().contains("bot: Hello!"))
    talk = asked
    try talk.say("the one with the red van")
    #expect(talk.take().contains("bot: Order AB-12, parcel: it never came."))
    talk = asked
    try talk.say("my refund")
    #expect(talk.take().contains("bot: Which order?"))
  }

  @Test func afterTheLongestTimeOfASessionItIsForgotten() throws {
    var talk = try solved()
    try talk.wait(minutes: 7 * 24 * 60 + 1)
    try talk.say("wait, it is still not here")
    #expect(talk.take().contains("bot: Hello!"))
  }

  @Test func whatPeopleTookIsNotGoneBackTo() throws {
    var talk = try solved()
    try talk.take(.agentTook)
    try talk.take(.external("conversation.closed"))
    try talk.say("it is still not here")
    #expect(talk.take().contains("bot: Hello!"), "the desk, not the bot, sends that to people")
  }

  @Test func anAnswerToTheQuestionThatWasLeftIsTaken() throws {
    var talk = try talk()
    try talk.open()
    try talk.say("parcel")
    try talk.wait(minutes: 16)
    #expect(talk.take().last == "=> abandoned")
    try talk.say("it is ab-12")
    #expect(talk.take().last == "bot: What happened?")
  }

  @Test func whateverElseIsSaidThereIsAskedBack() throws {
    var talk = try talk()
    try talk.open()
    try talk.say("parcel")
    try talk.say("ab-12")
    try talk.wait(minutes: 16)
    _ = talk.take()
    try talk.say("the box was empty")
    #expect(talk.take().contains("bot: Shall we go on where we were?"))
    let asked = talk
    try talk.say("yes")
    #expect(talk.take().contains("bot: Did that solve it?"), "the words were the answer")
    try talk.say("no")
    #expect(talk.take().contains("bot: Order AB-12, parcel: the box was empty."))
    talk = asked
    try talk.say("no")
    #expect(talk.take().contains("bot: Hello!"))
  }

  @Test func silenceSettlesNothing() throws {
    var talk = try talk("resolved")
    try talk.open()
    try talk.say("parcel")
    try talk.wait(minutes: 16)
    #expect(talk.take().last == "=> abandoned")
    try talk.say("ab-12")
    try talk.say("gone")
    try talk.wait(minutes: 16)
    #expect(talk.take().suffix(2) == ["bot: Great.", "=> abandoned"])
  }

  @Test(arguments: [
    "Thanks!", "thank you", "perfect, thank you", "bye", "👍", "👍🏽👍🏽", "you too",
    "have a nice day", "great, thanks a lot, bye", "Vielen Dank und tschüss",
    "merci, bonne journée",
    "gracias", "grazie mille!", "no, that's all, thanks", "it works now, thank you",
    "Das war's, danke", "dank je wel", "muito obrigado", "ok", "thanks again ❤️",
  ])
  func freescout3049ThanksAreThanks(_ words: String) throws {
    let revision = try solved().revision
    #expect(revision.isFarewell(words, in: ["en", "de", "fr", "es", "it", "nl", "pt"]))
  }

  @Test(arguments: [
    "thanks but it is still broken", "thank you for nothing", "ok but no", "bye the way it leaks",
    "no thanks to you it works", "great, now it is worse", "👎", "thanks?? where is it", "and", "",
  ])
  func whatIsMoreThanThanksIsNot(_ words: String) throws {
    let revision = try solved().revision
    #expect(!revision.isFarewell(words, in: ["en", "de", "fr", "es", "it", "nl", "pt"]))
  }
}
