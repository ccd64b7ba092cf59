/// How an entry in a ticket tells that the desk wrote it, and which it is: `[frontdesk KEY]` on a
/// line of its own at the end, or as its subject.
package enum EntryMark {
  private static let opening = "[frontdesk "

  /// `key` names the first event of what was written, for ever.
  package static func text(_ key: String) -> String { opening + key + "]" }

  /// Whether it is the last that stands there; quoted in the middle or behind a `>` it is not.
  package static func stands(in text: String) -> Bool {
    let last = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
    guard var line = last else { return false }
    for tag in ["</p>", "</div>", "-->"] where line.hasSuffix(tag) {
      line = line.dropLast(tag.count)
    }
    while line.last?.isWhitespace == true { line = line.dropLast() }
    guard line.hasSuffix("]"), let open = line.ranges(of: opening).last else {
      return false
    }
    return line[open.upperBound...].dropLast().allSatisfy { !$0.isWhitespace && $0 != "[" }
      && !line.hasPrefix(">")
  }

  /// All that stand anywhere in a text; the desk's own words hold none but its own.
  package static func spans(in text: String) -> [EntrySpan] {
    text.split(separator: opening, omittingEmptySubsequences: false).dropFirst().compactMap {
      part in
      part.firstIndex(of: "]").flatMap { EntrySpan(part[..<$0]) }
    }
  }

  /// People's own words cannot be taken for a mark.
  package static func defused(_ words: String) -> String {
    words.replacing(opening, with: "[ frontdesk ")
  }
}
