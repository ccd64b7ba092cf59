import Desk
import Events
import JSON
import Journal
import Rehearsal
import Secrets
import TestSupport
import Testing
import Wire

@testable import Journal
@testable import Office

/// Thousands of commands by chance, with restarts, full disks, lost answers and vanished agents;
/// then the record, what everybody was told, and every acknowledgement must agree.
@Suite(.chaos) struct ChaosTests {
  @Test(arguments: [UInt64(17_189_226_517_461_408_546), UInt64.random(in: 0 ... .max)])
  func whateverHappensTheRecordTheAnswersAndTheTranscriptsAgree(_ seed: UInt64) throws {
    print("chaos seed \(seed)")
    var chaos = try Chaos(seed: seed)
    while chaos.commands < 5000 { try chaos.step() }
    try chaos.comeToRest()
    try chaos.judge()
  }
}

/// A shop on a bad day.
private struct Chaos {
  private var chance: Dice
  private let desk: RehearsedDesk
  private let moody: Moody
  private let file: SQLiteRecord
  private var customers: [CustomerPlayer] = []
  private var agents: [AgentPlayer] = []
  private(set) var commands = 0
  /// Every acknowledgement, by author and cid: where, and what was asked.
  private var acked: [String: (conversation: Identifier<Conversation>, seq: Int64, deed: Command)] =
    [:]
  private var asked: [CommandID: Command] = [:]
  /// What was refused for good.
  private var denied: Set<String> = []
  /// Commands whose answer was lost or that were to come again.
  private var unanswered:
    [(client: Player, cid: CommandID, deed: Command, id: Identifier<Conversation>?)] =
      []
  private static let capacity = 3

  init(seed: UInt64) throws {
    chance = Dice(seed: seed)
    var made: (Moody, SQLiteRecord)?
    desk = try RehearsedDesk(plan: RehearsedDesk.plan(capacity: Self.capacity)) { file in
      let moody = Moody(file)
      made = (moody, file)
      return moody
    }
    (moody, file) = try #require(made)
    agents = try ["maya", "kim", "ruth", "jon"].map {
      try desk.agent($0, $0.capitalized, role: $0 == "ruth" ? .supervisor : .agent)
    }
    for agent in agents { try agent.watch() }
  }

  // MARK: A step

  mutating func step() throws {
    moody.isFull = chance.roll(25) == 0
    switch chance.roll(40) {
    case 0: try restart()
    case 1: try cut()
    case 2: try desk.wait(.seconds(chance.roll(90)))
    case 3: try desk.wait(.milliseconds(chance.roll(1500)))
    case 4...6: try newcomer()
    default: try turn()
    }
    judgeWork()
  }

  /// E3, after every turn: within one, a seat may be given up and taken in either order of writing.
  private func judgeWork() {
    var work: [Identifier<Agent>: Int] = [:]
    for shown in desk.office.lists.summaries.values where shown.stage == .agent {
      if let agent = shown.agent { work[agent.id, default: 0] += 1 }
    }
    for (agent, count) in work {
      #expect(count <= Self.capacity, "E3: \(agent) has \(count)")
      #expect(count == desk.office.staff.open(agent))
    }
  }

  private mutating func restart() throws {
    moody.isFull = false
    try desk.restart()
    for index in customers.indices { try comeBack(customer: index) }
    for index in agents.indices { try comeBack(agent: index) }
    try sendAgain()
  }

  private mutating func cut() throws {
    if chance.roll(2) == 0 {
      let index = chance.roll(agents.count)
      try desk.turn([desk.leave(agents[index])])
      if chance.roll(2) == 0 { try desk.wait(.seconds(chance.roll(120))) }
      try comeBack(agent: index)
    } else if !customers.isEmpty {
      let index = chance.roll(customers.count)
      try desk.turn([desk.leave(customers[index])])
      try comeBack(customer: index)
    }
    moody.isFull = false
    try sendAgain()
  }

  private mutating func comeBack(customer index: Int) throws {
    let old = customers[index]
    let client = try desk.customer(token: old.token)
    if old.isOpen { try desk.turn([desk.leave(old)]) }
    adopt(old, by: client)
    client.conversation = old.conversation
    if let id = old.conversation { try client.follow(id) }
    replace(old, by: client)
    customers[index] = client
  }

