import TestSupport
import Testing

@testable import Desk

/// To whom who waits is offered: each part of what makes an agent the right one.
@Suite struct RoutingTests {
  private static let now = Instant(milliseconds: 1_000_000)
  private static let refunds = Identifier<Queue>("refunds")
  private static let refund = Identifier<Skill>("refund")

  private static func agent(
    _ name: String, _ qualification: Qualification = Qualification(), capacity: Int = 2,
    has: Int = 0, last: Int64? = nil
  ) -> AgentStanding {
    var agent = AgentStanding(
      AgentName(Identifier(name), name: name), qualification, capacity: capacity)
    for _ in 0..<has { agent.work.add(Workload.Piece(refunds, weight: 1)) }
    agent.lastAssigned = last.map { Instant(milliseconds: $0) }
    return agent
  }

  private static func wait(
    _ name: String = "c", weight: Int = 1, waited: Int = 0, language: String = "en"
  ) -> Wait {
    Wait(
      Identifier(name), Workload.Piece(refunds, weight: weight), language: language,
      since: now + .seconds(-waited))
  }

  private static func routing(
    _ queue: QueueRouting = QueueRouting(mode: .offer), agents: Set<String>? = nil,
    mostShare: Int = .max
  ) -> Routing {
    let names = agents.map { Set($0.map { Identifier<Agent>($0) }) }
    return Routing(
      [
        QueuePlan(
          refunds, title: "Refunds", replyWithin: .seconds(60), agents: names, routing: queue)
      ], mostShare: mostShare, at: now)
  }

  private func offered(
    _ waits: [Wait], _ staff: [AgentStanding], _ routing: Routing = RoutingTests.routing()
  ) -> [String] {
    routing.offers(to: waits, among: staff).map { "\($0.conversation) \($0.agent.name)" }
  }

  @Test func theFewestOpenComeFirstThenWhoHadNothingForLongest() {
    let staff = [
      Self.agent("busy", has: 1, last: 0), Self.agent("late", last: 900),
      Self.agent("early", last: 5),
    ]
    let waits = ["a", "b", "c", "d"].map { Self.wait($0) }
    #expect(offered(waits, staff) == ["a early", "b late", "c busy", "d early"])
  }

  @Test func whoNeverHadAnythingComesBeforeThoseWhoDid() {
    let staff = [Self.agent("old", last: 5), Self.agent("new")]
    #expect(offered([Self.wait()], staff) == ["c new"])
  }

  @Test func whomTheyHadBeforeComesFirstWhileTheyHaveRoom() {
    var wait = Self.wait()
    wait.preferred = Identifier("busy")
    #expect(offered([wait], [Self.agent("free"), Self.agent("busy", has: 1)]) == ["c busy"])
    #expect(offered([wait], [Self.agent("free"), Self.agent("busy", has: 2)]) == ["c free"])
  }

  @Test func nothingIsOfferedInAQueueThatAgentsTakeFrom() {
    for mode in QueueRouting.Mode.allCases {
      let given = offered([Self.wait()], [Self.agent("a")], Self.routing(QueueRouting(mode: mode)))
      #expect(given.isEmpty == (mode == .pull))
    }
  }

  @Test func weightsNeverExceedWhatSomebodyCanTake() {
    let routing = Self.routing(QueueRouting(mode: .both))
    func verdict(_ weight: Int, _ capacity: Int, has: Int) -> Consideration.Verdict {
      routing.verdict(
        on: Self.agent("a", capacity: capacity, has: has), for: Self.wait(weight: weight))
    }
    #expect(verdict(2, 4, has: 2) == .eligible && verdict(2, 4, has: 3) == .full)
    // Whoever has nothing can take the heaviest; whoever takes none takes none.
    #expect(verdict(9, 4, has: 0) == .eligible && verdict(9, 4, has: 1) == .full)
    #expect(verdict(1, 0, has: 0) == .full)
  }

  @Test func aQueueTakesNoMoreOfAnAgentThanItsLimit() {
    let routing = Self.routing(QueueRouting(mode: .offer, limit: 1))
    #expect(routing.verdict(on: Self.agent("a", has: 1), for: Self.wait()) == .queueFull)
    // An agent's own limit is the later word.
    let own = Qualification(limits: [Self.refunds: 2])
    #expect(routing.verdict(on: Self.agent("a", own, has: 1), for: Self.wait()) == .eligible)
    let none = Qualification(limits: [Self.refunds: 0])
    #expect(routing.verdict(on: Self.agent("a", none), for: Self.wait()) == .queueFull)
  }

