package import Documents

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
    let id = id(of: set.sources, digest)
    let revision = Revision(
      id: id, bot: set.bot, flows: set.flows, languages: set.languages, desk: desk)
    return LoadOutcome(revision: revision, findings: findings)
  }

  /// Compiles again what was accepted once, for the conversations pinned to it.
  ///
  /// The desk may have lost a queue and the checker may have gained a rule since; neither may take
  /// a conversation's flow away. Only what cannot be read at all gives nil.
  package static func restore(
    sources: [SourceFile], desk: DeskNames, digest: ([UInt8]) -> [UInt8]
  ) -> Revision? {
    let set = FlowSet(sources, scope: Vocabulary.keptScope)
    guard !set.findings.hasErrors else { return nil }
    return Revision(
      id: id(of: set.sources, digest), bot: set.bot, flows: set.flows, languages: set.languages,
      desk: desk)
  }

  private static func id(of sources: [SourceFile], _ digest: ([UInt8]) -> [UInt8]) -> String {
    name(of: digest(canonical(sources)))
  }

  /// The first twelve hexadecimal digits of a hash.
  static func name(of hash: [UInt8]) -> String {
    hash.prefix(6).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  /// The files in the order of their paths, each with its length, so that no two sets of files can
  /// run together into the same bytes.
  private static func canonical(_ sources: [SourceFile]) -> [UInt8] {
    let folder = FlowFiles.folder(of: sources)
    var bytes: [UInt8] = []
    for source in sources {
      // Where the folder lies is not what the bot says.
      let path =
        source.path.hasPrefix(folder) ? source.path.dropFirst(folder.count) : source.path[...]
      bytes += Array("\(path.utf8.count):\(path)\(source.text.utf8.count):".utf8)
      bytes += Array(source.text.utf8)
    }
    return bytes
  }
}
