import Documents
import Expressions
import Flows
import Foundation
import Secrets
import Threads

/// What the calling thread has spent on a processor, in nanoseconds.
enum ProcessorTime {
  static var now: Int64 {
    var time = timespec()
    let status = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    precondition(status == 0, "every thread has a clock")
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The flow engine by itself: a stimulus in, effects out, nothing stored.
struct EngineRows {
  let scale: Scale

  func rows() throws -> [Row] {
    let revision = try Self.revision()
    var row = Row("flow engine in memory", "turns/s", note: "triage, one core, session re-used")
    for _ in 1...scale.runs {
      let start = ProcessorTime.now
      let rate = try run(revision)
      let busy = Double(ProcessorTime.now - start) / 1e3 / Double(scale.engineTurns)
      row.add(rate, busy: busy)
    }
    return [row, try stateRow(revision)]
  }

  /// What is stored with every turn: where the customer is, and what is known of them.
  private func stateRow(_ revision: Revision) throws -> Row {
    var row = Row("flow session, stored with each turn", "bytes", note: "triage, after each answer")
    var turn = revision.step(nil, .opened(language: "en"), Self.surroundings)
    for word in Self.talk {
      turn = revision.step(turn.session, .said(word), Self.surroundings)
      row.add(Double(turn.session.encoded().count))
    }
    return row
  }

  private static let surroundings = FlowContext(now: 1_795_238_400_000)

  private func run(_ revision: Revision) throws -> Double {
    let surroundings = Self.surroundings
    let start = MonotonicTime.now
    var turns = 0
    while turns < scale.engineTurns {
      var turn = revision.step(nil, .opened(language: "en"), surroundings)
      turns += 1
      for word in Self.talk {
        turn = revision.step(turn.session, .said(word), surroundings)
        turns += 1
      }
      guard turn.session.isWithBot, !turn.effects.isEmpty else {
        throw Trouble("the triage flow did not go the way that is measured")
      }
    }
    return Double(turns) / (Double(MonotonicTime.now.since(start).nanoseconds) / 1e9)
  }

  private static let talk = ["order", "nonsense", "back", "billing", "back", "order", "AB-123456"]

  static let desk = DeskNames(
    queues: ["general", "orders", "billing", "technical"], articleCount: 30)

  /// The shipped files of flows.
  static func sources() throws -> [SourceFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "flows")
    return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      SourceFile(
        path: "flows/" + name, text: try String(contentsOfFile: "flows/" + name, encoding: .utf8))
    }
  }

  private static func revision() throws -> Revision {
    let outcome = Revision.load(
      sources: try sources(), desk: desk, digest: { SHA256.hash($0) })
    guard let revision = outcome.revision else { throw Trouble("the shipped flows have errors") }
    return revision
  }
}
