/// One line of the table: the same thing measured several times.
struct Row: Sendable {
  let name: String
  let unit: String
  var values: [Double] = []
  /// The server's processor time for each unit, in microseconds.
  var busy: [Double] = []
  /// The C reference under the same load in the same run.
  var reference: [Double] = []
  var referenceBusy: [Double] = []
  var note = ""

  init(_ name: String, _ unit: String, note: String = "") {
    self.name = name
    self.unit = unit
    self.note = note
  }
}

extension [Double] {
  /// The middle one; of an even number the mean of the two in the middle.
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// The table, in Markdown, so that it can be pasted where people read it.
struct Table {
  private let rows: [Row]

  init(_ rows: [Row]) { self.rows = rows }

  var text: String {
    let head = ["what", "median", "min–max", "CPU µs each", "C reference", "note"]
    let lines = rows.map { row in
      [
        row.name, "\(Self.figure(row.values.median)) \(row.unit)", Self.spread(row.values),
        row.busy.isEmpty ? "" : Self.figure(row.busy.median), Self.reference(row), row.note,
      ]
    }
    let all = [head, head.map { _ in "---" }] + lines
    return all.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func spread(_ values: [Double]) -> String {
    guard values.count > 1, let least = values.min(), let most = values.max() else { return "" }
    return "\(figure(least))–\(figure(most))"
  }

  private static func reference(_ row: Row) -> String {
    guard !row.reference.isEmpty else { return "" }
    let ratio = figure(row.values.median / row.reference.median)
    var text = "\(figure(row.reference.median)) \(row.unit) (× \(ratio))"
    if !row.referenceBusy.isEmpty { text += ", \(figure(row.referenceBusy.median)) µs" }
    return text
  }

  /// Three digits that mean something.
  static func figure(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    if abs(value) >= 100 { return grouped(Int(value.rounded())) }
    let digits = abs(value) >= 10 ? 1.0 : 2.0
    let scale = digits == 1 ? 10.0 : 100.0
    return "\((value * scale).rounded() / scale)"
  }

  private static func grouped(_ number: Int) -> String {
    var text = String(abs(number))
    var at = text.count - 3
    while at > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: at))
      at -= 3
    }
    return number < 0 ? "-" + text : text
  }
}
