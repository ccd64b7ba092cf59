/// A Swift file of ours, read once and asked by every rule.
struct SourceText {
  /// From the root of the repository, as in `Sources/Desk/Event.swift`.
  let path: String
  let lines: [Substring]
  let tokens: [Token]
  /// The lines of long texts, which are as wide as what they hold.
  let textLines: Set<Int>

  init(path: String, _ text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
    let reader = TokenReader(text)
    tokens = reader.tokens
    textLines = reader.textLines
  }

  /// The room: the folder under `Sources` or `Tests`.
  var room: String { folders.first ?? "" }

  /// The folders below the room, as in `Checks/Rules`; empty at the top.
  var folder: String { folders.dropFirst().joined(separator: "/") }

  private var folders: [String] {
    path.split(separator: "/").dropFirst().dropLast().map(String.init)
  }

  func finding(_ line: Int, _ what: String) -> Untidiness {
    Untidiness(path: path, line: line, what: what)
  }

  /// The place after the bracket that closes the one at `start`; the end where none does.
  func afterBracket(at start: Int) -> Int {
    var depth = 0
    for index in start..<tokens.count where tokens[index].kind == .sign {
      switch tokens[index].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: continue
      }
      if depth == 0 { return index + 1 }
    }
    return tokens.count
  }

  /// The first `{` from there on that stands in no other bracket.
  func openingBrace(from start: Int) -> Int? {
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      if token.isSign("{") { return index }
      if token.isSign("}") || token.isSign(")") || token.isSign("]") { return nil }
      index = token.isSign("(") || token.isSign("[") ? afterBracket(at: index) : index + 1
    }
    return nil
  }
}

/// What a rule has found, in the form that editors jump to.
struct Untidiness: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}
