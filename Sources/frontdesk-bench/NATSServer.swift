import Foundation

/// NATS with JetStream, where it is installed and can sync every message to disk: 2.10 and later.
enum NATSServer {
  /// Where it is; nil where there is none that will do.
  static let program: String? = find()

  /// Which one it is, for the log of a run.
  static var words: String? {
    program.map { version(of: $0).trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  private static func find() -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { $0 + "/nats-server" }.first { program in
      FileManager.default.isExecutableFile(atPath: program) && canSync(version(of: program))
    }
  }

  private static func version(of program: String) -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--version"]
    process.standardOutput = output
    // One that does not run is one that will not do.
    guard (try? process.run()) != nil else { return "" }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }

  /// Reads `nats-server: v2.10.1`.
  static func canSync(_ version: String) -> Bool {
    guard let match = version.firstMatch(of: /v([0-9]+)\.([0-9]+)\./), let major = Int(match.1),
      let minor = Int(match.2)
    else { return false }
    return major > 2 || major == 2 && minor >= 10
  }

  static func start(in folder: String, on processors: Processors) throws -> Contender {
    guard let program else { throw Trouble("there is no nats-server of 2.10 or later") }
    let settings = """
      listen: "127.0.0.1:-1"
      jetstream { store_dir: "\(folder)/jetstream", sync_interval: always }
      """
    try settings.write(toFile: folder + "/nats.conf", atomically: false, encoding: .utf8)
    return try Contender(.nats, program, ["-c", folder + "/nats.conf"], on: processors)
  }
}
