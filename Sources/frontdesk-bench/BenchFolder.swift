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
  private(set) var tokens: [String] = []

  static let site = "bench"
  static let origin = "https://bench.example"
  /// Connections the desk allows one agent.
  static let connectionsPerAgent = 5

  /// What the desk's own file says, and whether there are rules beside it.
  enum House {
    /// As a new desk is: service levels, no rules.
    case plain
    /// Neither rules nor service levels.
    case bare
    /// Service levels, and fifty rules that look at every message.
    case ruled

    var levels: String { self == .bare ? "service_levels: {}\n" : "" }
  }

  /// Makes the folder anew.
  init(_ path: String, _ house: House = .plain) throws {
    self.path = path
    let files = FileManager.default
    if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
    try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    try files.copyItem(atPath: "flows", toPath: path + "/flows")
    try Self.lengthenTalks(path + "/flows/bot.yaml")
    try Self.settings(path).write(
      toFile: path + "/frontdesk.yaml", atomically: false, encoding: .utf8)
    try (Self.desk + house.levels).write(
      toFile: path + "/desk.yaml", atomically: false, encoding: .utf8)
    if house == .ruled {
      try ManyRules.text(50).write(
        toFile: path + "/rules.yaml", atomically: false, encoding: .utf8)
    }
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
      connections: \(Workshop.openFiles - 300)
      half_open: \(Workshop.openFiles - 300)
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

  /// How many bytes the record takes, with everything that lies beside it.
  var recordBytes: Int {
    get throws {
      let files = FileManager.default
      return try files.subpathsOfDirectory(atPath: path + "/data").reduce(0) { sum, name in
        let facts = try files.attributesOfItem(atPath: path + "/data/" + name)
        return sum + (facts[.size] as? Int ?? 0)
      }
    }
  }

  /// Gives agents accounts, in the record that a server has made and is done with.
  ///
  /// Written straight into its tables: hashing a password is slow on purpose, and no row measures
  /// it. By SQL, so that it serves the server of another commit too.
  mutating func addAgents(_ count: Int) throws {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let password = try PasswordHash.make(Random.token()).phc
    let database = try Database(path: path + "/data/frontdesk.db", mode: .writing)
    let user = try database.prepare(
      "INSERT INTO users (login, name, role, password, disabled, created_at) VALUES (?,?,?,?,0,?)")
    let session = try database.prepare(
      """
      INSERT INTO sessions (token, login, device, address, created_at, used_at)
      VALUES (?,?,'bench','',?,?)
      """)
    let tokens = (0..<count).map { _ in Random.token() }
    try database.transaction { () throws(RecordFailure) in
      for (number, token) in tokens.enumerated() {
        user.bind(1, "agent\(number)")
        user.bind(2, "Agent \(number)")
        user.bind(3, "agent")
        user.bind(4, password)
        user.bind(5, now)
        try user.run()
        session.bind(1, SHA256.hash(token))
        session.bind(2, "agent\(number)")
        session.bind(3, now)
        session.bind(4, now)
        try session.run()
      }
    }
    self.tokens = tokens
  }
}
