import Configuration
import Documents
import Logging
import Operator

/// Reads the settings' files again while the server runs, and puts in force what can change.
///
/// Whatever is wrong with them, the old settings stay, all of them: half of a change is none.
final class SettingsReload {
  private let load: () throws -> LoadedSettings
  private let log: Logger
  private let adopt: (Settings, DeskSettings, _ changed: [String]) throws -> Void
  private var settings: Settings
  /// What cannot change is as it was at the start, whatever the files have said since.
  private let started: Settings
  private var desk: DeskSettings
  /// As they were when they were last taken.
  private var files: SettingsFiles

  /// What holds until the next start: sockets are bound, files are open and mirrors under way.
  private static let fixed = [
    "listen.host", "listen.port", "folders.data", "folders.flows", "folders.watch_flows",
    "folders.web", "mirrors", "connectors", "customer_systems",
  ]

  init(
    _ settings: Settings, _ desk: DeskSettings, _ files: SettingsFiles, log: Logger,
    load: @escaping () throws -> LoadedSettings,
    adopt: @escaping (Settings, DeskSettings, _ changed: [String]) throws -> Void
  ) {
    self.settings = settings
    started = settings
    self.desk = desk
    self.files = files
    self.log = log
    self.load = load
    self.adopt = adopt
  }

  func run() {
    do {
      let loaded = try load()
      if let why = emptied(loaded.files) { return refuse(why, []) }
      guard let new = loaded.settings.settings, let newDesk = loaded.desk.settings else {
        return refuse("they have mistakes", loaded.findings)
      }
      log.tell(loaded.findings)
      try take(new, newDesk, from: loaded)
    } catch let failure as Failure {
      refuse(failure.sentence, failure.findings)
    } catch {
      refuse("\(error)", [])
    }
  }

  /// A file that was cut off is one that is being written; its settings are not taken back.
  private func emptied(_ new: SettingsFiles) -> String? {
    let lost = [
      (new.settings, new.hasSettings, new.settingsAreBlank && !files.settingsAreBlank),
      (new.desk, new.hasDesk, new.deskIsBlank && !files.deskIsBlank),
    ].first { $0.2 }
    guard let (file, isThere, _) = lost else { return nil }
    return "\(file) \(isThere ? "is empty" : "is gone"), and was not before; "
      + "to take every setting of it back, start the server again"
  }

  private func refuse(_ why: String, _ findings: [Finding]) {
    log.tell(findings)
    log.error("the settings were not changed; the old ones hold", metadata: ["reason": "\(why)"])
  }

  private func take(_ new: Settings, _ newDesk: DeskSettings, from loaded: LoadedSettings) throws {
    let held = new.changes(from: started).filter(Self.fixed.contains)
    let taken = new.changes(from: settings).filter { !Self.fixed.contains($0) }
    let changed = taken + newDesk.changes(from: desk)
    try adopt(new, newDesk, changed)
    for path in held {
      log.warning(
        "a setting cannot change while the server runs; it holds from the next start",
        metadata: ["setting": "\(path)"])
    }
    (settings, desk, files) = (new, newDesk, loaded.files)
    log.notice(
      "the settings were read again",
      metadata: [
        "changed": .array(changed.map { "\($0)" }), "config": "\(loaded.files.settingsWords)",
        "desk": "\(loaded.files.deskWords)",
      ])
  }
}
