/// The rooms as `Package.swift` and `ARCHITECTURE.md` have them: each with what it may import.
enum Rooms {
  /// Packages of others by the names that `Package.swift` gives their products.
  private static let products = [
    "yams": "Yams", "log": "swift-log", "arguments": "swift-argument-parser",
  ]

  static func ofPackage(_ source: SourceText) -> [String: Set<String>] {
    var rooms: [String: Set<String>] = [:]
    for index in source.tokens.indices where index + 1 < source.tokens.count {
      guard
        ["room", "executableTarget", "library", "systemLibrary", "target"]
          .contains(source.tokens[index].text), source.tokens[index + 1].isSign("(")
      else { continue }
      let inner = source.tokens[index + 2..<source.afterBracket(at: index + 1) - 1]
      guard let name = inner.first(where: { $0.kind == .literal })?.text.dropFirst() else {
        continue
      }
      // A library of Debian's imports nothing, and a test's stand-ins are no room.
      let isRoom = ["room", "executableTarget"].contains(source.tokens[index].text)
      guard !inner.contains(where: { $0.isWord("path") }) else { continue }
      rooms[String(name)] = isRoom ? imports(in: inner.drop { $0.text != "[" }) : []
    }
    return rooms
  }

  private static func imports(in tokens: ArraySlice<Token>) -> Set<String> {
    Set(
      tokens.prefix { !$0.isSign("]") }.compactMap { token in
        token.kind == .literal ? String(token.text.dropFirst()) : products[token.text]
      })
  }

  /// The rows of the table under "Rooms"; a row may name several rooms that are alike.
  static func ofDocument(_ text: String) -> [String: Set<String>] {
    var rooms: [String: Set<String>] = [:]
    let section =
      text.split(separator: "## ", omittingEmptySubsequences: false)
      .first { $0.hasPrefix("Rooms\n") } ?? ""
    for line in section.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
      guard cells.count == 3 else { continue }
      let imports = cells[2].split(separator: ",").map(String.init).filter { $0 != "–" }
      for name in cells[0].split(separator: "`") { rooms[String(name)] = Set(imports) }
    }
    return rooms
  }

  static func differences(
    package: [String: Set<String>], document: [String: Set<String>]
  ) -> [Untidiness] {
    Set(package.keys).union(document.keys).sorted().compactMap { room in
      guard package[room] != document[room] else { return nil }
      let what =
        package[room].map { "\(room) imports \($0.sorted().joined(separator: ", "))" }
        ?? "there is no room \(room)"
      return Untidiness(path: "ARCHITECTURE.md", line: 1, what: what)
    }
  }
}
