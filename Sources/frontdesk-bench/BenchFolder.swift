import Desk
import Foundation
import Journal
import Secrets

/// A folder for one server to work in: settings with limits out of the way, the shipped flows, and
/// accounts.
///
/// Below the working folder, because `/tmp` may be memory, on which a sync to disk costs nothing.
struct BenchFolder {
  let path: String
  /// An agent's session for each account, as the token that its connections say hello with.
  let tokens: [String]

  static let site = "bench"
  static let origin = "https://bench.example"
  /// Connections the desk allows one agent.
  static let connectionsPerAgent = 5

  /// Makes the folder anew.
  init(_ path: String, agents: Int) throws {
    self.path = path
    let files = FileManager.default
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    try files.copyItem(atPath: "flows", toPath: path + "/flows")
    try Self.lengthenTalks(path + "/flows/bot.yaml")
    try Self.settings(path).write(
      toFile: path + "/frontdesk.yaml", atomically: false, encoding: .utf8)
    try Self.desk.write(toFile: path + "/desk.yaml", atomically: false, encoding: .utf8)
    tokens = try Self.accounts(agents, in: path + "/data")
  }

  func remove() throws { try FileManager.default.removeItem(atPath: path) }

  /// A talk with the bot ends after 200 turns; ours go on.
  private static func lengthenTalks(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let long = text.replacingOccurrences(of: " turns: 200,", with: " turns: 10000,")
    guard long != text else { throw Trouble("\(path) no longer limits turns to 200") }
    try long.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private static func settings(_ path: String) -> String {
    """
    listen: { host: 127.0.0.1, port: 0 }
    folders: { data: \(path)/data, flows: \(path)/flows, web: web-static }
    sites: { \(site): { origins: ["\(origin)"] } }
    limits:
      connections: 100000
      half_open: 100000
      customer_rate: 100000/s
      loopback_exempt: true
      customer_burst: 10000
      agent_rate: 100000/s
      conversation_messages: 10000000
      conversation_bytes: 100 GiB
      customer_daily_messages: 10000000
      customer_daily_bytes: 100 GiB
      site_daily_messages: 1000000000
      site_daily_bytes: 1000 GiB
      outbox_bytes: 64 MiB
      outbox_events: 1000000
    agents: { grace: 1h }
    logging: { level: warning }
    """
  }

  private static let desk = """
    hours: { mon-sun: ["00:00-24:00"] }
    agent_capacity: 100
    """

  /// Written straight into the new record: hashing a password is slow on purpose, and no row
  /// measures it.
  private static func accounts(_ count: Int, in folder: String) throws -> [String] {
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let lock = try RecordFolder(path: folder)
    let record = try lock.openRecord(now: now)
    let password = try PasswordHash.make(Random.token())
    var turn = RecordTurn()
    var tokens: [String] = []
    for number in 1...max(count, 1) {
      let login = Identifier<Agent>("agent\(number)")
      turn.accounts.add(
        .add(
          Accounts.User(
            login: login, name: "Agent \(number)", role: .agent, password: password, created: now)))
      let token = Random.token()
      turn.accounts.add(
        .logIn(
          Accounts.Session(hash: SHA256.hash(token), login: login, device: "bench", created: now),
          rehashed: nil))
      tokens.append(token)
    }
    try withExtendedLifetime(lock) { try record.append(turn) }
    return tokens
  }
}
