/// Names of types: no word that says nothing, and none that hides a module.
enum Naming {
  static let emptyWords: Set = [
    "Manager", "Helper", "Utility", "Handler", "Info", "Data", "Base", "Impl",
  ]

  static func findings(in source: SourceText) -> [Untidiness] {
    Declaration.all(in: source).flatMap { type in
      words(of: type.name).filter(emptyWords.contains).map {
        source.finding(type.line, "\(type.name): \"\($0)\" says nothing")
      }
    }
  }

  /// A type of its own room's name hides that room from everybody; one of another room's name, when
  /// it is seen outside, hides it from those who import both.
  static func findings(in source: SourceText, hiding modules: Set<String>) -> [Untidiness] {
    Declaration.all(in: source).filter { type in
      guard !type.isNested, modules.contains(type.name) else { return false }
      return type.name == source.room || type.modifiers.contains("package")
    }
    .map { source.finding($0.line, "\($0.name) hides the module of that name") }
  }

  /// `HTTPDataReader` is `H`, `T`, `T`, `P`, `Data`, `Reader`: enough to find whole words.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    for character in name {
      if character.isUppercase || words.isEmpty { words.append("") }
      words[words.count - 1].append(character)
    }
    return words
  }
}
