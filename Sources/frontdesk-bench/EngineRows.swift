import Documents
import Expressions
import Flows
import Foundation
import Secrets
import Threads

/// The flow engine by itself: a stimulus in, effects out, nothing stored.
struct EngineRows {
  let scale: Scale

  func rows() throws -> [Row] {
    let revision = try Self.revision()
    var row = Row("flow engine in memory", "turns/s", note: "triage, one core, session re-used")
    for _ in 1...scale.runs { row.values.append(try run(revision)) }
    return [row]
  }

  private func run(_ revision: Revision) throws -> Double {
    let surroundings = Surroundings(now: 1_795_238_400_000)
    let start = MonotonicTime.now
    var turns = 0
    while turns < scale.engineTurns {
      var turn = revision.step(nil, .opened(language: "en", facts: [:]), surroundings)
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

  private static func revision() throws -> Revision {
    let names = try FileManager.default.contentsOfDirectory(atPath: "flows")
    let sources = try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      SourceFile(
        path: "flows/" + name, text: try String(contentsOfFile: "flows/" + name, encoding: .utf8))
    }
    let desk = DeskNames(queues: ["general", "orders", "billing", "technical"], articleCount: 30)
    let outcome = Revision.load(sources: sources, desk: desk, digest: { SHA256.hash($0) })
    guard let revision = outcome.revision else { throw Trouble("the shipped flows have errors") }
    return revision
  }
}
