import Desk
import Foundation
import TestSupport
import Testing

@testable import Journal

/// What waits for mirrors: heads of lanes, whatever the clock says.
struct OutboxTests {
  private let now = Instant(milliseconds: 1_800_000_000_000)
  private let folder: Folder
  private let record: SQLiteRecord
  private let outbox: OutboxReading
  private var stories: [Story]

  init() throws {
    folder = try Folder()
    record = try SQLiteRecord(path: folder.record, now: now)
    outbox = try OutboxReading(record.database, epoch: record.epoch)
    stories = (1...3).map { Story("conversation-number-\($0)", number: Int64($0)) }
    for index in stories.indices {
      var turn = stories[index].turn(
        [stories[index].opening] + (1...4).map { .said(Message(.customer, "words \($0)")) })
      turn.destinations = [OutsideDestination("shop")]
      try record.append(turn)
    }
  }

  private func settle(
    _ waiting: [OutboxReading.Waiting], _ outcome: Settlement.Outcome, at moment: Instant? = nil
  ) throws {
    var turn = RecordTurn()
    turn.settlements = waiting.map {
      Settlement(position: $0.position, destination: "shop", at: moment ?? now, outcome)
    }
    try record.append(turn)
  }

  private func due(at moment: Instant? = nil, limit: Int = 10) throws -> [OutboxReading.Waiting] {
    try outbox.due(for: "shop", at: moment ?? now, limit: limit)
  }

  @Test func theHeadOfEachConversationIsDueAndOthersFollowIt() throws {
    let heads = try due()
    #expect(heads.map(\.seq) == [1, 1, 1] && Set(heads.map(\.conversation)).count == 3)
    let behind = try outbox.following(1, of: heads[0].conversation, for: "shop", limit: 3)
    #expect(behind.map(\.seq) == [2, 3, 4])
    try settle([heads[0]] + behind, .delivered)
    // Whoever was served goes to the end of the line.
    #expect(try due().map(\.seq) == [1, 1, 5])
    #expect(try outbox.standing(of: "shop").delivered == 4)
  }

  @Test func aLaneEndsWithItsLastEventAndBeginsWithTheNext() throws {
    let head = try due()[0]
    let all = [head] + (try outbox.following(1, of: head.conversation, for: "shop", limit: 9))
    try settle(all, .delivered)
    #expect(try due().count == 2)
    var story = stories[0]
    var turn = story.turn([.said(Message(.customer, "more"))])
    turn.destinations = [OutsideDestination("shop")]
    try record.append(turn)
    #expect(try due().last?.seq == 6)
  }

  @Test func aFailedAttemptHoldsItsConversationUntilItsRetry() throws {
    let head = try due()[0]
    try settle([head], .retry(at: now + .seconds(60), why: "answered 503"))
    #expect(try due().count == 2)
    let again = try due(at: now + .seconds(60))
    #expect(again.first?.key == head.key && again.first?.attempts == 1)
    #expect(again.first?.body == head.body)
  }

  @Test func aRetryDatedByAClockThatWasAheadIsDueAtOnce() throws {
    let ahead = now + .seconds(86_400)
    let head = try due()[0]
    try settle([head], .retry(at: ahead + .seconds(60), why: "answered 503"), at: ahead)
    #expect(try due().contains { $0.key == head.key })
    #expect(try due(at: ahead).contains { $0.key == head.key } == false)
    // Set back by a year, everything is due.
    #expect(try due(at: now + .seconds(-365 * 86_400)).count == 3)
  }

  @Test func whatWasGivenUpIsPassedOverUntilItIsTriedAgain() throws {
    let head = try due()[0]
    try settle([head], .dead(why: "answered 422"))
    #expect(try due().last?.seq == 2)
    #expect(try outbox.standing(of: "shop").dead == 1)
    #expect(try record.tables.unsent(to: "shop") == 15)
    var turn = RecordTurn()
    turn.mirrorsRetried = [MirrorRetry("shop")]
    try record.append(turn)
    #expect(try due().map(\.seq) == [1, 1, 1] && outbox.standing(of: "shop").dead == 0)
  }

  @Test func whatWasRefusedIsTriedAgainAloneOfOneConversationOrOfAll() throws {
    let heads = try due()
    try settle([heads[0], heads[1]], .dead(why: "answered 422"))
    // One waits for its time, and one is not taken as it is.
    let later = now + .seconds(600)
    try settle([try due()[0]], .retry(at: later, why: "no connection: refused"))
    let parked = try #require(try due().first)
    try settle([parked], .retry(at: later, why: "cannot be carried: it refuses this ticket"))
    let one = MirrorRetry("shop", refused: true, of: Identifier(heads[0].conversation))
    let all = MirrorRetry("shop", refused: true)
    #expect(try record.tables.refused(all) == 3)
    let ofOne = try record.tables.refused(one)
    var turn = RecordTurn()
    turn.mirrorsRetried = [one]
    try record.append(turn)
    #expect(try record.tables.refused(all) == 3 - ofOne)
    #expect(try due().contains { $0.conversation == heads[0].conversation && $0.seq == 1 })
    turn.mirrorsRetried = [all]
    try record.append(turn)
    #expect(try record.tables.refused(all) == 0)
    #expect(try outbox.standing(of: "shop").dead == 0)
    // Of a conversation that is not there nothing is.
    turn.mirrorsRetried = [MirrorRetry("shop", refused: true, of: Identifier("nobody"))]
    try record.append(turn)
  }

  @Test func whatOnlyHasItsTimeIsLeftToItWhereTheRefusedIsTriedAgain() throws {
    let heads = try due()
    try settle([heads[0]], .retry(at: now + .seconds(600), why: "no connection: refused"))
    var turn = RecordTurn()
    turn.mirrorsRetried = [MirrorRetry("shop", refused: true)]
    try record.append(turn)
    #expect(try !due().contains { $0.conversation == heads[0].conversation })
    turn.mirrorsRetried = [MirrorRetry("shop")]
    try record.append(turn)
    #expect(try due().contains { $0.conversation == heads[0].conversation })
  }

  @Test func anOutcomeThatComesTwiceChangesNothing() throws {
    let head = try due()[0]
    try settle([head, head], .delivered)
    try settle([head], .retry(at: now + .seconds(5), why: "late"))
    #expect(try due().last?.seq == 2 && outbox.standing(of: "shop").waiting == 14)
  }
}
