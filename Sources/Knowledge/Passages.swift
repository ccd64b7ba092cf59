/// Stretches of one article's text, each short enough to be an excerpt.
struct Passages: Sendable {
  private struct Passage {
    let text: String
    /// Sorted and each once.
    let terms: [Vocabulary.Term]
  }

  private let passages: [Passage]

  /// An excerpt is at most this many characters.
  static let longest = 200

  /// - Parameter terms: the terms of a text, learnt or looked up.
  init(_ sentences: [String], terms: (String) -> [Vocabulary.Term]) {
    let pieces = sentences.flatMap(Self.pieces)
    passages = pieces.indices.map { start in
      var text = pieces[start]
      for next in pieces[(start + 1)...] {
        guard text.count + 1 + next.count <= Self.longest else { break }
        text += " " + next
      }
      return Passage(text: text, terms: Set(terms(text)).sorted())
    }
  }

  /// The passage whose words are the most telling for the question; the first one of equals.
  func nearest(to question: Question, telling: [Float]) -> String {
    var best = passages.first?.text ?? ""
    var most: Float = 0
    for passage in passages {
      var worth: Float = 0
      for term in question.terms where Self.contains(passage.terms, term.number) {
        worth += telling[Int(term.number)]
      }
      if worth > most { (best, most) = (passage.text, worth) }
    }
    return best
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
  private static func pieces(_ sentence: String) -> [String] {
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
