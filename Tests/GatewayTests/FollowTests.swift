import Desk
import Gateway
import Glibc
import Rehearsal
import Testing
import WebSockets
import Wire

/// What those who follow, watch and type are told, and who is not told.
struct FollowTests {
  /// Ana waits for a person and Maya takes her.
  private func talk(_ house: ServedDesk) throws -> (
    ana: Visitor, maya: Visitor, id: Identifier<Conversation>
  ) {
    let maya = try Visitor.agent(house)
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    try ana.do(.say("agent"), id)
    try maya.do(.take, id)
    return (ana, maya, id)
  }

  @Test func aSlowReaderIsCutOffAndResumesWithoutLoss() throws {
    let house = try ServedDesk(sockets: { $0.outboxFrames = 100 })
    let (ana, maya, id) = try talk(house)
    let slow = try Visitor.customer(house, token: ana.token, receiveBytes: 4096)
    var heard = try slow.catchUp(id)
    for index in 0..<300 {
      try maya.do(.say("\(index) " + String(repeating: "x", count: 3000)), id)
    }
    var code: UInt16?
    while code == nil {
      switch try slow.next() {
      case .frame(.event(let entry)): heard.append(entry.seq)
      case .frame: continue
      case .closed(let closed): code = closed
      case .nothing: code = 0
      }
    }
    #expect(code == 4008)
    #expect(heard == Array(1...Int64(heard.count)))
    let again = try Visitor.customer(house, token: ana.token)
    heard += try again.catchUp(id, after: Int64(heard.count))
    #expect(heard.count > 300)
    #expect(heard == Array(1...Int64(heard.count)))
  }

  @Test func aLongPastComesInPagesThatFit() throws {
    let house = try ServedDesk(sockets: { ($0.outboxFrames, $0.outboxBytes) = (20, 32 << 10) })
    let (ana, maya, id) = try talk(house)
    for index in 0..<250 {
      try maya.do(.say("\(index) " + String(repeating: "y", count: 3900)), id)
    }
    let again = try Visitor.customer(house, token: ana.token)
    let heard = try again.catchUp(id)
    #expect(heard.count > 250)
    #expect(heard == Array(1...Int64(heard.count)))
    try maya.do(.say("and on"), id)
    #expect(try again.words() == "and on")
  }

  @Test func aLongListOfThoseWhoWaitComesWhole() throws {
    let house = try ServedDesk(sockets: { $0.outboxFrames = 20 })
    _ = try Visitor.agent(house, "kim")
    let waiting = try (0..<120).map { _ in
      let ana = try Visitor.customer(house)
      let id = try ana.start()
      try ana.do(.say("agent"), id)
      return id
    }
    let kim = try Visitor.agent(house, "kim")
    kim.send(.watch)
    var listed: [Identifier<Conversation>] = []
    try kim.until { frame -> Bool? in
      if case .summary(let summary) = frame { listed.append(summary.conversation) }
      return frame == .watching ? true : nil
    }
    #expect(Set(listed).isSuperset(of: waiting.prefix(1)))
    #expect(listed.count >= 100)
  }

  @Test func whoMayNoLongerReadHearsNoMore() throws {
    let house = try ServedDesk()
    let (ana, maya, id) = try talk(house)
    let kim = try Visitor.agent(house, "kim")
    let ruth = try Visitor.agent(house, "ruth")
    try kim.catchUp(id)
    try ruth.catchUp(id)
    try maya.do(.say("for all who may"), id)
    #expect(try kim.words() == "for all who may")
    #expect(try ruth.words() == "for all who may")
    try maya.do(.resolve, id)
    try kim.until { $0 == .unfollowed(id) ? true : nil }
    try maya.do(.reopen, id)
    try maya.do(.say("a secret"), id)
    #expect(try ruth.words() == "a secret")
    #expect(try !kim.framesSoFar().contains { if case .event = $0 { true } else { false } })
    _ = ana
  }

  @Test func internalsNeverReachTheCustomer() throws {
    let house = try ServedDesk()
    let (ana, maya, id) = try talk(house)
    try maya.do(.note("a difficult customer"), id)
    try maya.do(.categorise("complaint"), id)
    try maya.do(.transfer(to: .queue(Identifier("billing")), note: "wants money"), id)
    try ana.follow(id)
    var hidden = 0
    try ana.until { frame -> Bool? in
      if case .event(let entry) = frame {
        if entry.event == nil { hidden += 1 }
        #expect(!"\(entry)".contains("difficult") && !"\(entry)".contains("wants money"))
      }
      if case .caughtUp = frame { return true }
      return nil
    }
    #expect(hidden >= 2)
  }

  @Test func typingIsShownToTheOthersAtMostOnceASecond() throws {
    let house = try ServedDesk()
    let (ana, maya, id) = try talk(house)
    try ana.catchUp(id)
    try maya.catchUp(id)
    let kim = try Visitor.agent(house, "kim")
    kim.send(.typing(id))
    for _ in 0..<5 { maya.send(.typing(id)) }
    #expect(try maya.isStillServed() && kim.isStillServed())
    let typing = try ana.framesSoFar().filter { if case .typing = $0 { true } else { false } }
    #expect(typing == [.typing(id, .agent(AgentName(Identifier("maya"), name: "Maya")))])
    #expect(try !maya.framesSoFar().contains { if case .typing = $0 { true } else { false } })
  }

