import Configuration
import Correspondence
import Courier
import Desk
import Files
import Foundation
import Gateway
import Notices
import Office
import Operator
import Publishing
import WebSockets

extension ServerPlan {
  /// The plan that the settings, the flows and the widget's files describe.
  init(_ settings: Settings, _ desk: DeskSettings, port: UInt16) throws {
    let destinations = try settings.mirrors.map(PlannedDestination.init)
    let connectors = try settings.connectors.map { try Connecting.connector($0, settings) }
    var plan = try DeskPlan(
      settings, desk,
      destinations: destinations.map { OutsideDestination($0.name) }
        + connectors.map(\.destination),
      lookUps: CustomerSystemMaking.plan(settings.customerSystems))
    for connector in connectors {
      if let channel = Connecting.channel(connector) {
        plan.channels[channel.name] = channel.limits
      }
    }
    for case let notices as NoticeConnector in connectors { notices.adopt(plan) }
    let gateway = try GatewaySettings(settings, plan, port: Int(port))
    self.init(
      dataFolder: settings.folders.data,
      listener: .tcp(host: settings.listen.host, port: port), service: ServiceSettings(settings),
      gateway: gateway, desk: plan,
      flows: FlowStarting(
        folder: settings.folders.flows, queues: desk.queues.map(\.name),
        isWatched: settings.folders.watchesFlows,
        letters: { [mail = connectors.compactMap { $0 as? MailConnector }] words in
          for connector in mail { connector.adopt(words) }
        }),
      pages: try Folders.pages(settings.folders.web), destinations: destinations,
      connectors: connectors, origin: settings.address(port: Int(port)),
      customerSystems: try settings.customerSystems.map(CustomerSystemMaking.asked),
      privateServices: Set(settings.privateServices),
      files: settings.files.isEnabled ? FilePlan(settings) : nil)
  }
}

extension FilePlan {
  fileprivate init(_ settings: Settings) {
    let files = settings.files
    self.init(
      desk: FileDesk.Plan(
        folder: settings.folders.data + "/files", limits: FileLimits(files),
        total: Int64(files.total),
        scanner: files.scanner.isEmpty ? nil : Scanner(files.scanner)),
      perPersonDay: Int64(files.perPersonDay))
  }
}

extension FileLimits {
  fileprivate init(_ files: Settings.Files) {
    self.init(
      largest: Int64(files.largest), media: files.types, perConversation: files.perConversation)
  }
}

extension ServiceSettings {
  init(_ settings: Settings) {
    self.init()
    paths = ["/v1/socket"]
    pollPath = "/v1/poll"
    posts = ["/v1/poll": settings.limits.messageBytes]
    if settings.files.isEnabled { posts["/v1/files"] = FileDesk.part }
    if !settings.connectors.isEmpty { hooks[HookDoor.path] = HookRequest.mostBytes }
    subprotocols = ["frontdesk.v1"]
    messageBytes = settings.limits.messageBytes
    outboxBytes = settings.limits.outboxBytes
    outboxFrames = settings.limits.outboxEvents
    connections = settings.limits.connections
    connectionsPerAddress = settings.limits.perAddress
    loopbackIsExempt = settings.limits.isLoopbackExempt
    trustedProxies = settings.trustedProxies.compactMap { Network($0) }
    halfOpen = settings.limits.halfOpen
  }
}

