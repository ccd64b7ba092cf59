import ArgumentParser
import Configuration
import Desk
import Foundation
import Journal
import Logging
import Office
import Secrets
import Threads
import WebSockets

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve customers, agents and the demo page until told to stop.",
    discussion: """
      SIGTERM or SIGINT end it gently; SIGHUP publishes the flows' folder anew. Exit codes: 0 ended \
      as asked, 65 the record or the flows are damaged, 69 the port is taken, 74 the disk failed, \
      75 another server has the record, 78 the configuration has mistakes.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Option(help: "The folder of flows and articles; wins over the file.", completion: .directory)
  var flows: String?
  @Option(help: "The folder of the widget's files; wins over the file.", completion: .directory)
  var web: String?
  @Option(help: "The port; 0 takes any free one. Wins over the file.")
  var port: UInt16?
  @Flag(help: "Make an account to try the desk with, and say how to use it.")
  var demo = false

  func run() throws {
    var overrides: [String: String] = [:]
    if let flows { overrides["folders.flows"] = flows }
    if let web { overrides["folders.web"] = web }
    if let port { overrides["listen.port"] = String(port) }
    let (settings, desk) = try options.load(overrides).resolved()
    let log = Self.log(settings.logging)
    Signals.block()
    // What the record holds is nobody else's to read.
    umask(0o077)
    let plan = try ServerPlan(
      settings, desk, port: try Self.port(settings.listen.port))
    let server = try Self.made { try Server(plan, log: log) }
    let account = demo ? try Demo.account(in: plan.dataFolder, server.accounts) : nil
    try Self.made { try server.start() }
    announce(settings, server, account)
    let (handle, publisher) = (server.handle, server.publisher)
    Signals.watch(
      end: { handle.end() },
      reload: { _ = publisher.publish(by: "SIGHUP") })
    let code = server.wait()
    if code != 0 { Foundation.exit(code) }
  }

  /// A port of 0 is chosen now: which origins are our own depends on it.
  private static func port(_ wanted: Int) throws -> UInt16 {
    guard wanted == 0 else { return UInt16(wanted) }
    guard let free = FreePort.find() else { throw Failure("no port is free", code: 69) }
    return free
  }

  private static func log(_ settings: Settings.Logging) -> Logger {
    let isJSON = settings.format == .json || (settings.format == .auto && isatty(2) == 0)
    let level = Logger.Level(rawValue: settings.level.rawValue) ?? .info
    var log = Logger(label: "frontdesk") { _ in LogLines(isJSON: isJSON) }
    log.logLevel = level
    return log
  }

  /// Turns what can go wrong at the start into a sentence and an exit code.
  private static func made<Thing>(_ make: () throws -> Thing) throws -> Thing {
    do { return try make() } catch let failure as RecordFailure {
      let code: Int32 =
        switch failure.kind {
        case .damaged: 65
        case .taken: 75
        case .broken, .full: 74
        case .moved, .fault: 70
        }
      throw Failure("\(failure)", code: code)
    } catch let failure as ServiceFailure {
      throw Failure("\(failure)", code: 69)
    }
  }

  private func announce(_ settings: Settings, _ server: Server, _ account: Demo.Account?) {
    let port = Int(server.ports.first ?? 0)
    let isUsual = port == 8080 && settings.folders.data == "data"
    let command =
      isUsual ? "make agent" : "PORT=\(port) DATA=\(settings.folders.data) make agent"
    Speech.tell("Frontdesk \(Program.version) serves \(settings.address(port: port))/")
    if settings.limits.isLoopbackExempt {
      Speech.tell("Limits per address do not hold for this machine (limits.loopback_exempt).")
    }
    guard let account else { return }
    Speech.tell(
      """

        The shop's page, where customers chat:
            \(settings.address(port: port))/
        An agent's terminal, in another window:
            \(command)
        It logs in as \(account.login). To log in elsewhere, the password is \(account.password)

      Ctrl-C ends it; everything said is kept in \(settings.folders.data)/.
      """)
  }
}

/// Which signals mean what. They are taken by one thread, never in a handler.
enum Signals {
  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }

  /// Before any thread starts, so that all inherit it.
  static func block() {
    var all = set([SIGTERM, SIGINT, SIGHUP])
    pthread_sigmask(SIG_BLOCK, &all, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  static func watch(end: @escaping @Sendable () -> Void, reload: @escaping @Sendable () -> Void) {
    // The thread lasts as long as the process, which has nothing to do without it. It reads flows: a
    // file of 1,000 nested maps, the YAML parser's own limit, takes more than a usual stack.
    _ = try? NamedThread("signals", stackBytes: 16 << 20) {
      var wanted = set([SIGTERM, SIGINT, SIGHUP])
      var signal: Int32 = 0
      while sigwait(&wanted, &signal) == 0 {
        if signal == SIGHUP { reload() } else { end() }
      }
    }
  }
}

/// A port that nobody listens on now.
enum FreePort {
  static func find() -> UInt16? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        guard bind(descriptor, generic, length) == 0,
          getsockname(descriptor, generic, &length) == 0
        else { return nil }
        return UInt16(bigEndian: pointer.pointee.sin_port)
      }
    }
  }
}
