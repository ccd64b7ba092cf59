import Desk
import Documents
import FlowTesting
import Flows
import Knowledge
import Office
import Secrets
import Testing

/// What the bot does, as stories that can be played wherever it sits: at the Office, in a flow
/// test, in `flow chat`, and in the replay of what the Office recorded.
///
/// Each is about one rule of the room Bot; without the rule it comes out otherwise at all four.
struct BotStory: Sendable, CustomTestStringConvertible {
  let name: String
  var isStaffed = true
  var isOpen = true
  let deeds: [ChatStep.Deed]
  /// Where the conversation stands in the end.
  let stage: StageWord
  /// What the bot has said last.
  let last: String
  /// How many messages there were, all in all: what was not heard was not answered.
  let messages: Int64
  var more: @Sendable (Conversation) -> Bool = { _ in true }

  var testDescription: String { name }

  // MARK: The desk

  static let opening = Instant(milliseconds: 1_795_000_000_000)

  var plan: DeskPlan {
    let hours = OpeningHours.always
    return DeskPlan(
      queues: ["general", "orders"].map {
        QueuePlan(Identifier($0), title: "The \($0)", replyWithin: .seconds(86_400))
      }, hours: isOpen ? hours : hours.closed(until: Self.opening + .seconds(30 * 86_400)))
  }

  static let bot: BotPlan = {
    let names = DeskNames(queues: ["general", "orders"], articleCount: 1)
    let load: @Sendable ([UInt8]) -> Revision? = { _ in
      Revision.load(sources: sources, desk: names, digest: { SHA256.hash($0) }).revision
    }
    guard let revision = load([]), let article else {
      preconditionFailure("the stories' flows load")
    }
    return BotPlan(
      revision: revision, source: Array("stories".utf8), articles: KnowledgeIndex([article]),
      compile: load)
  }()

  static let article = Knowledge.Article.read(
    markdown: Array(
      """
      ---
      title: Descaling the kettle
      keywords: [kettle, scale, vinegar]
      language: en
      ---
      Fill the kettle with vinegar and water, boil it, and rinse it well.

      """.utf8), file: "descaling.md"
  ).article

  static let sources = [
    SourceFile(
      path: "flows/bot.yaml",
      text: """
        bot: storyteller
        entry: [{ flow: t }]
        on_event: { conversation.closed: { flow: survey } }
        commands:
          agent: { phrases: [agent], do: handoff, queue: general }
          stop: { phrases: [stop], do: end }

        """),
    SourceFile(
      path: "flows/t.flow.yaml",
      text: """
        flow: t
        vars:
          email:   { type: email, pii: true, from: customer.email }
          details: { type: text }
          ticket:  { type: record, fields: { id: text, reply_by: text } }
        sections:
          start:
            - menu: What is it?
              kb: false
              options:
                person:  { label: A person, goto: person }
                message: { label: A message, goto: message }
                bye:     { label: Nothing, goto: bye }
                left:    { label: I leave, goto: left }
                search:  { label: An article, goto: search }
          person:
            - ask: What happened?
              into: details
              kb: false
            - ask: Your address?
              into: email
              kb: false
            - handoff: { queue: orders, fields: [details, email] }
              say: "{{ handoff.queue }}, place {{ handoff.place }}."
              unavailable: nobody
          nobody:
            - say: Nobody is here.
            - end: captured
          message:
            - ask: Your address?
              into: email
              kb: false
            - ticket: { queue: general, subject: Call me, body: Please., requester: "{{ email }}" }
              into: ticket
              on_error: bye
            - say: "Saved as {{ ticket.id }}."
            - end: captured
          bye:
            - say: Bye.
            - end: resolved
          left:
            - say: So be it.
            - end: captured
          search:
            - ask: What are you looking for?
              into: details
              kb: false
            - suggest: { query: "{{ details }}", limit: 1, min_score: 0.1 }
              found: "This may help:"
              none: nobody
            - confirm: Did it help?
              yes: bye
              no: left

        """),
    SourceFile(
      path: "flows/survey.flow.yaml",
      text: """
        flow: survey
        vars: { score: { type: choice, values: [good, bad] } }
        sections:
          start:
            - menu: How was it?
              into: score
              kb: false
              options: { good: { label: Good, goto: good }, bad: { label: Bad, goto: bad } }
          good:
            - record: { csat: "{{ 5 }}" }
            - say: Thank you!
            - end: surveyed
          bad:
            - record: { csat: "{{ 1 }}" }
            - say: We are sorry.
            - end: surveyed

        """),
  ]
}

