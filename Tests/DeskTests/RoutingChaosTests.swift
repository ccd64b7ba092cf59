import TestSupport
import Testing

@testable import Desk

/// Agents who come, go, take, decline and miss, and customers who come and leave, by chance: what
/// must hold of every offer holds after each of ten thousand steps.
@Suite struct RoutingChaosTests {
  @Test(arguments: QueueRouting.Mode.allCases)
  func nobodyIsOverloadedPassedOverOrIdle(_ mode: QueueRouting.Mode) {
    var day = RoutedDay(mode, Dice.fresh("routing"))
    for _ in 0..<10_000 {
      day.step()
      day.judge()
    }
    #expect(mode == .pull || day.offered > 1000, "SEED=\(day.dice.seed)")
    #expect(day.taken > 1000, "SEED=\(day.dice.seed)")
  }

  /// Over a long quiet day everybody gets their share, whatever they are called.
  @Test func workIsSharedEvenly() {
    let queue = Identifier<Queue>("q")
    let routing = Routing(
      [
        QueuePlan(
          queue, title: "Q", replyWithin: .seconds(60), routing: QueueRouting(mode: .offer))
      ], at: Instant(milliseconds: 0))
    var dice = Dice.fresh("share")
    var staff = (0..<7).map {
      AgentStanding(AgentName(Identifier("a\($0)"), name: "A\($0)"), capacity: 3)
    }
    var given: [String: Int] = [:]
    var open: [(agent: Int, ends: Int)] = []
    for minute in 0..<7000 {
      for done in open.filter({ $0.ends <= minute }) {
        staff[done.agent].work.remove(Workload.Piece(queue, weight: 1))
      }
      open.removeAll { $0.ends <= minute }
      let wait = Wait(
        Identifier("c\(minute)"), Workload.Piece(queue, weight: 1),
        since: Instant(milliseconds: 0))
      for match in routing.offers(to: [wait], among: staff) {
        let index = staff.firstIndex { $0.agent == match.agent } ?? 0
        staff[index].work.add(wait.piece)
        staff[index].lastAssigned = Instant(milliseconds: Int64(minute) * 60_000)
        given[match.agent.id.text, default: 0] += 1
        open.append((index, minute + 2 + dice.roll(8)))
      }
    }
    let (least, most) = (given.values.min() ?? 0, given.values.max() ?? 0)
    #expect(given.count == 7 && most - least <= most / 5, "SEED=\(dice.seed): \(given)")
  }
}

/// A day at a desk of three queues, without a record.
private struct RoutedDay {
  private(set) var dice: Dice
  private let mode: QueueRouting.Mode
  private let queues: [QueuePlan]
  private var now = Instant(milliseconds: 1_000_000)
  private var line: [Wait] = []
  private var staff: [AgentStanding]
  private var owned: [Identifier<Conversation>: (agent: Int, piece: Workload.Piece)] = [:]
  private var count = 0
  private(set) var offered = 0
  private(set) var taken = 0
  private static let skill = Identifier<Skill>("tax")

  init(_ mode: QueueRouting.Mode, _ dice: Dice) {
    self.dice = dice
    self.mode = mode
    let names = ["open", "skilled", "few"]
    queues = names.map { name in
      QueuePlan(
        Identifier(name), title: name, replyWithin: .seconds(60),
        agents: name == "few" ? [Identifier("a0"), Identifier("a1")] : nil,
        routing: QueueRouting(
          mode: mode, skills: name == "skilled" ? [Self.skill: 2] : [:],
          fallbackAfter: .seconds(40), limit: name == "open" ? 3 : nil))
    }
    staff = (0..<6).map { number in
      AgentStanding(
        AgentName(Identifier("a\(number)"), name: "A\(number)"),
        Qualification(
          skills: [Self.skill: number % 4], languages: number % 3 == 0 ? ["en"] : nil), capacity: 4)
    }
  }

  private var routing: Routing { Routing(queues, mostShare: 1_000_000, at: now) }

  mutating func step() {
    now = now + .milliseconds(200 + dice.roll(3000))
    switch dice.roll(8) {
    case 0, 1, 2: come()
    case 3: presence(of: dice.roll(staff.count))
    case 4: if !line.isEmpty { leave(dice.roll(line.count)) }
    case 5: if let id = owned.keys.sorted().first { finish(id) }
    default: race()
    }
    lapse()
    for match in routing.offers(to: line, among: staff) { offer(match) }
  }

