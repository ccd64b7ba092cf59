import Configuration
import Documents
import Testing

@Suite struct ReadingSettings {
  private func settings(_ text: String) throws -> Settings {
    let loaded = Settings.load(file: SourceFile(path: "f.yaml", text: text))
    #expect(loaded.report == "")
    return try #require(loaded.settings)
  }

  private func desk(_ text: String) throws -> DeskSettings {
    let loaded = DeskSettings.load(file: SourceFile(path: "d.yaml", text: text))
    #expect(loaded.report == "")
    return try #require(loaded.settings)
  }

  @Test func withoutAnythingTheDefaultsHold() throws {
    let settings = try #require(Settings.load(file: nil).settings)
    #expect(settings.listen.host == "127.0.0.1" && settings.listen.port == 8080)
    #expect(settings.publicURL == nil)
    #expect(settings.folders.data == "data")
    #expect(settings.folders.flows == "flows" && settings.folders.web == "web-static")
    #expect(!settings.folders.watchesFlows)
    #expect(settings.sites == [Site(name: "demo", origins: [], includesSelf: true)])
    #expect(settings.limits.connections == 15_000)
    #expect(settings.limits.perAddress == 20)
    #expect(!settings.limits.isLoopbackExempt)
    #expect(settings.limits.startsPerAddress == Rate(count: 60, per: .seconds(3_600)))
    #expect(settings.limits.halfOpen == 2_000)
    #expect(settings.limits.messageBytes == 65_536)
    #expect(settings.limits.textCharacters == 4_000)
    #expect(settings.limits.customerRate == Rate(count: 30, per: .seconds(60)))
    #expect(settings.limits.customerBurst == 10)
    #expect(settings.limits.agentRate == Rate(count: 300, per: .seconds(60)))
    #expect(settings.limits.outboxBytes == 1_048_576)
    #expect(settings.limits.outboxEvents == 1_000)
    #expect(settings.agents.session == .seconds(86_400))
    #expect(settings.agents.idle == .seconds(28_800) && settings.agents.grace == .seconds(60))
    #expect(settings.mirrors.isEmpty && settings.trustedProxies.isEmpty)
    #expect(settings.logging.level == .info && settings.logging.format == .auto)
  }

