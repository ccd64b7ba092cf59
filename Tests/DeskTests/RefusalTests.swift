import Testing

@testable import Desk

/// Each way in which a command is refused, and the nearest command that is not.
@Suite struct RefusalTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let what: String
    let command: Command
    let principal: Principal
    let conversation: Conversation
    let code: Refusal.Code?

    var testDescription: String { what }

    init(
      _ what: String, _ command: Command, by principal: Principal, _ conversation: Conversation,
      _ code: Refusal.Code?
    ) {
      self.what = what
      self.command = command
      self.principal = principal
      self.conversation = conversation
      self.code = code
    }
  }

  private static let ana = Principal.customer(Scene.ana)
  private static let maya = Principal.agent(Scene.maya, .agent)
  private static let ruth = Principal.agent(
    AgentName(Identifier("ruth"), name: "Ruth"), .supervisor)
  private static let begun = Scene.given()
  private static let asked = Scene.given(Scene.question)
  private static let form = Scene.given(Scene.form)
  private static let waits = Scene.given(.queued(Scene.handoff))
  private static let mayas = Scene.given(.queued(Scene.handoff), .taken(Scene.maya))
  private static let promised = Scene.given(.promised(replyBy: Scene.replyBy, .empty))
  private static let over = Scene.given(.resolved(.customer))
  private static let wasMayas = Scene.given(
    .queued(Scene.handoff), .taken(Scene.maya), .resolved(.agent(Scene.maya)))
  private static func letters(_ count: Int) -> String { String(repeating: "é", count: count) }

  static let customers = [
    Case("a word of the limit's length", .say(letters(100)), by: ana, begun, nil),
    Case("a word longer than the limit", .say(letters(101)), by: ana, begun, .tooLong),
    Case("nothing but spaces", .say(" \n\t\u{3000}"), by: ana, begun, .invalid),
    Case("a NUL", .say("a\u{0}"), by: ana, begun, .invalid),
    Case("a button of no question", .choose(option: "a", question: "q"), by: ana, begun, .stale),
    Case(
      "a button that is not there", .choose(option: "z", question: "q"), by: ana, asked, .invalid),
    Case("a form for a question", .fill([], question: "q"), by: ana, asked, .stale),
    Case("another form", .fill([], question: "g"), by: ana, form, .stale),
    Case(
      "a form without what it needs", .fill([Field("phone", "1")], question: "f"), by: ana, form,
      .invalid),
    Case(
      "a form without what it can spare", .fill([Field("email", "a@b")], question: "f"), by: ana,
      form, nil),
    Case(
      "a form with a field of its own",
      .fill([Field("email", "a@b"), Field("x", "y")], question: "f"),
      by: ana, form, .invalid),
    Case(
      "a form that says too much", .fill([Field("email", letters(101))], question: "f"), by: ana,
      form, .tooLong),
    Case("neither name nor address", .identify(name: nil, email: nil), by: ana, begun, .invalid),
    Case("an empty name", .identify(name: "", email: nil), by: ana, begun, .invalid),
    Case("a name of 254", .identify(name: letters(254), email: nil), by: ana, begun, nil),
    Case("a name of 255", .identify(name: letters(255), email: nil), by: ana, begun, .invalid),
    Case("a name of two lines", .identify(name: "A\nB", email: nil), by: ana, begun, .invalid),
    Case(
      "an address that steers a screen", .identify(name: nil, email: "\u{9B}2J"), by: ana, begun,
      .invalid),
    Case("a rating before the end", .rate(score: 5, comment: nil), by: ana, begun, .notResolved),
    Case("no stars", .rate(score: 0, comment: nil), by: ana, over, .invalid),
    Case("six stars", .rate(score: 6, comment: nil), by: ana, over, .invalid),
    Case("one star", .rate(score: 1, comment: nil), by: ana, over, nil),
    Case(
      "a comment that is too long", .rate(score: 5, comment: letters(101)), by: ana, over, .tooLong),
    Case("resolving twice", .resolve, by: ana, over, .resolved),
    Case("reopening what is open", .reopen, by: ana, waits, .notResolved),
    Case("beginning again", .start(language: "en", page: nil), by: ana, begun, .notFound),
  ]

  static let agents = [
    Case("taking what the bot has", .take, by: ruth, begun, .notWaiting),
    Case("taking what is promised", .take, by: maya, promised, nil),
    Case("taking what is over", .take, by: ruth, over, .resolved),
    Case("taking what is one's own", .take, by: maya, mayas, .alreadyTaken),
    Case("speaking before taking", .say("hi"), by: maya, waits, .notYours),
    Case("speaking after the end", .say("hi"), by: maya, wasMayas, .resolved),
    Case("speaking in another's", .say("hi"), by: ruth, mayas, .notYours),
    Case("a note in another's", .note("odd"), by: ruth, mayas, nil),
    Case("a note without words", .note(" "), by: maya, mayas, .invalid),
    Case("a note of no width", .note("\u{200B}\u{FEFF}\u{2060}"), by: maya, mayas, .invalid),
    Case("a note of marks that show nothing", .note("\u{202E}\u{3164}"), by: maya, mayas, .invalid),
    Case("a note of one picture", .note("\u{1F44D}\u{FE0F}"), by: maya, mayas, nil),
    Case("a note that is too long", .note(letters(101)), by: maya, mayas, .tooLong),
    Case("giving back what waits", .release, by: maya, waits, .notYours),
    Case(
      "passing on what waits", .transfer(to: .queue(Scene.orders), note: nil), by: maya, waits,
      .notYours),
    Case(
      "passing on to oneself", .transfer(to: .agent(Scene.maya.id), note: nil), by: maya, mayas,
      .invalid),
    Case(
      "passing on with an empty note", .transfer(to: .queue(Scene.orders), note: ""), by: maya,
      mayas,
      .invalid),
    Case(
      "passing on to the bot", .transfer(to: .bot(flow: "triage"), note: nil), by: maya, mayas, nil),
    Case("resolving what waits", .resolve, by: maya, waits, .notYours),
    Case("resolving another's", .resolve, by: .agent(Scene.kim, .agent), mayas, .notYours),
    Case("resolving another's as a supervisor", .resolve, by: ruth, mayas, nil),
    Case("resolving twice", .resolve, by: maya, wasMayas, .resolved),
    Case("reopening what is open", .reopen, by: maya, mayas, .notResolved),
    Case("an empty category", .categorise(""), by: maya, mayas, .invalid),
    Case("a category of 64", .categorise(letters(64)), by: maya, mayas, nil),
    Case("a category of 65", .categorise(letters(65)), by: maya, mayas, .invalid),
    Case("a category of two lines", .categorise("a\nb"), by: maya, mayas, .invalid),
    Case("ranking what waits", .prioritise(.urgent), by: maya, waits, nil),
  ]

  static let desks = [
    Case("calling a person twice", .handOver(Scene.handoff), by: .bot, waits, .notWaiting),
    Case(
      "calling a person while one is there", .handOver(Scene.handoff), by: .bot, mayas, .notWaiting),
    Case(
      "calling a person for who was promised a reply", .handOver(Scene.handoff), by: .bot, promised,
      nil),
    Case("withdrawing what does not wait", .withdraw(.empty), by: .bot, begun, .notWaiting),
    Case(
      "promising twice", .promise(replyBy: Scene.replyBy, .empty), by: .bot, promised, .notWaiting),
    Case(
      "promising while a person is there", .promise(replyBy: Scene.replyBy, .empty), by: .bot,
      mayas, .notWaiting),
    Case(
      "the desk promising what does not wait", .promise(replyBy: Scene.replyBy, .empty), by: .desk,
      begun, .notAllowed),
    Case(
      "the desk promising what waits", .promise(replyBy: Scene.replyBy, .empty), by: .desk, waits,
      nil),
    Case("giving back what nobody has", .giveBack(.vanished), by: .desk, waits, .notAllowed),
    Case("reopening what is open", .reopen, by: .desk, waits, .notResolved),
    Case("the bot taking", .take, by: .bot, waits, .notAllowed),
    Case("the desk speaking", .say("hi"), by: .desk, begun, .notAllowed),
  ]

  @Test(arguments: customers + agents + desks)
  func whatIsRefusedIsRefusedForItsReason(_ one: Case) {
    #expect(Scene.refusal(one.command, by: one.principal, one.conversation) == one.code)
  }

  /// A refusal is read by a person, and a second try of the same can never help.
  @Test(arguments: customers + agents + desks)
  func everyRefusalSaysWhyAndIsFinal(_ one: Case) throws {
    let outcome = Scene.outcome(one.command, by: one.principal, one.conversation)
    guard case .failure(let refusal) = outcome else { return }
    #expect(!refusal.why.isEmpty)
    #expect(!refusal.mayRetry && refusal.retryAfter == nil)
  }

  @Test func whoHasTakenIsNamedToWhoComesLate() {
    let late = Scene.outcome(.take, by: .agent(Scene.kim, .agent), Self.mayas)
    #expect(late == .failure(Refusal(.alreadyTaken, "Maya Lind has this conversation")))
    let own = Scene.outcome(.take, by: Self.maya, Self.mayas)
    #expect(own == .failure(Refusal(.alreadyTaken, "you have this conversation")))
  }

  @Test func nobodyGetsMoreThanTheyCanHold() {
    let full = Scene.desk(openWork: 2)
    let last = Scene.desk(openWork: 1)
    for (command, conversation) in [
      (Command.take, Self.waits), (.take, Self.promised),
      (.transfer(to: .agent(Scene.kim.id), note: nil), Self.mayas), (.reopen, Self.wasMayas),
    ] {
      #expect(Scene.refusal(command, by: Self.maya, conversation, full) == .atCapacity)
      #expect(Scene.refusal(command, by: Self.maya, conversation, last) == nil)
    }
  }
}
