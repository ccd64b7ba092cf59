import ArgumentParser
import Desk
import Flows
import Foundation
import Journal
import Publishing

extension FlowCommand {
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Say which flows serve, since when and by whom, and who still talks with older ones.",
      discussion: "Reads the record; a server may run or not.")
    @OptionGroup var options: FlowOptions
    @Flag(help: "Also list what was published before.") var log = false

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let reading = try FlowReading(ReadRecord.open(settings.folders.data))
      guard let current = try reading.current(), let revision = current.revision else {
        return Speech.tell("no flows were published yet; frontdesk serve does that first")
      }
      let kept = try reading.revision(revision)
      let isServed = RecordFolder.isServed(settings.folders.data)
      Speech.tell("\(isServed ? "serving" : "no server runs; last served")  revision \(revision)")
      Speech.tell(
        "  since   \(current.at.iso8601), by \(Self.name(current.author)) (\(current.deed.rawValue))"
      )
      Speech.tell("  shape   \(kept?.shape ?? "")")
      Speech.tell(
        "  files   \(Self.files(settings.folders.flows, desk.queues.map(\.name), revision))")
      if let refused = try reading.lastRefused() {
        Speech.tell(
          "  refused \(refused.at.iso8601), by \(Self.name(refused.author)): \(refused.why ?? "")")
      }
      let counts = try reading.liveCounts()
      if counts.isEmpty { Speech.tell("  nobody is in the middle of a flow") }
      for (revision, count) in counts {
        Speech.tell("  \(revision)  \(count) live conversation\(count == 1 ? "" : "s")")
      }
      if log { try tellLog(reading) }
    }

    private func tellLog(_ reading: FlowReading) throws {
      Speech.tell("published, the latest first:")
      for entry in try reading.publications(limit: 50) {
        let what = entry.revision ?? entry.why ?? ""
        Speech.tell(
          "  \(entry.at.iso8601)  \(Column.pad(entry.deed.rawValue, 9)) "
            + "\(Column.pad(Self.name(entry.author), 12)) \(what)")
      }
    }

    private static func name(_ author: String) -> String { author.isEmpty ? "unknown" : author }

    /// How the folder stands to what serves.
    private static func files(_ folder: String, _ queues: [String], _ revision: String) -> String {
      switch FolderStanding(of: folder, to: revision, queues: queues) {
      case .serves: "\(folder) is published"
      case .hasErrors: "\(folder) has errors; frontdesk flow check says which"
      case .differs(let other):
        "\(folder) differs (revision \(other)); frontdesk flow diff says in what, --flows compares another folder"
      case .unreadable(let why): why
      }
    }
  }
}
