/// A colour of the terminal's own palette, so that the reader's theme stays in charge.
package enum Colour: Hashable, Sendable {
  case standard
  /// 0-7 plain, 8-15 bright, 16-255 of the extended palette.
  case palette(UInt8)
}

/// How a cell looks beside its text.
package struct Style: Hashable, Sendable {
  package var foreground: Colour
  package var background: Colour
  package var isBold: Bool
  package var isUnderlined: Bool
  package var isReversed: Bool
  package var isDim: Bool

  package init(
    foreground: Colour = .standard, background: Colour = .standard, isBold: Bool = false,
    isUnderlined: Bool = false, isReversed: Bool = false, isDim: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
    self.isDim = isDim
  }

  package static let plain = Style()

  /// The same style without colours, for NO_COLOR and terminals that have none.
  package var mono: Style {
    var style = self
    style.foreground = .standard
    style.background = .standard
    return style
  }

  /// The SGR sequence that makes exactly this style, whatever was set before.
  var sequence: String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if case .palette(let index) = foreground {
      codes.append(Self.code(index, plain: 30, bright: 90, extended: 38))
    }
    if case .palette(let index) = background {
      codes.append(Self.code(index, plain: 40, bright: 100, extended: 48))
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func code(_ index: UInt8, plain: Int, bright: Int, extended: Int) -> String {
    switch index {
    case 0..<8: "\(plain + Int(index))"
    case 8..<16: "\(bright + Int(index) - 8)"
    default: "\(extended);5;\(index)"
    }
  }
}