  private mutating func comeBack(agent index: Int) throws {
    let old = agents[index]
    let client = try desk.comeBack(token: try #require(old.token), old.name)
    adopt(old, by: client)
    for id in old.told.keys { try client.follow(id) }
    try client.watch()
    replace(old, by: client)
    agents[index] = client
  }

  private func adopt(_ old: Player, by client: Player) {
    for (id, events) in old.told { client.adopt(events, of: id) }
  }

  private mutating func replace(_ old: Player, by client: Player) {
    for index in unanswered.indices where unanswered[index].client === old {
      unanswered[index].client = client
    }
  }

  private mutating func newcomer() throws {
    guard customers.count < 40 else { return try turn() }
    moody.isFull = false
    let client = try desk.customer()
    let cid = desk.freshCID()
    try client.start(cid: cid)
    asked[cid] = .start(language: "en", page: nil)
    commands += 1
    customers.append(client)
    note(client)
  }

  /// Several clients ask at once.
  private mutating func turn() throws {
    guard !customers.isEmpty else { return try newcomer() }
    var arrivals: [Arrival] = []
    var senders: [Player] = []
    for _ in 0...chance.roll(12) {
      let isCustomers = chance.roll(3) > 0
      let customer = customers[chance.roll(customers.count)]
      let agent = agents[chance.roll(agents.count)]
      let client: Player = isCustomers ? customer : agent
      guard let (deed, id) = isCustomers ? customersDeed(customer) : try agentsDeed(agent) else {
        continue
      }
      let cid = desk.freshCID()
      asked[cid] = deed
      commands += 1
      arrivals.append(try client.order(deed, cid: cid, in: id))
      // Impatient clients send twice; some lose the answer.
      if chance.roll(10) == 0 { arrivals.append(try client.order(deed, cid: cid, in: id)) }
      if chance.roll(10) == 0 { unanswered.append((client, cid, deed, id)) }
      senders.append(client)
    }
    try desk.turn(arrivals)
    for client in senders { note(client) }
    try sendAgain()
  }

  /// Every client sends again what must come again, oldest first, as long as there is room.
  private mutating func sendAgain() throws {
    guard !moody.isFull else { return }
    let again = unanswered
    unanswered = []
    for (client, cid, deed, id) in again where client.isOpen {
      try desk.turn([try client.order(deed, cid: cid, in: id)])
      note(client)
    }
  }

  private mutating func customersDeed(_ client: CustomerPlayer) -> (
    Command, Identifier<Conversation>?
  )? {
    let words = [
      "agent", "My parcel is late", "ab-123456", "no", "yes", "ana@example.com", "stop", "back",
      "start over", "5", "the lamp flickers and hums \(chance.roll(1000))", "help", "\u{202E}evil",
      "4 - Happy", "skip",
    ]
    switch chance.roll(10) {
    case 0: return (.resolve, nil)
    case 1: return (.reopen, nil)
    case 2: return (.identify(name: "Ana", email: nil), nil)
    case 3: return (.rate(score: 1 + chance.roll(5), comment: nil), nil)
    case 4, 5:
      guard let offer = client.lastOffer, let question = offer.question, !offer.options.isEmpty
      else { return nil }
      return (
        .choose(option: offer.options[chance.roll(offer.options.count)].id, question: question), nil
      )
    default: return (.say(words[chance.roll(words.count)]), nil)
    }
  }

  private mutating func agentsDeed(_ client: AgentPlayer) throws -> (
    Command, Identifier<Conversation>?
  )? {
    guard let id = customers[chance.roll(customers.count)].conversation else { return nil }
    if !client.follows(id), chance.roll(2) == 0 { try client.follow(id) }
    switch chance.roll(13) {
    case 0...4: return (.take, id)
    case 5: return (.say("How can I help?"), id)
    case 6: return (.note("seen"), id)
    case 7: return (.release, id)
    case 8: return (.transfer(to: .queue(Identifier("billing")), note: "money"), id)
    case 9: return (.transfer(to: .agent(agents[chance.roll(agents.count)].login!), note: nil), id)
    case 10: return (.resolve, id)
    case 11: return (.transfer(to: .bot(flow: chance.roll(2) == 0 ? nil : "triage"), note: nil), id)
    default: return (chance.roll(2) == 0 ? .prioritise(.urgent) : .reopen, id)
    }
  }

  /// Takes down what a client was answered; what must come again is put on the list.
  private mutating func note(_ client: Player) {
    for frame in client.takeAnswers() {
      switch frame {
      case .ack(let ack): noteAck(ack, client)
      case .nack(let cid, let refusal) where refusal.mayRetry:
        guard let deed = asked[cid], !unanswered.contains(where: { $0.cid == cid }) else {
          continue
        }
        unanswered.append((client, cid, deed, client.orders[cid] ?? nil))
      case .nack(let cid, _):
        #expect(acked[cid.text] == nil, "A4: \(cid) was applied and then denied")
        denied.insert(cid.text)
        // Who has heard that it never will be does not ask again.
        unanswered.removeAll { $0.cid == cid }
      default: continue
      }
    }
  }

  private mutating func noteAck(_ ack: Ack, _ client: Player) {
    guard let deed = asked[ack.cid] else { return }
    if let before = acked[ack.cid.text] {
      #expect(before.seq == ack.seq && before.conversation == ack.conversation, "D1: \(ack)")
      #expect(ack.isDuplicate, "D1: \(ack) is not called a duplicate")
    } else {
      acked[ack.cid.text] = (ack.conversation, ack.seq, deed)
    }
  }

  // MARK: The end

  mutating func comeToRest() throws {
    moody.isFull = false
    try desk.wait(.seconds(3))
    for _ in 0..<50 where !unanswered.isEmpty { try sendAgain() }
    #expect(unanswered.isEmpty, "G1: everything is answered in the end")
    try restart()
  }

  func judge() throws {
    let findings = try Inspection.verify(Database(path: desk.folder.record, mode: .reading))
    #expect(findings.faults == [])
    #expect(findings.events > 3000)
    let all = try file.follow(from: 0, limit: .max).filter { $0.conversation != DeskStream.id }
    try judgeAcks(all)
    try judgeOwners(all)
    try judgeFollowers(all)
  }

  /// A1, A2, A3: every acknowledged command stands at its seq, once, as it was asked.
  private func judgeAcks(_ all: [Kept]) throws {
    #expect(acked.count > 1000)
    let byCID = Dictionary(grouping: all.filter { $0.cid != nil }) { $0.cid! }
    for cid in denied {
      let kept = byCID[cid] ?? byCID[startName(cid)]
      #expect(kept == nil, "A4: \(cid) was denied and applied")
    }
    for (cid, ack) in acked {
      // A start stands under another name than its client's.
      if case .start = ack.deed { #expect(byCID[cid] == nil) }
      let kept = byCID[cid] ?? byCID[startName(cid)] ?? []
      #expect(kept.count == 1, "A2: \(cid) stands \(kept.count) times")
      #expect(
        kept.first?.seq == ack.seq && kept.first?.conversation == ack.conversation, "A1: \(cid)")
      if case .say(let text) = ack.deed, let body = kept.first?.body {
        let event = try EventText.recorded(body)
        guard case .said(let message) = event else {
          // The customer's words reopened it: they stand right behind.
          #expect(event == .reopened(.customer))
          continue
        }
        #expect(message.text == text, "A3: \(cid)")
      }
    }
  }

  private func startName(_ cid: String) -> String {
    Base64URL.encode(HMACSHA256.code(key: desk.key, message: Array("start \(cid)".utf8)))
  }

  /// B3 and E1: dense, in time, and one owner at a time.
  private func judgeOwners(_ all: [Kept]) throws {
    var conversations: [Identifier<Conversation>: Conversation] = [:]
    for kept in all {
      var conversation = conversations[kept.conversation] ?? Conversation(id: kept.conversation)
      #expect(kept.seq == conversation.seq + 1, "B3: \(kept.conversation) at \(kept.seq)")
      #expect(kept.at >= conversation.times.latest, "B3: time at \(kept.conversation) \(kept.seq)")
      let event = try EventText.recorded(kept.body)
      if case .taken = event, case .withAgent(let owner) = conversation.stage {
        Issue.record("E1: taken from \(owner)")
      }
      conversation.apply(event, at: kept.at)
      conversations[kept.conversation] = conversation
    }
  }

  /// C1, C2: everybody who followed holds the record, as far as they may see it.
  private func judgeFollowers(_ all: [Kept]) throws {
    let byConversation = Dictionary(grouping: all, by: \.conversation)
    var compared = 0
    for client in customers + agents {
      for (id, told) in client.told {
        let kept = byConversation[id] ?? []
        if client.isCustomer { #expect(told.count == kept.count, "C3: \(id)") }
        for (entry, kept) in zip(told, kept) {
          #expect(entry.seq == kept.seq && entry.at == kept.at)
          guard let event = entry.event else { continue }
          if client.isCustomer, case .queued = event { continue }
          if client.isCustomer, case .transferred = event { continue }
          #expect(
            event == (try EventText.recorded(kept.body)), "C1: \(id) \(entry.seq)")
          compared += 1
        }
      }
    }
    #expect(compared > 3000)
  }
}