  @Test func whatIsTakenBackIsNotFollowed() throws {
    let house = try ServedDesk()
    let (ana, maya, id) = try talk(house)
    ana.send(together: [.follow(id, epoch: house.epoch, after: 0), .unfollow(id)])
    try maya.do(.say("not heard"), id)
    #expect(try ana.framesSoFar() == [])
    try ana.catchUp(id)
    try maya.do(.say("heard"), id)
    #expect(try ana.words() == "heard")
  }

  @Test func whatIsSaidWhileThePastIsReadComesOnceAndInItsPlace() throws {
    let house = try ServedDesk(sockets: { ($0.outboxFrames, $0.outboxBytes) = (2000, 4 << 20) })
    let (ana, maya, id) = try talk(house)
    for index in 0..<450 { try maya.do(.say("before \(index)"), id) }
    let kim = try Visitor.agent(house, "kim")
    for round in 0..<20 {
      // Sent without waiting: some are told before, some while, some after the past is read.
      kim.send(.follow(id, epoch: house.epoch, after: 0))
      for index in 0..<10 { try maya.do(.say("\(round) \(index)"), id) }
      guard case .ack(let end) = try maya.do(.say("end of \(round)"), id) else {
        throw Visitor.Gone()
      }
      var heard: [Int64] = []
      try kim.until { frame -> Bool? in
        guard case .event(let entry) = frame else { return nil }
        // What the former following still brought is followed by the past.
        if entry.seq == 1 { heard = [] }
        heard.append(entry.seq)
        return heard.first == 1 && heard.last == end.seq ? true : nil
      }
      #expect(heard == Array(1...end.seq))
    }
    _ = ana
  }

  @Test func whatIsOnDiskBeforeItIsToldComesOnce() throws {
    // Long enough for the past to be read between the two.
    let house = try ServedDesk(tellingTakes: 50_000)
    let (ana, maya, id) = try talk(house)
    let kim = try Visitor.agent(house, "kim")
    for round in 0..<6 {
      let cid = maya.freshCID()
      maya.send(.command(Order(cid, id, .say("\(round)"))))
      usleep(20_000)
      try kim.follow(id)
      let seq = try #require(
        try { if case .ack(let ack) = try maya.answer(cid) { ack.seq } else { nil } }())
      try maya.do(.say("and then"), id)
      var heard: [Int64] = []
      try kim.until { frame -> Bool? in
        if case .event(let entry) = frame {
          if entry.seq == 1 { heard = [] }
          heard.append(entry.seq)
        }
        return heard.first == 1 && heard.last == seq + 1 ? true : nil
      }
      #expect(heard == Array(1...seq + 1))
    }
    _ = ana
  }

  @Test func askingAnewReplacesWhatIsBeingRead() throws {
    let house = try ServedDesk()
    let (ana, maya, id) = try talk(house)
    for index in 0..<450 { try maya.do(.say("\(index)"), id) }
    let kim = try Visitor.agent(house, "kim")
    kim.send(together: (0..<50).map { _ in .follow(id, epoch: house.epoch, after: 0) })
    var heard: [Int64] = []
    let top = try kim.until { frame -> Int64? in
      if case .event(let entry) = frame { heard.append(entry.seq) }
      if case .caughtUp(_, let seq) = frame { return seq }
      return nil
    }
    #expect(heard == Array(1...top), "fifty askings at once are one reading")
    try maya.do(.say("and now"), id)
    #expect(try kim.words() == "and now")
    _ = ana
  }

  @Test func nobodyFollowsMoreThanTheyMay() throws {
    let house = try ServedDesk { $0.following = 3 }
    let maya = try Visitor.agent(house)
    let ids = try (0..<4).map { _ in
      let ana = try Visitor.customer(house)
      let id = try ana.start()
      try ana.do(.say("agent"), id)
      return id
    }
    // All at once, before any is answered.
    for id in ids { try maya.follow(id) }
    #expect(
      try maya.refusal() == .tooMany)
    maya.send(.unfollow(ids[0]))
    try maya.catchUp(ids[3])
  }

  @Test func agentsSeeTheQueueLive() throws {
    let house = try ServedDesk()
    let maya = try Visitor.agent(house)
    let kim = try Visitor.agent(house, "kim")
    for agent in [maya, kim] {
      agent.send(.watch)
      _ = try agent.until { $0 == .watching ? true : nil }
    }
    func stage(_ agent: Visitor, _ id: Identifier<Conversation>) throws -> StageWord {
      try agent.until { frame in
        if case .summary(let summary) = frame, summary.conversation == id {
          summary.stage
        } else {
          nil
        }
      }
    }
    let ana = try Visitor.customer(house)
    let id = try ana.start()
    try ana.do(.say("agent"), id)
    #expect(try stage(kim, id) == .waiting)
    try maya.do(.take, id)
    #expect(try stage(kim, id) == .agent)
    try maya.do(.resolve, id)
    #expect(try stage(kim, id) == .resolved)
    ana.send(.watch)
    #expect(
      try ana.refusal() == .notAllowed)
  }

  @Test func theEndIsSaidAndWhoComesBackIsToldToWait() throws {
    let house = try ServedDesk()
    let ana = try Visitor.customer(house)
    _ = try ana.start()
    house.service.stop(within: .seconds(2))
    #expect(try ana.closeCode() == 1012)
  }
}
