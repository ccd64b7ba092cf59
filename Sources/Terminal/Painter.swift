/// Turns grids into the bytes that make a terminal show them.
///
/// It is the only place that makes escape sequences. Each frame is wrapped in a synchronised
/// update (`CSI ? 2026`), which terminals that do not know it ignore. After a cluster whose width
/// terminals disagree about, the cursor is addressed anew: a disagreement stays in its cell.
package struct Painter: Sendable {
  /// Which colours may be used; bold, underline and reverse always may.
  package let depth: ColourDepth

  package init(_ depth: ColourDepth) { self.depth = depth }
  package init(usesColour: Bool) { depth = usesColour ? .extended : .none }

  /// The bytes that draw `grid` on a screen in any state.
  package func paint(_ grid: Grid) -> [UInt8] {
    var pen = Pen(grid, depth)
    pen.begin()
    pen.write("\u{1B}[0m\u{1B}[2J")
    let blank = Cell(cluster: .space, style: .plain)
    let hasGround = grid.palette.resolved(.plain, depth).background != .standard
    draw(grid, with: &pen) { hasGround || grid.cells[$0] != blank }
    return finish(&pen, grid, previousTitle: nil)
  }

  /// The bytes that turn a screen showing `old` into one showing `new`; empty when nothing differs.
  ///
  /// Grids of different size are painted in full.
  package func difference(from old: Grid, to new: Grid) -> [UInt8] {
    guard old.size == new.size, old.palette == new.palette else { return paint(new) }
    if old == new { return [] }
    var pen = Pen(new, depth)
    pen.begin()
    let isRelinked = old.links != new.links
    draw(new, with: &pen) { index in
      old.cells[index] != new.cells[index] || isRelinked && new.cells[index].style.link > 0
    }
    return finish(&pen, new, previousTitle: old.title)
  }

  private func draw(_ grid: Grid, with pen: inout Pen, where isChanged: (Int) -> Bool) {
    for row in 0..<grid.size.rows {
      var column = 0
      while column < grid.size.columns {
        let start = grid.index(column, row)
        let width = grid.cells[start].cluster?.width ?? 1
        let covered = start..<min(start + width, grid.index(0, row + 1))
        if let cluster = grid.cells[start].cluster, covered.contains(where: isChanged) {
          pen.draw(cluster, grid.cells[start].style, column, row)
        }
        column += width
      }
    }
  }

  private func finish(_ pen: inout Pen, _ grid: Grid, previousTitle: CleanText?) -> [UInt8] {
    if let title = grid.title, title != previousTitle { pen.title(title) }
    pen.end(cursor: grid.cursor)
    return pen.output
  }
}

/// Where the terminal's cursor and style are while a frame is drawn.
private struct Pen {
  private(set) var output: [UInt8] = []
  private let palette: Palette
  private let links: [String]
  private let depth: ColourDepth
  private var position: Point?
  private var style: Style?
  private var link: UInt16 = 0

  init(_ grid: Grid, _ depth: ColourDepth) {
    palette = grid.palette
    links = grid.links
    self.depth = depth
  }

  mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  mutating func begin() { write("\u{1B}[?2026h\u{1B}[?25l") }

  mutating func draw(_ cluster: Cluster, _ wanted: Style, _ column: Int, _ row: Int) {
    if wanted != style {
      write(palette.resolved(wanted, depth).sequence(depth))
      style = wanted
      lead(to: wanted.link)
    }
    move(column, row)
    if cluster.isSteady {
      cluster.append(to: &output)
      position = Point(column: column + cluster.width, row: row)
      return
    }
    // Whatever the terminal makes of it, no rest of an older cell may stay beside it.
    write(String(repeating: " ", count: cluster.width))
    position = nil
    move(column, row)
    cluster.append(to: &output)
    position = nil
  }

  /// Begins or ends a hyperlink (OSC 8). The address was made safe when the grid took it.
  private mutating func lead(to wanted: UInt16) {
    guard wanted != link else { return }
    link = wanted
    let address = links.indices.contains(Int(wanted) - 1) ? links[Int(wanted) - 1] : ""
    write("\u{1B}]8;;\(address)\u{1B}\\")
  }

  private mutating func move(_ column: Int, _ row: Int) {
    let target = Point(column: column, row: row)
    if position == target { return }
    write("\u{1B}[\(row + 1);\(column + 1)H")
    position = target
  }

  mutating func title(_ title: CleanText) {
    write("\u{1B}]2;\(title.fitted(columns: 100).text)\u{1B}\\")
  }

  mutating func end(cursor: Point?) {
    lead(to: 0)
    write("\u{1B}[0m")
    if let cursor {
      position = nil
      move(cursor.column, cursor.row)
      write("\u{1B}[?25h")
    }
    write("\u{1B}[?2026l")
  }
}
