import Testing

@testable import Desk

/// Whoever asked for a person stays open until a person has seen it: proved over every state that a
/// conversation can come to, by every command of everybody, not over samples.
///
/// From Rocket.Chat 2772 and 19062, zammad 4970 and papercups 857: a customer asked for an agent
/// while nobody was there, left at the form, and was resolved after a quarter of an hour.
@Suite struct OpenUntilSeenTests {
  /// All that the rules can look at of a conversation, but for moments and words.
  private struct Key: Hashable {
    let stage: StageWord
    let owner: Identifier<Agent>?
    let isAtFront: Bool
    let isPromised: Bool
    let owed: Owed.Word
    let hasQueue: Bool
    let lastAgent: Identifier<Agent>?
    let question: String?
    let isHeld: Bool
    let isOffered: Bool
    let hasChildren: Bool

    init(_ conversation: Conversation) {
      stage = conversation.stage.word
      var owner: Identifier<Agent>?
      var isAtFront = false
      if case .withAgent(let agent) = conversation.stage { owner = agent.id }
      if case .waiting(_, let front) = conversation.stage { isAtFront = front }
      self.owner = owner
      self.isAtFront = isAtFront
      isPromised = conversation.stage.replyBy != nil
      owed = conversation.owed.word
      hasQueue = conversation.queue != nil
      lastAgent = conversation.lastAgent?.id
      question = conversation.openOffer?.question
      isHeld = conversation.heldUntil != nil
      isOffered = conversation.offer != nil
      hasChildren = !conversation.children.isEmpty
    }
  }

  /// One command carried out somewhere.
  private struct Step {
    let from: Conversation
    let command: Command
    let principal: Principal
    let events: [Event]
    let to: Conversation

    var words: String { "\(principal.key) \(command) where \(from.stage): \(events)" }
  }

  private static let receptions: [Circumstances] = {
    let receptions: [Circumstances.Reception] = [
      .people, .agent(Scene.maya), .agent(Scene.kim),
      .nobody(.closed, replyBy: Scene.replyBy), .nobody(.empty, replyBy: Scene.replyBy),
    ]
    return receptions.flatMap { reception in
      [(false, false), (true, false), (false, true)].map { isSurveying, isFarewell in
        var one = Scene.desk()
        one.reception = reception
        one.isSurveying = isSurveying
        one.isFarewell = isFarewell
        return one
      }
    }
  }()

  private static let staffings: [Circumstances] = [nil, Absence.closed, .empty].map { absence in
    var one = Scene.desk()
    one.staffing = Circumstances.Staffing(
      absence: absence, replyBy: Scene.replyBy, names: ["Kim"])
    return one
  }

  /// All that the desk may be like, as far as the command depends on it.
  private static func circumstances(of command: Command) -> [Circumstances] {
    switch command {
    case .say, .choose, .fill, .reopen: receptions
    case .transfer, .escalate, .route: staffings
    case .start, .identify, .rate, .take, .note, .release, .resolve, .prioritise, .categorise,
      .speak, .record, .suggest, .judge, .handOver, .miss, .withdraw, .promise, .conclude,
      .giveBack, .vouch, .relay, .tag, .setFields, .decline, .follow, .hold, .wake, .link, .unlink,
      .merge,
      .split,
      .answerAll, .close, .macro, .offer, .lapse, .consider, .near, .breach, .notify,
      .sendTranscript, .lookUp, .noteLookUp:
      [Scene.desk()]
    }
  }

  private static let outcomes = ["resolved", "abandoned", "declined", "stopped", "captured", "odd"]

  private static let commands: [Command] =
    EveryCommand.allCases.map(\.command)
    + outcomes.map { .conclude(outcome: $0) } + [.link(.child, to: .number(2))]
    + Absence.allCases.flatMap { absence -> [Command] in
      [
        .miss(Scene.handoff, absence), .withdraw(absence),
        .promise(replyBy: Scene.replyBy, absence),
      ]
    } + Release.allCases.map { .giveBack($0) }
    + [
      .speak("Which?", Offer(question: "q", options: [Offer.Option(id: "a", label: "A")])),
      .speak(
        "Who?",
        Offer(
          question: "f",
          form: [
            Offer.FormField(id: "email", label: "E-mail", kind: "email", isRequired: true)
          ])),
    ]

