import ArgumentParser
import Configuration
import Documents
import Foundation
import Operator

/// The options that every command that knows the configuration shares.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: "The settings' file; a desk.yaml beside it is the desk's.",
    completion: .file(extensions: ["yaml"]))
  var config: String?

  @Option(
    help: "The desk's file, where it does not lie beside the settings' file.",
    completion: .file(extensions: ["yaml"]))
  var desk: String?

  @Option(help: "The folder of the record; wins over the file.", completion: .directory)
  var data: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("One setting by its path; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  /// Flags over environment over file over defaults; the file's place is a flag or
  /// `FRONTDESK_CONFIG`.
  func load(_ more: [String: String] = [:]) throws -> LoadedSettings {
    var environment = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("FRONTDESK_") }
    // An empty variable says nothing, as with every setting.
    let named = config ?? environment["FRONTDESK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    // Variables that are not settings: where the file is, and what the agent's client reads.
    for name in ["CONFIG", "TOKEN_FILE", "PLAIN", "BINARY", "URL"] {
      environment["FRONTDESK_" + name] = nil
    }
    let path = named ?? Settings.usualFile
    let deskPath = desk ?? Self.beside(path)
    let overrides = try self.overrides().merging(more) { _, last in last }
    let deskKeys = overrides.filter { Self.isDesks($0.key) }
    let sources = (
      settings: try Self.source(path, isWanted: named != nil),
      desk: try Self.source(deskPath, isWanted: desk != nil)
    )
    let settings = Settings.load(
      file: sources.settings, environment: environment,
      overrides: overrides.filter { !Self.isDesks($0.key) })
    let plan = DeskSettings.load(
      file: sources.desk, environment: environment, overrides: deskKeys)
    let files = SettingsFiles(
      settings: path, hasSettings: sources.settings != nil, desk: deskPath,
      hasDesk: sources.desk != nil, settingsAreBlank: sources.settings?.isBlank ?? true,
      deskIsBlank: sources.desk?.isBlank ?? true)
    return LoadedSettings(settings: settings, desk: plan, files: files)
  }

  /// How the log is wanted as far as the environment and the flags say it: for what goes wrong
  /// before the files are read.
  var logging: Settings.Logging {
    var whole = self
    whole.settings = settings.filter { $0.hasPrefix("logging.") && $0.contains("=") }
    let overrides = ((try? whole.overrides()) ?? [:]).filter { $0.key.hasPrefix("logging.") }
    let environment = ProcessInfo.processInfo.environment.filter {
      $0.key.hasPrefix("FRONTDESK_LOGGING_")
    }
    return Settings.load(file: nil, environment: environment, overrides: overrides)
      .readable.logging
  }

  /// `desk.yaml` in the same folder, however the file is named: a name without a slash is one in
  /// the working folder.
  private static func beside(_ path: String) -> String {
    Paths.beside(path, "desk.yaml")
  }

  private static func isDesks(_ key: String) -> Bool {
    [
      "timezone", "hours", "holidays", "special_days", "accept_within", "agent_capacity", "queues",
      "categories", "fields", "service_levels", "teams", "staff", "fair_share", "fair_window",
    ].contains(key.prefix { $0 != "." })
  }

  private func overrides() throws -> [String: String] {
    var overrides: [String: String] = [:]
    for setting in settings {
      guard let mark = setting.firstIndex(of: "=") else {
        throw ValidationError("--set wants key=value, such as listen.port=9000, not \"\(setting)\"")
      }
      overrides[String(setting[..<mark])] = String(setting[setting.index(after: mark)...])
    }
    if let data { overrides["folders.data"] = data }
    return overrides
  }

  private static func source(_ path: String, isWanted: Bool) throws -> SourceFile? {
    guard !path.isEmpty else { throw Failure("the name of a file is empty", code: 78) }
    guard try Folders.isThere(path) else {
      if isWanted { throw Failure("there is no file \(path)", code: 78) }
      return nil
    }
    do { return try SourceFile(path: path, bytes: Folders.read(path)) } catch let finding as Finding
    {
      throw Failure("\(finding.place.file):\(finding.place.line): \(finding.message)", code: 78)
    }
  }
}

/// The same for a command about flows, whose folder it may name.
struct FlowOptions: ParsableArguments {
  @OptionGroup var configuration: ConfigurationOptions
  @Option(help: "The folder of flows and articles; wins over the file.", completion: .directory)
  var flows: String?

  func load() throws -> LoadedSettings {
    try configuration.load(flows.map { ["folders.flows": $0] } ?? [:])
  }
}

extension SourceFile {
  /// Whether there is nothing but comments and space.
  fileprivate var isBlank: Bool {
    text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let words = line.drop { $0.isWhitespace || $0 == "\0" || $0 == "\u{FEFF}" }
      return words.isEmpty || words.first == "#" || words == "---" || words == "..."
    }
  }
}

/// Which files the settings were read from.
struct SettingsFiles {
  let settings: String
  let hasSettings: Bool
  let desk: String
  let hasDesk: Bool
  /// Not there, or without a single setting.
  let settingsAreBlank: Bool
  let deskIsBlank: Bool

  var settingsWords: String { hasSettings ? settings : "none (\(settings) is not there)" }
  var deskWords: String { hasDesk ? desk : "none (\(desk) is not there)" }

  /// For people, a line each.
  var words: String { "settings: \(settingsWords)\ndesk: \(deskWords)" }
}

/// Both files' settings with what is wrong in them.
struct LoadedSettings {
  let settings: Loaded<Settings>
  let desk: Loaded<DeskSettings>
  let files: SettingsFiles

  var findings: [Finding] { settings.findings + desk.findings }
  var sources: [SourceFile] { settings.sources + desk.sources }

  var report: String {
    [settings.report, desk.report].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The settings, or everything that is wrong with them at once; warnings are said.
  func resolved() throws -> (Settings, DeskSettings) {
    let both = try settled()
    if !report.isEmpty { Speech.complain(report) }
    return both
  }

  /// The same, and who asks says the warnings.
  func settled() throws -> (Settings, DeskSettings) {
    guard let settings = settings.settings, let desk = desk.settings else {
      throw Failure("the configuration has mistakes\n\(report)", code: 78, findings: findings)
    }
    return (settings, desk)
  }
}