  @Test func lessIsAskedTheLongerSomebodyWaits() {
    let routing = Self.routing(
      QueueRouting(mode: .offer, skills: [Self.refund: 2], fallbackAfter: .seconds(60)))
    let expert = Self.agent("expert", Qualification(skills: [Self.refund: 3], languages: ["de"]))
    let able = Self.agent("able", Qualification(skills: [Self.refund: 1], languages: ["en"]))
    let other = Self.agent("other", Qualification(languages: ["en"]))
    let table: [(Int, String, [Consideration.Verdict])] = [
      (0, "en", [.language, .skill, .skill]), (0, "de-AT", [.eligible, .language, .language]),
      (60, "en-GB", [.language, .eligible, .skill]),
      (120, "fr", [.eligible, .eligible, .eligible]),
    ]
    for (waited, language, verdicts) in table {
      let wait = Self.wait(waited: waited, language: language)
      let found = [expert, able, other].map { routing.verdict(on: $0, for: wait) }
      #expect(found == verdicts, "after \(waited) s in \(language)")
    }
    #expect(routing.nextRing(for: Self.wait(waited: 10)) == Self.now + .seconds(50))
    #expect(routing.nextRing(for: Self.wait(waited: 70)) == Self.now + .seconds(50))
    #expect(routing.nextRing(for: Self.wait(waited: 120)) == nil)
  }

  @Test func aTeamsSkillsAreItsMembersAndTheHigherLevelCounts() {
    let team = TeamPlan(
      Identifier("money"), title: "Money", members: [Identifier("a")], skills: [Self.refund: 2])
    func level(_ name: String, _ own: Int?) -> Int? {
      let skills = own.map { [Self.refund: $0] }
      return AgentStanding(
        AgentName(Identifier(name), name: name), Qualification(skills: skills), teams: [team],
        capacity: 1
      ).skills[Self.refund]
    }
    #expect(level("a", nil) == 2 && level("a", 1) == 2 && level("a", 3) == 3)
    #expect(level("b", nil) == nil)
  }

  @Test func everyOtherReasonNotToHaveSomebodyIsNamed() {
    let routing = Self.routing(agents: ["a"], mostShare: 3)
    var wait = Self.wait()
    func verdict(_ change: (inout AgentStanding) -> Void) -> Consideration.Verdict {
      var agent = Self.agent("a")
      change(&agent)
      return routing.verdict(on: agent, for: wait)
    }
    #expect(routing.verdict(on: Self.agent("b"), for: wait) == .notMember)
    #expect(verdict { $0.presence = .away } == .away)
    #expect(verdict { $0.presence = .absent } == .absent)
    #expect(verdict { $0.share = 3 } == .share)
    wait.declinedBy = [Identifier("a")]
    #expect(verdict { _ in } == .declined)
    wait.offer = Conversation.StandingOffer(
      to: AgentName(Identifier("a"), name: "a"), until: Self.now)
    #expect(verdict { _ in } == .offered)
    let admin = AgentStanding(AgentName(Identifier("a"), name: "a"), role: .admin, capacity: 2)
    #expect(routing.verdict(on: admin, for: wait) == .notMember)
  }

  @Test func aConsiderationNamesTheNearestFirstAndCountsTheRest() {
    var staff = (0..<40).map { Self.agent("full\($0 + 10)", has: 2) }
    staff.append(Self.agent("zoe"))
    staff[3].presence = .away
    let seen = Self.routing().consideration(of: Self.wait(), among: staff)
    #expect(seen.candidates.count == Consideration.mostNamed && seen.others == 9)
    #expect(seen.candidates.first == Consideration.Candidate(Identifier("zoe"), .eligible))
    #expect(!seen.candidates.contains { $0.verdict == .away })
  }

  @Test func whatACommandSaysWinsOverTheFileOneMatterAtATime() {
    let filed = Qualification(skills: [Self.refund: 1], languages: ["en"], capacity: 3)
    let crew = Crew(
      teams: [TeamPlan(Identifier("t"), title: "T", members: [Identifier("a")])],
      qualifications: [Identifier("a"): filed])
    let said = crew.qualification(of: Identifier("a"), commanded: Qualification(capacity: 0))
    #expect(said == Qualification(skills: [Self.refund: 1], languages: ["en"], capacity: 0))
    #expect(crew.qualification(of: Identifier("b")) == Qualification())
    let later = TeamPlan(Identifier("t"), title: "T", members: [Identifier("b")])
    var plan = DeskPlan(queues: [
      QueuePlan(Self.refunds, title: "R", replyWithin: .seconds(1), teams: [Identifier("t")])
    ])
    plan.employ(crew)
    #expect(plan.queues[0].agents == [Identifier("a")])
    plan.employ(crew.with(commanded: [later]))
    #expect(plan.queues[0].agents == [Identifier("b")])
    // The word taken back lets the file count again.
    plan.employ(crew)
    #expect(plan.queues[0].agents == [Identifier("a")])
  }
}
