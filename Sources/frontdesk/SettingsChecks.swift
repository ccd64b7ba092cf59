import Configuration
import Desk
import Documents
import Flows
import Foundation
import Gateway
import Journal
import Operator
import Publishing

/// What is wrong with settings that only the machine, the flows and the record can tell.
///
/// Errors keep a server from starting; warnings make one that does not do what was meant.
struct SettingsChecks {
  let settings: Settings
  let desk: DeskSettings
  let files: SettingsFiles

  func findings() -> [Finding] {
    (missingFiles + folders + logFile + secrets + queues + categories + serviceLevels + accounts
      + standing
      + descriptors).sortedOnce()
  }

  /// Those that a start should say, too, and that cost nothing to find.
  var standing: [Finding] { hours + exposure + trust }

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
    ] where !Folders.isFolder(folder) {
      findings.append(
        finding(
          path, .error, "C302", "there is no folder \(folder)",
          hint: "name the folder, or run from the one it lies in"))
    }
    let parent = Paths.parent(settings.folders.data)
    if !Folders.isFolder(settings.folders.data), !Folders.isFolder(parent) {
      findings.append(
        finding(
          "folders.data", .error, "C302",
          "the folder \(parent), in which the data folder would be made, is not there",
          hint: "make it, or name another place"))
    }
    return findings
  }

  /// It is not opened: that would make it.
  private var logFile: [Finding] {
    guard let file = settings.logging.file else { return [] }
    let parent = Paths.parent(file)
    let mistake: (message: String, hint: String)
    if Folders.isFolder(file) {
      mistake = ("\(file) is a folder", "name a file in it, such as \(file)/frontdesk.log")
    } else if !Folders.isFolder(parent) {
      mistake = (
        "there is no folder \(parent) for the log", "make it, owned by who runs the server"
      )
    } else if access(file, F_OK) == 0 ? access(file, W_OK) != 0 : access(parent, W_OK | X_OK) != 0 {
      mistake = (
        "the log file \(file) cannot be written: \(reason())",
        "give it to who runs the server, or name another place"
      )
    } else {
      return []
    }
    return [finding("logging.file", .error, "C302", mistake.message, hint: mistake.hint)]
  }

  private var secrets: [Finding] {
    let mirrors = settings.mirrors.compactMap { mirror -> Finding? in
      do throws(Failure) {
        _ = try mirror.secrets()
        return nil
      } catch {
        return finding("mirrors", .error, "C303", error.description, hint: nil)
      }
    }
    let sites = settings.sites.compactMap { site -> Finding? in
      do throws(Failure) {
        _ = try IdentityPlan(site)
        return nil
      } catch {
        return finding("sites", .error, "C303", error.description, hint: nil)
      }
    }
    let connectors = settings.connectors.compactMap { connector -> Finding? in
      do {
        try Connecting.connector(connector, settings).stop()
        return nil
      } catch {
        return finding("connectors", .error, "C303", "\(error)", hint: nil)
      }
    }
    let systems = settings.customerSystems.compactMap { system -> Finding? in
      do throws(Failure) {
        _ = try CustomerSystemMaking.asked(system)
        return nil
      } catch {
        return finding("customer_systems", .error, "C303", error.description, hint: nil)
      }
    }
    return mirrors + connectors + systems + sites
  }

  // MARK: Flows and accounts

  /// Flows are checked by `flow check`; here only what the desk's file owes them.
  private var queues: [Finding] {
    guard Folders.isFolder(settings.folders.flows),
      let flows = try? FlowFolder(settings.folders.flows)
    else { return [] }
    let missing = flows.report(desk.queues.map(\.name)).findings.filter {
      Rule.named($0.id)?.subject == .queues
    }
    return missing.map { found in
      finding(
        "queues", .error, "C304", "\(found.message), at \(found.place)",
        hint: found.hint ?? "add the queue to \(files.desk), or mend the flow", inDesk: true)
    }
  }

  /// The queues that categories bring.
  private var categories: [Finding] {
    let known = desk.queues.map(\.name)
    return CategorySettings.flat(desk.categories).compactMap { path, category in
      guard let queue = category.queue, !known.contains(queue) else { return nil }
      return finding(
        "categories", .error, "C312", "category \(path) names queue \(queue), which is not there",
        hint: NearestName.hint(for: queue, among: known), inDesk: true)
    }
  }

  /// The queues that service levels are for.
  private var serviceLevels: [Finding] {
    let known = desk.queues.map(\.name)
    return desk.serviceLevels.flatMap { level in
      level.queues.filter { !known.contains($0) }.map { queue in
        finding(
          "service_levels", .error, "C313",
          "service level \(level.name) names queue \(queue), which is not there",
          hint: NearestName.hint(for: queue, among: known), inDesk: true)
      }
    }
  }

  /// Only where there is a record to look into.
  private var accounts: [Finding] {
    let named =
      desk.queues.flatMap { queue in
        queue.agents.list.map { (key: "queues", what: "queue \(queue.name)", login: $0) }
      }
      + desk.teams.flatMap { team in
        team.members.map { (key: "teams", what: "team \(team.name)", login: $0) }
      } + desk.staff.map { (key: "staff", what: "staff", login: $0.login) }
    guard let database = try? ReadRecord.open(settings.folders.data),
      let users = try? Accounts(database).users(), !users.isEmpty
    else { return [] }
    let serving = users.filter { !$0.isDisabled && $0.role != .admin }.map(\.login.text)
    return named.filter { !serving.contains($0.login) }.map { key, what, login in
      let why: (words: String, hint: String)
      switch users.first(where: { $0.login.text == login }) {
      case nil: why = ("who has no account", "make one with frontdesk user add \(login)")
      case let user? where user.isDisabled:
        why = ("whose account is disabled", "frontdesk user enable \(login), or take the name out")
      default:
        why = ("who is an admin: admins serve no queue", "name agents, and take the name out")
      }
      let near = NearestName.suggest(login, among: serving).map { "did you mean \($0)?" }
      return finding(
        key, .warning, "C305", "\(what) names \(login), \(why.words)",
        hint: near ?? why.hint, inDesk: true)
    } + unserved(by: serving, teams: (try? Accounts(database).teams()) ?? [])
  }

  private func unserved(by serving: [String], teams commanded: [TeamPlan]) -> [Finding] {
    let crew = Crew(desk).with(commanded: commanded)
    let unserved = desk.queues.filter { queue in
      let teams = crew.teams.members(of: queue.routing.teams.map { Identifier($0) })
      let names = queue.agents.list + teams.map(\.text)
      if queue.agents == .all, queue.routing.teams.isEmpty { return serving.isEmpty }
      return !names.contains(where: serving.contains)
    }
    return unserved.map { queue in
      finding(
        "queues", .warning, "C311",
        "nobody serves queue \(queue.name): none of its agents has an account that can",
        hint: "make one with frontdesk user add, or name others; admins serve no queue",
        inDesk: true)
    }
  }

  private var hours: [Finding] {
    guard desk.hours.allSatisfy(\.isEmpty), desk.specialDays.allSatisfy(\.stretches.isEmpty)
    else { return [] }
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

  /// The shortest prefixes of networks a company may have: 10.0.0.0/8 and fc00::/7.
  private static let shortestPrefix = (four: 8, six: 7)

  private var trust: [Finding] {
    settings.trustedProxies.filter { network in
      let parts = network.split(separator: "/")
      guard parts.count == 2, let prefix = Int(parts[1]) else { return false }
      let isSix = network.contains(":")
      return prefix < (isSix ? Self.shortestPrefix.six : Self.shortestPrefix.four)
    }.map { network in
      finding(
        "trusted_proxies", .warning, "C310",
        "\(network) is no network of proxies: whoever calls from there is believed to come from any"
          + " address they name, and limits per address hold for nobody",
        hint: "name the addresses of your own proxies, such as 127.0.0.1")
    }
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
