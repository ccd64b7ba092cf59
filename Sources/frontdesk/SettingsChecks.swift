import Configuration
import Desk
import Documents
import Foundation
import Journal

/// What is wrong with settings that only the machine, the flows and the record can tell.
///
/// Errors keep a server from starting; warnings make one that does not do what was meant.
struct SettingsChecks {
  let settings: Settings
  let desk: DeskSettings
  let files: SettingsFiles

  func findings() -> [Finding] {
    (missingFiles + folders + secrets + queues + accounts + hours + exposure + descriptors)
      .sortedOnce()
  }

  /// Those that a start should say, too, and that cost nothing to find.
  var standing: [Finding] { hours + exposure }

  // MARK: Files

  private var missingFiles: [Finding] {
    var findings: [Finding] = []
    if !files.hasSettings {
      findings.append(
        Finding(
          at: Place(file: files.settings, line: 1, column: 1), .warning, "C301",
          "no settings' file was read: there is none here",
          hint: "run from the folder that holds config/, or name the file with --config"))
    }
    if !files.hasDesk {
      findings.append(
        Finding(
          at: Place(file: files.desk, line: 1, column: 1), .warning, "C301",
          "no desk's file was read: the desk has usual queues and is open around the clock",
          hint: "put a desk.yaml beside the settings' file, or name one with --desk"))
    }
    return findings
  }

  private var folders: [Finding] {
    var findings: [Finding] = []
    for (path, folder) in [
      ("folders.flows", settings.folders.flows), ("folders.web", settings.folders.web),
    ] where !Self.isFolder(folder) {
      findings.append(
        finding(
          path, .error, "C302", "there is no folder \(folder)",
          hint: "name the folder, or run from the one it lies in"))
    }
    let parent = Self.parent(settings.folders.data)
    if !Self.isFolder(settings.folders.data), !Self.isFolder(parent) {
      findings.append(
        finding(
          "folders.data", .error, "C302",
          "the folder \(parent), in which the data folder would be made, is not there",
          hint: "make it, or name another place"))
    }
    if let file = settings.logging.file, !Self.isFolder(Self.parent(file)) {
      findings.append(
        finding(
          "logging.file", .error, "C302", "there is no folder \(Self.parent(file)) for the log",
          hint: "make it, owned by who runs the server"))
    }
    return findings
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func parent(_ path: String) -> String {
    let parent = (path as NSString).deletingLastPathComponent
    return parent.isEmpty ? "." : parent
  }

  private var secrets: [Finding] {
    settings.mirrors.compactMap { mirror in
      do throws(Failure) {
        _ = try mirror.secrets()
        return nil
      } catch {
        return finding("mirrors", .error, "C303", error.description, hint: nil)
      }
    }
  }

  // MARK: Flows and accounts

  /// Flows are checked by `flow check`; here only what the desk's file owes them.
  private var queues: [Finding] {
    guard Self.isFolder(settings.folders.flows),
      let flows = try? FlowFolder(settings.folders.flows)
    else { return [] }
    let missing = flows.report(desk.queues.map(\.name)).findings.filter { $0.id == "E501" }
    return missing.map { found in
      finding(
        "queues", .error, "C304", "\(found.message), at \(found.place)",
        hint: found.hint ?? "add the queue to \(files.desk), or mend the flow", inDesk: true)
    }
  }

  /// Only where there is a record to look into.
  private var accounts: [Finding] {
    let named = desk.queues.flatMap { queue in
      queue.agents.list.map { (queue: queue.name, login: $0) }
    }
    guard !named.isEmpty, let database = try? ReadRecord.open(settings.folders.data),
      let users = try? Accounts(database).users()
    else { return [] }
    let open = users.filter { !$0.isDisabled }.map(\.login.text)
    return named.filter { !open.contains($0.login) }.map { queue, login in
      let isClosed = users.contains { $0.login.text == login }
      let near = NearestName.suggest(login, among: open).map { "did you mean \($0)?" }
      return finding(
        "queues", .warning, "C305",
        "queue \(queue) names \(login), "
          + (isClosed ? "whose account is disabled" : "who has no account"),
        hint: near ?? "make one with frontdesk user add \(login)", inDesk: true)
    }
  }

  private var hours: [Finding] {
    guard desk.hours.allSatisfy(\.isEmpty) else { return [] }
    return [
      finding(
        "hours", .warning, "C306", "the desk is never open: no day has hours",
        hint: "name days, such as mon-fri: [\"09:00-17:30\"]", inDesk: true)
    ]
  }

  // MARK: The machine

  private var exposure: [Finding] {
    let isLoopback = ["127.0.0.1", "::1", "localhost"].contains(settings.listen.host)
    let isSecure = settings.publicURL?.hasPrefix("https://") == true
    if !isLoopback, !isSecure {
      return [
        finding(
          "listen.host", .warning, "C307",
          "who reaches \(settings.listen.host) speaks plain http: passwords and words can be read",
          hint: "leave listen.host on 127.0.0.1 behind a proxy with TLS, and set public_url")
      ]
    }
    if isLoopback, isSecure, settings.trustedProxies.isEmpty {
      return [
        finding(
          "public_url", .warning, "C308",
          "a proxy stands before the desk and is not in trusted_proxies: to every limit all"
            + " customers are one address",
          hint: "add trusted_proxies: [127.0.0.1, \"::1\"]")
      ]
    }
    return []
  }

  private var descriptors: [Finding] {
    let connections = settings.limits.connections
    let (needed, most) = (Descriptors.needed(for: connections), Descriptors.limits().most)
    guard most < needed else { return [] }
    return [
      finding(
        "limits.connections", .warning, "C309",
        "\(connections) connections need \(needed) file descriptors, and \(most) are allowed here",
        hint: "raise ulimit -n (LimitNOFILE where systemd starts it), or lower limits.connections")
    ]
  }

  /// Where the value came from is where it is mended.
  private func finding(
    _ path: String, _ severity: Severity, _ rule: String, _ message: String, hint: String?,
    inDesk: Bool = false
  ) -> Finding {
    let place = (inDesk ? desk.origin(of: path) : settings.origin(of: path))?.place
    let file = inDesk ? files.desk : files.settings
    return Finding(
      at: place ?? Place(file: file, line: 1, column: 1), severity, rule, message, hint: hint)
  }
}

extension QueueSettings.Agents {
  fileprivate var list: [String] {
    switch self {
    case .all: []
    case .only(let names): names
    }
  }
}
