extension Conversation {
  /// The score that a text is, and nothing else: `5`, `4/5`, `5 stars`, `★★★★`. Nil for any other.
  ///
  /// Stars are offered under what is resolved, and some type them instead.
  static func score(typed text: String) -> Int? {
    guard text.utf8.count <= 32 else { return nil }
    let parts = text.split(whereSeparator: \.isWhitespace)
    if parts.count == 1, let stars = stars(parts[0]) { return stars }
    guard let first = parts.first else { return nil }
    let number = first.hasSuffix("/5") ? first.dropLast(2) : first
    guard number.utf8.count == 1, let score = Int(number), (1...5).contains(score) else {
      return nil
    }
    let rest = parts.dropFirst().joined(separator: " ").lowercased()
    return ["", "/5", "/ 5", "of 5", "out of 5", "star", "stars"].contains(rest) ? score : nil
  }

  private static func stars(_ word: Substring) -> Int? {
    let signs = word.unicodeScalars.filter { $0.value != 0xFE0F }
    guard (1...5).contains(signs.count), signs.allSatisfy({ "★⭐🌟".unicodeScalars.contains($0) })
    else { return nil }
    return signs.count
  }
}
