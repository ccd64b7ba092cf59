import Desk
import Journal
import Rehearsal
import Testing
import Wire

@testable import Office

/// What comes from outside lands once, where it belongs, and is seen by people.
@Suite struct TakingInTests {
  private func letter(
    _ id: String, _ text: String, from user: String = "ana@example.com",
    into: Identifier<Conversation>? = nil
  ) -> Envelope {
    var envelope = Envelope(channel: "mail", externalUser: user, externalID: id, text: text)
    (envelope.name, envelope.email, envelope.into) = ("Ana", user, into)
    return envelope
  }

  private func takeIn(_ desk: RehearsedDesk, _ envelope: Envelope) throws -> Landing {
    try desk.errand { try $0.takeIn(envelope) }
  }

  private func words(_ desk: RehearsedDesk, _ id: Identifier<Conversation>) throws -> [String] {
    try desk.events(of: id).compactMap {
      guard case .said(let message) = $0, message.author == .customer else { return nil }
      return message.text
    }
  }

  private func conversation(_ landing: Landing) throws -> Identifier<Conversation> {
    guard case .landed(let id, _) = landing else {
      Issue.record("it did not land: \(landing)")
      throw Refusal(.invalid, "it did not land")
    }
    return id
  }

  @Test func aMessageBeginsAConversationOfItsChannelOnce() throws {
    let desk = try RehearsedDesk()
    let id = try conversation(try takeIn(desk, letter("m-1", "My parcel is late")))
    let opening = try #require(try desk.office.live(id)?.conversation.opening)
    #expect(opening.channel == "mail")
    #expect(try desk.office.live(id)?.conversation.contact.email == "ana@example.com")
    let count = try desk.events(of: id).count
    guard case .again(id, let seq) = try takeIn(desk, letter("m-1", "My parcel is late")) else {
      Issue.record("it landed twice")
      return
    }
    #expect(seq > 1)
    #expect(try desk.events(of: id).count == count)
    // Nor after a restart.
    try desk.restart()
    #expect(try takeIn(desk, letter("m-1", "My parcel is late")) == .again(id, seq: seq))
    #expect(try words(desk, id) == ["My parcel is late"])
  }

  @Test func listsSayWhereTheyWriteAndWhatCanBeSaidThereAlsoAfterARestart() throws {
    var plan = RehearsedDesk.plan()
    plan.channels = ["mail": "letters, no buttons"]
    let desk = try RehearsedDesk(plan: plan)
    let id = try conversation(try takeIn(desk, letter("m-1", "agent")))
    let there = Summary.Channel("mail", limits: "letters, no buttons")
    #expect(desk.office.lists.summaries[id]?.channel == there)
    try desk.restart()
    #expect(desk.office.lists.summaries[id]?.channel == there)
    // A channel that was taken out of the settings is still where they wrote.
    plan.channels = [:]
    let other = try RehearsedDesk(plan: plan)
    let old = try conversation(try takeIn(other, letter("m-1", "agent")))
    #expect(other.office.lists.summaries[old]?.channel == Summary.Channel("mail"))
  }

  @Test func whatAChannelWeighsIsKnownAfterARestartToo() throws {
    let desk = try RehearsedDesk(plan: RehearsedDesk.plan())
    let id = try conversation(try takeIn(desk, letter("m-1", "agent")))
    var plan = RehearsedDesk.plan()
    for place in plan.queues.indices { plan.queues[place].routing.weight.byChannel = ["mail": 3] }
    let ticket = OpenTicket(try #require(try desk.office.live(id)).conversation)
    #expect(plan.piece(of: ticket).weight == 3)
  }

  @Test func whoWritesAgainWritesIntoWhatTheyHaveUnderWay() throws {
    let desk = try RehearsedDesk()
    let id = try conversation(try takeIn(desk, letter("m-1", "agent")))
    #expect(try conversation(try takeIn(desk, letter("m-2", "It is urgent"))) == id)
    let other = try conversation(
      try takeIn(desk, letter("m-3", "Hello", from: "bob@example.com")))
    #expect(other != id)
    // The same name for a message on another channel is another message.
    var matrix = Envelope(
      channel: "matrix", externalUser: "ana@example.com", externalID: "m-1", text: "Hi")
    matrix.name = "Ana"
    #expect(try conversation(try takeIn(desk, matrix)) != id)
  }

  @Test func aLetterThatAnswersNothingBeginsAConversationOfItsOwn() throws {
    let desk = try RehearsedDesk()
    let id = try conversation(try takeIn(desk, letter("m-1", "agent")))
    var other = letter("m-2", "Something else")
    other.beginsAnew = true
    let second = try conversation(try takeIn(desk, other))
    #expect(second != id)
    guard case .again(second, _) = try takeIn(desk, other) else {
      Issue.record("it landed twice")
      return
    }
    #expect(try words(desk, second) == ["Something else"])
  }

  @Test func anAnswerGoesIntoTheConversationItAnswers() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    try ana.follow(id)
    #expect(try conversation(try takeIn(desk, letter("r-1", "By mail now", into: id))) == id)
    #expect(ana.transcript().contains { $0.contains("By mail now") })
    #expect(try desk.office.live(id)?.conversation.opening?.channel == "web")
  }

