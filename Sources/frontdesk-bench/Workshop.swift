import Foundation

/// Starts and ends what the rows need: servers, the references in C, folders.
struct Workshop {
  let binary: String
  /// The server of another commit, measured in turn with ours.
  let before: String?
  let folder: String
  let processors: Processors
  /// The servers to measure.
  let only: [Column]

  func check() throws {
    for program in [binary] + (before.map { [$0] } ?? [])
    where !FileManager.default.isExecutableFile(atPath: program) {
      throw Trouble("there is no \(program); build it: swift build -c release --product frontdesk")
    }
    for needed in ["flows/bot.yaml", "Benchmarks/reference.c"]
    where !FileManager.default.fileExists(atPath: needed) {
      throw Trouble("there is no \(needed); run from the project's folder")
    }
    var limit = rlimit()
    getrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// How many files one process may open: sessions beyond it cannot be held.
  static var openFiles: Int {
    var limit = rlimit()
    getrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }

  /// Those of `columns` that this run has.
  func present(_ columns: [Column]) -> [Column] {
    columns.filter { column in
      guard only.contains(column) else { return false }
      return switch column {
      case .now, .epoll, .libwebsockets: true
      case .before: before != nil
      case .nats: NATSServer.program != nil
      }
    }
  }

  // MARK: Servers

  /// Runs `work` against a new server that knows nothing, with tokens of so many agents.
  func with<Outcome>(
    _ column: Column, agents: Int, house: BenchFolder.House = .plain,
    _ work: (Contender, [String]) throws -> Outcome
  ) throws -> Outcome {
    let place = try prepare(column, agents: agents, house: house)
    let outcome = try with(column, in: place) { try work($0, place.tokens) }
    try finish(column, place)
    return outcome
  }

  /// A folder for a server to begin in.
  func prepare(
    _ column: Column, agents: Int, house: BenchFolder.House = .plain
  ) throws -> BenchFolder {
    var place = try BenchFolder(absolute(folder), house)
    if column == .now || column == .before, agents > 0 {
      try with(column, in: place) { _ in }
      try place.addAgents(agents)
    }
    return place
  }

  /// What was measured must also be right.
  func finish(_ column: Column, _ place: BenchFolder) throws {
    if column == .now || column == .before { try verify(column, place) }
    try place.remove()
  }

  /// Starts a server in a folder that may hold a record, and ends it after `work`.
  func with<Outcome>(
    _ column: Column, in place: BenchFolder, _ work: (Contender) throws -> Outcome
  ) throws -> Outcome {
    let server = try start(column, in: place)
    defer { server.kill() }
    let outcome = try work(server)
    try server.stop()
    return outcome
  }

  /// Starts a server and kills it once it is ready.
  func killed(_ column: Column, in place: BenchFolder) throws {
    let server = try start(column, in: place)
    server.kill()
    server.waitUntilGone()
  }

  private func start(_ column: Column, in place: BenchFolder) throws -> Contender {
    switch column {
    case .now, .before:
      return try Contender(
        column, program(column), ["serve", "--config", place.path + "/frontdesk.yaml"],
        on: processors)
    case .epoll: return try reference(column, "reference", [], in: place)
    case .libwebsockets:
      return try reference(
        column, "reference-libwebsockets", ["-lwebsockets", "-lev"], in: place)
    case .nats: return try NATSServer.start(in: place.path, on: processors)
    }
  }

  private func program(_ column: Column) -> String {
    absolute(column == .before ? before ?? binary : binary)
  }

  /// Builds a reference in C, if this folder does not have it yet, and starts it.
  private func reference(
    _ column: Column, _ name: String, _ libraries: [String], in place: BenchFolder
  )
    throws -> Contender
  {
    let program = place.path + "/" + name
    if !FileManager.default.fileExists(atPath: program) {
      let compiler = try Process.run(
        URL(fileURLWithPath: "/usr/bin/cc"),
        arguments: ["-O2", "-D_GNU_SOURCE", "-o", program, "Benchmarks/\(name).c"] + libraries
          + ["-lsqlite3"])
      compiler.waitUntilExit()
      guard compiler.terminationStatus == 0 else { throw Trouble("\(name).c does not build") }
    }
    return try Contender(column, program, [place.path + "/reference.db"], on: processors)
  }

  /// The chain holds, and the tables are what the events say.
  private func verify(_ column: Column, _ place: BenchFolder) throws {
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program(column))
    process.arguments = ["record", "verify", "--config", place.path + "/frontdesk.yaml"]
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble("the record does not verify: \(String(decoding: said, as: UTF8.self))")
    }
  }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).path
  }
}
