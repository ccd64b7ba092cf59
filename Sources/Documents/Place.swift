/// A position in a file: lines and columns from 1, columns counted in Unicode scalars.
package struct Place: Sendable, Hashable {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The same line, further right.
  package func moved(by columns: Int) -> Place {
    Place(file: file, line: line, column: column + columns)
  }
}

extension Place: Comparable {
  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension Place: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}
