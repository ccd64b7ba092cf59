package import Documents

/// What `config/frontdesk.yaml`, the environment and the flags say about the server.
package struct Settings: Sendable {
  /// Where the server can be reached.
  package struct Listen: Sendable, Equatable {
    package let host: String
    /// 0: any free one.
    package let port: Int
  }

  /// Where the server finds and keeps its files.
  package struct Folders: Sendable, Equatable {
    package let data: String
    package let flows: String
    /// Whether flows are published whenever a file of theirs changes.
    package let watchesFlows: Bool
    package let web: String
  }

  /// What one client, one address and all of them together may ask for.
  package struct Limits: Sendable, Equatable {
    package let connections: Int
    package let perAddress: Int
    package let isLoopbackExempt: Bool
    package let startsPerAddress: Rate
    package let startsPerCustomer: Rate
    package let halfOpen: Int
    package let messageBytes: Int
    package let textCharacters: Int
    package let customerRate: Rate
    package let customerBurst: Int
    package let agentRate: Rate
    package let quotas: Quotas
    package let outboxBytes: Int
    package let outboxEvents: Int
  }

  /// Messages of customers, and the bytes they and the bot's answers take.
  package struct Quotas: Sendable, Equatable {
    package let conversationMessages: Int
    package let conversationBytes: Int
    package let customerDailyMessages: Int
    package let customerDailyBytes: Int
    package let siteDailyMessages: Int
    package let siteDailyBytes: Int
  }

  /// Files that customers and agents send.
  package struct Files: Sendable, Equatable {
    package let isEnabled: Bool
    package let largest: Int
    package let types: [String]
    package let perConversation: Int
    package let perPersonDay: Int
    package let total: Int
    /// Words of a command; empty for none.
    package let scanner: [String]
  }

  /// How long customers are remembered.
  package struct Customers: Sendable, Equatable {
    /// From the last visit to being a stranger again.
    package let token: Duration
    /// Whether each side is told how far the other has read.
    package let hasReadMarks: Bool
    /// Whether customers see who is there.
    package let seeFaces: Bool
    /// From asking to be erased to being so.
    package let eraseAfter: Duration
  }

  /// How long agents stay logged in, and keep their conversations without a connection.
  package struct Agents: Sendable, Equatable {
    /// From logging in to having to do so again.
    package let session: Duration
    package let idle: Duration
    /// From losing the connection to losing the conversations.
    package let grace: Duration
    /// Whether everybody shows a second factor.
    package let asksSecondFactor: Bool
  }

  /// What is logged, how, and where to.
  package struct Logging: Sendable, Equatable {
    /// The least that is logged, from most to least.
    package enum Level: String, Sendable, CaseIterable {
      case trace, debug, info, notice, warning, error, critical
    }

    /// For people or for programs; `auto` is text on a terminal and JSON elsewhere.
    package enum Format: String, Sendable, CaseIterable {
      case auto, text, json
    }

    package let level: Level
    package let format: Format
    /// Nil: the standard error stream.
    package let file: String?

    package init(level: Level, format: Format, file: String?) {
      self.level = level
      self.format = format
      self.file = file
    }
  }

  package let listen: Listen
  /// Nil for `auto`; without a slash at its end.
  package let publicURL: String?
  package let folders: Folders
  package let sites: [Site]
  /// Addresses and networks, as text that has been checked.
  package let trustedProxies: [String]
  package let limits: Limits
  package let files: Files
  package let customers: Customers
  package let agents: Agents
  package let mirrors: [Mirror]
  package let connectors: [ConnectorSettings]
  package let customerSystems: [ConnectorSettings]
  /// Names of the flows' services that may have private addresses.
  package let privateServices: [String]
  package let logging: Logging
  private let values: Values

  /// Where the file lies, unless the operator says otherwise.
  package static let usualFile = KeyTable.frontdesk.file

  /// The settings when nobody has set anything.
  package static var standard: Settings { Settings(Values(standard: .frontdesk)) }

  /// Reads the file (nil: there is none), then the environment, then flags by key path.
  ///
  /// All mistakes are found in one run. With any error there are no settings. Variables that
  /// begin with `FRONTDESK_` and resemble a setting are warned of, the others ignored.
  package static func load(
    file: SourceFile?, environment: [String: String] = [:], overrides: [String: String] = [:]
  ) -> Loaded<Settings> {
    var loader = Loader(.frontdesk)
    if let file { loader.load(file: file) }
    let desk = Set(KeyTable.desk.keys.map(KeyTable.desk.variable))
    loader.load(environment: environment, known: desk)
    loader.load(overrides: overrides)
    if !loader.reader.findings.hasErrors { loader.refuseContradictions() }
    return Loaded(
      readable: Settings(loader.values), findings: loader.reader.findings, sources: loader.sources)
  }

  /// All values as YAML that reads back to the same settings; with `origins`, where each came from.
  package func show(origins: Bool = false) -> String {
    KeyTable.frontdesk.show(values, origins: origins)
  }

  /// Where the value of a key such as `listen.port` came from; nil if there is no such key.
  package func origin(of path: String) -> Origin? { values.entries[path]?.origin }

  /// The keys whose values differ, in the order of the file.
  package func changes(from other: Settings) -> [String] {
    KeyTable.frontdesk.changes(values, from: other.values)
  }

  /// `config/frontdesk.yaml` as it is shipped: every key commented, at its default.
  package static var commentedFile: String { KeyTable.frontdesk.commentedFile }

  /// All keys as a Markdown table, for the documentation.
  package static var reference: String { KeyTable.frontdesk.reference }

  /// The addresses a site's pages may come from, when the server listens on this port.
  package func allowedOrigins(of site: Site, port: Int) -> [String] {
    guard site.includesSelf else { return site.origins }
    if let publicURL { return site.origins + [Self.origin(of: publicURL)] }
    let isEverywhere = ["0.0.0.0", "::"].contains(listen.host)
    let isLoopback = isEverywhere || ["127.0.0.1", "::1", "localhost"].contains(listen.host)
    let names = isLoopback ? ["127.0.0.1", "localhost", "[::1]"] : [Self.bracketed(listen.host)]
    return site.origins + names.map { Self.origin(of: "http://\($0):\(port)") }
  }

  /// Where customers reach Frontdesk, when it listens on this port.
  package func address(port: Int) -> String {
    if let publicURL { return publicURL }
    let host = ["0.0.0.0", "::"].contains(listen.host) ? "localhost" : listen.host
    return Self.origin(of: "http://\(Self.bracketed(host)):\(port)")
  }

  private static func bracketed(_ host: String) -> String {
    host.contains(":") ? "[\(host)]" : host
  }

  /// As a browser writes it, and without a path.
  private static func origin(of url: String) -> String {
    let scheme = url.hasPrefix("https://") ? "https://" : "http://"
    let whole = scheme + url.dropFirst(scheme.count).prefix { $0 != "/" }
    return BrowserOrigin.spelling(whole) ?? whole.lowercased()
  }
}

