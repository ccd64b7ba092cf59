internal import CQREncode

/// A text as a square of dark and light that a camera reads: a QR code, drawn with half blocks, two
/// rows of squares in one of letters.
package struct PictureCode: Equatable, Sendable {
  /// What it is drawn on: a terminal of so many columns and rows.
  package struct Paper: Equatable, Sendable {
    package let ink: Ink
    package let size: Size

    package init(_ ink: Ink, _ size: Size) {
      self.ink = ink
      self.size = size
    }

    /// Line by line, to be written as they are; none where the text or the picture is too large:
    /// one line stays free for what is asked below it.
    package func draw(_ text: String) -> [String] {
      guard let code = PictureCode(text) else { return [] }
      let lines = code.lines(ink)
      return code.columns <= size.columns && lines.count < size.rows ? lines : []
    }
  }

  /// How dark and light are made: cameras want the dark on the light.
  package enum Ink: Equatable, Sendable {
    /// Black on white, whatever the terminal's own colours are.
    case painted
    /// Without colours, on a dark ground: what is light is drawn.
    case onDark
    /// Without colours, on a light ground: what is dark is drawn.
    case onLight
  }

  /// Light squares around it: the standard wants four, cameras are content with two, and 24 lines
  /// have room for no more.
  private static let margin = 2

  /// Row by row with the margin; true is dark.
  let rows: [[Bool]]

  /// Nil where the text is empty, or longer than such a square holds.
  package init?(_ text: String) {
    // The least that corrects mistakes, since a screen has no stains; as small as may be (0).
    // https://fukuchi.org/works/qrencode/manual/qrencode_8h.html
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard width > 0, let squares = code.pointee.data else { return nil }
    var rows = [[Bool]](
      repeating: [Bool](repeating: false, count: width + 2 * Self.margin),
      count: width + 2 * Self.margin)
    for row in 0..<width {
      for column in 0..<width {
        rows[row + Self.margin][column + Self.margin] = squares[row * width + column] & 1 == 1
      }
    }
    self.rows = rows
  }

  var columns: Int { rows.count }

  func lines(_ ink: Ink) -> [String] {
    stride(from: 0, to: rows.count, by: 2).map { top in
      let below = top + 1 < rows.count ? rows[top + 1] : rows[top].map { _ in false }
      let turned = ink == .onDark
      let line = zip(rows[top], below).map { Self.block($0 != turned, $1 != turned) }.joined()
      // Black on white: https://man7.org/linux/man-pages/man4/console_codes.4.html
      return ink == .painted ? "\u{1B}[30;47m\(line)\u{1B}[0m" : line
    }
  }

  private static func block(_ top: Bool, _ bottom: Bool) -> String {
    switch (top, bottom) {
    case (true, true): "█"
    case (true, false): "▀"
    case (false, true): "▄"
    case (false, false): " "
    }
  }
}
