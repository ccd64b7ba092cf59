/// The table, in Markdown, so that it can be pasted where people read it.
///
/// A column for each server that was measured: the median, and the processor's microseconds for
/// each unit behind it. Behind another server's figures stands in brackets what ours is to it.
struct Table {
  private let rows: [Row]

  init(_ rows: [Row]) { self.rows = rows }

  var text: String {
    let columns = Column.allCases.filter { column in
      rows.contains { $0.cells[column] != nil }
    }
    let head = ["what", "unit"] + columns.map(\.title) + ["min–max", "load µs", "note"]
    let lines = rows.map { row in
      [row.name, row.unit] + columns.map { Self.words(row, $0) }
        + [
          Self.spread(row.cells[.now]?.values ?? []), Self.load(row), row.note,
        ]
    }
    let all = [head, head.map { _ in "---" }] + lines
    return all.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  static func words(_ row: Row, _ column: Column) -> String {
    guard let cell = row.cells[column], !cell.values.isEmpty else { return "" }
    var text = figure(cell.values.median)
    if !cell.busy.isEmpty { text += ", \(figure(cell.busy.median)) µs" }
    guard column != .now, let ratio = row.ratio(to: column) else { return text }
    let busy = row.busyRatio(to: column).map { "; µs × \(figure($0))" } ?? ""
    return text + " (× \(figure(ratio))\(busy))"
  }

  private static func load(_ row: Row) -> String {
    guard let load = row.cells[.now]?.load, !load.isEmpty else { return "" }
    return figure(load.median)
  }

  private static func spread(_ values: [Double]) -> String {
    guard values.count > 1, let least = values.min(), let most = values.max() else { return "" }
    return "\(figure(least))–\(figure(most))"
  }

  /// Three digits that mean something.
  static func figure(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    if abs(value) >= 100 { return grouped(Int(value.rounded())) }
    let scale = abs(value) >= 10 ? 10.0 : abs(value) >= 1 ? 100.0 : 1000.0
    return "\((value * scale).rounded() / scale)"
  }

  /// A whole number, for people to read.
  static func grouped(_ number: Int) -> String {
    var text = String(abs(number))
    var at = text.count - 3
    while at > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: at))
      at -= 3
    }
    return number < 0 ? "-" + text : text
  }
}
