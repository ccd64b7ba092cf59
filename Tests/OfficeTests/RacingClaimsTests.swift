import Desk
import Events
import Journal
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import Office

/// Ten thousand claims that race each other before the real desk, by agents who come, go, decline,
/// miss, give back and resolve: one winner each, nobody beyond their capacity, nobody idle.
@Suite(.chaos) struct RacingClaimsTests {
  @Test(arguments: QueueRouting.Mode.allCases)
  func oneWinsNobodyIsOverloadedAndNobodyIsIdle(_ mode: QueueRouting.Mode) throws {
    var race = try Race(mode, Dice.fresh("claims \(mode)"))
    while race.claims < 10_000 { try race.step() }
    try race.judgeRecord()
    #expect(race.won > 100, "SEED=\(race.dice.seed)")
  }
}

/// A desk where everybody claims at once.
private struct Race {
  private(set) var dice: Dice
  private let desk: RehearsedDesk
  private var agents: [AgentPlayer] = []
  private var customers: [CustomerPlayer] = []
  private(set) var claims = 0
  private(set) var won = 0
  private static let capacity = 3

  init(_ mode: QueueRouting.Mode, _ dice: Dice) throws {
    self.dice = dice
    var plan = RehearsedDesk.plan(capacity: Self.capacity)
    for index in plan.queues.indices {
      plan.queues[index].routing = QueueRouting(
        mode: mode, weight: WorkWeight(1, byPriority: [.urgent: 2]))
    }
    plan.acceptWithin = .seconds(86_400)
    desk = try RehearsedDesk(plan: plan)
    agents = try (0..<6).map { try desk.agent("a\($0)", "A\($0)") }
    customers = try (0..<24).map { number in
      let customer = try desk.customer("c\(number)")
      try customer.start()
      return customer
    }
  }

  mutating func step() throws {
    switch dice.roll(12) {
    case 0: try desk.wait(.seconds(dice.roll(40)))
    case 1: try presence()
    case 2: try cut()
    case 3, 4, 5: try ask()
    default: try race()
    }
    judge()
  }

  private mutating func presence() throws {
    let agent = agents[dice.roll(agents.count)]
    guard let caller = agent.caller else { return }
    try desk.turn([.status(caller, dice.roll(3) == 0 ? .away : .online)])
  }

  private mutating func cut() throws {
    let index = dice.roll(agents.count)
    try desk.turn([desk.leave(agents[index])])
    try desk.wait(.seconds(dice.roll(5)))
    let token = try #require(agents[index].token)
    agents[index] = try desk.comeBack(token: token, agents[index].name)
  }

  /// Somebody wants a person, whether they had one before or not.
  private mutating func ask() throws {
    let customer = customers[dice.roll(customers.count)]
    if dice.roll(6) == 0 { try customer.do(.resolve) }
    try customer.say("agent")
  }

  /// Up to forty claims, and some who give up what they have, in one turn.
  private mutating func race() throws {
    var arrivals: [Arrival] = []
    var asked: [(agent: AgentPlayer, cid: CommandID)] = []
    for _ in 0...dice.roll(40) {
      let agent = agents[dice.roll(agents.count)]
      let id = customers[dice.roll(customers.count)].conversation
      let cid = desk.freshCID()
      let deed: Command
      switch dice.roll(14) {
      case 0: deed = .decline(reason: nil)
      case 1: deed = .release
      case 2: deed = .resolve
      case 3: deed = .prioritise(dice.roll(2) == 0 ? .urgent : .normal)
      default:
        deed = .take
        claims += 1
        asked.append((agent, cid))
      }
      let isNameless = deed == .take && dice.roll(3) == 0
      arrivals.append(try agent.order(deed, cid: cid, in: isNameless ? nil : id))
    }
    try desk.turn(arrivals)
    for (agent, cid) in asked { if case .done = agent.outcome(of: cid) { won += 1 } }
  }

  private func judge() {
    let office = desk.office
    for (login, member) in office.staff.members {
      #expect(
        member.work.total <= Self.capacity && member.conversations.count <= Self.capacity,
        "SEED=\(dice.seed): \(login)")
    }
    #expect(office.idleBesideWaiting().isEmpty, "SEED=\(dice.seed)")
  }

  /// By the record alone: nobody is taken from whoever has them, and only who waits is offered.
  func judgeRecord() throws {
    let findings = try Inspection.verify(Database(path: desk.folder.record, mode: .reading))
    #expect(findings.faults == [])
    for customer in customers {
      let id = try #require(customer.conversation)
      var conversation = Conversation(id: id)
      for kept in try desk.entries(of: id) {
        let event = try EventText.recorded(kept.body)
        if case .taken = event, case .withAgent(let owner) = conversation.stage {
          Issue.record("SEED=\(dice.seed): taken from \(owner)")
        }
        if case .offered(let agent, _) = event {
          #expect(conversation.stage.word == .waiting && conversation.offer == nil)
          #expect(!conversation.declinedBy.contains(agent.id), "SEED=\(dice.seed)")
        }
        conversation.apply(event, at: kept.at)
      }
    }
  }
}
