/// A path as it is typed behind a command: blanks in it stand behind a `\`, or it stands in quotes.
enum PathWord {
  /// The path that a text begins with, and the words behind it; nil where there is none, or its
  /// quotes do not end.
  static func read(_ text: String) -> (path: String, words: String)? {
    guard let (path, rest) = split(text), !path.isEmpty else { return nil }
    return (path, String(rest.drop { $0.isWhitespace }))
  }

  /// The beginning of a path that is still being typed; nil where words follow it already.
  static func begun(_ text: String) -> String? {
    if text.first == "\"" {
      let inner = text.dropFirst()
      return inner.contains("\"") ? nil : String(inner)
    }
    guard let (path, rest) = split(text), rest.isEmpty else { return nil }
    return path
  }

  /// So that it reads as one path.
  static func escaped(_ path: String) -> String {
    path.reduce(into: "") { text, character in
      if character.isWhitespace || "\\\"".contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  private static func split(_ text: String) -> (path: String, rest: Substring)? {
    if text.first == "\"" {
      let inner = text.dropFirst()
      guard let end = inner.firstIndex(of: "\"") else { return nil }
      return (String(inner[..<end]), inner[inner.index(after: end)...])
    }
    var path = ""
    var rest = text[...]
    while let character = rest.first, !character.isWhitespace {
      rest.removeFirst()
      if character == "\\", let next = rest.popFirst() {
        path.append(next)
      } else {
        path.append(character)
      }
    }
    return (path, rest)
  }
}
