import Legible

/// Finds a query's words in a text again and cuts out what is around the first of them.
struct Marking {
  private let phrases: [Query.Phrase]

  /// In Unicode scalars.
  static let width = 160
  /// How much stands before the first mark.
  private static let lead = 48
  /// How far into a text is looked.
  private static let depth = 20_000

  init(_ query: Query) { phrases = query.wanted.flatMap { $0 } }

  func snippet(of text: String) -> Snippet {
    // Cleaned first: marks are counted in what is shown.
    let scalars = Array(Legible.line(String(text.unicodeScalars.prefix(Self.depth))).unicodeScalars)
    let marks = marks(in: scalars)
    let start = begin(marks.first?.lowerBound ?? 0, scalars)
    let end = finish(min(scalars.count, start + Self.width), scalars)
    let (before, after) = (start > 0 ? "…" : "", end < scalars.count ? "…" : "")
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[start..<end])
    let shift = start - before.unicodeScalars.count
    return Snippet(
      before + String(shown) + after,
      marks: marks.filter { $0.lowerBound >= start && $0.upperBound <= end }
        .map { $0.lowerBound - shift..<$0.upperBound - shift })
  }

  /// Where the words stand, in order, those that touch or overlap as one.
  private func marks(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    let pieces = Cutting.pieces(of: scalars)
    var found: [Range<Int>] = []
    for start in pieces.indices {
      let lengths = phrases.compactMap { $0.length(in: pieces[start...]) }
      guard let length = lengths.max() else { continue }
      let range = pieces[start].place.lowerBound..<pieces[start + length - 1].place.upperBound
      if let last = found.last, last.upperBound >= range.lowerBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        found.append(range)
      }
    }
    return found
  }

  /// A little before the mark, where a word begins.
  private func begin(_ mark: Int, _ scalars: [Unicode.Scalar]) -> Int {
    guard mark > Self.lead || scalars.count > Self.width else { return 0 }
    let wanted = max(0, min(mark - Self.lead, scalars.count - Self.width))
    guard wanted > 0 else { return 0 }
    let blank = scalars[wanted..<max(wanted, mark)].firstIndex { $0 == " " }
    return blank.map { $0 + 1 } ?? wanted
  }

  /// Where a word ends, if there is such a place near.
  private func finish(_ end: Int, _ scalars: [Unicode.Scalar]) -> Int {
    guard end < scalars.count else { return end }
    return scalars[max(0, end - 24)..<end].lastIndex { $0 == " " } ?? end
  }
}

extension Query.Phrase {
  /// How many pieces it takes where these begin with it; nil where they do not.
  fileprivate func length(in pieces: ArraySlice<Cutting.Piece>) -> Int? {
    guard pieces.count >= words.count else { return nil }
    for (offset, word) in words.enumerated() {
      let piece = pieces[pieces.startIndex + offset].word
      let isLast = offset == words.count - 1
      guard piece == word || (isLast && isBeginning && piece.hasPrefix(word)) else { return nil }
    }
    return words.count
  }
}