  @Test func withoutAnythingTheDeskIsAlwaysOpen() throws {
    let desk = try #require(DeskSettings.load(file: nil).settings)
    #expect(desk.hours == Array(repeating: [0..<1_440], count: 7))
    #expect(desk.timeZone == "UTC" && desk.holidays.isEmpty)
    #expect(desk.queues.map(\.name) == ["general", "orders", "billing", "technical"])
    #expect(desk.queues.allSatisfy { $0.agents == .all && $0.replyWithin == .seconds(86_400) })
    #expect(desk.acceptWithin == .seconds(300))
    #expect(desk.agentCapacity == 4)
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "limits:\n", "limits: {}\n"])
  func aFileThatSaysNothingChangesNothing(_ text: String) throws {
    #expect(try settings(text).show() == Settings.standard.show())
  }

  @Test(
    arguments: [
      ("60s", 60.0), ("1h", 3_600), ("90m", 5_400), ("1h 30m", 5_400), ("1h30m", 5_400),
      ("6500ms", 6.5),
    ]) func aTimeSpanHasAUnit(_ text: String, _ seconds: Double) throws
  {
    #expect(try desk("accept_within: \(text)").acceptWithin == .seconds(seconds))
  }

  @Test(
    arguments: [
      ("1 MiB", 1_048_576), ("64KiB", 65_536), ("100000", 100_000), ("100000 B", 100_000),
      ("2 MB", 2_000_000), ("70 kB", 70_000), ("1 GiB", 1 << 30),
    ]) func aSizeMayHaveAUnit(_ text: String, _ bytes: Int) throws
  {
    #expect(try settings("limits: {outbox_bytes: \(text)}").limits.outboxBytes == bytes)
  }

  @Test(
    arguments: [
      ("5/s", Rate(count: 5, per: .seconds(1))), ("30/min", Rate(count: 30, per: .seconds(60))),
      ("100/h", Rate(count: 100, per: .seconds(3_600))),
    ]) func aRateHasANumberAndASpan(_ text: String, _ rate: Rate) throws
  {
    #expect(try settings("limits: {customer_rate: \(text)}").limits.customerRate == rate)
  }

  @Test func aMirrorIsReadWithItsDefaults() throws {
    let text = """
      mirrors:
        - {name: desk-1, url: "https://t.example.com/hooks", secret_file: a.secret}
        - name: local
          url: http://127.0.0.1:9000
          secret_file: /etc/b.secret
          allow_private: true
          timeout: 500ms
      """
    #expect(
      try settings(text).mirrors == [
        Mirror(name: "desk-1", url: "https://t.example.com/hooks", secretFile: "a.secret"),
        Mirror(
          name: "local", url: "http://127.0.0.1:9000", secretFile: "/etc/b.secret",
          allowsPrivate: true, timeout: .milliseconds(500)),
      ])
  }

  @Test func proxiesAreAddressesAndNetworks() throws {
    let text = "trusted_proxies: [127.0.0.1, 10.0.0.0/8, \"::1\", \"fd00::/8\"]"
    #expect(try settings(text).trustedProxies == ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"])
  }

  @Test func anIntervalRunsFromItsFirstMinuteToItsLast() throws {
    let text = """
      timezone: Europe/London
      hours:
        mon-fri: ["09:00-12:30", "13:30-17:30"]
        sun: 00:00-24:00
      holidays: [2028-02-29]
      """
    let desk = try desk(text)
    #expect(desk.hours[0] == [540..<750, 810..<1_050])
    #expect(desk.hours[0...4].allSatisfy { $0 == desk.hours[0] })
    #expect(desk.hours[5] == [])
    #expect(desk.hours[6] == [0..<1_440])
    #expect(desk.holidays == [Holiday(year: 2028, month: 2, day: 29)])
  }

  @Test func rocketChat944AStretchMayGoOnOverMidnight() throws {
    let desk = try desk("hours: {mon: [\"21:00-02:00\"], tue: [\"22:00-00:00\"]}")
    #expect(desk.hours[0] == [1_260..<1_560])
    #expect(desk.hours[1] == [1_320..<1_440])
  }

  @Test func aMinuteBeforeMidnightIsWarnedOf() throws {
    let loaded = DeskSettings.load(
      file: SourceFile(path: "d.yaml", text: "hours: {mon: [\"09:00-23:59\"]}"))
    #expect(loaded.settings?.hours[0] == [540..<1_439])
    #expect(loaded.findings.map(\.severity) == [.warning])
    #expect(loaded.findings.first?.hint == "write 24:00 for the end of the day")
  }

  @Test func liveHelperChat2085AQueueHasHoursAndDaysOfItsOwn() throws {
    let text = """
      special_days: {2026-12-24: ["09:00-12:00"], 2026-12-25: closed}
      queues:
        general: {title: General}
        nights:
          title: Nights
          hours: {mon-sun: ["21:00-02:00"]}
          special_days: {2026-12-25: ["20:00-24:00"]}
          visibility: closed
      """
    let desk = try desk(text)
    let eve = SpecialDay(day: Holiday(year: 2026, month: 12, day: 24), stretches: [540..<720])
    let christmas = Holiday(year: 2026, month: 12, day: 25)
    #expect(desk.specialDays == [eve, SpecialDay(day: christmas, stretches: [])])
    #expect(desk.queues[0].hours == nil && !desk.queues[0].isClosed)
    #expect(desk.queues[1].hours == Array(repeating: [1_260..<1_560], count: 7))
    #expect(desk.queues[1].specialDays == [SpecialDay(day: christmas, stretches: [1_200..<1_440])])
    #expect(desk.queues[1].isClosed)
  }

  @Test func aSpanOfDaysMayPassSunday() throws {
    let desk = try desk("hours: {sat-mon: [\"10:00-14:00\"]}")
    #expect(desk.hours.map(\.isEmpty) == [false, true, true, true, true, false, false])
  }

  @Test func queuesKeepTheirOrderAndDefaults() throws {
    let text = """
      queues:
        vip: {title: Important people, agents: [maya], answer_within: 1m}
        rest: {title: All others, reply_within: 2d}
      """
    #expect(
      try desk(text).queues == [
        QueueSettings(
          name: "vip", title: "Important people", answerWithin: .seconds(60),
          agents: .only(["maya"])),
        QueueSettings(name: "rest", title: "All others", replyWithin: .seconds(2 * 86_400)),
      ])
  }

  @Test func ownPagesMayConnectWhereverTheServerListens() throws {
    let standard = Settings.standard
    #expect(
      standard.allowedOrigins(of: standard.sites[0], port: 4_711) == [
        "http://127.0.0.1:4711", "http://localhost:4711", "http://[::1]:4711",
      ])
    #expect(standard.address(port: 4_711) == "http://127.0.0.1:4711")
    let behind = try settings(
      "public_url: https://Help.example.com:443/desk/\nsites: {a: {origins: [self, \"http://b\"]}}")
    #expect(
      behind.allowedOrigins(of: behind.sites[0], port: 80) == [
        "http://b", "https://help.example.com",
      ])
    #expect(behind.address(port: 80) == "https://Help.example.com:443/desk")
    let open = try settings("listen: {host: \"::\", port: 80}")
    #expect(open.address(port: 80) == "http://localhost")
  }
}

