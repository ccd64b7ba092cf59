/// One article's text in pieces, from which excerpts are put together.
struct Passages: Sendable {
  private struct Piece {
    let text: String
    let length: Int
    /// Sorted and each once.
    let terms: [Vocabulary.Term]
  }

  private let pieces: [Piece]

  /// An excerpt is at most this many characters.
  static let longest = 200

  /// - Parameter terms: the terms of a text, learnt or looked up.
  init(_ sentences: [String], terms: (String) -> [Vocabulary.Term]) {
    pieces = sentences.flatMap(Self.cut).map {
      Piece(text: $0, length: $0.count, terms: Set(terms($0)).sorted())
    }
  }

  /// The stretch whose words are the most telling for the question; the first one of equals.
  func nearest(to question: Question, telling: [Float]) -> String {
    var best = 0..<0
    var most: Float = -1
    for start in pieces.indices {
      let stretch = stretch(from: start)
      var worth: Float = 0
      for term in question.terms
      where pieces[stretch].contains(where: { Self.contains($0.terms, term.number) }) {
        worth += telling[Int(term.number)] * term.weight
      }
      if worth > most { (best, most) = (stretch, worth) }
    }
    return pieces[best].map(\.text).joined(separator: " ")
  }

  private func stretch(from start: Int) -> Range<Int> {
    var end = start + 1
    var length = pieces[start].length
    while end < pieces.count, length + 1 + pieces[end].length <= Self.longest {
      length += 1 + pieces[end].length
      end += 1
    }
    return start..<end
  }

  private static func contains(
    _ sorted: [Vocabulary.Term], _ term: Vocabulary.Term
  ) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] == term { return true }
      if sorted[middle] < term { low = middle + 1 } else { high = middle }
    }
    return false
  }

  /// A sentence as it is, or a long one cut between words.
  private static func cut(_ sentence: String) -> [String] {
    guard sentence.count > longest else { return [sentence] }
    var pieces: [String] = []
    var piece = ""
    for word in sentence.split(separator: " ") {
      // Room for the ellipsis that says the sentence goes on.
      if piece.count + 1 + word.count > longest - 2 {
        if !piece.isEmpty { pieces.append(piece + " …") }
        piece = String(word.prefix(longest - 2))
      } else {
        piece += piece.isEmpty ? String(word) : " " + word
      }
    }
    pieces.append(piece)
    return pieces
  }
}
