/// Values in messages of small Markdown: bold, italic, code, links, lists.
enum ChatText {
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isHarmless) { return text }
    let scalars = text.unicodeScalars.filter { !isDropped($0) }.map { $0 == "\t" ? " " : $0 }
    var escaped = String.UnicodeScalarView()
    var line = LinePlace.start
    for (position, scalar) in scalars.enumerated() {
      let isBeforeBlank =
        position + 1 == scalars.count || [" ", "\n"].contains(scalars[position + 1])
      if markup.contains(scalar) || isBeforeBlank && line.isMarker(scalar) { escaped.append("\\") }
      escaped.append(scalar)
      line.pass(scalar)
    }
    return String(escaped)
  }

  private static let markup = Set("\\`*_[]<>".unicodeScalars)

  /// What a list or a heading could still begin with at this place of a line.
  private enum LinePlace {
    case start, inNumber, inMarks, inText

    func isMarker(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .start: scalar == "-" || scalar == "+" || scalar == "#"
      case .inNumber: scalar == "." || scalar == ")"
      case .inMarks: scalar == "#"
      case .inText: false
      }
    }

    mutating func pass(_ scalar: Unicode.Scalar) {
      switch (self, scalar) {
      case (_, "\n"): self = .start
      case (.start, " "): break
      case (.start, "0"..."9"), (.inNumber, "0"..."9"): self = .inNumber
      case (.start, "#"), (.inMarks, "#"): self = .inMarks
      default: self = .inText
      }
    }
  }

  /// Letters and blanks: most values are nothing else.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x40...0x5a, 0x61...0x7a: true
    default: false
    }
  }

  /// Control characters except the line feed and the tab, and what turns the writing direction.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0x00...0x1f, 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a...0x202e,
      0x2066...0x2069, 0xfeff:
      true
    default: false
    }
  }
}
