import AgentDesk
import ArgumentParser
import Configuration
import Documents
import Foundation
import Operator

/// `frontdesk agent config`: what an agent's own file says, and what is wrong with it.
struct AgentConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "The settings of your terminal: what holds, and from where.",
    discussion: """
      They are in $XDG_CONFIG_HOME/frontdesk/agent.yaml, by default under ~/.config. Exit codes: 0 \
      right, 78 mistakes found.
      """)

  @Flag(help: "Print the whole file with every default, to begin one's own from.")
  var defaults = false

  func run() throws {
    guard !defaults else { return Speech.tell(TerminalSettings.commentedFile) }
    let environment = ProcessInfo.processInfo.environment
    let path = Self.path(environment)
    let isThere = try path.map { try Folders.isThere($0) } ?? false
    Speech.tell("# \(path ?? "no HOME, no file")\(isThere ? "" : " (not there: defaults)")")
    let settings = try Self.settings(environment)
    _ = try settings.preferences()
    Speech.tell(settings.show(origins: true))
  }

  /// The settings as they hold, or the mistakes in them.
  static func settings(_ environment: [String: String]) throws -> TerminalSettings {
    let loaded = TerminalSettings.load(file: try file(environment), environment: environment)
    guard let settings = loaded.settings else { throw Failure(loaded.report, code: 78) }
    return settings
  }

  private static func path(_ environment: [String: String]) -> String? {
    if let root = environment["XDG_CONFIG_HOME"], root.hasPrefix("/") {
      return "\(root)/frontdesk/agent.yaml"
    }
    return environment["HOME"].map { "\($0)/.config/frontdesk/agent.yaml" }
  }

  private static func file(_ environment: [String: String]) throws -> SourceFile? {
    guard let path = path(environment), try Folders.isThere(path) else { return nil }
    let bytes = try Folders.read(path)
    do { return try SourceFile(path: path, bytes: bytes) } catch {
      throw Failure("\(error.place.file):\(error.place.line): \(error.message)", code: 78)
    }
  }
}

extension TerminalSettings {
  /// The same as the terminal takes it.
  func preferences() throws -> Preferences {
    var preferences = Preferences()
    preferences.keys = try table()
    preferences.undoSend = undoSend
    preferences.downloads = downloads == "auto" ? "" : downloads
    preferences.openCommand = openCommand
    preferences.rings = rings
    preferences.desktop = Preferences.Desktop(rawValue: desktop) ?? .automatic
    preferences.alertCommand = alertCommand
    preferences.quietHours = quietHours
    for (name, level) in alerts {
      guard let kind = Alert.Kind(rawValue: name) else { continue }
      preferences.alerts[kind] = Alert.Level(rawValue: level)
    }
    return preferences
  }

  private func table() throws -> AgentDesk.KeyTable {
    var choices: [String: String] = [:]
    for entry in keys {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, choices[parts[0]] == nil else {
        throw Failure(
          "agent.yaml: keys: \"\(entry.prefix(60))\" must be ACTION=KEY, each action once", code: 78
        )
      }
      choices[parts[0]] = parts[1]
    }
    do { return try AgentDesk.KeyTable.reading(choices) } catch {
      throw Failure("agent.yaml: keys: \(error.text)", code: 78)
    }
  }
}
