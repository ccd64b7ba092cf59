import Legible

@testable import Terminal

/// A small terminal that understands what a painter may send, and refuses everything else.
///
/// It draws clusters by our own width rule and, like a real one, blanks the other half of a wide
/// cluster that is overwritten in part.
struct ReferenceTerminal {
  struct Cell: Equatable {
    var text: String?
    var style: String
  }

  let size: Size
  private(set) var cells: [Cell]
  private(set) var cursor: Point?
  private(set) var title: String?
  /// What was sent that no painter may send.
  private(set) var faults: [String] = []
  private var position = Point(column: 0, row: 0)
  private var style = "0"

  init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(text: "x", style: "7"), count: size.columns * size.rows)
  }

  mutating func apply(_ bytes: [UInt8]) {
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let first = rest.first {
      if first == "\u{1B}" {
        rest = escape(rest.dropFirst())
      } else {
        let run = rest.prefix { $0 != "\u{1B}" }
        for cluster in CleanText(String(run)).clusters { draw(cluster) }
        check(run)
        rest = rest[run.endIndex...]
      }
    }
  }

  func text() -> String {
    (0..<size.rows).map { row in
      (0..<size.columns).map { cells[row * size.columns + $0].text ?? "" }.joined()
    }.joined(separator: "\n")
  }

  private mutating func check(_ run: Substring.UnicodeScalarView) {
    for scalar in run where ScalarRule(scalar) != .keep {
      faults.append("raw U+\(String(scalar.value, radix: 16))")
    }
  }

  private mutating func escape(_ rest: Substring.UnicodeScalarView)
    -> Substring.UnicodeScalarView
  {
    if rest.first == "]" {
      let end = rest.firstIndex(of: "\u{1B}") ?? rest.endIndex
      title = String(rest.dropFirst(3)[..<end])
      return rest[end...].dropFirst(2)
    }
    let parameters = rest.dropFirst().prefix { !("@"..."~").contains($0) }
    let final = rest[parameters.endIndex]
    control(String(parameters), final)
    return rest[parameters.endIndex...].dropFirst()
  }

  private mutating func control(_ parameters: String, _ final: Unicode.Scalar) {
    switch (parameters, final) {
    case ("?2026", "h"), ("?2026", "l"): break
    case ("?25", "h"): cursor = position
    case ("?25", "l"): cursor = nil
    case ("2", "J"):
      cells = Array(repeating: Cell(text: " ", style: style), count: cells.count)
    case (_, "m"): style = parameters
    case (_, "H"):
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      position = Point(column: numbers[1] - 1, row: numbers[0] - 1)
    default: faults.append("CSI \(parameters) \(final)")
    }
  }

  private mutating func draw(_ cluster: Cluster) {
    guard position.column + cluster.width <= size.columns, position.row < size.rows else {
      return faults.append("drawn outside at \(position)")
    }
    let start = position.row * size.columns + position.column
    for covered in 0..<cluster.width { part(position.column + covered) }
    cells[start] = Cell(text: cluster.text, style: style)
    for covered in 1..<max(1, cluster.width) { cells[start + covered] = Cell(style: style) }
    position.column += cluster.width
  }

  private mutating func part(_ column: Int) {
    let row = position.row * size.columns
    var head = column
    while head > 0 && cells[row + head].text == nil { head -= 1 }
    cells[row + head].text = " "
    var next = head + 1
    while next < size.columns && cells[row + next].text == nil {
      cells[row + next].text = " "
      next += 1
    }
  }
}