  private mutating func come() {
    guard line.count < 60 else { return }
    count += 1
    let queue = queues[dice.roll(queues.count)]
    let piece = Workload.Piece(queue.id, weight: 1 + dice.roll(3))
    let wait = Wait(
      Identifier("c\(count)"), piece, language: ["en", "de"][dice.roll(2)], since: now)
    line.append(wait)
  }

  private mutating func presence(of agent: Int) {
    staff[agent].presence = [.there, .there, .away, .absent][dice.roll(4)]
    guard staff[agent].presence != .there else { return }
    for index in line.indices where line[index].offer?.agent == staff[agent].agent {
      withdraw(index, isDeclined: false)
    }
  }

  private mutating func offer(_ match: Routing.Match) {
    guard let place = line.firstIndex(where: { $0.conversation == match.conversation }),
      let agent = staff.firstIndex(where: { $0.agent == match.agent })
    else { return }
    #expect(
      line[place].offer == nil && mode.offers && !line[place].declinedBy.contains(match.agent.id),
      "SEED=\(dice.seed)")
    offered += 1
    line[place].offer = Conversation.StandingOffer(to: match.agent, until: now + .seconds(30))
    staff[agent].work.add(line[place].piece.within(staff[agent].capacity))
  }

  /// Several agents claim at once, what they are offered and what they are not.
  private mutating func race() {
    for _ in 0..<(1 + dice.roll(6)) where !line.isEmpty {
      let agent = dice.roll(staff.count)
      let own = line.firstIndex { $0.offer?.agent == staff[agent].agent }
      let place = own ?? dice.roll(line.count)
      if own != nil, dice.roll(3) == 0 {
        withdraw(place, isDeclined: true)
      } else {
        claim(place, agent)
      }
    }
  }

  private mutating func claim(_ place: Int, _ agent: Int) {
    let wait = line[place]
    let isOwn = wait.offer?.agent == staff[agent].agent
    guard staff[agent].presence == .there, isOwn || mode != .offer else { return }
    if !isOwn {
      var free = wait
      free.offer = nil
      let verdict = routing.verdict(on: staff[agent], for: free)
      guard verdict == .eligible || verdict == .skill || verdict == .language else { return }
      let limits = staff[agent].workLimits(in: queues.first { $0.id == wait.queue } ?? queues[0])
      guard limits.obstacle(to: wait.piece, beside: staff[agent].work) == nil else { return }
    }
    withdraw(place, isDeclined: false)
    line.remove(at: place)
    let piece = wait.piece.within(staff[agent].capacity)
    staff[agent].work.add(piece)
    staff[agent].lastAssigned = now
    #expect(owned[wait.conversation] == nil, "SEED=\(dice.seed): two have \(wait.conversation)")
    owned[wait.conversation] = (agent, piece)
    taken += 1
  }

  private mutating func withdraw(_ place: Int, isDeclined: Bool) {
    guard let offer = line[place].offer,
      let agent = staff.firstIndex(where: { $0.agent == offer.agent })
    else { return }
    staff[agent].work.remove(line[place].piece.within(staff[agent].capacity))
    line[place].offer = nil
    if isDeclined { line[place].declinedBy.insert(offer.agent.id) }
  }

  private mutating func lapse() {
    for place in line.indices where line[place].offer.map({ $0.until <= now }) == true {
      withdraw(place, isDeclined: true)
    }
  }

  private mutating func leave(_ place: Int) {
    withdraw(place, isDeclined: false)
    line.remove(at: place)
  }

  private mutating func finish(_ id: Identifier<Conversation>) {
    guard let (agent, piece) = owned.removeValue(forKey: id) else { return }
    staff[agent].work.remove(piece)
  }

  func judge() {
    for (number, agent) in staff.enumerated() {
      let held = owned.values.filter { $0.agent == number }.map(\.piece)
      let reserved = line.filter { $0.offer?.agent == agent.agent }.map {
        $0.piece.within(agent.capacity)
      }
      let total = (held + reserved).reduce(0) { $0 + $1.weight }
      #expect(total <= agent.capacity && total == agent.work.total, "SEED=\(dice.seed)")
      let ofOpen = (held + reserved).filter { $0.queue == queues[0].id }
      #expect(ofOpen.reduce(0) { $0 + $1.weight } <= 3, "SEED=\(dice.seed)")
    }
    #expect(routing.idle(line, among: staff).isEmpty, "SEED=\(dice.seed)")
  }
}
