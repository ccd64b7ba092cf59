import Authoring
package import Documents

/// A change to the bot's lines of a chat.
package enum Correction: Sendable, Equatable {
  /// The bot says this instead of what stands in the scalar.
  case replace(Node, with: String)
  /// The bot says this too: before the line at a place, or after the last one of the chat.
  case insert(before: Place?, after: Place?, String)
  /// The bot says nothing there.
  case remove(at: Place)

  /// How lines become what was said. Lines that fit stay as they are, whatever was forgotten or is
  /// too much between them.
  static func corrections(
    _ lines: [(line: BotLine, place: Place)], _ said: [String], before: Place?, after: Place?
  ) -> [Correction] {
    var corrections: [Correction] = []
    var (line, word) = (0, 0)
    for anchor in anchors(lines.map(\.line.text), said) + [(lines.count, said.count)] {
      let spare = lines[line..<anchor.line]
      let words = said[word..<anchor.word]
      for (wrong, right) in zip(spare, words) {
        corrections.append(.replace(wrong.line.node, with: right))
      }
      for extra in spare.dropFirst(words.count) { corrections.append(.remove(at: extra.place)) }
      let next = anchor.line < lines.count ? lines[anchor.line].place : before
      for extra in words.dropFirst(spare.count) {
        corrections.append(.insert(before: next, after: after, extra))
      }
      (line, word) = (anchor.line + 1, anchor.word + 1)
    }
    return corrections
  }

  /// The longest run of lines that fit what was said, in order.
  private static func anchors(_ lines: [TextPattern], _ said: [String]) -> [(line: Int, word: Int)]
  {
    let fits = lines.map { line in said.map { line.matches($0) } }
    var longest = [[Int]](
      repeating: [Int](repeating: 0, count: said.count + 1), count: lines.count + 1)
    for line in lines.indices.reversed() {
      for word in said.indices.reversed() {
        longest[line][word] = max(
          longest[line + 1][word], longest[line][word + 1],
          fits[line][word] ? longest[line + 1][word + 1] + 1 : 0)
      }
    }
    var anchors: [(Int, Int)] = []
    var (line, word) = (0, 0)
    while line < lines.count, word < said.count {
      if fits[line][word], longest[line][word] == longest[line + 1][word + 1] + 1 {
        anchors.append((line, word))
        (line, word) = (line + 1, word + 1)
      } else if longest[line + 1][word] >= longest[line][word + 1] {
        line += 1
      } else {
        word += 1
      }
    }
    return anchors
  }
}
