import Desk
import Journal
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import Office

/// A day and a morning at the desk: 200 customers of 20 kinds, and three agents who have lunch and
/// lose their lines.
///
/// At every step every list agrees with every other and with the record; in the end nobody who
/// asked for a person is unseen.
@Suite struct DayTests {
  @Test(.chaos, arguments: [7, Dice.fresh("day").seed])
  func aDayAtTheDesk(seed: UInt64) throws {
    var day = try Day(seed: seed)
    try day.run()
    try day.expectEverybodySeen()
    #expect(day.shownPlaces > 50, "seed \(seed): nobody ever waited")
    #expect(day.compared > 1000, "seed \(seed): lists were hardly compared")
  }
}

/// The day itself.
private struct Day {
  private let desk: RehearsedDesk
  private let customers: [DayCustomer]
  private let agents: [DayAgent]
  private var dice: Dice
  private let seed: UInt64
  private let midnight: Instant
  private(set) var compared = 0
  private(set) var shownPlaces = 0

  private static let minute: Int64 = 60

  init(seed: UInt64) throws {
    self.seed = seed
    var dice = Dice(seed: seed)
    let hours = OpeningHours(
      weekly: Array(repeating: [540..<1020], count: 7), holidays: [], offset: { _ in 0 })
    let desk = try RehearsedDesk(
      plan: RehearsedDesk.plan(capacity: DayAgent.capacity, hours: hours))
    let midnight = Instant(
      milliseconds: desk.now.milliseconds / 86_400_000 * 86_400_000 + 86_400_000)
    desk.now = midnight
    self.desk = desk
    self.midnight = midnight
    customers = (0..<200).map { index in
      let kind = CustomerKind.allCases[index % CustomerKind.allCases.count]
      let comes = midnight + .seconds(Int64(kind.arrival(&dice)) * Self.minute)
      return DayCustomer(kind, desk, comes: comes, seed: dice.next())
    }
    agents = ["maya", "kim", "joe"].map { DayAgent($0, desk, seed: dice.next()) }
    self.dice = dice
  }

  mutating func run() throws {
    // Until the next day's noon: what the night brought is answered in the morning.
    let end = midnight + .seconds(36 * 3600)
    var minute = 0
    while desk.now < end {
      for _ in 0..<6 {
        try desk.wait(.seconds(9))
        try step()
      }
      try staff(minute % 1440)
      minute += 1
      // Words may wait a second before they are told, a line that was lost five.
      try desk.wait(.seconds(6))
      for agent in agents { agent.learn() }
      try compare()
    }
  }

  private func step() throws {
    for customer in customers {
      while let due = customer.due, due <= desk.now { try customer.act() }
    }
    for agent in agents { try agent.work() }
  }

  /// Who comes, goes, has lunch, and whose line is lost.
  private mutating func staff(_ minute: Int) throws {
    for (index, agent) in agents.enumerated() {
      switch minute {
      case 540: try agent.come()
      case 720 + index * 20: try agent.become(.away)
      case 740 + index * 20: try agent.become(.online)
      case 840 where index == 1: try agent.lose()
      case 842 where index == 1: try agent.comeBack()
      case 900: try agent.lose()
      case 901 + index * 2: try agent.comeBack()
      case 1020 + index * 3: try agent.lose()
      default:
        // Who was sent away for not answering says that they are back.
        if agent.isAway, minute % 30 == 0, !(720...790).contains(minute) {
          try agent.become(.online)
        }
      }
    }
  }

  // MARK: What must hold at every step

  private mutating func compare() throws {
    let truth = desk.office.lists.summaries
    for agent in agents where agent.isThere {
      #expect(Set(agent.list.keys) == Set(truth.keys), "seed \(seed) \(desk.now): \(agent.login)")
      for (id, summary) in truth where agent.list[id] != summary {
        Issue.record(
          "seed \(seed) \(desk.now): \(agent.login) has \(agent.list[id] as Any), not \(summary)")
      }
    }
    for (id, summary) in truth { try compare(id, summary) }
    for (index, place) in desk.office.waiting.line.places.enumerated() {
      try comparePlace(place.conversation, index + 1)
    }
  }

  /// What lists show is what the conversation's events add up to, and what its customer sees.
  private mutating func compare(_ id: Identifier<Conversation>, _ summary: Summary) throws {
    guard let live = try desk.office.live(id) else { return }
    let conversation = live.conversation
    compared += 1
    #expect(summary.stage == conversation.stage.word && summary.owed == conversation.owed)
    // Words alone are no news while nobody looks.
    let isWatched = agents.contains(where: \.isThere)
    #expect(!isWatched || summary.lastText == conversation.latest.text)
    #expect(
      summary.by == desk.plan.due(conversation.stage, conversation.queue, conversation.course))
    let isWaiting = desk.office.waiting.line.position(of: id) != nil
    #expect(isWaiting == (summary.stage == .waiting), "seed \(seed): the line and the list")
    guard let customer = customer(of: id), customer.player?.isOpen == true,
      customer.player?.conversation == id
    else { return }
    #expect(customer.stage == summary.stage, "seed \(seed) \(desk.now): \(customer.kind)")
    #expect(summary.isPresent)
  }

  private mutating func comparePlace(_ id: Identifier<Conversation>, _ position: Int) throws {
    guard let customer = customer(of: id), let player = customer.player, player.isOpen,
      player.conversation == id
    else { return }
    let shown = player.places.last { $0.conversation == id }
    shownPlaces += 1
    #expect(shown?.position == position, "seed \(seed) \(desk.now): \(customer.kind)")
  }

  private func customer(of id: Identifier<Conversation>) -> DayCustomer? {
    customers.first { $0.conversation == id }
  }

  // MARK: In the end

  func expectEverybodySeen() throws {
    var asked = 0
    for customer in customers where customer.hasAsked {
      for id in customer.conversations {
        let events = try desk.events(of: id)
        guard events.contains(where: { if case .queued = $0 { true } else { false } }) else {
          continue
        }
        asked += 1
        let isSeen = events.contains { event in
          switch event {
          case .said(let message): message.author.agent != nil
          case .resolved(.agent), .resolved(.customer): true
          default: false
          }
        }
        #expect(isSeen, "seed \(seed): \(customer.kind) \(id) was never seen")
        #expect(
          !customer.hasWaived || events.contains(.resolved(.customer)),
          "seed \(seed): \(customer.kind) did not want anybody any more")
      }
    }
    #expect(asked > 120, "seed \(seed): only \(asked) asked for a person")
    let left = desk.office.lists.summaries.values.filter { $0.owed.isPerson }
    #expect(left.isEmpty, "seed \(seed): \(left.map { "\($0.stage) \($0.lastText)" })")
  }
}