extension GatewaySettings {
  init(_ settings: Settings, _ plan: DeskPlan, port: Int) throws(Failure) {
    self.init(
      sites: Dictionary(
        settings.sites.map { ($0.name, Set(settings.allowedOrigins(of: $0, port: port))) }
      ) { first, _ in first })
    customerRate = Rate(settings.limits.customerRate, burst: settings.limits.customerBurst)
    agentRate = Rate(
      settings.limits.agentRate, burst: max(10, settings.limits.agentRate.count / 5))
    helloRate = .init(
      perMinute: 6 * settings.limits.perAddress, burst: 3 * settings.limits.perAddress)
    startsPerAddress = Allotment(
      count: settings.limits.startsPerAddress.count, per: settings.limits.startsPerAddress.per)
    startsPerCustomer = Allotment(
      count: settings.limits.startsPerCustomer.count, per: settings.limits.startsPerCustomer.per)
    loopbackIsExempt = settings.limits.isLoopbackExempt
    version = Program.version
    closedQueues = plan.queues.filter(\.isClosed)
    offset = plan.hours.offset
    for site in settings.sites { identities[site.name] = try IdentityPlan(site) }
    tellsReading = settings.customers.hasReadMarks
    sitePages = SitePages(
      settings.sites.map { ($0.name, $0.greetings.map(SitePages.Greeting.init)) })
  }
}

extension SitePages.Greeting {
  fileprivate init(_ greeting: Configuration.Greeting) {
    self.init(
      name: greeting.name, page: greeting.page, after: greeting.after,
      returning: greeting.returning, once: greeting.once,
      words: greeting.words.map { ($0.language, $0.text) })
  }
}

extension GatewaySettings.Rate {
  fileprivate init(_ rate: Configuration.Rate, burst: Int) {
    let minutes = Double(rate.per.components.seconds) / 60
    self.init(perMinute: max(1, Int(Double(rate.count) / minutes)), burst: burst)
  }
}

extension DeskPlan {
  init(
    _ settings: Settings, _ desk: DeskSettings, destinations: [OutsideDestination],
    lookUps: LookUpPlan? = nil
  ) throws {
    guard let zone = TimeZone(identifier: desk.timeZone) else {
      throw Failure(
        "there is no time zone \(desk.timeZone); name one such as Europe/London", code: 78)
    }
    self.init(
      queues: desk.queues.map { QueuePlan($0, at: desk, zone) }, hours: desk.openingHours(zone),
      capacity: desk.agentCapacity, acceptWithin: desk.acceptWithin, grace: settings.agents.grace,
      textLimit: settings.limits.textCharacters, destinations: destinations,
      quotas: Quotas(settings.limits.quotas), sessionIdle: settings.agents.idle,
      sessionLife: settings.agents.session,
      customerToken: settings.customers.token)
    self.zone = desk.timeZone
    showsFaces = settings.customers.seeFaces
    eraseAfter = settings.customers.eraseAfter
    hasMail = settings.connectors.contains { $0.kind == "mail" }
    asksSecondFactor = settings.agents.asksSecondFactor
    self.files = settings.files.isEnabled ? FileLimits(settings.files) : nil
    sitesOfTheSigned = Set(settings.sites.filter { $0.identity.policy == "required" }.map(\.name))
    categories = CategoryTree(desk.categories)
    fields = desk.fields.map(FieldPlan.init)
    serviceLevels = desk.serviceLevels.map(ServiceLevel.init)
    lastResort = desk.lastResort.map { Identifier($0) }
    zones = Self.clock
    self.lookUps = lookUps
    employ(Crew(desk))
  }

