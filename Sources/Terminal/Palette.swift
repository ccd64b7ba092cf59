/// How many colours a terminal can show.
package enum ColourDepth: Hashable, Sendable, CaseIterable {
  /// No colour at all; bold, underline and reverse remain.
  case none
  /// The sixteen that the reader's own theme names.
  case basic
  /// The 256 of xterm.
  case extended
  /// Every red, green and blue.
  case full
}

/// A colour as light: red, green, blue.
package struct Tint: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8
  /// Which of the sixteen comes nearest in meaning; nil where none does.
  package let basic: UInt8?

  /// `code` is `0xRRGGBB`.
  package init(_ code: UInt32, basic: UInt8? = nil) {
    red = UInt8(code >> 16 & 0xFF)
    green = UInt8(code >> 8 & 0xFF)
    blue = UInt8(code & 0xFF)
    self.basic = basic
  }

  /// The nearest of the cube and the greys of xterm's 256 colours.
  package var nearest: UInt8 {
    let parts = [Int(red), Int(green), Int(blue)]
    let steps = parts.map { part in
      Self.levels.indices.min { abs(Self.levels[$0] - part) < abs(Self.levels[$1] - part) } ?? 0
    }
    let cube = 16 + steps[0] * 36 + steps[1] * 6 + steps[2]
    let step = min(23, max(0, (parts.reduce(0, +) / 3 - 3) / 10))
    let greyOff = parts.reduce(0) { $0 + Self.square($1 - (8 + step * 10)) }
    let cubeOff = zip(parts, steps).reduce(0) { $0 + Self.square($1.0 - Self.levels[$1.1]) }
    return UInt8(greyOff < cubeOff ? 232 + step : cube)
  }

  private static let levels = [0, 95, 135, 175, 215, 255]
  private static func square(_ number: Int) -> Int { number * number }
}

/// What a colour is for. Which colour that is, the grid's ``Palette`` says.
package enum Ink: UInt8, Hashable, Sendable, CaseIterable {
  case faint, frame, accent, customer, agent, bot, note, trouble, warm, hot, good, code
  case firstTag, secondTag, thirdTag, fourthTag, fifthTag, sixthTag
  /// What stands behind words.
  case bar, selected, pill, noteBar, troubleBar
  /// Words on a pill, a note's bar, a bar of trouble.
  case onPill, onNoteBar, onTroubleBar

  /// Whether it is one to stand behind words.
  package var isBackground: Bool {
    switch self {
    case .bar, .selected, .pill, .noteBar, .troubleBar: true
    case .faint, .frame, .accent, .customer, .agent, .bot, .note, .trouble, .warm, .hot, .good,
      .code, .firstTag, .secondTag, .thirdTag, .fourthTag, .fifthTag, .sixthTag, .onPill,
      .onNoteBar, .onTroubleBar:
      false
    }
  }
}

/// The colours of a theme, for every ``Ink``, and of what has none.
package struct Palette: Hashable, Sendable {
  package let foreground: Tint?
  package let background: Tint?
  private let tints: [Tint?]

  package init(foreground: Tint?, background: Tint?, _ tints: [Ink: Tint]) {
    self.foreground = foreground
    self.background = background
    self.tints = Ink.allCases.map { tints[$0] }
  }

  /// The terminal's own colours and no others.
  package static let none = Palette(foreground: nil, background: nil, [:])

  package func tint(_ ink: Ink) -> Tint? { tints[Int(ink.rawValue)] }

  /// The style with its inks made colours of a terminal of that depth.
  ///
  /// Where an ink has no colour there, faint words are dim, and what has a background is reversed:
  /// nothing depends on colour alone.
  func resolved(_ style: Style, _ depth: ColourDepth) -> Style {
    var result = style
    if case .ink(let ink) = style.foreground {
      result.foreground = colour(tint(ink), depth)
      if result.foreground == .standard, ink == .faint || ink == .frame { result.isDim = true }
    } else if style.foreground == .standard {
      result.foreground = canvas(foreground, depth)
    }
    if case .ink(let ink) = style.background {
      result.background = colour(tint(ink), depth)
      if result.background == .standard {
        result.isReversed = true
        result.isDim = false
        result.foreground = .standard
      }
    } else if style.background == .standard {
      result.background = canvas(background, depth)
    }
    return depth == .none ? result.mono : result
  }

  private func colour(_ tint: Tint?, _ depth: ColourDepth) -> Colour {
    guard let tint else { return .standard }
    switch depth {
    case .none: return .standard
    case .basic: return tint.basic.map { .palette($0) } ?? .standard
    case .extended, .full: return .tint(tint)
    }
  }

  /// With sixteen colours the reader's own ground stays: nobody knows which it is.
  private func canvas(_ tint: Tint?, _ depth: ColourDepth) -> Colour {
    guard let tint else { return .standard }
    switch depth {
    case .none, .basic: return .standard
    case .extended, .full: return .tint(tint)
    }
  }
}
