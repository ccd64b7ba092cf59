/// Who may know of whom: rooms by `Package.swift`, folders of a room by a table.
enum Borders {
  /// A room is imported only where `Package.swift` lets it.
  static func findings(in source: SourceText, _ rooms: [String: Set<String>]) -> [Untidiness] {
    guard let allowed = rooms[source.room] else { return [] }
    return zip(source.tokens, source.tokens.dropFirst()).compactMap { word, name in
      guard word.isWord("import"), rooms[name.text] != nil, !allowed.contains(name.text)
      else { return nil }
      return source.finding(
        name.line, "\(source.room) knows nothing of \(name.text), by Package.swift")
    }
  }

  /// The types that a file of one folder names although they are another's.
  static func findings(
    in sources: [SourceText], _ table: [String: Set<String>], except known: Set<String>
  ) -> [Untidiness] {
    var home: [String: String] = [:]
    for source in sources {
      for type in Declaration.all(in: source) where !type.isNested {
        home[type.name] = source.folder
      }
    }
    return sources.flatMap { source in
      let allowed = table[source.folder] ?? []
      return source.tokens.indices.compactMap { index -> Untidiness? in
        let token = source.tokens[index]
        guard token.kind == .word, let folder = home[token.text], folder != source.folder,
          !known.contains(token.text), !allowed.contains(folder),
          index == 0 || !source.tokens[index - 1].isSign(".")
        else { return nil }
        return source.finding(
          token.line, "\(name(source.folder)) does not know \(name(folder)): \(token.text)")
      }
    }
  }

  private static func name(_ folder: String) -> String { folder.isEmpty ? "the top" : folder }
}
