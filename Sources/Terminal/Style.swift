/// A colour: the terminal's own, or one that the grid's palette knows.
package enum Colour: Hashable, Sendable {
  case standard
  /// 0-7 plain, 8-15 bright, 16-255 of the extended palette.
  case palette(UInt8)
  /// What the colour is for; the grid's ``Palette`` says which it is.
  case ink(Ink)
  case tint(Tint)
}

/// How a cell looks beside its text.
package struct Style: Hashable, Sendable {
  package var foreground: Colour
  package var background: Colour
  package var isBold: Bool
  package var isUnderlined: Bool
  package var isReversed: Bool
  package var isDim: Bool
  /// The address in the grid's list of links, counted from 1; 0 where there is none.
  package var link: UInt16 = 0

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
  func sequence(_ depth: ColourDepth) -> String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if let code = foreground.code(depth, isBackground: false) { codes.append(code) }
    if let code = background.code(depth, isBackground: true) { codes.append(code) }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension Colour {
  /// The parameters of SGR that choose this colour; nil for the terminal's own.
  fileprivate func code(_ depth: ColourDepth, isBackground: Bool) -> String? {
    let shift = isBackground ? 10 : 0
    switch self {
    case .standard, .ink: return nil
    case .palette(let index):
      switch index {
      case 0..<8: return "\(30 + shift + Int(index))"
      case 8..<16: return "\(90 + shift + Int(index) - 8)"
      default: return "\(38 + shift);5;\(index)"
      }
    case .tint(let tint):
      switch depth {
      case .none, .basic: return nil
      case .extended: return "\(38 + shift);5;\(tint.nearest)"
      case .full: return "\(38 + shift);2;\(tint.red);\(tint.green);\(tint.blue)"
      }
    }
  }
}
