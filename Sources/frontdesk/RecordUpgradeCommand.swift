import ArgumentParser
import Foundation
import Journal
import Operator

struct RecordUpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring a record of an older version up to this program's, as serve does by itself.",
    discussion: """
      The record is copied first; the copy's place is said. --dry-run does it to a copy, checks \
      that, and leaves the record as it is.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Flag(help: "Try it on a copy only.") var dryRun = false

  func run() throws {
    let path = try options.load().resolved().0.folders.data
    guard RecordFolder.hasRecord(path) else {
      throw Failure("there is no record in \(path); name the folder with --data", code: 66)
    }
    if dryRun {
      let trial = try RecordUpgrade.attempt(path, now: Server.now())
      return Speech.tell(
        trial.from == trial.to
          ? "the record is of version \(trial.to) already"
          : "a copy was brought from version \(trial.from) to \(trial.to): "
            + "\(trial.extent.told), whole; the record was not touched")
    }
    let folder = try RecordFolder(path: path)
    let record = try folder.openRecord(now: Server.now(), mayUpgrade: true)
    for notice in folder.notices { Speech.tell(notice) }
    Speech.tell("the record is of version \(RecordUpgrade.version)")
    try record.close()
  }
}