  /// Every step from every state that can be reached, each once.
  private static let steps: [Step] = {
    var seen: Set<Key> = []
    var open = [Scene.given()]
    seen.insert(Key(open[0]))
    var steps: [Step] = []
    while let from = open.popLast() {
      for command in commands {
        for (_, principal) in Scene.principals {
          var outcomes: Set<String> = []
          for circumstances in circumstances(of: command) {
            guard
              let events = try? Scene.events(command, by: principal, from, circumstances),
              outcomes.insert("\(events)").inserted
            else { continue }
            var to = from
            for event in events {
              to.apply(event, at: Instant(milliseconds: (to.seq + 1) * 1000))
            }
            steps.append(
              Step(from: from, command: command, principal: principal, events: events, to: to))
            if seen.insert(Key(to)).inserted { open.append(to) }
          }
        }
      }
    }
    return steps
  }()

  @Test func theWalkComesToEveryStageAndTakesEveryCommand() {
    #expect(Set(Self.steps.map(\.to.stage.word)) == Set(StageWord.allCases))
    let taken = Set(Self.steps.map { EveryCommand($0.command) })
    // Ties and followers tell no two states apart: what ends them is tried in tests of its own. A
    // macro is the acts it stands for, only people of other systems relay, and this desk asks no
    // customer systems and sends no mail.
    let others: Set<EveryCommand> = [
      .start, .unlink, .unfollow, .macro, .relay, .lookUp, .sendTranscript,
    ]
    #expect(taken == Set(EveryCommand.allCases).subtracting(others))
    #expect(Self.steps.count > 1000)
  }

  /// No path, timer, silence, bot's end or survey.
  @Test func nothingEndsItButAPersonOrTheCustomersOwnWord() {
    for step in Self.steps where step.from.owed.isPerson && step.to.stage.word.isOver {
      switch step.principal {
      case .agent: #expect(step.events.contains { $0.isResolved(byAgent: true) }, "\(step.words)")
      case .customer:
        let ends = step.events.filter { if case .declined = $0 { false } else { true } }
        #expect(ends == [.resolved(.customer)], "\(step.words)")
      case .bot, .desk, .rule: Issue.record("\(step.words)")
      }
    }
  }

  /// What is owed is paid by an agent's words to the customer, by an end that counts, or by handing
  /// the customer back to the bot, which only a person does.
  @Test func theDebtIsPaidByAPersonOnly() {
    for step in Self.steps where step.from.owed.isPerson && !step.to.owed.isPerson {
      switch step.principal {
      case .agent:
        let pays = step.events.contains { event in
          switch event {
          case .said, .resolved, .transferred(_, .bot, _): true
          case .linked(let link): link.kind == .mergedInto
          default: false
          }
        }
        #expect(pays, "\(step.words)")
      case .customer: #expect(step.command == .resolve, "\(step.words)")
      case .bot, .desk, .rule: Issue.record("\(step.words)")
      }
    }
  }

  @Test func whoIsOwedAPersonStandsInAgentsLists() {
    for step in Self.steps {
      let (stage, owed) = (step.to.stage.word, step.to.owed)
      #expect(!owed.isPerson || stage.isOpen, "\(step.words)")
      switch stage {
      case .waiting, .missed, .promised: #expect(owed.isPerson, "\(step.words)")
      case .bot, .left, .resolved, .closed: #expect(!owed.isPerson, "\(step.words)")
      case .agent: break
      }
      #expect(step.to.course.stage == stage, "\(step.words)")
    }
  }

  /// Nobody stands where no agent could come to them.
  @Test func anAgentCanTakeWhoeverIsOwedAPerson() {
    for step in Self.steps where step.to.owed.isPerson && step.to.stage.word != .agent {
      let taken = Scene.outcome(.take, by: .agent(Scene.maya, .agent), step.to)
      guard case .success(let events) = taken else {
        Issue.record("\(step.words)")
        continue
      }
      #expect(events == [.taken(Scene.maya)])
    }
  }

  /// The first unanswered words count, whatever comes later.
  @Test func theMomentDoesNotMoveWhileAPersonIsOwed() {
    for step in Self.steps where step.from.owed.isPerson && step.to.owed.isPerson {
      guard !step.events.contains(where: { $0.isSaidByAgent }) else { continue }
      #expect(step.from.owed.since == step.to.owed.since, "\(step.words)")
    }
  }
}

extension Event {
  fileprivate func isResolved(byAgent: Bool) -> Bool {
    switch self {
    case .resolved(.agent): byAgent
    // It goes on in the ticket it was merged into.
    case .linked(let link): byAgent && link.kind == .mergedInto
    default: false
    }
  }

  fileprivate var isSaidByAgent: Bool {
    if case .said(let message) = self { message.author.agent != nil } else { false }
  }
}
