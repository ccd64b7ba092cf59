import Foundation

/// Starts and ends what the rows need: the server, the C reference, folders.
struct Workshop {
  let binary: String
  let folder: String

  func check() throws {
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw Trouble("there is no \(binary); build it: swift build -c release --product frontdesk")
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

  // MARK: Servers

  /// Runs `work` against a new server in a new folder.
  func withServer<Outcome>(
    agents: Int, _ work: (Contender, BenchFolder) throws -> Outcome
  ) throws -> Outcome {
    let place = try BenchFolder(absolute(folder), agents: agents)
    let outcome = try withServer(in: place) { try work($0, place) }
    try verify(place)
    try place.remove()
    return outcome
  }

  func withServer<Outcome>(
    in place: BenchFolder, _ work: (Contender) throws -> Outcome
  ) throws -> Outcome {
    let server = try Contender(
      "frontdesk", absolute(binary), ["serve", "--config", place.path + "/frontdesk.yaml"])
    defer { server.kill() }
    let outcome = try work(server)
    try server.stop()
    return outcome
  }

  /// What was measured must also be right: the chain holds, and the tables are what the events say.
  private func verify(_ place: BenchFolder) throws {
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: absolute(binary))
    process.arguments = ["record", "verify", "--config", place.path + "/frontdesk.yaml"]
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble("the record does not verify: \(String(decoding: said, as: UTF8.self))")
    }
  }

  /// Builds the C reference and runs `work` against it.
  func withReference<Outcome>(_ work: (Contender) throws -> Outcome) throws -> Outcome {
    let place = absolute(folder) + "-reference"
    let files = FileManager.default
    if files.fileExists(atPath: place) { try files.removeItem(atPath: place) }
    try files.createDirectory(atPath: place, withIntermediateDirectories: true)
    let compiler = try Process.run(
      URL(fileURLWithPath: "/usr/bin/cc"),
      arguments: [
        "-O2", "-D_GNU_SOURCE", "-o", place + "/reference", "Benchmarks/reference.c", "-lsqlite3",
      ])
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw Trouble("the C reference does not build") }
    let server = try Contender(
      "the C reference", place + "/reference", [place + "/reference.db"])
    defer { server.kill() }
    let outcome = try work(server)
    try server.stop()
    try files.removeItem(atPath: place)
    return outcome
  }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).path
  }

  // MARK: Rows

  func relay(_ scale: Scale, _ say: @escaping (String) -> Void) throws -> [Row] {
    try withServer(agents: min(scale.agents, scale.pairs)) { server, place in
      try withReference { plain in
        let desk = try PairDesk(server, place.tokens, pairs: scale.pairs)
        let reference = try PairDesk(reference: plain, pairs: scale.pairs)
        let rows = try RelayRows(scale: scale, desk: desk, reference: reference, say: say).rows()
        try desk.close()
        try reference.close()
        return rows
      }
    }
  }

  func fanOut(_ scale: Scale) throws -> [Row] {
    try withServer(agents: scale.agents) { server, place in
      [try FanOutRow(scale: scale, contender: server, tokens: place.tokens).row()]
    }
  }

  func bot(_ scale: Scale, _ say: @escaping (String) -> Void) throws -> [Row] {
    try withServer(agents: 1) { server, _ in
      try BotRows(scale: scale, contender: server, say: say).rows()
    }
  }

  func idle(_ scale: Scale, _ say: @escaping (String) -> Void) throws -> [Row] {
    let place = try BenchFolder(absolute(folder), agents: 1)
    let rows = try IdleRows(scale: scale, workshop: self, say: say).rows(in: place)
    try place.remove()
    return rows
  }
}
