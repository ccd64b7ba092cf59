/// One part of a query as it stands between blanks.
struct QueryItem: Equatable {
  /// Counted in characters from 1.
  let column: Int
  let isUnwanted: Bool
  /// What stands before the colon; nil for plain words.
  let name: String?
  let text: String
  let isQuoted: Bool

  /// Cuts a query into its parts.
  static func all(in text: String) throws(QueryMistake) -> [QueryItem] {
    var reader = QueryItemReader(text)
    var items: [QueryItem] = []
    while let item = try reader.next() {
      guard items.count < mostItems else {
        throw QueryMistake(
          item.column, "more than \(mostItems) words and filters", "leave some out")
      }
      items.append(item)
    }
    return items
  }

  static let mostItems = 24
  /// In characters.
  static let longest = 400
}

private struct QueryItemReader {
  private let characters: [Character]
  private var at = 0

  init(_ text: String) {
    // One more than may be, so that too long is seen to be so.
    characters = Array(text.prefix(QueryItem.longest + 1))
  }

  mutating func next() throws(QueryMistake) -> QueryItem? {
    guard characters.count <= QueryItem.longest else {
      throw QueryMistake(
        QueryItem.longest + 1, "a search has at most \(QueryItem.longest) characters",
        "leave out what matters least")
    }
    while at < characters.count, characters[at].isWhitespace { at += 1 }
    guard at < characters.count else { return nil }
    let column = at + 1
    let isUnwanted = characters[at] == "-" && !isEnd(at + 1)
    if isUnwanted { at += 1 }
    let name = takeName()
    let (text, isQuoted) = try takeValue()
    if let name, text.isEmpty {
      throw QueryMistake(column, "\"\(name):\" is followed by nothing", "write \(name):something")
    }
    return QueryItem(
      column: column, isUnwanted: isUnwanted, name: name, text: text, isQuoted: isQuoted)
  }

  private func isEnd(_ place: Int) -> Bool {
    place >= characters.count || characters[place].isWhitespace
  }

  /// `name:` with something behind it that is no `//`: an address of a page is words.
  private mutating func takeName() -> String? {
    var end = at
    while end < characters.count, isOfName(characters[end], isFirst: end == at) { end += 1 }
    guard end > at, end < characters.count, characters[end] == ":" else { return nil }
    if end + 1 < characters.count, characters[end + 1] == "/" { return nil }
    let name = String(characters[at..<end])
    at = end + 1
    return name
  }

  private func isOfName(_ character: Character, isFirst: Bool) -> Bool {
    guard character.isASCII else { return false }
    return character.isLetter
      || (!isFirst && (character.isNumber || [".", "_", "-"].contains(character)))
  }

  private mutating func takeValue() throws(QueryMistake) -> (String, isQuoted: Bool) {
    guard at < characters.count, characters[at] == "\"" else {
      let start = at
      while at < characters.count, !characters[at].isWhitespace, characters[at] != "\"" { at += 1 }
      return (String(characters[start..<at]), false)
    }
    let start = at + 1
    guard let end = characters[start...].firstIndex(of: "\"") else {
      throw QueryMistake(at + 1, "a quotation begins here and does not end", "close it with \"")
    }
    at = end + 1
    return (String(characters[start..<end]), true)
  }
}
