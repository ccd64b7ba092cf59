import Desk
import Flows
import Journal
import Office
import Rehearsal
import TestSupport
import Testing

@testable import Journal

/// Flows published, mended, moved and rolled back by chance while customers talk, over restarts and
/// full disks: whatever happens, each talk is of one revision at a time, and none is lost.
@Suite(.chaos) struct PublishingChaosTests {
  @Test(arguments: [UInt64(4_711), UInt64.random(in: 0 ... .max)])
  func whateverIsPublishedEveryTalkGoesOnWithItsOwn(_ seed: UInt64) throws {
    print("publishing chaos seed \(seed)")
    var chaos = try Chaos(seed: seed)
    for _ in 0..<600 { try chaos.step() }
    try chaos.judge()
  }
}

/// A customer, and what the next word of the bot must be signed with.
private struct Guest {
  var client: CustomerPlayer
  var version: String
  var hasName = false
  /// A question is given up after the third.
  var misses = 0
}

private struct Chaos {
  private var dice: Dice
  private let desk: RehearsedDesk
  private let moody: Moody
  private let file: SQLiteRecord
  private var guests: [Guest] = []
  /// The versions' bots, by what they sign with. A version's shape is told by its first letter.
  private var bots: [String: BotPlan]
  private var serving = "a0"

  init(seed: UInt64) throws {
    dice = Dice(seed: seed)
    var found: Moody?
    var real: SQLiteRecord?
    let first = try Self.bot("a0")
    desk = try RehearsedDesk(
      bot: first,
      log: {
        real = $0
        let moody = Moody($0)
        found = moody
        return moody
      })
    moody = try #require(found)
    file = try #require(real)
    bots = ["a0": first]
  }

  /// Versions of shape `a` and `b` differ in a step; versions of one shape in the signature alone.
  private static func bot(_ version: String) throws -> BotPlan {
    let more = version.hasPrefix("b") ? "    - say: Well.\n" : ""
    return try Booth.bot(
      ("Your name?", "Your name? \(version)"), ("Your age?", "Your age? \(version)"),
      ("A number, please.", "A number, please. \(version)"),
      ("  start:\n", "  start:\n\(more)"), ("}, {{ age }}", "}, {{ age }} \(version)"))
  }

  private mutating func bot(_ version: String) throws -> BotPlan {
    if let known = bots[version] { return known }
    let made = try Self.bot(version)
    bots[version] = made
    return made
  }

  // MARK: Steps

  mutating func step() throws {
    switch dice.roll(20) {
    case 0..<5: try arrive()
    case 5..<14: try speak()
    case 14: try publish(deed: .publish, ["a", "b"][dice.roll(2)])
    case 15: try publish(deed: .hotfix, String(serving.prefix(1)))
    case 16: try publish(deed: .hotfix, serving.hasPrefix("a") ? "b" : "a")
    case 17: try rollBack()
    case 18: try migrate()
    default: try restart()
    }
  }

  private mutating func arrive() throws {
    guard guests.count < 40 else { return }
    let client = try desk.customer()
    try client.start()
    guests.append(Guest(client: client, version: serving))
    #expect(client.transcript().last == "bot: Your name? \(serving)")
  }

  private mutating func speak() throws {
    guard !guests.isEmpty else { return }
    let index = dice.roll(guests.count)
    let guest = guests[index]
    switch (guest.hasName, guest.misses) {
    case (false, _):
      try guest.client.say("Sam")
      expect("bot: Your age? \(guest.version)", guest)
      guests[index].hasName = true
    case (true, 0...1) where dice.roll(2) == 0:
      try guest.client.say("old")
      expect("bot: A number, please. \(guest.version)", guest)
      guests[index].misses += 1
    default:
      try guest.client.say("41")
      #expect(guest.client.transcript().contains("bot: Sam, 41 \(guest.version)"))
      guests.remove(at: index)
    }
  }

  private func expect(_ line: String, _ guest: Guest) {
    #expect(guest.client.transcript().last == line)
  }

  private mutating func publish(deed: Publication.Deed, _ shape: String) throws {
    let version = "\(shape)\(dice.roll(1000))"
    let plan = try bot(version)
    moody.isFull = dice.roll(4) == 0
    defer { moody.isFull = false }
    do {
      _ = try desk.errand { try $0.publish(plan, by: "chaos", as: deed) }
      #expect(deed == .publish || serving.hasPrefix(shape), "a hotfix keeps the shape")
      #expect(!moody.isFull)
      if deed == .hotfix { carry(from: nil, to: version, shape) }
      serving = version
      desk.bot = plan
    } catch {
      #expect(moody.isFull || deed == .hotfix && !serving.hasPrefix(shape), "\(error)")
    }
  }

  private mutating func carry(from old: String?, to version: String, _ shape: String) {
    for index in guests.indices
    where old.map({ $0 == guests[index].version }) ?? guests[index].version.hasPrefix(shape) {
      guests[index].version = version
    }
  }

  private mutating func rollBack() throws {
    let known = bots.keys.sorted()
    let version = known[dice.roll(known.count)]
    guard let plan = bots[version],
      try desk.record.flowRevision(plan.revision.id) != nil
    else { return }
    _ = try desk.errand { try $0.publish(plan, by: "chaos", as: .rollback) }
    serving = version
    desk.bot = plan
  }

  /// Every question is in every version, so that all may move.
  private mutating func migrate() throws {
    guard !guests.isEmpty else { return }
    let old = guests[dice.roll(guests.count)].version
    guard let from = bots[old], let to = bots[serving], from.revision.id != to.revision.id
    else { return }
    let waiting = guests.count { $0.version == old }
    let migrated = try desk.errand {
      try $0.migrate(from: from.revision.id, to: to.revision.id, after: 0, by: "chaos")
    }
    #expect(migrated.moved == waiting)
    #expect(migrated.refused.isEmpty)
    carry(from: old, to: serving, "")
  }

  private mutating func restart() throws {
    try desk.restart()
    for index in guests.indices {
      let before = guests[index].client
      let id = try #require(before.conversation)
      let again = try desk.customer(token: before.token)
      again.adopt(before.told[id, default: []], of: id)
      again.conversation = id
      try again.follow(id)
      guests[index].client = again
    }
  }

  // MARK: The verdict

  mutating func judge() throws {
    while !guests.isEmpty { try speak() }
    #expect(try Inspection.verify(file.database).faults == [])
    let live = try desk.record.liveCounts()
    #expect(live.isEmpty, "everybody came to the end")
  }
}
