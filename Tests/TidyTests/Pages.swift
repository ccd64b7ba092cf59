/// Pages that name files: what they name is there, and a page of how to do something is one page.
enum Pages {
  static let longestHowTo = 80

  /// Paths from the root of the repository, in backticks or as the target of a link.
  static func missing(in text: String, path: String, _ files: Set<String>) -> [Untidiness] {
    var found: [Untidiness] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for word in line.split(whereSeparator: { "`()[] ,;".contains($0) }) where isPath(word) {
        let name = ".:/".contains(word.last ?? " ") ? String(word.dropLast()) : String(word)
        guard !files.contains(name), !files.contains(where: { $0.hasPrefix(name + "/") }) else {
          continue
        }
        found.append(Untidiness(path: path, line: index + 1, what: "there is no \(name)"))
      }
    }
    return found
  }

  private static func isPath(_ word: Substring) -> Bool {
    let roots = ["Sources/", "Tests/", "web-static/", "docs/"]
    return roots.contains { word.hasPrefix($0) } && !word.contains { "*<>{}|".contains($0) }
  }
}