// MARK: - The stories

extension BotStory {
  private static let toPerson: [ChatStep.Deed] = [
    .tap("person"), .user("my kettle hums"), .user("ana@example.com"),
  ]
  private static let helped: [ChatStep.Deed] =
    toPerson + [.agent(.takes), .agent(.says("Done.")), .event("conversation.closed")]

  static let all: [BotStory] =
    [
      BotStory(
        name: "words to an agent do not reach the bot",
        deeds: toPerson + [.agent(.takes), .user("stop")],
        stage: .agent, last: "The orders, place 1.", messages: 8),
      BotStory(
        name: "who is handed over waits in the queue, and what was said of them is kept",
        deeds: toPerson, stage: .waiting, last: "The orders, place 1.", messages: 7
      ) {
        $0.category == "orders" && $0.contact.email == "ana@example.com"
          && $0.subject == "my kettle hums" && $0.queue == Identifier("orders")
      },
      BotStory(
        name: "nobody is called outside the opening hours", isOpen: false, deeds: toPerson,
        stage: .promised, last: "Nobody is here.", messages: 7),
      BotStory(
        name: "nobody is called where nobody is", isStaffed: false, deeds: toPerson,
        stage: .promised,
        last: "Nobody is here.", messages: 7),
      BotStory(
        name: "nobody takes it in time, and the flow says so",
        deeds: toPerson + [.wait(milliseconds: 301_000)], stage: .missed, last: "Nobody is here.",
        messages: 8),
      BotStory(
        name: "a flow that ends with nobody called promises a reply", deeds: [.tap("left")],
        stage: .promised, last: "So be it.", messages: 3),
      BotStory(
        name: "a flow that settles the matter ends it", deeds: [.tap("bye")], stage: .resolved,
        last: "Bye.", messages: 3),
      BotStory(
        name: "a ticket promises a reply and keeps its own words",
        deeds: [.tap("message"), .user("ana@example.com")], stage: .promised, last: "Saved as #1.",
        messages: 5
      ) {
        $0.contact.email == "ana@example.com" && $0.subject == "Call me"
          && $0.fields.contains(Field("details", "Please."))
      },
      BotStory(
        name: "who writes after a promise is heard",
        deeds: [.tap("left"), .user("one thing more")], stage: .promised,
        last: "Thank you, I've added that", messages: 5),
      BotStory(
        name: "a conversation that people close is followed by the survey", deeds: helped,
        stage: .resolved, last: "How was it?", messages: 9),
      BotStory(
        name: "an answer to the survey is kept as the rating", deeds: helped + [.tap("good")],
        stage: .resolved, last: "Thank you!", messages: 11
      ) { $0.rating?.score == 5 },
      BotStory(
        name: "words at a survey that are no answer call people back",
        deeds: helped + [.user("it hums again"), .user("hello?")], stage: .agent,
        last: "How was it?", messages: 11),
      BotStory(
        name: "people who took what was only promised are called back too",
        deeds: [
          .tap("left"), .agent(.takes), .agent(.says("Done.")), .event("conversation.closed"),
          .user("it hums again"), .user("hello?"),
        ], stage: .agent, last: "How was it?", messages: 7),
      BotStory(
        name: "who comes back after a survey goes to whom they had",
        deeds: helped + [.tap("bad"), .user("are you there?"), .wait(milliseconds: 301_000)],
        stage: .agent, last: "We are sorry.", messages: 12),
      BotStory(
        name: "what an agent gives back begins the flow they name",
        deeds: toPerson + [.agent(.takes), .agent(.returns(flow: "t"))], stage: .bot,
        last: "What is it?", messages: 8),
      BotStory(
        name: "who comes back to the bot alone is greeted by what they write",
        deeds: [.tap("bye"), .user("an article")], stage: .bot, last: "What are you looking for?",
        messages: 6),
      BotStory(
        name: "an article that helped is kept as one that did",
        deeds: [.tap("search"), .user("my kettle has scale"), .tap("yes")], stage: .resolved,
        last: "Bye.", messages: 8
      ) { $0.shown.first?.helped == true },
    ] + afterTheEnd

