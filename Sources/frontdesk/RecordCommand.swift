import ArgumentParser
import Foundation
import Journal

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "The record itself.", subcommands: [Verify.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the file, every conversation's hash chain, and that the tables are what the "
        + "events add up to.",
      discussion: "Reads only; may run beside a server. Exit codes: 0 whole, 2 faults found.")
    @OptionGroup var options: ConfigurationOptions

    func run() throws {
      let database = try ReadRecord.open(options)
      let findings: Inspection.Findings
      do { findings = try Inspection.verify(database) } catch {
        throw Failure("\(error)", code: 65)
      }
      for fault in findings.faults { Speech.tell(fault) }
      let verdict = findings.faults.isEmpty ? "whole" : "\(findings.faults.count) faults"
      Speech.tell(
        "\(findings.events) events in \(findings.conversations) conversations: \(verdict)")
      if !findings.faults.isEmpty { Foundation.exit(2) }
    }
  }
}
