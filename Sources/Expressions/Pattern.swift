import CRE2

/// A regular expression in RE2 syntax, matched in time linear in its input.
///
/// Customers supply the input, so there is no backtracking: no look-around, no back-references.
/// A pattern is at most 1 KiB of UTF-8 and its automaton at most 1 MiB; a text of more than 64 KiB,
/// or of more than `textLimit` bytes for a large pattern, matches nothing. One pattern may be used
/// by several threads at once.
package final class Pattern: Sendable {
  /// The pattern as its author wrote it.
  package let source: String

  // RE2 patterns do not change once compiled; the matching functions may run concurrently.
  nonisolated(unsafe) private let handle: OpaquePointer

  /// A longer text matches nothing, in bytes of UTF-8.
  ///
  /// At worst a search carries out the whole program for every byte, so that a large program, which
  /// twenty characters suffice to write, reads less.
  package let textLimit: Int

  static let sourceLimit = 1024
  private static let longestText = 64 * 1024
  /// Instructions times bytes of the worst search: about 10 ms.
  private static let workLimit = 2_000_000
  /// Patterns that could read no more than this are refused.
  private static let shortestText = 128
  /// Bytes for the program and its automaton; a longer search falls back to slower, still linear
  /// matching.
  private static let memoryBudget: Int64 = 1 << 20

  package init(_ source: String, ignoringCase: Bool = false) throws(PatternMistake) {
    guard source.utf8.count <= Self.sourceLimit else {
      throw PatternMistake(
        message: "the pattern is longer than \(Self.sourceLimit) bytes",
        hint: "check the length with `max` and keep the pattern for the shape", offset: 0)
    }
    var source = source
    let compiled = source.withUTF8 { Self.compile($0, ignoringCase: ignoringCase) }
    switch compiled {
    case .success(let handle): self.handle = handle
    case .failure(let complaint): throw complaint.mistake(in: source)
    }
    self.source = source
    let size = Int(cre2_program_size(handle))
    textLimit = min(Self.longestText, Self.workLimit / max(1, size))
    guard textLimit >= Self.shortestText else {
      throw PatternMistake(
        message: "the pattern needs \(size) instructions, so that no text can be read with it",
        hint: "write + instead of numbers in braces, and check the length with `min` and `max`",
        offset: 0)
    }
  }

  deinit {
    cre2_free(handle)
  }

  /// Whether the pattern matches all of `text`.
  package func matchesWhole(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= textLimit else { return false }
      return Self.withCharacters(bytes) { cre2_matches_whole(handle, $0, bytes.count) }
    }
  }

  /// Whether the pattern matches some part of `text`.
  package func matchesSomewhere(_ text: String) -> Bool {
    firstMatchBytes(in: text, from: 0) != nil
  }

  /// The leftmost match in `text`, or nil.
  package func firstMatch(in text: String) -> Substring? {
    guard let range = firstMatchBytes(in: text, from: 0) else { return nil }
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  /// The leftmost match at or after a byte of `text`, as a range of UTF-8 bytes.
  package func firstMatchBytes(in text: String, from start: Int) -> Range<Int>? {
    precondition(start >= 0, "a search starts inside the text")
    var text = text
    let match = text.withUTF8 { bytes in
      guard bytes.count <= textLimit else { return cre2_match(found: false, start: 0, end: 0) }
      return Self.withCharacters(bytes) { cre2_find(handle, $0, bytes.count, start) }
    }
    return match.found ? match.start..<match.end : nil
  }

  /// How many instructions the compiled program has.
  ///
  /// Matching costs at most this many steps for each byte of input.
  package var programSize: Int { Int(cre2_program_size(handle)) }
}

extension Pattern {
  /// What RE2 has against a pattern: a sentence, and the part it means.
  private struct Complaint: Error {
    let sentence: String
    let culprit: String

    func mistake(in source: String) -> PatternMistake {
      PatternMistake(
        message: culprit.isEmpty ? sentence : "\(sentence): \(culprit)", hint: hint,
        offset: offset(in: source))
    }

    private var hint: String? {
      let lookAround = ["(?=", "(?!", "(?<=", "(?<!", "(?<", "(?>"]
      if lookAround.contains(where: culprit.hasPrefix) {
        return "look-around and atomic groups are not available: patterns run in linear time"
      }
      if culprit.count == 2, culprit.hasPrefix("\\"), culprit.last?.isNumber == true {
        return "back-references are not available: patterns run in linear time"
      }
      return nil
    }

    /// Where the culprit first stands, in Unicode scalars; the start when it cannot be found.
    private func offset(in source: String) -> Int {
      let part = Array(culprit.unicodeScalars)
      let whole = Array(source.unicodeScalars)
      guard !part.isEmpty, part.count <= whole.count else { return 0 }
      return (0...(whole.count - part.count)).first { whole[$0...].starts(with: part) } ?? 0
    }
  }

  private static func compile(
    _ source: UnsafeBufferPointer<UInt8>, ignoringCase: Bool
  ) -> Result<OpaquePointer, Complaint> {
    let capacity = 256
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { sentence in
      var culprit = 0
      let handle = withCharacters(source) {
        cre2_compile(
          $0, source.count, memoryBudget, ignoringCase, sentence.baseAddress, capacity, &culprit)
      }
      if let handle { return .success(handle) }
      let bytes = sentence.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return .failure(
        Complaint(
          sentence: String(decoding: bytes.dropLast(culprit), as: UTF8.self),
          culprit: String(decoding: bytes.suffix(culprit), as: UTF8.self)))
    }
  }

  private static func withCharacters<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress) }
  }
}
