import Desk
import Documents
import FlowTesting
import Foundation
import Operator
import Publishing

extension FlowCommand.Test {
  /// Walks by chance; a walk that met trouble becomes a test in the folder's `tests`.
  func walk(_ count: Int, seed: UInt64?) throws {
    let (settings, desk) = try options.load().resolved()
    let folder = folder ?? settings.folders.flows
    let ground = try FlowFolder(folder)
      .testGround(DeskPlan(settings, desk, destinations: []))
    let seed = seed ?? UInt64.random(in: 1...999_999_999)
    guard (1...1_000_000).contains(count) else {
      throw Failure("--explore takes 1 to 1000000 walks", code: 64)
    }
    let start = ContinuousClock.now
    let report = Explorer(ground).explore(count, seed: seed)
    let spent = (ContinuousClock.now - start).components
    let outcomes = report.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    Speech.tell(
      "\(report.walks) walks from seed \(seed), \(report.customerTurns) customer turns in "
        + "\(spent.seconds) s: \(outcomes.joined(separator: ", "))")
    guard let find = report.find else { return }
    try tell(find, ground, folder: folder)
    Foundation.exit(1)
  }

  private func tell(_ find: Explorer.Find, _ ground: TestGround, folder: String) throws {
    Speech.tell("trouble: \(find.trouble.message)")
    Speech.tell(
      "shortened from \(find.firstLength) to \(find.walking.walk.deeds.count) lines:")
    for line in find.walking.tryout.transcript.split(separator: "\n") { Speech.tell("  \(line)") }
    let path = "\(folder)/tests/explored-\(find.seed).test.yaml"
    let text = TalkWriter.write(
      find.walking, name: find.trouble.message, desk: ground.desk,
      remarks: [
        "Found by: frontdesk flow test --explore 1 --seed \(find.seed)",
        "Mend the flow, then write what it should say here: frontdesk flow test --update",
      ])
    do {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/tests", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw Failure("cannot write \(path): \(error.localizedDescription)", code: 73) }
    Speech.tell("written as a test: \(path)")
  }
}
