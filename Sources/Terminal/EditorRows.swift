extension LineEditor {
  /// The rows a field of the given width shows, and where the cursor stands in them.
  package struct Rows: Equatable, Sendable {
    package let rows: [CleanText]
    package let cursor: Point
  }

  /// Lays the text out at words; every blank keeps its place, so that the cursor can stand on it.
  package func rows(columns: Int) -> Rows {
    let columns = max(4, columns)
    let position = CleanText.lines(of: before)
    var rows: [CleanText] = []
    var cursor = Point(column: 0, row: 0)
    for (number, line) in CleanText.lines(of: text).enumerated() {
      let ends = Self.ends(of: line, columns: columns)
      var start = 0
      for (part, end) in ends.enumerated() {
        let offset = number == position.count - 1 ? position[number].clusters.count : -1
        if offset >= start && (offset < end || part == ends.count - 1 && offset >= end) {
          let upTo = min(offset, line.clusters.count)
          let column = CleanText(line.clusters[start..<upTo]).width
          cursor = Point(column: min(column, columns - 1), row: rows.count)
        }
        rows.append(CleanText(line.clusters[start..<end]))
        start = end
      }
    }
    return Rows(rows: rows, cursor: cursor)
  }

  /// Where each row of a line ends, as indices of its clusters; the last is the line's end.
  private static func ends(of line: CleanText, columns: Int) -> [Int] {
    var ends: [Int] = []
    var used = 0
    var start = 0
    var afterBlank = 0
    for (index, cluster) in line.clusters.enumerated() {
      // One column stays free for the cursor.
      if used + cluster.width > columns - 1 && !cluster.isSpace {
        let end = afterBlank > start ? afterBlank : index
        ends.append(end)
        start = end
        used = line.clusters[start..<index].reduce(0) { $0 + $1.width }
      }
      used += cluster.width
      if cluster.isSpace { afterBlank = index + 1 }
    }
    return ends + [line.clusters.count]
  }
}
