/// A place on the screen, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
  package var column: Int
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// The size of a screen in cells.
///
/// Clamped to 1...1000 columns and 1...500 rows, so that a terminal that lies about itself costs
/// no memory.
package struct Size: Hashable, Sendable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 1), 1000)
    self.rows = min(max(rows, 1), 500)
  }
}

/// One cell: a cluster, or the continuation of a wide cluster to its left.
struct Cell: Hashable, Sendable {
  /// Nil in the cells that a wide cluster covers besides its first.
  var cluster: Cluster?
  var style: Style
}

/// What a screen shows: cells of sanitised clusters, a cursor and a title.
///
/// No `String` can be put in without passing ``CleanText``, so no grid can hold a control.
package struct Grid: Equatable, Sendable {
  package let size: Size
  /// Where the cursor stands; hidden when nil.
  package var cursor: Point?
  /// The window's title; left as it is when nil.
  package var title: CleanText?
  /// What the inks of its styles look like.
  package var palette: Palette
  /// The addresses that cells lead to; at most ``linkLimit``, more are only words.
  private(set) var links: [String] = []
  package static let linkLimit = 1000
  var cells: [Cell]

  package init(size: Size, style: Style = .plain, palette: Palette = .none) {
    self.size = size
    self.palette = palette
    cells = Array(
      repeating: Cell(cluster: .space, style: style), count: size.columns * size.rows)
  }

  /// The number by which styles name an address; 0 for one that nobody should follow.
  ///
  /// Only `http` and `https` are led to, and only in characters that cannot steer a terminal.
  package mutating func link(_ address: String) -> UInt16 {
    guard let safe = Self.safe(address) else { return 0 }
    if let known = links.firstIndex(of: safe) { return UInt16(known + 1) }
    guard links.count < Self.linkLimit else { return 0 }
    links.append(safe)
    return UInt16(links.count)
  }

  private static func safe(_ address: String) -> String? {
    let lower = address.prefix(8).lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://"), address.utf8.count <= 2000
    else { return nil }
    return address.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = Array("0123456789ABCDEF")
        text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  /// The address that a cell leads to.
  package func address(at point: Point) -> String? {
    let link = cells[index(point.column, point.row)].style.link
    return link > 0 && Int(link) <= links.count ? links[Int(link) - 1] : nil
  }

  func index(_ column: Int, _ row: Int) -> Int { row * size.columns + column }

  /// Writes a line and returns the columns it took, cut at `limit` columns and at the edge.
  ///
  /// A wide cluster that would be cut in half is shown as blanks. Rows off the screen are ignored.
  @discardableResult
  package mutating func write(
    _ text: CleanText, at point: Point, style: Style = .plain, limit: Int = .max
  ) -> Int {
    guard point.row >= 0, point.row < size.rows, point.column >= 0 else { return 0 }
    let end = min(size.columns, limit == .max ? size.columns : point.column + max(0, limit))
    var column = point.column
    for cluster in text.clusters {
      guard column < end else { break }
      guard column + cluster.width <= end else {
        fill(from: Point(column: column, row: point.row), columns: end - column, style: style)
        return end - point.column
      }
      put(cluster, column, point.row, style)
      column += cluster.width
    }
    return max(0, column - point.column)
  }

  /// Blanks `columns` cells of a row.
  package mutating func fill(from point: Point, columns: Int, style: Style) {
    guard point.row >= 0, point.row < size.rows else { return }
    let first = max(0, point.column)
    let last = min(size.columns, point.column + columns)
    for column in stride(from: first, to: last, by: 1) {
      put(.space, column, point.row, style)
    }
  }

  /// Blanks a rectangle.
  package mutating func fill(rows: Range<Int>, columns: Range<Int>, style: Style) {
    for row in rows {
      fill(
        from: Point(column: columns.lowerBound, row: row), columns: columns.count, style: style)
    }
  }

  /// Changes the look of cells and leaves their text.
  package mutating func restyle(
    from point: Point, columns: Int, _ change: (inout Style) -> Void
  ) {
    guard point.row >= 0, point.row < size.rows else { return }
    let last = min(size.columns, point.column + columns)
    for column in stride(from: max(0, point.column), to: last, by: 1) {
      change(&cells[index(column, point.row)].style)
    }
  }

  /// Lays another grid over this one.
  package mutating func lay(_ other: Grid, at point: Point) {
    for row in 0..<other.size.rows {
      for column in 0..<other.size.columns {
        let cell = other.cells[other.index(column, row)]
        guard let cluster = cell.cluster, point.column + column >= 0 else { continue }
        guard point.row + row >= 0, point.row + row < size.rows else { continue }
        guard point.column + column + cluster.width <= size.columns else { continue }
        put(cluster, point.column + column, point.row + row, cell.style)
      }
    }
  }

  private mutating func put(_ cluster: Cluster, _ column: Int, _ row: Int, _ style: Style) {
    for covered in 0..<cluster.width { clearWide(column + covered, row) }
    let start = index(column, row)
    cells[start] = Cell(cluster: cluster, style: style)
    for covered in 1..<max(1, cluster.width) {
      cells[start + covered] = Cell(cluster: nil, style: style)
    }
  }

  /// Blanks the wide cluster that covers a cell, so that no half of it stays behind.
  private mutating func clearWide(_ column: Int, _ row: Int) {
    let cell = cells[index(column, row)].cluster
    if let cell, cell.width == 1 { return }
    var head = column
    while head > 0 && cells[index(head, row)].cluster == nil { head -= 1 }
    guard let cluster = cells[index(head, row)].cluster, cluster.width > 1 else { return }
    for covered in head..<min(head + cluster.width, size.columns) {
      cells[index(covered, row)].cluster = .space
    }
  }

  /// The text of one row, without blanks at its end.
  package func text(row: Int) -> String {
    let line = (0..<size.columns).reduce(into: "") { line, column in
      line += cells[index(column, row)].cluster?.text ?? ""
    }
    let end = line.lastIndex { $0 != " " }
    return end.map { String(line[...$0]) } ?? ""
  }

  /// The whole text, a line a row: what golden tests compare.
  package func text() -> String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }
}