  @Test func aLongMessageIsSeveralAndNothingOfItIsLost() throws {
    let desk = try RehearsedDesk()
    let limit = desk.office.plan.textLimit
    let text = Array(repeating: "word", count: limit / 2).joined(separator: " ")
    let id = try conversation(try takeIn(desk, letter("m-1", text)))
    let said = try words(desk, id)
    #expect(said.count == 3)
    #expect(said.allSatisfy { $0.unicodeScalars.count <= limit })
    #expect(said.joined() == text)
  }

  @Test func aBlockedPersonIsRefusedAndAnEmptyMessageToo() throws {
    let desk = try RehearsedDesk()
    let id = try conversation(try takeIn(desk, letter("m-1", "Hello")))
    let customer = try #require(try desk.office.live(id)?.conversation.opening?.customer)
    try desk.errand { try $0.block(.customer(customer), reason: "abuse", until: nil, by: "o:x") }
    guard case .refused = try takeIn(desk, letter("m-2", "More")) else {
      Issue.record("a blocked person's words were taken in")
      return
    }
    #expect(
      try takeIn(desk, letter("m-9", "", from: "eve@example.com"))
        == .refused(Refusal(.invalid, "a message must say something")))
  }

  // MARK: People of another system

  private func waiting(_ desk: RehearsedDesk) throws -> (CustomerPlayer, Identifier<Conversation>) {
    let ana = try desk.customer()
    try ana.start()
    try ana.say("agent")
    let id = try #require(ana.conversation)
    try ana.follow(id)
    return (ana, id)
  }

  private func act(
    _ desk: RehearsedDesk, _ id: Identifier<Conversation>, _ name: String,
    _ deed: OutsideAct.Deed
  ) throws -> Landing {
    let act = OutsideAct(in: id, system: "rt", externalID: name, person: "Kim", deed)
    return try desk.errand { try $0.takeIn(act) }
  }

  @Test func anAnswerFromElsewhereReachesTheCustomerAndTheyAreServed() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    try maya.watch()
    let (ana, id) = try waiting(desk)
    guard case .landed(id, _) = try act(desk, id, "t-7", .answered("It left today.")) else {
      Issue.record("the answer did not land")
      return
    }
    #expect(ana.transcript().contains { $0.contains("It left today.") })
    #expect(maya.summaries.last { $0.conversation == id }?.owed.isPerson == false)
    let events = try desk.events(of: id).count
    guard case .again = try act(desk, id, "t-7", .answered("It left today.")) else {
      Issue.record("it landed twice")
      return
    }
    #expect(try desk.events(of: id).count == events)
    // What the customer then writes is owed by a person, and nobody there leaves it unseen.
    try ana.say("And the other parcel?")
    #expect(maya.summaries.last { $0.conversation == id }?.owed.isPerson == true)
    try desk.wait(.seconds(3600))
    let stage = try #require(try desk.office.live(id)).conversation.stage.word
    #expect([.waiting, .missed, .promised].contains(stage))
  }

  @Test func anAnswerFromElsewhereTakesNothingFromWhoHasIt() throws {
    let desk = try RehearsedDesk()
    let maya = try desk.agent("maya", "Maya Lind")
    let (ana, id) = try waiting(desk)
    try maya.do(.take, in: id)
    _ = try act(desk, id, "t-8", .answered("I looked it up."))
    #expect(ana.transcript().contains { $0.contains("I looked it up.") })
    let agent = try #require(maya.login)
    guard case .withAgent(let owner) = try desk.office.live(id)?.conversation.stage else {
      Issue.record("nobody has it")
      return
    }
    #expect(owner.id == agent)
    #expect(try maya.do(.say("There you are."), in: id) != .refused(.notYours, isFinal: true))
  }

  @Test func whatIsDoneElsewhereIsSeenHere() throws {
    let desk = try RehearsedDesk()
    let (_, id) = try waiting(desk)
    _ = try act(desk, id, "n-1", .noted("Called the depot."))
    _ = try act(desk, id, "p-1", .prioritised(.urgent))
    #expect(try desk.office.live(id)?.conversation.priority == .urgent)
    _ = try act(desk, id, "s-1", .resolved)
    #expect(try desk.office.live(id)?.conversation.stage == .resolved)
    _ = try act(desk, id, "s-2", .reopened)
    #expect(try desk.office.live(id)?.conversation.stage.word == .waiting)
    // Nothing to do is no mistake.
    guard case .landed = try act(desk, id, "s-3", .reopened) else {
      Issue.record("what was so already was refused")
      return
    }
  }
}
