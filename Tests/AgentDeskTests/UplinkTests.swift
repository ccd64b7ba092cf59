import Desk
import Testing
import Wire

@testable import AgentDesk

@Suite struct LineTests {
  private static let start = PaperDesk.ten
  private static let id = PaperDesk.ana

  private static func welcome(_ epoch: String = "e1", token: String? = nil) -> ServerFrame {
    .welcome(
      Welcome(
        epoch: epoch, .agent(PaperDesk.maya, role: .agent), token: token, time: start,
        textLimit: 4000))
  }

  private static func onlineLine(_ seed: UInt64 = 1) -> Uplink {
    var line = Uplink(.token("t"), chance: .seeded(seed), at: start)
    _ = line.tick(at: start)
    _ = line.opened(at: start)
    _ = line.received(welcome(), at: start)
    return line
  }

  private static func commands(_ errands: [Uplink.Errand]) -> [CommandID] {
    errands.compactMap { errand in
      if case .send(.command(let order)) = errand { return order.cid }
      return nil
    }
  }

  private static func order(_ deed: Command, on line: inout Uplink) throws
    -> (cid: CommandID, errands: [Uplink.Errand])
  {
    let taken = line.order(deed, in: id, at: start)
    return try #require(taken)
  }

  @Test func itGreetsAndThenWatches() {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    #expect(line.tick(at: Self.start) == [.connect])
    #expect(line.opened(at: Self.start) == [.send(.hello(.agent(token: "t")))])
    #expect(line.received(Self.welcome(), at: Self.start) == [.send(.watch)])
    #expect(line.isOnline)
  }

