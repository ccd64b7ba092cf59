/// Colleagues who are named in a note: `@maya`.
package enum Mentions {
  /// The most that one note names; others are only words.
  package static let limit = 10

  /// The logins that stand behind an `@` at the beginning of a word, in their order, each once.
  ///
  /// An address such as `ana@example.com` names nobody.
  package static func logins(in text: String) -> [String] {
    var found: [String] = []
    var previous: Character = " "
    var rest = text[...]
    while let at = rest.firstIndex(of: "@"), found.count < limit {
      previous = at > text.startIndex ? text[text.index(before: at)] : " "
      rest = rest[rest.index(after: at)...]
      guard !isPart(previous) else { continue }
      var login = rest.prefix { isPart($0) || $0 == "." }
      while login.hasSuffix(".") || login.hasSuffix("-") { login.removeLast() }
      guard !login.isEmpty, login.utf8.count <= 64 else { continue }
      if !found.contains(String(login)) { found.append(String(login)) }
    }
    return found
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "-"
  }
}
