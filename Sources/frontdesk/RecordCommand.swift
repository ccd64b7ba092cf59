import ArgumentParser
import Foundation
import Journal
import Operator

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "The record itself: check it, copy it, bring a copy back.",
    subcommands: [
      Verify.self, RecordBackupCommand.self, RecordRestoreCommand.self, RecordUpgradeCommand.self,
    ])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the file, every conversation's hash chain, that the tables are what the "
        + "events add up to, and that nothing is missing that the mark beside the record knows of.",
      discussion: "Reads only; may run beside a server. Exit codes: 0 whole, 2 faults found.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      let database = try ReadRecord.open(folder, ofAnyVersion: true)
      var findings: Inspection.Findings
      let extent: RecordExtent
      do {
        findings = try Inspection.verify(database, in: folder)
        extent = try RecordExtent(database)
        findings.faults += try RecordFiles.faults(in: folder, heldBy: database)
      } catch {
        throw Failure("\(error)", code: 65)
      }
      for fault in findings.faults { Speech.tell(fault) }
      let verdict = findings.faults.isEmpty ? "whole" : "\(findings.faults.count) faults"
      Speech.tell(
        "\(findings.events) events in \(findings.conversations) conversations: \(verdict)")
      if findings.erased > 0 {
        Speech.tell("\(findings.erased) of them erased: what was said is gone, the chain is not")
      }
      Speech.tell("\(findings.deskEvents) entries in the audit trail")
      Speech.tell("heads \(extent.heads)")
      if !findings.faults.isEmpty { Foundation.exit(2) }
    }
  }
}

extension RecordExtent {
  var told: String { "\(events) events in \(conversations) conversations" }
}