  /// The system's zones and their clocks. What is no place, such as `GMT+7`, is no visitor's.
  private static func clock(of zone: String) -> (@Sendable (Int64) -> Int)? {
    guard zone.contains("/") || zone == "UTC", let zone = TimeZone(identifier: zone) else {
      return nil
    }
    return { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
  }
}

extension ServiceLevel {
  fileprivate init(_ level: ServiceLevelSettings) {
    var times: [Priority: ServiceTimes] = [:]
    for promised in level.times {
      guard let priority = Priority(rawValue: promised.priority) else { continue }
      times[priority] = ServiceTimes(
        firstAnswer: promised.firstAnswer, nextAnswer: promised.nextAnswer,
        solution: promised.solution)
    }
    self.init(
      name: level.name,
      queues: level.queues.isEmpty ? nil : Set(level.queues.map { Identifier($0) }),
      tiers: level.tiers.isEmpty ? nil : Set(level.tiers), times: times,
      countsOpenHours: !level.isAroundTheClock)
  }
}

extension QueuePlan {
  fileprivate init(_ queue: QueueSettings, at desk: DeskSettings, _ zone: TimeZone) {
    let hasOwnHours = queue.hours != nil || !queue.specialDays.isEmpty
    self.init(
      Identifier(queue.name), title: queue.title, answerWithin: queue.answerWithin,
      replyWithin: queue.replyWithin, agents: queue.agents.names,
      teams: queue.routing.teams.map { Identifier($0) },
      hours: hasOwnHours ? desk.openingHours(zone, of: queue) : nil, isClosed: queue.isClosed,
      routing: QueueRouting(queue.routing))
    escalatesTo = queue.routing.escalatesTo.map { Identifier($0) }
  }
}

extension DeskSettings {
  /// The desk's hours, or those of a queue: its own week and days, before the desk's.
  fileprivate func openingHours(_ zone: TimeZone, of queue: QueueSettings? = nil) -> OpeningHours {
    var special: [OpeningHours.Day: [Range<Int>]] = [:]
    for day in specialDays + (queue?.specialDays ?? []) {
      special[OpeningHours.Day(day.day)] = day.stretches
    }
    return OpeningHours(
      weekly: queue?.hours ?? hours, holidays: Set(holidays.map { OpeningHours.Day($0) }),
      special: special,
      offset: { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) })
  }
}

extension OpeningHours.Day {
  fileprivate init(_ day: Holiday) {
    self.init(year: day.year, month: day.month, day: day.day)
  }
}

extension Quotas {
  fileprivate init(_ settings: Settings.Quotas) {
    func usage(_ messages: Int, _ bytes: Int) -> Usage {
      Usage(messages: Int64(messages), bytes: Int64(bytes))
    }
    self.init(
      conversation: usage(settings.conversationMessages, settings.conversationBytes),
      customer: usage(settings.customerDailyMessages, settings.customerDailyBytes),
      site: usage(settings.siteDailyMessages, settings.siteDailyBytes))
  }
}

extension QueueSettings.Agents {
  fileprivate var names: Set<Identifier<Agent>>? {
    switch self {
    case .all: nil
    case .only(let names): Set(names.map { Identifier($0) })
    }
  }
}

extension PlannedDestination {
  fileprivate init(_ mirror: Mirror) throws {
    self.init(
      name: mirror.name, url: mirror.url, secrets: try mirror.secrets(),
      allowPrivate: mirror.allowsPrivate, timeout: mirror.timeout)
  }
}

extension Mirror {
  /// The secret stands in a file that others cannot read, one `whsec_…` a line, the current first.
  func secrets() throws(Failure) -> [WebhookSecret] {
    guard try Folders.isThere(secretFile), let mode = Folders.status(secretFile)?.st_mode else {
      throw Failure(
        "mirror \(name): there is no secret file \(secretFile); make one with: "
          + "(umask 077; frontdesk mirror secret > \(secretFile))", code: 78)
    }
    guard mode & 0o077 == 0 else {
      throw Failure(
        "mirror \(name): others can read \(secretFile); run: chmod 600 \(secretFile)", code: 78)
    }
    do {
      let text = String(decoding: try Folders.read(secretFile), as: UTF8.self)
      let lines = text.split(whereSeparator: \.isWhitespace)
      guard (1...DeliveryDestination.mostSecrets).contains(lines.count) else {
        throw DestinationMistake.secretCount(lines.count)
      }
      return try lines.map { try WebhookSecret(String($0)) }
    } catch let failure as Failure {
      throw Failure("mirror \(name): \(failure)", code: 78)
    } catch {
      throw Failure("mirror \(name), \(secretFile): \(error)", code: 78)
    }
  }
}
