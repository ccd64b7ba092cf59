package import Documents

/// What nobody knows of a bot, because something of it could not be read.
///
/// A finding that would have to know it leads astray from the mistake that has to be mended first.
package struct Gaps: Sendable {
  /// The files in which something could not be read.
  private let halfRead: Set<String>
  /// The files in which a way leads to no section.
  private let openWays: Set<String>
  /// Whether whole files could not be read.
  private let lacksFiles: Bool

  package init(
    halfRead: Set<String> = [], openWays: Set<String> = [], lacksFiles: Bool = false
  ) {
    self.halfRead = halfRead
    self.openWays = openWays
    self.lacksFiles = lacksFiles
  }

  package func withoutGuesses(_ findings: [Finding]) -> [Finding] {
    guard !halfRead.isEmpty || !openWays.isEmpty || lacksFiles else { return findings }
    return findings.filter { !isGuess($0) }
  }

  private func isGuess(_ finding: Finding) -> Bool {
    // What is no rule's, such as a mistake of an article, stands for itself.
    guard let needs = Rule.named(finding.id)?.needs else { return false }
    let file = finding.place.file
    return needs.contains(.flow) && halfRead.contains(file)
      || needs.contains(.ways) && openWays.contains(file)
      || needs.contains(.texts) && (lacksFiles || !halfRead.isEmpty)
      || needs.contains(.files) && lacksFiles
  }
}