extension Settings {
  private init(_ values: Values) {
    self.values = values
    listen = Listen(host: values.text("listen.host"), port: values.integer("listen.port"))
    var url = values.text("public_url")
    while url.hasSuffix("/") { url.removeLast() }
    publicURL = url == "auto" ? nil : url
    folders = Folders(
      data: values.text("folders.data"), flows: values.text("folders.flows"),
      watchesFlows: values.flag("folders.watch_flows"),
      web: values.text("folders.web"))
    trustedProxies = values.texts("trusted_proxies")
    privateServices = values.texts("private_services")
    limits = Limits(values)
    files = Files(
      isEnabled: values.flag("files.enabled"), largest: values.integer("files.largest"),
      types: values.texts("files.types"),
      perConversation: values.integer("files.per_conversation"),
      perPersonDay: values.integer("files.per_person_day"), total: values.integer("files.total"),
      scanner: values.texts("files.scanner"))
    customers = Customers(
      token: values.duration("customers.token"),
      hasReadMarks: values.flag("customers.read_marks"), seeFaces: values.flag("customers.faces"),
      eraseAfter: values.duration("customers.erase_after"))
    agents = Agents(
      session: values.duration("agents.session"), idle: values.duration("agents.idle"),
      grace: values.duration("agents.grace"),
      asksSecondFactor: values.text("agents.second_factor") == "required")
    logging = Logging(values)
    guard case .sites(let sites) = values.value("sites"),
      case .mirrors(let mirrors) = values.value("mirrors"),
      case .connectors(let connectors) = values.value("connectors"),
      case .connectors(let customerSystems) = values.value("customer_systems")
    else { preconditionFailure("the table's kinds are the settings' types") }
    self.sites = sites
    self.mirrors = mirrors
    self.connectors = connectors
    self.customerSystems = customerSystems
  }
}

