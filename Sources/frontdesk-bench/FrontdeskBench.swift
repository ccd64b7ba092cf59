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
  @Option(help: "A folder on a real disk, made anew and removed.") var folder = ".build/bench"

  enum Part: String, CaseIterable {
    case relay, fanout, bot, idle, engine, flows, record, articles
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
    var scale = smoke ? Scale.smoke : Scale.full
    if let runs { scale.runs = max(1, runs) }
    let workshop = Workshop(binary: binary, folder: folder)
    try workshop.check()
    tell("\(Machine.words); load \(Machine.load) at the start")
    var rows: [Row] = []
    for part in try parts {
      tell("measuring: \(part.rawValue)")
      rows += try measure(part, scale, workshop)
    }
    tell("load \(Machine.load) at the end")
    print(Table(rows).text)
  }

  private func measure(_ part: Part, _ scale: Scale, _ workshop: Workshop) throws -> [Row] {
    switch part {
    case .relay: try workshop.relay(scale, tell)
    case .fanout: try workshop.fanOut(scale)
    case .bot: try workshop.bot(scale, tell)
    case .idle: try workshop.idle(scale, tell)
    case .engine: try EngineRows(scale: scale).rows()
    case .flows: try FlowRows(scale: scale).rows()
    case .record: try RecordRows(scale: scale, folder: folder + "-record").rows()
    case .articles: try ArticleRows(scale: scale).rows()
    }
  }

  private func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