  @Test func aLoginIsRememberedByItsTokenNotByItsPassword() {
    var line = Uplink(
      .password(Identifier("maya"), "secret", device: "desk"), chance: .seeded(1), at: Self.start)
    _ = line.tick(at: Self.start)
    #expect(
      line.opened(at: Self.start)
        == [.send(.hello(.login(Identifier("maya"), password: "secret", device: "desk")))])
    let errands = line.received(Self.welcome(token: "fresh"), at: Self.start)
    #expect(errands.first == .keepToken("fresh", PaperDesk.maya.id))
    _ = line.closed(code: 1006, at: Self.start)
    _ = line.retryNow(at: Self.start)
    #expect(line.opened(at: Self.start) == [.send(.hello(.agent(token: "fresh")))])
  }

  @Test func aCommandIsWrittenDownBeforeItIsSent() throws {
    var line = Self.onlineLine()
    let (cid, errands) = try Self.order(.say("hi"), on: &line)
    guard case .keep(let kept) = errands[0], case .send(.command(let sent)) = errands[1] else {
      Issue.record("\(errands)")
      return
    }
    #expect(kept.order == sent && sent.cid == cid && errands.count == 2)
  }

  @Test func whatWasNotAnsweredIsSentAgainInOrderWithTheSameNames() throws {
    var line = Self.onlineLine()
    let first = try Self.order(.say("one"), on: &line).cid
    let second = try Self.order(.say("two"), on: &line).cid
    _ = line.closed(code: nil, at: Self.start)
    let third = try Self.order(.say("three"), on: &line)
    #expect(Self.commands(third.errands).isEmpty)
    _ = line.retryNow(at: Self.start)
    _ = line.opened(at: Self.start)
    let errands = line.received(Self.welcome(), at: Self.start)
    #expect(Self.commands(errands) == [first, second, third.cid])
  }

  @Test func anAnsweredCommandIsStruckOutAndNotSentAgain() throws {
    var line = Self.onlineLine()
    let cid = try Self.order(.say("one"), on: &line).cid
    let ack = Ack(cid, Self.id, seq: 5, isDuplicate: false)
    #expect(line.received(.ack(ack), at: Self.start) == [.settle(cid)])
    #expect(line.outgoing.map(\.state) == [.done(seq: 5)])
    line.shown(Self.id, upTo: 5)
    #expect(line.outgoing.isEmpty)
  }

  @Test func afterARetryableRefusalTheWholePipelineGoesAgainInItsOrder() throws {
    var line = Self.onlineLine()
    let cids = try ["one", "two", "three"].map {
      try Self.order(.say($0), on: &line).cid
    }
    let busy = Refusal(.tooMany, "wait", mayRetry: true, retryAfter: 2000)
    let earlier = Refusal(.earlierFailed, "earlier", mayRetry: true)
    #expect(line.received(.nack(cids[0], busy), at: Self.start) == [])
    #expect(line.received(.nack(cids[1], earlier), at: Self.start) == [])
    let later = Self.start + .milliseconds(2000)
    // The third is still under way: sending the first now could put it behind.
    #expect(Self.commands(line.tick(at: later)).isEmpty)
    #expect(line.received(.nack(cids[2], earlier), at: later) == [])
    #expect(Self.commands(line.tick(at: later + .milliseconds(1000))) == cids)
  }

  @Test func aFinalRefusalOfWordsIsKeptUntilTheirAuthorLetsGo() throws {
    var line = Self.onlineLine()
    let cid = try Self.order(.say("one"), on: &line).cid
    let refusal = Refusal(.notYours, "Kim has this")
    #expect(line.received(.nack(cid, refusal), at: Self.start) == [])
    #expect(line.outgoing.map(\.state) == [.refused(refusal)])
    #expect(line.discard(cid) == [.settle(cid)])
    let take = try Self.order(.take, on: &line).cid
    #expect(line.received(.nack(take, refusal), at: Self.start) == [.settle(take)])
    #expect(line.outgoing.isEmpty)
  }

  @Test func itFollowsAgainFromWhereItWas() {
    var line = Self.onlineLine()
    #expect(line.follow(Self.id) == [.send(.follow(Self.id, epoch: "e1", after: 0))])
    for seq in [1, 2, 3] as [Int64] {
      _ = line.received(
        .event(Entry(Self.id, seq: seq, at: Self.start, .said(Message(.customer, "x")))),
        at: Self.start)
    }
    // An event that does not continue the copy does not move the position.
    _ = line.received(
      .event(Entry(Self.id, seq: 9, at: Self.start, .said(Message(.customer, "x")))),
      at: Self.start)
    _ = line.closed(code: 1006, at: Self.start)
    _ = line.retryNow(at: Self.start)
    let errands = line.received(Self.welcome(), at: Self.start)
    #expect(errands.contains(.send(.follow(Self.id, epoch: "e1", after: 3))))
  }

  @Test func inAnotherHistoryItFollowsFromTheBeginning() {
    var line = Self.onlineLine()
    _ = line.follow(Self.id)
    _ = line.received(
      .event(Entry(Self.id, seq: 1, at: Self.start, .said(Message(.customer, "x")))),
      at: Self.start)
    #expect(
      line.received(.reset(Self.id, reason: .epoch), at: Self.start)
        == [.send(.follow(Self.id, epoch: "e1", after: 0))])
    _ = line.closed(code: 1006, at: Self.start)
    _ = line.retryNow(at: Self.start)
    let errands = line.received(Self.welcome("e2"), at: Self.start)
    #expect(errands.contains(.send(.follow(Self.id, epoch: "e2", after: 0))))
  }

  @Test func aHelloThatCameTooLateIsSaidAgain() {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    _ = line.tick(at: Self.start)
    #expect(line.closed(code: 4003, at: Self.start) == [])
    guard case .offline = line.state else {
      Issue.record("\(line.state)")
      return
    }
    _ = line.retryNow(at: Self.start)
    let wait = Refusal(.tooMany, "too many tries", mayRetry: true, retryAfter: 60_000)
    _ = line.received(.refused(wait, id: nil), at: Self.start)
    #expect(line.closed(code: 4003, at: Self.start) == [])
    #expect(line.deadline == Self.start + .seconds(60))
  }

  @Test(arguments: [(UInt16(4001), true), (4009, false), (4010, false)])
  func someEndsAreForGood(code: UInt16, forgets: Bool) {
    var line = Self.onlineLine()
    #expect(line.closed(code: code, at: Self.start) == (forgets ? [.forgetToken] : []))
    guard case .ended(let why) = line.state else {
      Issue.record("\(line.state)")
      return
    }
    #expect(!why.isEmpty)
    #expect(line.tick(at: Self.start + .seconds(1000)) == [])
  }

  @Test func aRefusedHelloTellsItsReason() {
    var line = Uplink(.token("old"), chance: .seeded(1), at: Self.start)
    _ = line.tick(at: Self.start)
    _ = line.received(
      .refused(Refusal(.notAllowed, "the token is not valid"), id: nil), at: Self.start)
    _ = line.closed(code: 4003, at: Self.start)
    #expect(line.state == .ended("the token is not valid"))
  }

  @Test func aDeskThatDoesNotWelcomeIsLeft() {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    _ = line.tick(at: Self.start)
    #expect(line.tick(at: Self.start + .seconds(16)) == [.hangUp])
    guard case .offline = line.state else {
      Issue.record("\(line.state)")
      return
    }
  }

  @Test func theWaitGrowsWithFailuresAndHasABound() {
    var backoff = Backoff()
    var chance = Chance.seeded(7)
    for failure in 0..<200 {
      let wait = backoff.wait(at: Self.start, &chance).milliseconds
      let ceiling: Int64 = min(30_000, 500 << Int64(min(failure, 6)))
      #expect((100...ceiling).contains(wait))
    }
    backoff.connected(at: Self.start)
    #expect(backoff.wait(at: Self.start + .seconds(5), &chance).milliseconds <= 30_000)
    #expect(backoff.failures == 201)
    backoff.connected(at: Self.start)
    #expect(backoff.wait(at: Self.start + .seconds(31), &chance).milliseconds <= 500)
  }

  @Test func moreThanAThousandWaitingCommandsAreNotTaken() {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    for _ in 0..<Uplink.orderLimit {
      #expect(line.order(.take, in: Self.id, at: Self.start) != nil)
    }
    #expect(line.order(.take, in: Self.id, at: Self.start) == nil)
  }

  @Test func nothingIsSentBeforeWhatAnEarlierRunLeft() throws {
    var line = Uplink(.token("t"), awaitsRestoring: true, chance: .seeded(1), at: Self.start)
    #expect(line.owner == .bearer("t"))
    let ordered = line.order(.say("new"), in: PaperDesk.ana, at: Self.start)
    let new = try #require(ordered?.cid)
    _ = line.resume([], at: Self.start)
    _ = line.tick(at: Self.start)
    _ = line.opened(at: Self.start)
    let welcome = Welcome(
      epoch: "e", .agent(AgentName(Identifier("maya"), name: "Maya"), role: .agent), token: nil,
      time: Self.start, textLimit: 4000)
    let sent = line.received(.welcome(welcome), at: Self.start)
    #expect(sent == [.send(.watch)], "whose it is, is known only now")
    #expect(line.owner == .agent("maya"))
    let old = try #require(CommandID("cid-of-the-older-one"))
    let kept = Outgoing(Order(old, PaperDesk.ana, .say("old")), at: Self.start)
    let cids = line.resume([kept], at: Self.start).map { errand in
      if case .send(.command(let order)) = errand { order.cid } else { new }
    }
    #expect(cids == [old, new])
  }

  /// It was asked for from where it once was, and all that came was "too early" for ever.
  @Test func whatIsNotHeldAnyMoreBeginsAnew() {
    var line = Self.onlineLine()
    _ = line.follow(Self.id)
    for seq in 1...5 {
      let entry = Entry(Self.id, seq: Int64(seq), at: Self.start, nil)
      _ = line.received(.event(entry), at: Self.start)
    }
    _ = line.received(.unfollowed(Self.id), at: Self.start)
    _ = line.unfollow(Self.id)
    #expect(line.follow(Self.id) == [.send(.follow(Self.id, epoch: "e1", after: 0))])
  }

  @Test func theEndAloneIsFollowedUntilAllIsAskedFor() {
    var line = Self.onlineLine()
    #expect(
      line.follow(Self.id, behind: 40) == [.send(.follow(Self.id, epoch: "e1", after: 40))])
    #expect(line.follow(Self.id, behind: 44) == [])
    _ = line.received(.event(Entry(Self.id, seq: 41, at: Self.start, nil)), at: Self.start)
    #expect(line.position(Self.id) == 41)
    _ = line.closed(code: nil, at: Self.start)
    #expect(
      line.received(Self.welcome(), at: Self.start)
        == [.send(.watch), .send(.follow(Self.id, epoch: "e1", after: 41))])
    #expect(line.follow(Self.id) == [.send(.follow(Self.id, epoch: "e1", after: 0))])
    #expect(line.follow(Self.id) == [])
  }

  @Test func theEndOfAnotherHistoryIsNotFollowed() {
    var line = Self.onlineLine()
    _ = line.follow(Self.id, behind: 40)
    _ = line.follow(PaperDesk.omar)
    _ = line.closed(code: nil, at: Self.start)
    #expect(
      line.received(Self.welcome("e2"), at: Self.start)
        == [.send(.watch), .send(.follow(PaperDesk.omar, epoch: "e2", after: 0))])
    #expect(line.position(Self.id) == nil)
  }

  @Test func aRefusedFollowIsNotAskedForAgain() throws {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    _ = line.follow(PaperDesk.ana)
    let limit = Refusal(.tooMany, "at most 200", mayRetry: true)
    _ = line.received(.refused(limit, Refused(.follow, PaperDesk.ana)), at: Self.start)
    #expect(line.position(PaperDesk.ana) == nil)
  }

  @Test func whoIsToComeBackLaterDoes() throws {
    var line = Uplink(.token("t"), chance: .seeded(1), at: Self.start)
    _ = line.tick(at: Self.start)
    let busy = Refusal(.busy, "too many logins", mayRetry: true, retryAfter: 5000)
    _ = line.received(.refused(busy, Refused(.hello)), at: Self.start)
    #expect(line.closed(code: 4013, at: Self.start).isEmpty)
    guard case .offline(let retryAt, _) = line.state else {
      Issue.record("it tries again")
      return
    }
    #expect(retryAt >= Self.start + .milliseconds(5000))
  }
}
