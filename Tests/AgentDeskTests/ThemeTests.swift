import Terminal
import Testing

@testable import AgentDesk

/// Every theme can be read, by anybody, at every depth of colour.
@Suite struct ThemeTests {
  /// Finding P3: yellow words on a light ground could not be read.
  @Test(arguments: ThemeName.allCases) func everyPairOfColoursCanBeRead(theme: ThemeName) {
    let palette = theme.palette
    guard let ground = palette.background, let words = palette.foreground else {
      #expect(theme == .mono)
      return
    }
    let grounds = [ground, palette.tint(.bar), palette.tint(.selected)].compactMap { $0 }
    for ink in Ink.allCases where !ink.isBackground && ink != .frame && !Self.isOnBar(ink) {
      guard let tint = palette.tint(ink) else {
        Issue.record("\(theme) has no \(ink)")
        continue
      }
      for ground in grounds {
        #expect(Self.contrast(tint, ground) >= 4.5, "\(theme): \(ink) on \(ground)")
      }
    }
    for ground in grounds { #expect(Self.contrast(words, ground) >= 4.5, "\(theme)") }
    for (front, back) in [
      (Ink.onPill, Ink.pill), (.onNoteBar, .noteBar), (.onTroubleBar, .troubleBar),
    ] {
      guard let front = palette.tint(front), let back = palette.tint(back) else {
        Issue.record("\(theme) has no \(front) or \(back)")
        continue
      }
      #expect(Self.contrast(front, back) >= 4.5, "\(theme): \(front) on \(back)")
    }
    // Lines that carry no words may be fainter, but must be seen.
    if let frame = palette.tint(.frame) { #expect(Self.contrast(frame, ground) >= 2.5) }
  }

  private static func isOnBar(_ ink: Ink) -> Bool {
    [.onPill, .onNoteBar, .onTroubleBar].contains(ink)
  }

  /// As WCAG 2.2 reckons it.
  private static func contrast(_ one: Tint, _ other: Tint) -> Double {
    let lights = [light(one), light(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private static func light(_ tint: Tint) -> Double {
    let parts = [tint.red, tint.green, tint.blue].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// To the power of 2.4, by twelve fifths: the fifth root by Newton's way.
  private static func power(_ base: Double) -> Double {
    var root = 0.9
    for _ in 0..<40 {
      root -= (root * root * root * root * root - base) / (5 * root * root * root * root)
    }
    return base * base * root * root
  }

  /// With sixteen colours, and without any, the reader's own ground stays and no words are yellow.
  @Test(arguments: ThemeName.allCases) func fewColoursKeepTheReadersGround(theme: ThemeName) {
    var desk = PaperDesk.morning(Size(columns: 160, rows: 50))
    desk.model.theme = theme
    desk.press(.control("n"))
    let grid = DeskView(desk.model).grid()
    for depth in [ColourDepth.none, .basic] {
      let styles = Self.styles(Painter(depth).paint(grid))
      #expect(!styles.isEmpty)
      let codes = Set(styles.flatMap { $0 })
      #expect(codes.isDisjoint(with: [33, 93, 38, 48]), "\(theme) \(depth)")
      #expect(codes.isDisjoint(with: 40...47), "\(theme) \(depth): a ground of ours")
      #expect(depth == .basic || codes.isSubset(of: [0, 1, 2, 4, 7]), "\(theme)")
    }
  }

  /// Finding P1: the selection was a striped bar, dim and bright.
  @Test(arguments: ColourDepth.allCases) func theSelectionIsOneCalmBar(depth: ColourDepth) {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.press(Key(.tab, .shift), Key(.home))
    let styles = Self.styles(Painter(depth).paint(DeskView(desk.model).grid()))
    #expect(styles.allSatisfy { !($0.contains(2) && $0.contains(7)) })
  }

  /// The numbers of every SGR sequence.
  private static func styles(_ bytes: [UInt8]) -> [[Int]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}[").compactMap { piece in
      guard let end = piece.firstIndex(where: { !$0.isNumber && $0 != ";" }), piece[end] == "m"
      else { return nil }
      return piece[..<end].split(separator: ";").compactMap { Int($0) }
    }
  }

  @Test func aCommandChangesTheTheme() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.enter("/theme light")
    #expect(desk.model.theme == .light)
    #expect(DeskView(desk.model).grid().palette == ThemeName.light.palette)
    desk.enter("/theme pink")
    #expect(desk.model.theme == .light)
    #expect(desk.model.toast?.isTrouble == true)
  }

  @Test func aTerminalSaysWhichColoursItHas() {
    var options = AgentOptions(address: "desk.example")
    let cases: [([String: String], ColourDepth)] = [
      (["TERM": "xterm-256color"], .extended), (["TERM": "xterm"], .basic),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .full),
      (["TERM": "xterm-direct"], .full), (["TERM": "dumb"], .none), (["TERM": "vt100"], .none),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .none),
      (["TERM": "xterm-256color", "NO_COLOR": ""], .extended),
    ]
    for (environment, depth) in cases {
      options.environment = environment
      #expect(options.colours == depth, "\(environment)")
    }
  }

  @Test func aLightGroundIsNoticedAndAThemeMayBeNamed() {
    var options = AgentOptions(address: "desk.example")
    #expect(options.theme == .dark)
    options.environment = ["COLORFGBG": "0;15"]
    #expect(options.theme == .light)
    options.environment = ["COLORFGBG": "15;0"]
    #expect(options.theme == .dark)
    options.chosenTheme = .contrast
    #expect(options.theme == .contrast)
  }
}
