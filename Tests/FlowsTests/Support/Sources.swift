import Documents
import Flows
import TestSupport
import Testing

/// Flow files for tests.
enum Sources {
  static let desk = DeskNames(
    queues: ["general", "orders", "billing", "technical"], articleCount: 40)

  /// The flows that come with the program.
  static func shipped() throws -> [SourceFile] {
    let names = [
      "bot.yaml", "triage.flow.yaml", "after-hours.flow.yaml", "csat.flow.yaml",
      "take-ticket.flow.yaml", "leave-message.flow.yaml", "letter.flow.yaml",
    ]
    return try names.map { name in
      try SourceFile(path: "flows/\(name)", bytes: Repository.bytes("flows/\(name)"))
    }
  }

  static func shippedRevision() throws -> Revision { try revision(shipped()) }

  static func revision(_ sources: [SourceFile], desk: DeskNames = desk) throws -> Revision {
    let outcome = Revision.load(sources: sources, desk: desk, digest: digest)
    let report = FindingReport(outcome.findings, sources: sources).text
    return try #require(outcome.revision, "\(report)")
  }

  /// A bot with one flow called `t`; `vars` and `sections` are indented as they stand in a file.
  static func bot(
    vars: String = "", _ sections: String, head: String = "", bot extra: String = ""
  ) -> [SourceFile] {
    let text =
      "flow: t\n\(head)\(vars.isEmpty ? "" : "vars:\n\(vars)\n")sections:\n\(sections)\n"
    return [
      SourceFile(path: "flows/bot.yaml", text: plainBot + extra),
      SourceFile(path: "flows/t.flow.yaml", text: text),
    ]
  }

  static let plainBot = """
    bot: tester
    entry: [{ flow: t }]
    commands:
      agent: { phrases: [agent, human], do: handoff, queue: general }
      back: { phrases: [back], do: back }
      start_over: { phrases: [start over], do: restart }
      help: { phrases: [help], do: help, say: Say agent. }
      stop: { phrases: [stop], do: end }

    """

  /// A stand-in for a cryptographic hash: FNV-1a, repeated over eight bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
  }
}

extension Sources {
  static func file(_ name: String, _ text: String) -> SourceFile {
    SourceFile(path: "flows/\(name)", text: text + "\n")
  }
}
