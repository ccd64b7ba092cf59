/// The events that an entry holds, by their place in a conversation that has one key for ever.
package struct EntrySpan: Sendable, Hashable {
  /// `<epoch>:<conversation>`.
  package let talk: String
  package let first: Int64
  package let last: Int64
  /// What of them it is: their words, a file, the transcript.
  package let part: Part

  /// What of the events an entry holds.
  package enum Part: String, Sendable, CaseIterable {
    case words = ""
    case file = "/file"
    case transcript = "/transcript"
    /// The transcript for programs.
    case record = "/record"
  }

  init(_ talk: String, _ first: Int64, _ last: Int64, _ part: Part = .words) {
    self.talk = talk
    self.first = first
    self.last = last
    self.part = part
  }

  /// What stands between the brackets of its mark.
  package var key: String { "\(talk):\(first)-\(last)\(part.rawValue)" }

  /// Nil for what is no key of an entry.
  package init?(_ key: some StringProtocol) {
    let part = Part.allCases.last { key.hasSuffix($0.rawValue) } ?? .words
    let parts = key.dropLast(part.rawValue.count).split(separator: ":")
    let seqs = parts.last?.split(separator: "-").compactMap { Int64($0) } ?? []
    guard parts.count == 3, seqs.count == 2, seqs[0] <= seqs[1], seqs[0] > 0 else { return nil }
    self.init(parts[..<2].joined(separator: ":"), seqs[0], seqs[1], part)
  }

  func holds(_ seq: Int64) -> Bool { (first...last).contains(seq) }
}
