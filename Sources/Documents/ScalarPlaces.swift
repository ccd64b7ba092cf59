/// Finds where the characters of a scalar stand in the file, past quotes, escapes and indentation.
package struct ScalarPlaces {
  private let lines: [Substring]
  private let path: String

  package init(_ source: SourceFile) {
    lines = source.lines
    path = source.path
  }

  /// The place of the scalar's character at `offset`, counted in Unicode scalars.
  ///
  /// Exact for one-line plain and quoted scalars and for `|` blocks; for scalars folded over
  /// several lines the start of the scalar is the best answer there is.
  package func place(of offset: Int, in node: Node) -> Place {
    guard case .scalar(let text, let style) = node.content else { return node.place }
    switch style {
    case .plain: return onOneLine(text) ? node.place.moved(by: offset) : node.place
    case .singleQuoted, .doubleQuoted: return quoted(offset, in: node, style: style)
    case .literal: return literal(offset, text: text, in: node)
    case .folded: return node.place
    }
  }

  private func onOneLine(_ text: String) -> Bool { !text.contains { $0.isNewline } }

  private func quoted(_ offset: Int, in node: Node, style: Node.ScalarStyle) -> Place {
    guard lines.indices.contains(node.place.line - 1) else { return node.place }
    let scalars = Array(lines[node.place.line - 1].unicodeScalars)
    var column = node.place.column
    var left = offset
    while left > 0, column < scalars.count {
      column += width(of: column, in: scalars, style: style)
      left -= 1
    }
    guard left == 0, column < scalars.count else { return node.place }
    return Place(file: path, line: node.place.line, column: column + 1)
  }

  /// How many characters of the file stand for one character of the text.
  private func width(of index: Int, in scalars: [Unicode.Scalar], style: Node.ScalarStyle) -> Int {
    if style == .singleQuoted {
      return scalars[index] == "'" ? 2 : 1
    }
    guard scalars[index] == "\\", index + 1 < scalars.count else { return 1 }
    switch scalars[index + 1] {
    case "x": return 4
    case "u": return 6
    case "U": return 10
    default: return 2
    }
  }

  private func literal(_ offset: Int, text: String, in node: Node) -> Place {
    var row = 0
    var column = 0
    for scalar in text.unicodeScalars.prefix(offset) {
      if scalar == "\n" {
        row += 1
        column = 0
      } else {
        column += 1
      }
    }
    let body = lines.dropFirst(node.place.line)
    let written = body.first { $0.contains { !$0.isWhitespace } } ?? ""
    let indent = written.prefix { $0 == " " }.count
    return Place(file: path, line: node.place.line + 1 + row, column: indent + column + 1)
  }
}
