import Documents

/// What came of loading a bot's files.
package struct LoadOutcome: Sendable {
  /// Nothing when there is an error among the findings.
  package let revision: Revision?
  package let findings: [Finding]
}

extension Revision {
  /// Reads, checks and compiles a bot.
  ///
  /// `sources` are all files of the flows' folder with their paths; what is neither `bot.yaml`, a
  /// flow nor a translation only counts for the revision's id. `digest` is a cryptographic hash,
  /// handed in because this module computes none.
  package static func load(
    sources: [SourceFile], desk: DeskNames, digest: ([UInt8]) -> [UInt8]
  ) -> LoadOutcome {
    let set = FlowSet(sources)
    let findings = FlowChecker.check(set, desk)
    guard !findings.hasErrors else { return LoadOutcome(revision: nil, findings: findings) }
    let hash = digest(canonical(set.sources)).prefix(6)
    let id = hash.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
    let revision = Revision(id: id, bot: set.bot, flows: set.flows, desk: desk)
    return LoadOutcome(revision: revision, findings: findings)
  }

  /// The files in the order of their paths, each with its length, so that no two sets of files can
  /// run together into the same bytes. Tests do not change what a bot does and are left out.
  private static func canonical(_ sources: [SourceFile]) -> [UInt8] {
    var bytes: [UInt8] = []
    for source in sources where !source.path.hasSuffix(".test.yaml") {
      let text = Array(source.text.utf8)
      bytes += Array("\(source.path.utf8.count):\(source.path)\(text.count):".utf8)
      bytes += text
    }
    return bytes
  }
}
