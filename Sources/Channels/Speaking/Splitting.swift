/// Cuts texts into pieces that a channel takes.
enum Splitting {
  /// Pieces of one text: a desk's longest text on the shortest lines are a few dozen.
  static let mostPieces = 64

  /// In order and with nothing left out but what would be beyond ``mostPieces``, which is said by
  /// `…`. Cut at a line's end, else between words, else between letters as people see them.
  static func pieces(_ text: String, _ longest: Capabilities.Length, isOneLine: Bool) -> [String] {
    let lines =
      isOneLine ? text.split(whereSeparator: \.isNewline) : text.isEmpty ? [] : [text[...]]
    var pieces: [String] = []
    for line in lines {
      var rest = line
      while !rest.isEmpty {
        guard pieces.count < mostPieces else {
          pieces[pieces.count - 1] = "…"
          return pieces
        }
        let piece = beginning(of: rest, longest)
        rest = rest[piece.endIndex...].drop { $0.isWhitespace }
        pieces.append(String(piece))
      }
    }
    return pieces.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private static func beginning(of text: Substring, _ longest: Capabilities.Length) -> Substring {
    let most = whole(text, longest)
    guard most < text.endIndex else { return text }
    let start = text[..<most]
    let least = start.index(start.startIndex, offsetBy: start.count / 2)
    let place =
      start[least...].lastIndex(where: \.isNewline)
      ?? start[least...].lastIndex(where: \.isWhitespace)
    return place.map { text[..<$0] } ?? start
  }

  /// The end of as many whole letters as fit; of one that is longer than all there is room for, as
  /// much of it as fits.
  private static func whole(_ text: Substring, _ longest: Capabilities.Length) -> String.Index {
    var room: Int
    switch longest {
    case .characters(let count), .bytes(let count): room = count
    }
    var place = text.startIndex
    while place < text.endIndex {
      let next = text.index(after: place)
      room -= size(text[place..<next], longest)
      if room < 0 { break }
      place = next
    }
    guard place == text.startIndex else { return place }
    return cut(text, longest)
  }

  private static func cut(_ text: Substring, _ longest: Capabilities.Length) -> String.Index {
    var room: Int
    switch longest {
    case .characters(let count), .bytes(let count): room = count
    }
    var place = text.startIndex
    while place < text.endIndex {
      let next = text.unicodeScalars.index(after: place)
      room -= size(text[place..<next], longest)
      if room < 0 { break }
      place = next
    }
    return max(place, text.unicodeScalars.index(after: text.startIndex))
  }

  /// Messengers count a text's characters as UTF-16 does.
  private static func size(_ text: Substring, _ longest: Capabilities.Length) -> Int {
    switch longest {
    case .characters: text.utf16.count
    case .bytes: text.utf8.count
    }
  }
}
