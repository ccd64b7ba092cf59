import ArgumentParser
import Configuration
import Desk
import Foundation
import Journal
import Logging
import Office
import Operator
import Rules
import Secrets
import Threads
import WebSockets

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve customers, agents and the demo page until told to stop.",
    discussion: """
      SIGTERM or SIGINT end it gently; SIGHUP reads the settings again and publishes the flows' \
      folder anew; SIGUSR1 opens the log file again. Exit codes: 0 ended as asked, 65 the record or \
      the flows are damaged, 69 the port is taken, 74 the disk failed or the record was removed, 75 \
      another server has the record, 78 the configuration has mistakes.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Option(help: "The folder of flows and articles; wins over the file.", completion: .directory)
  var flows: String?
  @Option(help: "The folder of the widget's files; wins over the file.", completion: .directory)
  var web: String?
  @Option(help: "The port; 0 takes any free one. Wins over the file.")
  var port: UInt16?
  @Option(
    help: "The rules' file; without it rules.yaml beside the desk's file.",
    completion: .file(extensions: ["yaml"]))
  var rules: String?
  @Flag(help: "Publish the flows' folder at the start, as flow publish does.")
  var publish = false
  @Flag(help: "Make an account to try the desk with, and say how to use it.")
  var demo = false

  func run() throws {
    // First of all: threads inherit what is blocked.
    Signals.block()
    // Until the files say how the log is wanted, what else says it holds.
    var logging = options.logging
    var book: Logbook?
    do {
      let loaded = try load()
      logging = loaded.settings.readable.logging
      let opened = try Logbook(logging)
      book = opened
      try PlausibleTime.check()
      let code = try serve(loaded, opened)
      opened.writer.flush()
      if code != 0 { Foundation.exit(code) }
    } catch {
      let failure = Failure(ending: error)
      try (book ?? Logbook(logging.withoutFile)).tell(failure)
      Foundation.exit(failure.code)
    }
  }

  private func load() throws -> LoadedSettings {
    var overrides: [String: String] = [:]
    if let flows { overrides["folders.flows"] = flows }
    if let web { overrides["folders.web"] = web }
    if let port { overrides["listen.port"] = String(port) }
    return try options.load(overrides)
  }

  /// Serves to the end; returns the exit code.
  private func serve(_ loaded: LoadedSettings, _ book: Logbook) throws -> Int32 {
    let (settings, desk) = try loaded.settled()
    book.log.tell(loaded.findings)
    book.log.tell(SettingsChecks(settings: settings, desk: desk, files: loaded.files).standing)
    Descriptors.provide(for: settings.limits.connections, book.log)
    var plan = try ServerPlan(
      settings, desk, port: try Self.port(settings.listen.port))
    let rules = try RuleFile(rules, loaded.files, RuleNames(settings, desk, plan.desk))
    plan.rules = try rules.book()
    if demo { plan.gateway.play(try Demo.visitor()) }
    let server = try Self.made { try Server(plan, book: book) }
    let account = demo ? try Demo.account(in: plan.dataFolder, server.writing) : nil
    try Self.made { try server.start() }
    if publish, server.hasNewFlows {
      // What came of it is in the log and in the record.
      _ = server.publisher.publish(by: Server.author)
    }
    book.log.notice("started", metadata: server.facts(loaded.files, settings))
    let announcement = announcement(settings, server, account)
    // On a thread of its own: whoever stopped the terminal may still end the server.
    _ = try? NamedThread("announcement") { Speech.tell(announcement) }
    heed(server, book, settings, desk, loaded.files, hasRules: rules.source != nil)
    return server.wait()
  }

  private func heed(
    _ server: Server, _ book: Logbook, _ settings: Settings, _ desk: DeskSettings,
    _ files: SettingsFiles, hasRules: Bool
  ) {
    let (handle, publisher) = (server.handle, server.publisher)
    let makeReload: @Sendable () -> SettingsReload = { [self] in
      SettingsReload(settings, desk, files, log: book.log, load: load) {
        settings, desk, changed in
        try book.writer.adopt(LogWriter.Plan(settings.logging))
        try handle.adopt(settings, desk, changed)
      }
    }
    let makeRules: @Sendable () -> RulesReload = { [self] in
      RulesReload(hasFile: hasRules, log: book.log) {
        let loaded = try load()
        let (settings, desk) = try loaded.settled()
        let plan = try DeskPlan(settings, desk, destinations: [])
        return try RuleFile(rules, loaded.files, RuleNames(settings, desk, plan))
      } adopt: {
        try handle.adopt($0)
      }
    }
    Signals.watch {
      let (reload, rules) = (makeReload(), makeRules())
      return { signal in
        switch signal {
        case SIGHUP:
          reload.run()
          rules.run()
          _ = publisher.publish(by: "SIGHUP")
        case SIGUSR1: book.reopen()
        case SIGUSR2: break
        default:
          book.log.notice("asked to end", metadata: ["signal": .stringConvertible(Int(signal))])
          handle.end()
        }
      }
    }
  }

  /// A port of 0 is chosen now: which origins are our own depends on it.
  private static func port(_ wanted: Int) throws -> UInt16 {
    guard wanted == 0 else { return UInt16(wanted) }
    guard let free = FreePort.find() else { throw Failure("no port is free", code: 69) }
    return free
  }

  /// Turns what can go wrong at the start into a sentence and an exit code.
  private static func made<Thing>(_ make: () throws -> Thing) throws -> Thing {
    do { return try make() } catch let failure as RecordFailure {
      throw Failure("\(failure)", code: failure.code)
    } catch let failure as ServiceFailure {
      throw Failure("\(failure)", code: 69)
    }
  }

  private func announcement(
    _ settings: Settings, _ server: Server, _ account: Demo.Account?
  ) -> String {
    let port = Int(server.ports.first ?? 0)
    let isUsual = port == 8080 && settings.folders.data == "data"
    let command =
      isUsual ? "make agent" : "PORT=\(port) DATA=\(settings.folders.data) make agent"
    var text = "Frontdesk \(Program.version) serves \(settings.address(port: port))/"
    if settings.limits.isLoopbackExempt {
      text += "\nLimits per address do not hold for this machine (limits.loopback_exempt)."
    }
    guard let account else { return text }
    return text + """


        The shop's page, where customers chat:
            \(settings.address(port: port))/
            "Sign in as Ana" there shows how it is with a customer whom your server signs.
        An agent's terminal, in another window:
            \(command)
        It logs in as \(account.login). To log in elsewhere, the password is \(account.password)

      Ctrl-C ends it; everything said is kept in \(settings.folders.data)/.
      """
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
