import Desk
import Rehearsal
import TestSupport
import Testing
import Wire

/// One agent of a rehearsed day: takes who is next, answers, resolves, has lunch, loses the line.
final class DayAgent {
  let login: String
  private let desk: RehearsedDesk
  private(set) var player: AgentPlayer?
  /// The latest summary of each conversation, as their terminal has it.
  private(set) var list: [Identifier<Conversation>: Summary] = [:]
  private var read = 0
  private var replies: [Identifier<Conversation>: Int] = [:]
  private var answersAt: [Identifier<Conversation>: Instant] = [:]
  private(set) var isAway = false
  private var dice: Dice

  static let capacity = 4

  init(_ login: String, _ desk: RehearsedDesk, seed: UInt64) {
    self.login = login
    self.desk = desk
    dice = Dice(seed: seed)
  }

  var isThere: Bool { player?.isOpen == true }

  func come() throws {
    let player = try desk.agent(login, login.capitalized)
    begin(player)
    try player.watch()
    try become(.online)
  }

  func comeBack() throws {
    guard let token = player?.token else { return try come() }
    let player = try desk.comeBack(token: token, login.capitalized)
    begin(player)
    try player.watch()
  }

  private func begin(_ player: AgentPlayer) {
    self.player = player
    list = [:]
    read = 0
  }

  func lose() throws {
    guard let player, player.isOpen else { return }
    try desk.turn([desk.leave(player)])
  }

  func become(_ presence: Presence) throws {
    guard let caller = player?.caller, isThere else { return }
    isAway = presence == .away
    try desk.turn([.status(caller, presence)])
  }

  /// Takes in what the desk told since.
  func learn() {
    guard let player else { return }
    for frame in player.frames[read...] {
      if case .summary(let summary) = frame {
        list[summary.conversation] = summary.stage.isOpen ? summary : nil
      }
      if case .presence(let presence) = frame { isAway = presence == .away }
    }
    read = player.frames.count
  }

  var mine: [Summary] {
    list.values.filter { $0.stage == .agent && $0.agent?.id.text == login }
      .sorted { $0.number < $1.number }
  }

  func work() throws {
    learn()
    guard isThere, let player else { return }
    for summary in mine { try answer(summary, player) }
    guard !isAway, mine.count < Self.capacity, dice.roll(6) == 0 else { return }
    guard list.values.contains(where: { $0.rank != nil }) else { return }
    try player.do(.take)
    learn()
  }

  private func answer(_ summary: Summary, _ player: AgentPlayer) throws {
    let id = summary.conversation
    guard summary.owed.isPerson else {
      // The customer said nothing more for five minutes: the matter is settled.
      if replies[id, default: 0] > 0, let since = summary.owed.since,
        desk.now.since(since) > .seconds(300)
      {
        try resolve(id, player)
      }
      return
    }
    guard let at = answersAt[id] else {
      answersAt[id] = desk.now + .seconds(Int64(20 + dice.roll(90)))
      return
    }
    guard desk.now >= at else { return }
    answersAt[id] = nil
    replies[id, default: 0] += 1
    try player.do(.say("Hello, this is \(login). Which lamp is it?"), in: id)
    if replies[id, default: 0] >= 2, dice.roll(2) == 0 { try resolve(id, player) }
  }

  private func resolve(_ id: Identifier<Conversation>, _ player: AgentPlayer) throws {
    replies[id] = nil
    answersAt[id] = nil
    try player.do(.resolve, in: id)
  }
}