  /// From freescout 3049 and 2626, frappe/helpdesk 2228, libredesk 145 and ticketz 230: thanks
  /// reopened and lost the rating; a complaint was greeted like a newcomer.
  private static let afterTheEnd: [BotStory] = [
    BotStory(
      name: "thanks after people helped open nothing, and the survey still counts",
      deeds: helped + [.user("Perfect, thank you!"), .user("👍"), .tap("good")],
      stage: .resolved, last: "Thank you!", messages: 15
    ) { $0.rating?.score == 5 && $0.lastAgent != nil },
    BotStory(
      name: "a score that is typed after the end counts, and opens nothing",
      deeds: answered + [.user("thanks"), .user("5/5")], stage: .resolved,
      last: "You're welcome!", messages: 11
    ) { $0.rating?.score == 5 },
    BotStory(
      name: "thanks after the survey open nothing either",
      deeds: helped + [.tap("bad"), .user("you too, have a nice day")], stage: .resolved,
      last: "You're welcome!", messages: 13
    ) { $0.rating?.score == 1 },
    BotStory(
      name: "thanks after the bot helped leave it resolved",
      deeds: answered + [.user("thanks, bye")],
      stage: .resolved, last: "You're welcome!", messages: 10
    ) { $0.shown.first?.helped == true },
    BotStory(
      name: "who says that it is not solved after all goes on where that was asked",
      deeds: answered + [.user("wait, it is still not here")], stage: .promised,
      last: "So be it.", messages: 11
    ) { $0.shown.first?.helped == false },
    BotStory(
      name: "who may mean either is asked whether it is about the same",
      deeds: answered + [.user("the kettle is quite loud"), .user("yes")], stage: .promised,
      last: "So be it.", messages: 13),
    BotStory(
      name: "a promise that went by is called late when the customer writes",
      deeds: [.tap("left"), .wait(milliseconds: 2 * 86_400_000), .user("any news?")],
      stage: .promised, last: "We said we would reply by", messages: 5),
    BotStory(
      name: "and that once",
      deeds: [
        .tap("left"), .wait(milliseconds: 2 * 86_400_000), .user("any news?"), .user("please"),
      ], stage: .promised, last: "Thank you, I've added that", messages: 7),
    BotStory(
      name: "what is about something else begins anew with those words",
      deeds: answered + [.user("the kettle is quite loud"), .tap("no")], stage: .bot,
      last: "What is it?", messages: 12),
    BotStory(
      name: "another question begins anew", deeds: answered + [.user("I have another question")],
      stage: .bot, last: "What is it?", messages: 10),
    BotStory(
      name: "a person asked for after the end is told what was known",
      deeds: answered + [.user("agent")], stage: .waiting, last: "I'll get a person to help you.",
      messages: 10
    ) { $0.summary.contains("my kettle has scale") },
    BotStory(
      name: "who settles it themselves and takes it back in the survey goes on with the bot",
      deeds: [
        .tap("search"), .user("my kettle has scale"), .event("conversation.closed"),
        .user("no wait, it is still dirty"),
      ], stage: .bot, last: "Did it help?", messages: 10),
  ]

  private static let answered: [ChatStep.Deed] = [
    .tap("search"), .user("my kettle has scale"), .tap("yes"),
  ]
}
