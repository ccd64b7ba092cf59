import Desk
import FlowTesting
import Flows
import Knowledge
import Office
import Rehearsal
import Secrets
import Testing
import Wire

/// Tests of flows are played on a stage without a desk. What the bot says there it says at the real
/// desk too: the same random talks, led at both.
struct ParityTests {
  private static let words = [
    "hello", "my parcel is late and does not move", "AB-123456", "yes", "no", "agent", "back",
    "start over", "sam@example.com", "the lamp hums all night", "purple", "thanks", "stop", "4",
    "skip", "refund", "there is smoke", "help", "can I talk to a human please",
  ]

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func theBotSaysTheSameAtTheDeskAndOnTheStage(seed: UInt64) throws {
    var talk = try Pair(Shop.bot, isStaffed: seed % 3 != 0)
    try lead(&talk, Self.words, seed)
  }

  /// A flow with a service that answers, fails, says something else, or never answers.
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func servicesAreTheSameAtTheDeskAndOnTheStage(seed: UInt64) throws {
    var chance = Chance(state: seed &* 977)
    let answers = (1...40).map { number in
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: ServiceAnswer(.response(status: 500, body: .null))
      case 1: ServiceAnswer(.failure("no route"))
      // Longer than anybody waits.
      case 2: ServiceAnswer(.response(status: 201, body: .null), after: 3_600_000)
      default: ServiceAnswer(.response(status: 201, body: ["number": .string("R-\(number)")]))
      }
    }
    var talk = try Pair(Shop.workshop, isStaffed: seed % 3 != 0, answers: answers)
    try lead(
      &talk,
      ["lamp", "radio", "ana@example.com", "sam@example.com", "yes", "no", "back", "hello"],
      seed)
  }

  private func lead(_ talk: inout Pair, _ words: [String], _ seed: UInt64) throws {
    var chance = Chance(state: seed)
    var deeds: [String] = []
    for _ in 1...30 {
      deeds.append(try talk.doSomething(&chance, words))
      let (desk, stage) = try talk.heard()
      try #require(desk == stage, "seed \(seed): \(deeds.joined(separator: " / "))")
    }
    #expect(talk.stage.lines.count > 15)
  }

  /// Knuth's numbers: the same walk for a seed on every machine.
  struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 32) | (state << 32)
    }
  }
}

/// One talk at two places.
private struct Pair {
  private let desk: RehearsedDesk
  private let ana: CustomerPlayer
  private let maya: AgentPlayer?
  var stage: Tryout

  init(_ bot: BotPlan, isStaffed: Bool, answers: [ServiceAnswer] = []) throws {
    // No agent of these talks ever answers: what becomes of that is the desk's, not the bot's.
    let plan = DeskPlan(
      queues: RehearsedDesk.plan().queues.map {
        QueuePlan(
          $0.id, title: $0.title, answerWithin: .seconds(86_400), replyWithin: $0.replyWithin)
      })
    desk = try RehearsedDesk(plan: plan, bot: bot)
    var left = answers[...]
    desk.service = { _, _, _ in
      guard let answer = left.popFirst(), answer.after == 0 else { return nil }
      switch answer.content {
      case .response(let status, let body): return .response(status: status, body: body)
      case .failure(let reason): return .failed(reason)
      }
    }
    maya = isStaffed ? try desk.agent("maya", "Maya") : nil
    ana = try desk.customer()
    var world = World(desk.plan)
    world.now = desk.now.milliseconds
    world.language = "en"
    for queue in desk.plan.queues { world.agents[queue.id.text] = isStaffed ? 1 : 0 }
    world.shelf.index = bot.articles
    world.answers = answers
    stage = Tryout(bot.revision, world: world)
    try ana.start()
    try stage.open()
  }

  /// What the bot has said at either place.
  func heard() throws -> ([String], [String]) {
    let told = ana.transcript().filter { $0.hasPrefix("bot: ") }
    let said = stage.lines.compactMap { line in
      if case .bot(let say) = line { "bot: \(say.text)" } else { nil }
    }
    return (told.map(waitless), said.map(waitless))
  }

  /// Without the wait, which the desk learns from those who waited before.
  private func waitless(_ line: String) -> String {
    guard let range = line.firstRange(of: "wait") else { return line }
    return String(line[..<range.lowerBound])
  }

  mutating func doSomething(
    _ chance: inout ParityTests.Chance, _ words: [String]
  ) throws -> String {
    switch Int.random(in: 0..<10, using: &chance) {
    case 0..<5:
      let said = words[Int.random(in: 0..<words.count, using: &chance)]
      try ana.say(said)
      try stage.say(said)
      return said
    case 5..<7: return try press(&chance)
    case 7:
      let minutes = Int64.random(in: 1...12, using: &chance)
      try desk.wait(.seconds(minutes * 60))
      try stage.wait(milliseconds: minutes * 60_000)
      return "\(minutes) minutes"
    case 8: return try fill()
    default: return try agent(&chance)
    }
  }

  private mutating func press(_ chance: inout ParityTests.Chance) throws -> String {
    guard let offer = ana.lastOffer, let question = offer.question,
      let option = offer.options.randomElement(using: &chance)
    else { return "nothing to press" }
    let outcome = try ana.do(.choose(option: option.id, question: question))
    try atBoth("pressing \(option.id)", outcome) { stage throws(TryoutFault) in
      try stage.tap(option.id)
    }
    return "presses \(option.id)"
  }

  private mutating func fill() throws -> String {
    guard let offer = ana.lastOffer, let question = offer.question, !offer.form.isEmpty else {
      return "nothing to fill in"
    }
    let fields = ["email": "sam@example.com", "details": "the lamp hums"]
    let outcome = try ana.do(
      .fill(fields.sorted { $0.key < $1.key }.map { Field($0.key, $0.value) }, question: question))
    try atBoth("filling in", outcome) { stage throws(TryoutFault) in try stage.fill(fields) }
    return "fills in"
  }

  private mutating func agent(_ chance: inout ParityTests.Chance) throws -> String {
    guard let maya else { return "nobody there" }
    let conversation = try #require(ana.conversation)
    switch stage.standing {
    case .waiting, .missed, .promised:
      let outcome = try maya.do(.take, in: conversation)
      try atBoth("taking", outcome) { stage throws(TryoutFault) in try stage.agentTakes() }
      return "Maya takes it"
    case .agent:
      if Bool.random(using: &chance) {
        try maya.do(.resolve, in: conversation)
        try stage.happen("conversation.closed")
        return "Maya resolves it"
      }
      try maya.do(.transfer(to: .bot(flow: nil), note: nil), in: conversation)
      try stage.agentReturns()
      return "Maya returns it"
    case .bot, .left, .resolved, .closed: return "nothing for Maya"
    }
  }

  /// What the desk refuses cannot be done on the stage, and the other way round.
  private mutating func atBoth(
    _ what: String, _ outcome: Player.Outcome, _ deed: (inout Tryout) throws(TryoutFault) -> Void
  ) throws {
    var isRefused = false
    do throws(TryoutFault) { try deed(&stage) } catch { isRefused = true }
    if case .refused = outcome {
      #expect(isRefused, "\(what) is refused at the desk, not on the stage")
    } else {
      #expect(!isRefused, "\(what) is refused on the stage, not at the desk")
    }
  }
}