extension Settings.Limits {
  fileprivate init(_ values: Values) {
    self.init(
      connections: values.integer("limits.connections"),
      perAddress: values.integer("limits.per_address"),
      isLoopbackExempt: values.flag("limits.loopback_exempt"),
      startsPerAddress: values.rate("limits.starts_per_address"),
      startsPerCustomer: values.rate("limits.starts_per_customer"),
      halfOpen: values.integer("limits.half_open"),
      messageBytes: values.integer("limits.message_bytes"),
      textCharacters: values.integer("limits.text_characters"),
      customerRate: values.rate("limits.customer_rate"),
      customerBurst: values.integer("limits.customer_burst"),
      agentRate: values.rate("limits.agent_rate"), quotas: Settings.Quotas(values),
      outboxBytes: values.integer("limits.outbox_bytes"),
      outboxEvents: values.integer("limits.outbox_events"))
  }
}

extension Settings.Quotas {
  fileprivate init(_ values: Values) {
    self.init(
      conversationMessages: values.integer("limits.conversation_messages"),
      conversationBytes: values.integer("limits.conversation_bytes"),
      customerDailyMessages: values.integer("limits.customer_daily_messages"),
      customerDailyBytes: values.integer("limits.customer_daily_bytes"),
      siteDailyMessages: values.integer("limits.site_daily_messages"),
      siteDailyBytes: values.integer("limits.site_daily_bytes"))
  }
}

extension Settings.Logging {
  fileprivate init(_ values: Values) {
    guard let level = Level(rawValue: values.text("logging.level")),
      let format = Format(rawValue: values.text("logging.format"))
    else { preconditionFailure("the table's choices are the settings' cases") }
    let file = values.text("logging.file")
    self.init(level: level, format: format, file: file == "stderr" ? nil : file)
  }
}

extension Loader {
  /// What each key allows by itself, but not together.
  fileprivate mutating func refuseContradictions() {
    let (idle, session) = (values.duration("agents.idle"), values.duration("agents.session"))
    if idle > session {
      refuse(
        ["agents.idle", "agents.session"],
        "\"agents.idle\" (\(Quantities.span(idle))) is longer than \"agents.session\""
          + " (\(Quantities.span(session)))",
        hint: "a session that ends first leaves nothing to be idle: lower \"agents.idle\"")
    }
    let characters = values.integer("limits.text_characters")
    let bytes = values.integer("limits.message_bytes")
    // The rest is for the envelope around the text.
    if characters * 4 + 1_024 > bytes {
      refuse(
        ["limits.text_characters", "limits.message_bytes"],
        "a text of \(characters) characters may not fit into \(Quantities.size(bytes))",
        hint: "raise \"limits.message_bytes\" to at least"
          + " \(Quantities.size(characters * 4 + 1_024))")
    }
    refuseIfMore("limits.per_address")
    refuseIfMore("limits.half_open")
  }

  private mutating func refuseIfMore(_ path: String) {
    let (part, all) = (values.integer(path), values.integer("limits.connections"))
    guard part > all else { return }
    refuse(
      [path, "limits.connections"],
      "\"\(path)\" (\(part)) is more than \"limits.connections\" (\(all))",
      hint: "lower it, or raise \"limits.connections\"")
  }
}
