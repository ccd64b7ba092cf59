import ArgumentParser
import Foundation
import Secrets

/// Measures the real server from outside, and some of its parts from inside; prints one table.
///
/// Every row is also a test: a message lost, doubled or out of order ends it with exit code 1.
@main
struct FrontdeskBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontdesk-bench",
    abstract: "Measure speed and size of frontdesk and print one table.")

  @Flag(help: "Everything very small: shows that it runs and loses nothing, not how fast it is.")
  var smoke = false
  @Option(help: "How often everything is measured; the table shows the median.")
  var runs: Int?
  @Option(help: "Only these rows: \(Part.allCases.map(\.rawValue).joined(separator: ",")).")
  var rows: String?
  @Option(help: "The server's program.") var binary = ".build/release/frontdesk"
  @Option(help: "Another commit's program, measured in turn with ours: a column of its own.")
  var before: String?
  @Option(help: "Only these servers: \(Column.allCases.map(\.rawValue).joined(separator: ",")).")
  var servers: String?
  @Option(help: "How long a measuring lasts, in seconds.") var seconds: Double?
  @Option(help: "How many sessions come and come back; as many as may be open.")
  var sessions: Int?
  @Option(help: "A folder on a real disk, made anew and removed.") var folder = ".build/bench"
  @Flag(inversion: .prefixedNo, help: "Servers on one processor, the load on another.")
  var pin = true
  @Flag(help: "The rows that take minutes in full: a million events, and all runs of them.")
  var long = false

  enum Part: String, CaseIterable {
    case relay, many, sessions, fanout, bot, ruled, full, engine, flows, rules, record, articles
    case search, terminal
  }

  private var parts: [Part] {
    get throws {
      guard let rows else { return Part.allCases }
      return try rows.split(separator: ",").map { name in
        guard let part = Part(rawValue: String(name)) else {
          throw ValidationError("there are no rows \"\(name)\"")
        }
        return part
      }
    }
  }

  func run() throws {
    try Sodium.start()
    var scale = smoke ? Scale.smoke : long ? Scale.long : Scale.full
    if let runs {
      scale.runs = max(1, runs)
      scale.largeRuns = scale.runs
    }
    if let seconds { scale.seconds = min(max(0.1, seconds), 100) }
    if let sessions { scale.sessions = max(3, sessions) }
    let processors = pin ? Processors.apart() : .anywhere
    let workshop = Workshop(
      binary: binary, before: before, folder: folder, processors: processors, only: try columns)
    try workshop.check()
    tell("\(Machine.words); load \(Machine.load) at the start; \(processors.words)")
    if let nats = NATSServer.words { tell(nats) }
    var rows: [Row] = []
    for part in try parts {
      tell("measuring: \(part.rawValue)")
      rows += try measure(part, scale, workshop)
    }
    tell("load \(Machine.load) at the end")
    print(Table(rows).text)
  }

  private var columns: [Column] {
    get throws {
      guard let servers else { return Column.allCases }
      return try servers.split(separator: ",").map { name in
        guard let column = Column(rawValue: String(name)) else {
          throw ValidationError("there is no server \"\(name)\"")
        }
        return column
      }
    }
  }

  private func measure(_ part: Part, _ scale: Scale, _ workshop: Workshop) throws -> [Row] {
    switch part {
    case .relay: try RelayRows(scale: scale, workshop: workshop, say: tell).rows()
    case .many: try ManyRows(scale: scale, workshop: workshop, say: tell).rows()
    case .sessions: try SessionRows(scale: scale, workshop: workshop, say: tell).rows()
    case .fanout: try FanOutRow(scale: scale, workshop: workshop, say: tell).rows()
    case .bot: try BotRows(scale: scale, workshop: workshop, say: tell).rows()
    case .ruled: try RuledRows(scale: scale, workshop: workshop, say: tell).rows()
    case .full: try FullRecordRows(scale: scale, workshop: workshop, say: tell).rows()
    case .engine: try EngineRows(scale: scale).rows()
    case .flows: try FlowRows(scale: scale).rows()
    case .rules: try RuleRows(scale: scale).rows()
    case .record: try RecordRows(scale: scale, folder: folder + "-record").rows()
    case .search: try SearchRows(scale: scale, workshop: workshop, say: tell).rows()
    case .articles: try ArticleRows(scale: scale).rows()
    case .terminal: try TerminalRows(scale: scale).rows()
    }
  }

  private func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
