import Configuration
import Documents
import Testing

/// Teams, what agents can do, and how queues bring work to them.
@Suite struct Teams {
  private static func load(_ text: String) -> Loaded<DeskSettings> {
    DeskSettings.load(file: SourceFile(path: "d.yaml", text: text))
  }

  private static let whole = """
    teams:
      money:
        title: Money matters
        members: [maya, jon]
        skills: { refunds: 2 }
        lead: maya
    staff:
      kim:
        skills: { refunds: 3, tax: 1 }
        languages: [en, "no"]
        capacity: 6
        limits: { general: 2 }
      ann: {}
    queues:
      general:
        title: General
      refunds:
        title: Refunds
        teams: [money]
        agents: [kim]
        mode: offer
        skills: { refunds: 2 }
        fallback_after: 2m
        limit: 3
        weight: { usual: 2, priority: { urgent: 4 }, channel: { mail: 1 } }
        offer_within: 45s
        misses: 3
    fair_share: 20
    fair_window: 30m
    """

  @Test func everythingIsReadAndReadsBack() throws {
    let loaded = Self.load(Self.whole)
    #expect(loaded.report == "")
    let desk = try #require(loaded.settings)
    let team = try #require(desk.teams.first)
    #expect(team.members == ["maya", "jon"] && team.lead == "maya")
    #expect(team.skills.map(\.name) == ["refunds"] && team.skills.first?.level == 2)
    let kim = try #require(desk.staff.first)
    #expect(kim.capacity == 6 && kim.languages == ["en", "no"] && kim.limits.first?.most == 2)
    #expect(desk.staff.last?.skills == nil && desk.staff.last?.capacity == nil)
    let routing = try #require(desk.queues.last?.routing)
    #expect(routing.mode == "offer" && routing.teams == ["money"] && routing.misses == 3)
    #expect(routing.fallbackAfter == .seconds(120) && routing.offerWithin == .seconds(45))
    #expect(routing.weight.usual == 2 && routing.weight.priorities.first?.weight == 4)
    #expect(desk.fairShare == 20 && desk.fairWindow == .seconds(1800))
    #expect(desk.queues.first?.routing == DeskSettings.standard.queues.first?.routing)
    let again = Self.load(desk.show())
    #expect(again.report == "")
    #expect(again.settings?.teams == desk.teams && again.settings?.staff == desk.staff)
    #expect(again.settings?.queues == desk.queues)
  }

  @Test func fiveHundredQueuesAreReadAndOneMoreIsNot() throws {
    func file(_ count: Int) -> String {
      "queues:\n" + (0..<count).map { "  q\($0): { title: Queue \($0), mode: both }\n" }.joined()
    }
    let desk = try #require(Self.load(file(500)).settings)
    #expect(desk.queues.count == 500 && desk.queues[499].routing.mode == "both")
    let more = Self.load(file(501))
    #expect(more.settings == nil && more.report.contains("at most 500"))
  }

  @Test(arguments: [
    ("queues: {a: {title: A, teams: [monye]}}", "names the team \"monye\", and there is none"),
    (
      "teams: {money: {title: M, members: [maya]}}\nqueues: {a: {title: A, teams: [monye]}}",
      "did you mean \"money\"?"
    ),
    ("staff: {maya: {limits: {nowhere: 2}}}", "names the queue \"nowhere\", and there is none"),
    ("staff: {maya: {capacity: 101}}", "write a whole number from 0 to 100"),
    ("staff: {maya: {skills: {refunds: 4}}}", "write a whole number from 1 to 3"),
    ("staff: {maya: {languages: [english]}}", "write two or three small letters: en, de"),
    ("staff: {maya: {languages: []}}", "is an empty list"),
    ("staff: {Maya: {}}", "\"Maya\" cannot be a login in \"staff\""),
    ("queues: {a: {title: A, mode: push}}", "write one of pull, offer, both"),
    ("queues: {a: {title: A, weight: 11}}", "write a whole number from 1 to 10"),
    ("queues: {a: {title: A, weight: {priority: {hihg: 2}}}}", "did you mean \"high\"?"),
    ("queues: {a: {title: A, offer_within: 1s}}", "write a time span from 5s"),
    ("queues: {a: {title: A, limit: 0}}", "write a whole number from 1 to 100"),
    ("teams: {money: {title: M}}", "\"teams.money\" needs \"members\""),
    (
      "staff: {maya: {capacity: 0}}\nqueues: {a: {title: A, agents: [maya]}}",
      "nobody can ever serve \"queues.a\": all of its agents have capacity 0"
    ),
  ]) func aMistakeIsNamedWithItsPlaceAndKeepsTheFileOut(_ text: String, _ words: String) {
    let loaded = Self.load(text)
    #expect(loaded.settings == nil)
    #expect(loaded.report.contains(words), "\(loaded.report)")
    #expect(loaded.report.contains("d.yaml:"))
  }

  @Test(arguments: [
    (
      "staff: {maya: {skills: {refunds: 3}, capacity: 0}}",
      "has skills and capacity 0: nothing is offered to them"
    ),
    (
      "teams: {t: {title: T, members: []}}\nqueues: {a: {title: A, teams: [t]}}",
      "nobody can ever serve \"queues.a\": its teams have no members"
    ),
    (
      "staff: {maya: {skills: {refunds: 1}}}\n"
        + "queues: {a: {title: A, agents: [maya], skills: {refunds: 2}}}",
      "asks for refunds 2, which none of its agents has"
    ),
  ]) func whatIsHardlyMeantIsWarnedOf(_ text: String, _ words: String) {
    let loaded = Self.load(text)
    #expect(loaded.settings != nil)
    #expect(loaded.report.contains("warning[C205]") && loaded.report.contains(words))
  }

  @Test func whatIsForgivenInTimeIsNotWarnedOf() {
    let text = "queues: {a: {title: A, skills: {refunds: 2}, fallback_after: 1m}}"
    #expect(Self.load(text).report == "")
  }
}
