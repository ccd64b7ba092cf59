package import Documents

/// What `config/desk.yaml`, the environment and the flags say about the desk.
package struct DeskSettings: Sendable {
  /// A name of the time zone database that this machine knows.
  package let timeZone: String
  /// Per weekday, Monday first: the open stretches in minutes since midnight, in order.
  package let hours: [[Range<Int>]]
  package let holidays: [Holiday]
  package let specialDays: [SpecialDay]
  package let acceptWithin: Duration
  package let agentCapacity: Int
  /// In the order of the file; at least one, names unique.
  package let queues: [QueueSettings]
  /// The tree of what matters can be about; empty where any word can be a category.
  package let categories: [CategorySettings]
  package let fields: [FieldSettings]
  /// In the order of the file: the first that is for a conversation counts.
  package let serviceLevels: [ServiceLevelSettings]
  /// Who gets what was handed up too often; nil where nobody is named.
  package let lastResort: String?
  package let teams: [TeamSettings]
  package let staff: [AgentSettings]
  /// How many conversations one agent is offered within the window.
  package let fairShare: Int
  package let fairWindow: Duration
  private let values: Values

  /// Where the file lies, unless the operator says otherwise.
  package static let usualFile = KeyTable.desk.file

  /// The settings when nobody has set anything: open around the clock.
  package static var standard: DeskSettings { DeskSettings(Values(standard: .desk)) }

  /// Reads the file (nil: there is none), then the environment, then flags by key path.
  ///
  /// All mistakes are found in one run. With any error there are no settings.
  package static func load(
    file: SourceFile?, environment: [String: String] = [:], overrides: [String: String] = [:]
  ) -> Loaded<DeskSettings> {
    var loader = Loader(.desk)
    if let file { loader.load(file: file) }
    let others = Set(KeyTable.frontdesk.keys.map(KeyTable.frontdesk.variable))
    loader.load(environment: environment, known: others)
    loader.load(overrides: overrides)
    loader.checkReferences()
    return Loaded(
      readable: DeskSettings(loader.values), findings: loader.reader.findings,
      sources: loader.sources)
  }

  /// All values as YAML that reads back to the same settings; with `origins`, where each came from.
  package func show(origins: Bool = false) -> String {
    KeyTable.desk.show(values, origins: origins)
  }

  /// Where the value of a key such as `timezone` came from; nil if there is no such key.
  package func origin(of path: String) -> Origin? { values.entries[path]?.origin }

  /// The keys whose values differ, in the order of the file.
  package func changes(from other: DeskSettings) -> [String] {
    KeyTable.desk.changes(values, from: other.values)
  }

  /// `config/desk.yaml` as it is shipped: every key commented, at its default.
  package static var commentedFile: String { KeyTable.desk.commentedFile }

  /// All keys as a Markdown table, for the documentation.
  package static var reference: String { KeyTable.desk.reference }

  private init(_ values: Values) {
    self.values = values
    timeZone = values.text("timezone")
    acceptWithin = values.duration("accept_within")
    agentCapacity = values.integer("agent_capacity")
    guard case .hours(let hours) = values.value("hours"),
      case .holidays(let holidays) = values.value("holidays"),
      case .specialDays(let specialDays) = values.value("special_days"),
      case .queues(let queues) = values.value("queues"),
      case .categories(let categories) = values.value("categories"),
      case .fields(let fields) = values.value("fields"),
      case .serviceLevels(let serviceLevels) = values.value("service_levels"),
      case .teams(let teams) = values.value("teams"),
      case .staff(let staff) = values.value("staff")
    else { preconditionFailure("the table's kinds are the settings' types") }
    self.hours = hours
    self.holidays = holidays
    self.specialDays = specialDays
    self.queues = queues
    self.categories = categories
    self.fields = fields
    self.serviceLevels = serviceLevels
    let last = values.text("last_resort")
    lastResort = last == "nobody" ? nil : last
    self.teams = teams
    self.staff = staff
    fairShare = values.integer("fair_share")
    fairWindow = values.duration("fair_window")
  }
}
