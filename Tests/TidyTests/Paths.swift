/// Whether a text tells of the machine that somebody wrote it on.
enum Paths {
  /// Folders of people and of build machines. `/tmp` and `/var` are everybody's.
  private static let machines = ["/home/", "/Users/", "/root/", "/work/", "/workspace/"]

  static func findings(in text: String, path: String) -> [Untidiness] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { line in
      machines.filter { isNamed($0, in: line.element) }.map {
        Untidiness(path: path, line: line.offset + 1, what: "a path of somebody's machine: \($0)")
      }
    }
  }

  /// At the beginning of a path: `https://a.example/home/b` is none of a machine.
  private static func isNamed(_ folder: String, in line: Substring) -> Bool {
    line.ranges(of: folder).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return " \"'`(=:<".contains(before) && !line[range.upperBound...].hasPrefix(" ")
    }
  }
}
