package import Documents

/// Rewrites the bot's lines of a test file and leaves everything else as it is: comments, order,
/// quotes, gaps.
struct Rewriting {
  private var lines: [[Unicode.Scalar]]
  /// How each line ends; files that went through several editors mix them.
  private var ends: [String]
  /// Where a line is not written in a way that can be changed; for the author to mend.
  private(set) var refused: [Place] = []
  private let newLine: String

  init(_ source: SourceFile) {
    lines = source.lines.map { Array($0.unicodeScalars) }
    ends = source.text.filter(\.isLineEnd).map { String($0) } + [""]
    newLine = ends.first.flatMap { $0.isEmpty ? nil : $0 } ?? "\n"
  }

  /// The text after all changes.
  mutating func rewritten(by corrections: [Correction]) -> String {
    // From the end, so that the places before a change stay true.
    var edits: [(line: Int, order: Int, Edit)] = []
    for (order, correction) in corrections.enumerated() {
      if let (line, edit) = edit(correction) { edits.append((line, order, edit)) }
    }
    for (line, _, edit) in edits.sorted(by: { ($0.line, $0.order) > ($1.line, $1.order) }) {
      apply(edit, at: line)
    }
    return zip(lines, ends).map { String(String.UnicodeScalarView($0)) + $1 }.joined()
  }

  private enum Edit {
    case put(Range<Int>, String)
    case insert(String)
    case remove(Int)
  }

  private mutating func apply(_ edit: Edit, at line: Int) {
    switch edit {
    case .put(let range, let text): lines[line].replaceSubrange(range, with: text.unicodeScalars)
    case .insert(let text):
      lines.insert(Array(text.unicodeScalars), at: line)
      // After the last line of a file that does not end with a line end, the new one has none.
      ends.insert(newLine, at: min(line, ends.count - 1))
    case .remove(let count):
      lines.removeSubrange(line..<(line + count))
      ends.removeSubrange(line..<(line + count))
    }
  }

  private mutating func edit(_ correction: Correction) -> (Int, Edit)? {
    switch correction {
    case .replace(let node, let text):
      guard let range = extent(of: node) else { return refuse(node.place) }
      let head = lines[node.place.line - 1][..<range.lowerBound].filter { $0 != " " }
      let isBlock = String(String.UnicodeScalarView(head)) == "-bot:"
      var style = Node.ScalarStyle.plain
      if case .scalar(_, .doubleQuoted) = node.content { style = .doubleQuoted }
      let scalar = Rewriting.scalar(text, isBlock: isBlock && style == .plain)
      return (node.place.line - 1, .put(range, scalar))
    case .insert(let before, let after, let text):
      guard let place = before ?? after, let indent = indent(of: place) else {
        return refuse(before ?? after)
      }
      let line = String(repeating: " ", count: indent) + "- bot: "
      let position = before == nil ? place.line - 1 + height(at: place, indent) : place.line - 1
      return (position, .insert(line + Rewriting.scalar(text, isBlock: true)))
    case .remove(let place):
      guard let indent = indent(of: place) else { return refuse(place) }
      return (place.line - 1, .remove(height(at: place, indent)))
    }
  }

  private mutating func refuse(_ place: Place?) -> (Int, Edit)? {
    if let place { refused.append(place) }
    return nil
  }

  // MARK: Where things stand

  /// The columns of a scalar that stands on one line, with its quotes.
  private func extent(of node: Node) -> Range<Int>? {
    guard case .scalar(let text, let style) = node.content,
      lines.indices.contains(node.place.line - 1)
    else { return nil }
    let line = lines[node.place.line - 1]
    let start = node.place.column - 1
    guard start < line.count else { return nil }
    switch style {
    case .plain:
      let scalars = Array(text.unicodeScalars)
      let end = start + scalars.count
      return end <= line.count && Array(line[start..<end]) == scalars ? start..<end : nil
    case .singleQuoted, .doubleQuoted: return quoted(line, from: start)
    case .literal, .folded: return nil
    }
  }

  private func quoted(_ line: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    let quote = line[start]
    var index = start + 1
    while index < line.count {
      if quote == "\"", line[index] == "\\" {
        index += 2
      } else if line[index] == quote {
        guard quote == "'", index + 1 < line.count, line[index + 1] == "'" else {
          return start..<(index + 1)
        }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }

  /// How far in the dash of a chat's line stands; nil where the line does not begin with one.
  private func indent(of place: Place) -> Int? {
    guard lines.indices.contains(place.line - 1) else { return nil }
    let head = lines[place.line - 1].prefix(max(0, place.column - 1))
    guard let dash = head.firstIndex(of: "-"), head[..<dash].allSatisfy({ $0 == " " }),
      head[(dash + 1)...].allSatisfy({ $0 == " " })
    else { return nil }
    return dash
  }

  /// How many lines of the file a line of the chat takes.
  private func height(at place: Place, _ indent: Int) -> Int {
    var height = 1
    for (offset, line) in lines[place.line...].enumerated() {
      guard let first = line.firstIndex(where: { $0 != " " }) else { continue }
      guard first > indent else { break }
      height = offset + 2
    }
    return height
  }

  // MARK: Scalars

  /// A text as YAML: bare where nothing in it could be read as anything else.
  private static func scalar(_ text: String, isBlock: Bool) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if isBlock, isPlain(words) { return words }
    var result = "\""
    for scalar in words.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || " .,;!?'()-–’…/*".unicodeScalars.contains($0)
    }
  }
}

extension Character {
  /// What `SourceFile.lines` splits at.
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}

extension TestPlan {
  /// The test files in which the bot says something else than is written, with its lines as it says
  /// them; and the places that have to be mended by hand.
  ///
  /// Only lines of strict cases are rewritten: where not all has to be accounted for, nobody knows
  /// which line was meant.
  package func corrected(filter: String? = nil) -> (files: [SourceFile], refused: [Place]) {
    let report = run(filter: filter, isCorrecting: true)
    var files: [SourceFile] = []
    var refused: [Place] = []
    for file in self.files {
      let corrections = report.results.filter { $0.place.file == file.source.path }
        .flatMap(\.corrections)
      guard !corrections.isEmpty else { continue }
      var rewriting = Rewriting(file.source)
      let text = rewriting.rewritten(by: corrections)
      refused += rewriting.refused
      if text != file.source.text { files.append(SourceFile(path: file.source.path, text: text)) }
    }
    return (files, refused)
  }
}
