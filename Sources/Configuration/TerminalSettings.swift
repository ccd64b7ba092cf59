package import Documents

/// What an agent's own file says about their terminal.
package struct TerminalSettings: Sendable {
  /// How long words wait before they leave.
  package let undoSend: Duration
  /// Whether somebody has written so, rather than that it is the default.
  package let isUndoSendWritten: Bool
  /// `auto`, or the name of one.
  package let theme: String
  /// Each an action, `=`, and its keys between blanks.
  package let keys: [String]
  /// The folder for files that are saved; `auto` where nobody has named one.
  package let downloads: String
  /// A program and its arguments that opens files; empty for the desktop's own.
  package let openCommand: [String]
  package let rings: Bool
  /// `auto`, `osc9`, `osc777` or `off`.
  package let desktop: String
  /// A program and its arguments; empty for none.
  package let alertCommand: [String]
  /// By day, Monday first: stretches in minutes of the day; over midnight beyond 1,440.
  package let quietHours: [[Range<Int>]]
  /// By the alert's name: `off`, `show`, `once` or `insist`.
  package let alerts: [String: String]
  private let values: Values

  /// The settings when nobody has set anything.
  package static var standard: TerminalSettings { TerminalSettings(Values(standard: .terminal)) }

  /// Reads the file (nil: there is none), then the environment.
  ///
  /// All mistakes are found in one run. With any error there are no settings.
  package static func load(
    file: SourceFile?, environment: [String: String] = [:]
  ) -> Loaded<TerminalSettings> {
    var loader = Loader(.terminal)
    if let file { loader.load(file: file) }
    loader.load(environment: environment.filter { $0.key.hasPrefix("FRONTDESK_AGENT_") }, known: [])
    return Loaded(
      readable: TerminalSettings(loader.values), findings: loader.reader.findings,
      sources: loader.sources)
  }

  /// All values as YAML that reads back to the same settings; with `origins`, where each came from.
  package func show(origins: Bool = false) -> String {
    KeyTable.terminal.show(values, origins: origins)
  }

  /// The file with every key commented, at its default.
  package static var commentedFile: String { KeyTable.terminal.commentedFile }

  private init(_ values: Values) {
    self.values = values
    undoSend = values.duration("undo_send")
    isUndoSendWritten = values.origin("undo_send") != .standard
    theme = values.text("theme")
    keys = values.texts("keys")
    downloads = values.text("downloads")
    openCommand = values.texts("open_command")
    rings = values.flag("bell")
    desktop = values.text("desktop")
    alertCommand = values.texts("alert_command")
    guard case .hours(let hours) = values.value("quiet_hours") else {
      preconditionFailure("the table's kinds are the settings' types")
    }
    quietHours = hours
    alerts = KeyTable.terminal.keys.filter { $0.group == "alerts" }
      .reduce(into: [:]) { $0[$1.name] = values.text($1.path) }
  }
}