@Suite struct ShowingSettings {
  private static let server = """
    listen: {host: "::1", port: 0}
    public_url: https://help.example.com
    folders: {data: "a b/ü: #1", flows: ./flows, web: "C:\\\\web"}
    sites:
      shop: {origins: [self, "https://www.example.com"]}
      blog: {origins: ["http://[::1]:8080"]}
    limits: {outbox_bytes: 1500000, customer_rate: 7/h}
    agents: {session: 90m, idle: 61s, grace: 1500ms}
    mirrors:
      - {name: m, url: "http://10.0.0.1:80/x", secret_file: "s#1", allow_private: true}
    trusted_proxies: ["fd00::/8"]
    private_services: [orders, "0123"]
    logging: {level: warning, format: json}
    """

  private static let desk = """
    timezone: America/New_York
    hours: {mon-tue: ["08:05-09:00"], thu: ["00:00-24:00"], fri: []}
    holidays: [2026-12-25]
    special_days: {2026-12-24: ["09:00-12:00", "22:00-01:00"], 2026-12-26: closed}
    queues:
      q: {title: "Yes: \\"no\\"", agents: [all, jon.b]}
      r:
        title: Nights
        hours: {sat-sun: ["21:00-02:00"]}
        special_days: {2026-12-26: closed}
        visibility: closed
    """

  @Test func whatIsShownReadsBackToTheSame() throws {
    let first = try #require(
      Settings.load(file: SourceFile(path: "f", text: Self.server)).settings)
    let shown = first.show()
    let second = try #require(Settings.load(file: SourceFile(path: "g", text: shown)).settings)
    #expect(second.show(origins: false) == shown)
    #expect(second.folders == first.folders && second.mirrors == first.mirrors)
    #expect(second.sites == first.sites && second.limits == first.limits)
    #expect(second.agents == first.agents && second.trustedProxies == first.trustedProxies)
    #expect(first.privateServices == ["orders", "0123"])
    #expect(second.privateServices == first.privateServices)
  }

  @Test func theDeskShownReadsBackToTheSame() throws {
    let first = try #require(
      DeskSettings.load(file: SourceFile(path: "f", text: Self.desk)).settings)
    let second = try #require(
      DeskSettings.load(file: SourceFile(path: "g", text: first.show())).settings)
    #expect(second.hours == first.hours && second.holidays == first.holidays)
    #expect(second.specialDays == first.specialDays && first.specialDays.count == 2)
    #expect(second.queues == first.queues && second.timeZone == first.timeZone)
    #expect(first.queues[0].title == "Yes: \"no\"")
  }

  @Test func withOriginsEveryValueSaysWhereItIsFrom() throws {
    let loaded = Settings.load(
      file: SourceFile(path: "f.yaml", text: "listen:\n  port: 81\n  host: 127.0.0.2\n"),
      environment: ["FRONTDESK_LOGGING_LEVEL": "debug", "FRONTDESK_LISTEN_PORT": "82"],
      overrides: ["limits.half_open": "7"])
    let shown = try #require(loaded.settings).show(origins: true)
    #expect(shown.contains("  host: 127.0.0.2  # f.yaml:3\n"))
    #expect(shown.contains("  port: 82  # environment FRONTDESK_LISTEN_PORT\n"))
    #expect(shown.contains("  half_open: 7  # flag --set limits.half_open\n"))
    #expect(shown.contains("  level: debug  # environment FRONTDESK_LOGGING_LEVEL\n"))
    #expect(shown.contains("sites:  # default\n  demo:\n    origins: [self]\n"))
    #expect(Settings.load(file: SourceFile(path: "g", text: shown)).report == "")
  }
}
