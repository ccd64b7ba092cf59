import Legible

/// Writes a picture as SVG: one file without scripts, fonts or addresses of its own, readable on
/// light and on dark.
struct PictureWriter {
  private typealias Measure = FlowPicture.Measure

  private let picture: FlowPicture
  private var text = ""

  static func svg(_ picture: FlowPicture) -> String {
    var writer = PictureWriter(picture: picture)
    writer.write()
    return writer.text
  }

  private init(picture: FlowPicture) { self.picture = picture }

  private mutating func write() {
    let width = Measure.margin * 2 + step * Double(picture.layout.columnCount) - Measure.gap
    let height = legendTop + 40
    let size = "\(length(width))\" height=\"\(length(height))"
    put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"\(size)\"")
    put(" viewBox=\"0 0 \(length(width)) \(length(height))\">\n")
    put("<title>\(escaped(picture.title))</title>\n<style>\n\(PictureWriter.style)</style>\n")
    arrows()
    put("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n")
    for index in picture.lines.indices where picture.layout.isDrawn(index) { line(index) }
    for index in picture.boxes.indices { box(index) }
    begin()
    legend()
    put("</svg>\n")
  }

  private mutating func put(_ part: String) { text += part }

  // MARK: Places

  private var step: Double { Measure.width + Measure.gap }

  private func left(_ column: Int) -> Double { Measure.margin + Double(column) * step }

  private func top(_ box: Int) -> Double { Measure.margin / 2 + picture.layout.top(of: box) }

  private var legendTop: Double { Measure.margin / 2 + picture.layout.height + 24 }

  // MARK: Boxes

  private mutating func box(_ index: Int) {
    let box = picture.boxes[index]
    let (x, y) = (left(picture.layout.column(of: index)), top(index))
    put("<g transform=\"translate(\(length(x)) \(length(y)))\">\n")
    let size = "width=\"\(length(Measure.width))\" height"
    put("<rect class=\"box\" \(size)=\"\(length(box.height))\" rx=\"6\"/>\n")
    label("title", 10, 17, box.title, fits: 38)
    for (row, content) in box.rows.enumerated() {
      write(content, at: Measure.header + (Double(row) + 0.5) * Measure.row + 4)
    }
    put("</g>\n")
  }

  private mutating func write(_ row: FlowPicture.Row, at y: Double) {
    if row.isExit {
      let end = (row.end ?? far(row)).map { " \u{2192} \($0)" } ?? ""
      let text = shortened(row.text, to: 38 - width(end)) + end
      label("exit \(row.style.rawValue)", 24, y, text, fits: 40, full: row.text + end)
    } else {
      label("verb", 10, y, row.verb, fits: 8)
      let room = 33 - (row.note.map { width($0) + 1 } ?? 0)
      label("text", 62, y, row.text, fits: room)
    }
    if let note = row.note {
      let x = length(Measure.width - 10)
      put("<text class=\"note\" x=\"\(x)\" y=\"\(length(y))\">\(escaped(note))</text>\n")
    }
  }

  /// Where a line would lead that is not drawn.
  private func far(_ row: FlowPicture.Row) -> String? {
    guard let line = row.line, !picture.layout.isDrawn(line) else { return nil }
    return picture.boxes[picture.lines[line].to].title
  }

  /// What does not fit is cut, and shown when a pointer rests on it.
  private mutating func label(
    _ style: String, _ x: Double, _ y: Double, _ words: String, fits room: Int, full: String? = nil
  ) {
    let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let shown = shortened(line, to: room)
    let hover = shown == (full ?? line) ? "" : "<title>\(escaped(full ?? words))</title>"
    put("<text class=\"\(style)\" x=\"\(length(x))\" y=\"\(length(y))\">")
    put("\(escaped(shown))\(hover)</text>\n")
  }

  // MARK: Lines

  private mutating func line(_ index: Int) {
    let line = picture.lines[index]
    let layout = picture.layout
    let start = left(layout.column(of: line.from)) + Measure.width
    var path = "M\(length(start)) \(length(top(line.from) + line.port))"
    var last = (x: start, y: top(line.from) + line.port)
    let back = layout.isBackward(index)
    for stop in layout.stops(of: index) {
      let y = Measure.margin / 2 + stop.y
      let (near, far) = (left(stop.column), left(stop.column) + Measure.width)
      path += curve(from: last, to: (back ? far : near, y))
      path += " H\(length(back ? near : far))"
      last = (back ? near : far, y)
    }
    let end = (left(layout.column(of: line.to)), top(line.to) + LayeredLayout.entry)
    path += curve(from: last, to: end)
    let style = picture.styles[index].rawValue
    put("<path class=\"line \(style)\" marker-end=\"url(#\(style))\" d=\"\(path)\"/>\n")
  }

  /// Leaves and arrives level, so that lines run together where they bend together. Where both ends
  /// lie on the same side of a box it turns round in the gap.
  private func curve(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) -> String {
    let pull = start.x == end.x ? Measure.gap * 0.4 : (end.x - start.x) / 2
    let isTurnOnLeft = start.x == end.x && !isRightEdge(start.x)
    let first = isTurnOnLeft ? start.x - pull : start.x + pull
    let second = start.x == end.x ? first : end.x - pull
    return " C\(length(first)) \(length(start.y)) \(length(second)) \(length(end.y))"
      + " \(length(end.x)) \(length(end.y))"
  }

  private func isRightEdge(_ x: Double) -> Bool {
    (x - Measure.margin).truncatingRemainder(dividingBy: step) > Measure.width / 2
  }

  private mutating func arrows() {
    put("<defs>\n")
    for style in WayStyle.allCases {
      put("<marker id=\"\(style.rawValue)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" ")
      put("markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">")
      put("<path class=\"tip \(style.rawValue)\" d=\"M0 0L8 4L0 8z\"/></marker>\n")
    }
    put("</defs>\n")
  }

  // MARK: Around it

  private mutating func begin() {
    guard !picture.boxes.isEmpty else { return }
    let (x, y) = (left(picture.layout.column(of: 0)), top(0) + LayeredLayout.entry)
    put("<circle class=\"start\" cx=\"\(length(x - 30))\" cy=\"\(length(y))\" r=\"5\"/>\n")
    put("<path class=\"line way\" marker-end=\"url(#way)\" ")
    put("d=\"M\(length(x - 25)) \(length(y)) H\(length(x))\"/>\n")
  }

  private mutating func legend() {
    var x = Measure.margin
    let words = ["answers and options", "a way out offered", "silence", "what fails"]
    for (style, words) in zip(WayStyle.allCases, words) {
      put("<path class=\"line \(style.rawValue)\" marker-end=\"url(#\(style.rawValue))\" ")
      put("d=\"M\(length(x)) \(length(legendTop)) h34\"/>")
      label("exit \(style.rawValue)", x + 42, legendTop + 4, words, fits: 40)
      x += 60 + Double(words.count) * 7
    }
  }

  // MARK: Text

  /// Columns a text takes; East Asian characters and emoji take two.
  private func width(_ text: String) -> Int {
    text.reduce(0) { sum, character in
      sum + (character.unicodeScalars.contains { $0.value >= 0x1100 && $0.value != 0x2192 } ? 2 : 1)
    }
  }

  private func shortened(_ text: String, to room: Int) -> String {
    guard width(text) > room else { return text }
    var kept = ""
    var used = 1
    for character in text {
      used += width(String(character))
      guard used <= room else { break }
      kept.append(character)
    }
    return kept + "\u{2026}"
  }

  /// For text and attributes; what XML cannot hold is left out.
  private func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\t": result.append(" ")
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        guard isAllowed else { continue }
        if ScalarRule.isHarmless(scalar) {
          result.append(scalar)
        } else {
          // Seen by whoever draws the picture, not by a terminal its source is shown on.
          result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
        }
      }
    }
    return String(result)
  }

  /// To a tenth, without a trailing zero.
  private func length(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths.isMultiple(of: 10)
      ? String(tenths / 10)
      : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static let style = """
    svg { --page: #fff; --box: #f6f8fa; --edge: #8c959f; --ink: #1f2328; --faint: #59636e;
      --verb: #0550ae; --way: #57606a; --escape: #0969da; --silence: #6e7781; --failure: #c4212b; }
    @media (prefers-color-scheme: dark) {
      svg { --page: #0d1117; --box: #161b22; --edge: #4d5763; --ink: #e6edf3; --faint: #9aa4af;
        --verb: #79c0ff; --way: #b1bac4; --escape: #58a6ff; --silence: #8b949e; --failure: #ff7b72; }
    }
    text { font: 11px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
    .page { fill: var(--page); } .box { fill: var(--box); stroke: var(--edge); }
    .title { font-weight: bold; font-size: 12px; } .verb { fill: var(--verb); }
    .note { fill: var(--faint); text-anchor: end; } .start { fill: var(--way); }
    .line { fill: none; stroke-width: 1.4; }
    .line.way { stroke: var(--way); } .line.escape { stroke: var(--escape); stroke-dasharray: 9 4; }
    .line.silence { stroke: var(--silence); stroke-dasharray: 2 4; }
    .line.failure { stroke: var(--failure); stroke-dasharray: 6 4; }
    .tip.way { fill: var(--way); } .tip.escape { fill: var(--escape); }
    .tip.silence { fill: var(--silence); } .tip.failure { fill: var(--failure); }
    .exit.way { fill: var(--faint); } .exit.escape { fill: var(--escape); }
    .exit.silence { fill: var(--silence); } .exit.failure { fill: var(--failure); }

    """
}
