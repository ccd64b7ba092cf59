package import Terminal

/// The colours an agent chooses: by `--theme`, in the settings, with `/theme`.
package enum ThemeName: String, CaseIterable, Sendable {
  case dark, light, contrast, mono

  /// What it is, for lists.
  package var meaning: String {
    switch self {
    case .dark: "light words on a dark ground"
    case .light: "dark words on a light ground"
    case .contrast: "as clear as can be, on black"
    case .mono: "no colours, the terminal's own ground"
    }
  }

  package var palette: Palette {
    switch self {
    case .dark: Self.darkPalette
    case .light: Self.lightPalette
    case .contrast: Self.contrastPalette
    case .mono: .none
    }
  }

  /// The theme for a terminal that says what its ground is (`COLORFGBG`), else the dark one.
  package static func fitting(_ environment: [String: String]) -> ThemeName {
    let ground = environment["COLORFGBG"]?.split(separator: ";").last
    return ground == "7" || ground == "15" ? .light : .dark
  }

  private static let darkPalette = Palette(
    foreground: Tint(0xDDE3EC), background: Tint(0x14181F),
    [
      .faint: Tint(0x9AA5B5), .frame: Tint(0x566274), .accent: Tint(0x5CC2FF, basic: 6),
      .customer: Tint(0x6EDCE6, basic: 6), .agent: Tint(0x9FDC7C, basic: 2),
      .bot: Tint(0xA9B4E8, basic: 4), .note: Tint(0xF2C46B, basic: 5),
      .trouble: Tint(0xFF8A80, basic: 1), .warm: Tint(0xF0CF65, basic: 5),
      .hot: Tint(0xFFA766, basic: 1), .good: Tint(0x9FDC7C, basic: 2),
      .code: Tint(0xD6B8FF, basic: 5), .firstTag: Tint(0x8EC7FF, basic: 4),
      .secondTag: Tint(0xB6E38A, basic: 2), .thirdTag: Tint(0xE9BE7E, basic: 5),
      .fourthTag: Tint(0xE2A8E8, basic: 5), .fifthTag: Tint(0x7FDFC3, basic: 6),
      .sixthTag: Tint(0xF5A6B5, basic: 1), .bar: Tint(0x232B37), .selected: Tint(0x2A3A52),
      .pill: Tint(0x5CC2FF), .onPill: Tint(0x0B141C), .noteBar: Tint(0xF2C46B),
      .onNoteBar: Tint(0x201600), .troubleBar: Tint(0x9C2B22), .onTroubleBar: Tint(0xFFFFFF),
    ])

  private static let lightPalette = Palette(
    foreground: Tint(0x1F242B), background: Tint(0xFAFAF7),
    [
      .faint: Tint(0x565E6A), .frame: Tint(0x7D8794), .accent: Tint(0x0A58A8, basic: 4),
      .customer: Tint(0x005F73, basic: 6), .agent: Tint(0x2B661C, basic: 2),
      .bot: Tint(0x4A4F9E, basic: 4), .note: Tint(0x755000, basic: 5),
      .trouble: Tint(0xA81E16, basic: 1), .warm: Tint(0x6F5400, basic: 5),
      .hot: Tint(0x983C00, basic: 1), .good: Tint(0x2B661C, basic: 2),
      .code: Tint(0x66389C, basic: 5), .firstTag: Tint(0x1A5796, basic: 4),
      .secondTag: Tint(0x356312, basic: 2), .thirdTag: Tint(0x7A4A00, basic: 5),
      .fourthTag: Tint(0x86308C, basic: 5), .fifthTag: Tint(0x00644B, basic: 6),
      .sixthTag: Tint(0xA02245, basic: 1), .bar: Tint(0xE6E9ED), .selected: Tint(0xD7E6F7),
      .pill: Tint(0x0A58A8), .onPill: Tint(0xFFFFFF), .noteBar: Tint(0xF5CF6E),
      .onNoteBar: Tint(0x2B1E00), .troubleBar: Tint(0xA81E16), .onTroubleBar: Tint(0xFFFFFF),
    ])

  private static let contrastPalette = Palette(
    foreground: Tint(0xFFFFFF), background: Tint(0x000000),
    [
      .faint: Tint(0xD6D6D6), .frame: Tint(0xB8B8B8), .accent: Tint(0xFFFF33, basic: 6),
      .customer: Tint(0x4DFFFF, basic: 6), .agent: Tint(0x66FF7F, basic: 2),
      .bot: Tint(0xC9CCFF, basic: 4), .note: Tint(0xFFD24D, basic: 5),
      .trouble: Tint(0xFFA099, basic: 1), .warm: Tint(0xFFE066, basic: 5),
      .hot: Tint(0xFFB380, basic: 1), .good: Tint(0x66FF7F, basic: 2),
      .code: Tint(0xE6CCFF, basic: 5), .firstTag: Tint(0xA6D8FF, basic: 4),
      .secondTag: Tint(0xC2FF9E, basic: 2), .thirdTag: Tint(0xFFD9A0, basic: 5),
      .fourthTag: Tint(0xFFBFFF, basic: 5), .fifthTag: Tint(0x9EFFE3, basic: 6),
      .sixthTag: Tint(0xFFC2CF, basic: 1), .bar: Tint(0x262626), .selected: Tint(0x003A6B),
      .pill: Tint(0xFFFF33), .onPill: Tint(0x000000), .noteBar: Tint(0xFFD24D),
      .onNoteBar: Tint(0x000000), .troubleBar: Tint(0x8A0000), .onTroubleBar: Tint(0xFFFFFF),
    ])
}
