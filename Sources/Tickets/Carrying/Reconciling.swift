import Courier
package import Desk

/// Whether a ticket says what was said: every entry is there, in the same words.
package struct TicketProof: Sendable, Equatable {
  package let external: String
  /// How many events had to be there.
  package let expected: Int
  /// Seqs of events that no entry of the ticket holds.
  package let missing: [Int64]
  /// Seqs of events whose words stand there otherwise.
  package let changed: [Int64]
  /// Seqs of events whose file is not there; those of `missing` are not among them.
  package let filesMissing: [Int64]

  package var isWhole: Bool { missing.isEmpty && changed.isEmpty && filesMissing.isEmpty }
}

extension TicketConnector {
  /// Compares a ticket with the conversation, as far as it was carried.
  package func prove(_ talk: Talk, _ link: OutsideLink) throws(TicketFailure) -> TicketProof {
    let lines = carried(talk, link)
    guard system.abilities.appends, system.abilities.reads else {
      throw TicketFailure(.refused, "this system cannot be asked what its tickets hold")
    }
    let all = try system.standing(in: link.external, withWords: true)
      .filter { $0.span.talk == talk.key }
    let standing = all.filter { $0.span.part == .words }
    var (missing, changed): ([Int64], [Int64]) = ([], [])
    for line in lines {
      let holding = standing.filter { $0.span.holds(line.seq) }
      guard !holding.isEmpty else {
        missing.append(line.seq)
        continue
      }
      let wanted = PlainWords.letters(EntryMark.defused(line.text), .plain)
      let isThere = holding.contains { entry in
        entry.text.map { PlainWords.letters($0, system.words).contains(wanted) } ?? true
      }
      if !isThere { changed.append(line.seq) }
    }
    return TicketProof(
      external: link.external, expected: lines.count, missing: missing, changed: changed,
      filesMissing: filesMissing(lines.filter { !missing.contains($0.seq) }, all))
  }

  /// Files that could be carried and are neither there by themselves nor with their words. Where
  /// only some of one entry's are there, nobody can tell which: all of them are missing.
  private func filesMissing(_ lines: [EntryCutting.Line], _ standing: [StandingEntry]) -> [Int64] {
    guard system.abilities.attaches else { return [] }
    let alone = standing.filter { $0.span.part == .file }
    let looked = lines.filter { line in
      line.file.map(isCarried) == true && !alone.contains { $0.span.holds(line.seq) }
    }.map(\.seq)
    let entries = standing.filter { $0.span.part == .words }
    return looked.filter { seq in
      entries.filter { $0.span.holds(seq) }.allSatisfy { entry in
        entry.files < looked.count(where: entry.span.holds)
      }
    }
  }

  /// Writes what is missing, words and files. What was changed there stays: somebody may have had a
  /// reason.
  package func repair(_ talk: Talk, _ proof: TicketProof) throws(TicketFailure) {
    let lost = talk.happened.filter { proof.missing.contains($0.seq) }
    let cutting = EntryCutting(talk: talk, words: system.words, system: name)
    // One entry an event: a span must not claim what is between.
    for event in lost {
      for cut in cutting.cuts([event]) {
        try system.append(cut.entry, files: [], to: proof.external, talk)
      }
    }
    for event in talk.happened
    where proof.missing.contains(event.seq) || proof.filesMissing.contains(event.seq) {
      guard system.abilities.attaches, let file = cutting.line(event)?.file,
        let carried = carried(file, seq: event.seq, at: event.at, talk)
      else { continue }
      try system.attach(carried, to: proof.external, talk)
    }
  }

  /// What a ticket has to hold, of what the link says was carried.
  private func carried(_ talk: Talk, _ link: OutsideLink) -> [EntryCutting.Line] {
    let last = link.state[TicketWork.seqKey].flatMap { Int64($0) } ?? 0
    let cutting = EntryCutting(talk: talk, words: system.words, system: name)
    return talk.happened.filter { $0.seq <= last }.compactMap(cutting.line)
      .filter { !$0.isInternal || system.abilities.notes }
  }
}

extension PlainWords {
  /// Letters and digits alone: what is left of words whatever markup they went through.
  static func letters(_ text: String, _ format: WordsFormat) -> String {
    let plain =
      switch format {
      case .plain, .markdown: text
      case .html: of(html: text)
      }
    return String(
      String.UnicodeScalarView(
        plain.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
      ))
  }
}
