import Terminal

/// What a person would see of the bytes sent to a terminal: enough of one to read our frames.
struct PaperScreen {
  private let size: Size
  private var cells: [String]
  private var column = 0
  private var row = 0
  private var pending: [UInt8] = []

  init(_ size: Size) {
    self.size = size
    cells = Array(repeating: " ", count: size.columns * size.rows)
  }

  var text: String {
    (0..<size.rows).map { row in
      cells[(row * size.columns)..<((row + 1) * size.columns)].joined()
    }.joined(separator: "\n")
  }

  mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    // A character may be cut in two; the rest of it comes with the next bytes.
    let cut = pending.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    let whole = pending[..<(cut < pending.count && pending[cut] >= 0xC0 ? cut : pending.count)]
    var rest = Substring(String(decoding: whole, as: UTF8.self)).unicodeScalars
    pending.removeFirst(whole.count)
    while let first = rest.first {
      guard first == "\u{1B}" else {
        put(&rest)
        continue
      }
      guard escape(&rest) else {
        pending = Array(String(rest).utf8) + pending
        return
      }
    }
  }

  private mutating func put(_ rest: inout Substring.UnicodeScalarView) {
    let run = rest.prefix { $0.value >= 0x20 }
    for cluster in CleanText(String(run)).clusters {
      if column < size.columns && row < size.rows {
        cells[row * size.columns + column] = cluster.text
      }
      for covered in 1..<max(1, cluster.width) where column + covered < size.columns {
        cells[row * size.columns + column + covered] = ""
      }
      column += cluster.width
    }
    rest = rest[run.endIndex...]
    guard let control = rest.first, control.value < 0x20, control != "\u{1B}" else { return }
    if control == "\r" { column = 0 }
    if control == "\n" { row = min(row + 1, size.rows - 1) }
    rest = rest.dropFirst()
  }

  /// False when the sequence is not whole yet.
  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    let body = rest.dropFirst()
    if body.first == "]" {
      // Titles end with a string terminator, lines for the desktop with a bell.
      guard let end = body.firstIndex(where: { $0 == "\\" || $0 == "\u{07}" }) else {
        return false
      }
      rest = rest[end...].dropFirst()
      return true
    }
    guard let end = body.dropFirst().firstIndex(where: { ("@"..."~").contains($0) }) else {
      return false
    }
    let parameters = String(body[body.index(after: body.startIndex)..<end])
    if body[end] == "H" {
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      (row, column) = (numbers[0] - 1, numbers[1] - 1)
    } else if body[end] == "J" {
      cells = Array(repeating: " ", count: cells.count)
    }
    rest = rest[end...].dropFirst()
    return true
  }
}
