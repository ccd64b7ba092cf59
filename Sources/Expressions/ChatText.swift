/// Values in messages of small Markdown: bold, italic, code, links, lists.
enum ChatText {
  static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var escaped = String.UnicodeScalarView()
    var line = LinePlace.start
    // Each scalar is written when the next is known: before a blank it may be a list marker.
    var held: Unicode.Scalar?
    for scalar in text.unicodeScalars where !isDropped(scalar) {
      let next = scalar == "\t" ? " " : scalar
      if let held { write(held, isBeforeBlank: isBlank(next), &line, &escaped) }
      held = next
    }
    if let held { write(held, isBeforeBlank: true, &line, &escaped) }
    return String(escaped)
  }

  private static func write(
    _ scalar: Unicode.Scalar, isBeforeBlank: Bool, _ line: inout LinePlace,
    _ escaped: inout String.UnicodeScalarView
  ) {
    if isMarkup(scalar) || isBeforeBlank && line.isMarker(scalar) { escaped.append("\\") }
    escaped.append(scalar)
    line.pass(scalar)
  }

  /// Wide and unbreakable blanks too: a reader of Markdown may take any of them for a blank.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\n" || scalar.value > 0x7f && scalar.properties.isWhitespace
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]": true
    default: false
    }
  }

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
      case (.start, _) where ChatText.isBlank(scalar): break
      case (.start, "0"..."9"), (.inNumber, "0"..."9"): self = .inNumber
      case (.start, "#"), (.inMarks, "#"): self = .inMarks
      case (.start, _), (.inNumber, _), (.inMarks, _), (.inText, _): self = .inText
      }
    }
  }

  /// Whether nothing in the text needs care: it starts with a letter, stays on one line and has no
  /// markup. Most values are like that.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    switch first {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): break
    default: return false
    }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"),
        UInt8(ascii: "_"), UInt8(ascii: "`"):
        false
      default: (0x20...0x7e).contains(byte)
      }
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
