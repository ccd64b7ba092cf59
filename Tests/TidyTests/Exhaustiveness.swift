/// A switch over an enum of ours has no `default`: a case that is added is a compile error wherever
/// somebody has to think about it, and nothing is lost in silence.
///
/// A switch over a tuple counts by each of its places, unless one of them is a text or a number: of
/// those nobody can name all. Which enum is meant is told by the names of
/// the cases alone, so an enum of somebody else with the same names would be found too.
enum Exhaustiveness {
  static func findings(in source: SourceText, _ enums: OwnEnums) -> [Untidiness] {
    source.tokens.indices.compactMap { index in
      guard source.tokens[index].isWord("switch"),
        index == 0 || !source.tokens[index - 1].isSign("."),
        let brace = source.openingBrace(from: index + 1)
      else { return nil }
      let body = SwitchBody(openedAt: brace, in: source)
      guard let line = body.defaultLine, !body.namesLiterals,
        let owner = body.places.lazy.compactMap({ $0.isEmpty ? nil : enums.owner(of: $0) }).first
      else { return nil }
      return source.finding(line, "a default in a switch over \(owner)")
    }
  }
}

/// The patterns of one switch.
struct SwitchBody {
  private(set) var defaultLine: Int?
  /// The cases named in the first place of the patterns, in the second, and so on.
  private(set) var places: [Set<String>] = []
  /// Whether some pattern is a text or a number.
  private(set) var namesLiterals = false

  init(openedAt brace: Int, in source: SourceText) {
    let end = source.afterBracket(at: brace) - 1
    var index = brace + 1
    while index < end {
      let token = source.tokens[index]
      if token.isSign("{") || token.isSign("(") || token.isSign("[") {
        index = source.afterBracket(at: index)
      } else if token.isWord("default"), source.tokens[index + 1].isSign(":") {
        defaultLine = token.line
        index += 1
      } else if token.isWord("case"), Self.beginsPattern(index, in: source) {
        index = read(from: index + 1, to: end, in: source)
      } else {
        index += 1
      }
    }
  }

  /// Not that of `if case`, `guard case`, `for case`.
  private static func beginsPattern(_ index: Int, in source: SourceText) -> Bool {
    let before = source.tokens[index - 1]
    return !before.isSign(",") && !["if", "guard", "for", "while"].contains(before.text)
  }

  /// Reads the patterns of one case; the answer is where its colon stands.
  private mutating func read(from start: Int, to end: Int, in source: SourceText) -> Int {
    let tokens = source.tokens
    var index = start
    var isHead = true
    while index < end, !tokens[index].isSign(":") {
      if tokens[index].isWord("where") { isHead = false }
      if tokens[index].isSign(",") {
        isHead = true
        index += 1
      } else if isHead, !["let", "var"].contains(tokens[index].text) {
        readPattern(at: index, in: source)
        isHead = false
      } else {
        let opens = ["(", "[", "{"].contains(tokens[index].text) && tokens[index].kind == .sign
        index = opens ? source.afterBracket(at: index) : index + 1
      }
    }
    return index
  }

  private mutating func readPattern(at index: Int, in source: SourceText) {
    guard source.tokens[index].isSign("(") else { return note(index, place: 0, in: source) }
    let end = source.afterBracket(at: index) - 1
    var at = index + 1
    var place = 0
    while at < end {
      if ["let", "var"].contains(source.tokens[at].text) { at += 1 }
      note(at, place: place, in: source)
      while at < end, !source.tokens[at].isSign(",") {
        at = source.tokens[at].isSign("(") ? source.afterBracket(at: at) : at + 1
      }
      at += 1
      place += 1
    }
  }

  /// Notes `.name` or `Type.name`, and in `.some(.name)` what is in it.
  private mutating func note(_ index: Int, place: Int, in source: SourceText) {
    let tokens = source.tokens
    if tokens[index].kind == .literal { namesLiterals = true }
    var dot = index
    if tokens[dot].kind == .word, tokens[dot].text.first?.isUppercase == true { dot += 1 }
    guard dot + 1 < tokens.count, tokens[dot].isSign("."), tokens[dot + 1].kind == .word
    else { return }
    let name = tokens[dot + 1].text
    if name == "some", tokens[dot + 2].isSign("(") {
      return note(dot + 3, place: place, in: source)
    }
    while places.count <= place { places.append([]) }
    if name != "none" { places[place].insert(name) }
  }
}
