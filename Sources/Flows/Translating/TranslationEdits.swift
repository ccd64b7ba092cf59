package import Documents

/// What the author's commands do to a language's file.
extension TranslationStatus {
  /// The language's file with every text of the flows in it: new ones open, changed ones with their
  /// earlier translation to be looked at. What is there stays; unused translations stay too.
  package func extracted(into file: SourceFile?, path: String) -> SourceFile {
    var edited = TranslationFile(path: path, file)
    for old in stale where !old.isMarked {
      edited.set(old.item, .outdated(words: old.words, was: old.was), former: old.was)
    }
    for item in missing { edited.set(item, .open) }
    return edited.source
  }

  /// What came of reading a translator's file back.
  package struct Imported: Sendable {
    package let file: SourceFile
    package let count: Int
    package let findings: [Finding]
  }

  /// The language's file with a translator's entries; fuzzy and empty ones change nothing, and what
  /// belongs to no text is reported.
  package func imported(
    _ translator: SourceFile, into file: SourceFile?, path: String
  ) -> Imported {
    let (entries, mistakes) = PortableObject.read(translator)
    var findings = mistakes
    var edited = TranslationFile(path: path, file)
    var count = 0
    let known = Set(texts)
    for entry in entries where !entry.words.isEmpty && !entry.isFuzzy {
      let item = Item(flow: entry.flow, base: entry.base)
      guard known.contains(item) else {
        findings.append(
          Finding(
            at: entry.place, .warning, "W604",
            "no text of \(entry.flow.isEmpty ? "the flows" : entry.flow) reads \"\(entry.base.prefix(60))\"",
            hint: "it was changed or removed since the file was written; it is left out"))
        continue
      }
      guard translated[item] != entry.words else { continue }
      edited.set(item, .words(entry.words))
      count += 1
    }
    return Imported(
      file: count > 0 || file == nil ? edited.source : file ?? edited.source, count: count,
      findings: findings)
  }
}
