import Desk
import Glibc
import Rehearsal
import Terminal
import TestSupport
import Testing
import Threads

@testable import AgentDesk

/// Terminals that are small, lie, can do little, or are fed too much.
@Suite(.serialized) struct BadTerminalTests {
  private let turn = TerminalTurn()

  private static func options(
    _ desk: ServedDesk, _ terminal: TestTerminal, _ scratch: Folder, _ environment: [String: String]
  ) throws -> AgentOptions {
    var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
    let token = scratch.path + "/token"
    try PrivateFile.replace(token, with: Array((try desk.token() + "\n").utf8))
    options.tokenFile = token
    options.environment = ["XDG_STATE_HOME": scratch.path, "LANG": "C.UTF-8"]
    options.environment.merge(environment) { $1 }
    options.input = terminal.inside
    options.output = terminal.inside
    options.trouble = terminal.inside
    return options
  }

  // MARK: Sizes

  private static let sizes: [(Int, Int)] = [
    (0, 0), (1, 1), (2, 2), (10, 3), (3, 10), (20, 1), (59, 11), (60, 12), (80, 24), (150, 12),
    (9999, 9999), (65_535, 1), (1, 65_535), (-5, -5),
  ]

  @Test func everythingIsDrawnOnAScreenOfAnySize() {
    let keys: [Key?] = [
      nil, Key(.function(1)), Key(.function(6)), .alt("i"), .alt("k"), .alt("l"), .alt("/"),
      .control("g"), .control("k"), .control("t"), .control("r"), .control("n"), Key(.tab),
    ]
    for (columns, rows) in Self.sizes {
      for key in keys where columns < 9999 || key == nil {
        var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
        if let key { desk.press(key) }
        desk.tell(.resized(Size(columns: columns, rows: rows)))
        desk.press(Key(.pageUp), Key(.down))
        desk.model.say("news", isTrouble: true)
        desk.tell(.disconnected(code: nil, why: "no route"))
        let grid = DeskView(desk.model).grid()
        #expect(grid.size == Size(columns: columns, rows: rows), "\(columns)x\(rows)")
        #expect(!Painter(.full).paint(grid).isEmpty)
      }
    }
  }

  @Test func whatIsChosenFromIsDrawnOnAScreenOfAnySize() {
    for (columns, rows) in Self.sizes {
      for beginning in ["/", "/transfer ", ":s"] {
        var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
        desk.type(beginning)
        desk.press(Key(.tab), Key(.tab))
        desk.tell(.resized(Size(columns: columns, rows: rows)))
        #expect(DeskView(desk.model).grid().size == Size(columns: columns, rows: rows))
      }
      for command in ["/password", "/debug", "/menu", "/sessions"] {
        var desk = PaperDesk.morning(Size(columns: columns, rows: rows))
        desk.enter(command)
        #expect(DeskView(desk.model).grid().size == Size(columns: columns, rows: rows))
      }
    }
  }

  @Test func aTerminalThatLiesAndChangesAmidAPictureIsFollowed() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits("Ana", "my parcel is late")
    let terminal = try TestTerminal(columns: 80, rows: 24)
    let run = try ProgramRun(
      try Self.options(desk, terminal, scratch, ["TERM": "xterm-256color"]))
    #expect(terminal.shows("QUEUE 1"))
    var chance = Dice.fresh("a terminal that lies")
    for round in 0..<60 {
      let (columns, rows) = Self.sizes[Int.random(in: 0..<Self.sizes.count, using: &chance)]
      terminal.resize(UInt16(clamping: columns), UInt16(clamping: rows))
      // A key on top of it: its picture is under way when the next size comes.
      terminal.type(round % 7 == 0 ? "\u{1B}[5~" : "x")
      terminal.drain()
    }
    terminal.resize(100, 30)
    terminal.type("\u{0C}")
    #expect(terminal.shows("QUEUE 1"), "seed \(chance.seed)")
    #expect(terminal.shows("╰─"), "seed \(chance.seed)")
    // What lies over the panes, what was typed, the question, the answer.
    for _ in 0..<5 { terminal.type("\u{03}") }
    #expect(run.end() == 0, "seed \(chance.seed)")
  }

  // MARK: Names

  @Test(arguments: [
    ("", false), ("dumb", false), ("unknown", false), ("vt100", false), ("vt220", false),
    ("vt52", false), ("ansi", false), ("wy50", false), ("xterm", true), ("xterm-256color", true),
    ("tmux-256color", true), ("screen", true), ("linux", true), ("foot", true),
    ("vte-256color", true),
  ]) func theTerminalsNameSaysWhetherAScreenIsDrawn(name: String, draws: Bool) {
    var options = AgentOptions(address: "")
    options.environment["TERM"] = name
    #expect(options.drawsScreen == draws)
  }

  @Test(arguments: [nil, "vt100", "dumb"]) func aTerminalThatCanDoLittleGetsLinesAndNoSequences(
    name: String?
  ) throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits("Ana", "my parcel is late")
    let terminal = try TestTerminal(columns: 80, rows: 24)
    let run = try ProgramRun(
      try Self.options(desk, terminal, scratch, name.map { ["TERM": $0] } ?? [:]))
    #expect(terminal.shows("1 waiting"))
    terminal.type("/next\n")
    #expect(terminal.shows("my parcel is late"))
    terminal.type("/quit\n")
    #expect(run.end() == 0)
    #expect(!terminal.everything.contains(0x1B))
  }

  // MARK: Locales

  @Test(arguments: ["C", "POSIX", "de_DE.ISO-8859-1", ""])
  func withoutUnicodeAllThatIsShownIsASCIIAndWhatIsSentIsNot(locale: String) throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Zoë", "Größe 荷物 👍🏽 “naïve” … 5 € \u{202E}\u{9B}2J")
    let terminal = try TestTerminal(columns: 100, rows: 30)
    let run = try ProgramRun(
      try Self.options(desk, terminal, scratch, ["TERM": "xterm-256color", "LANG": locale]))
    #expect(terminal.shows("QUEUE 1"))
    terminal.type("\u{1B}n")
    #expect(terminal.shows("reply to Zoe"))
    #expect(terminal.shows("Grosse <U+8377><U+7269> <thumbs up sign> \"naive\" ... 5 EUR"))
    terminal.type("schöne Grüße 👍\r")
    #expect(
      try soon {
        try desk.events(of: id).last == .said(Message(.agent(ServedDesk.maya), "schöne Grüße 👍"))
      })
    for _ in 0..<3 { terminal.type("\u{03}") }
    #expect(run.end() == 0)
    let beyond = terminal.everything.filter { $0 > 0x7E }
    #expect(beyond.isEmpty)
  }

  @Test(arguments: [
    ("é", "e"), ("e\u{301}", "e"), ("Ø", "O"), ("ß", "ss"), ("Æ", "AE"), ("ł", "l"),
    ("ﬀ", "<U+FB00>"),
    ("Я", "<U+042F>"), ("👨‍👩‍👧", "<man + woman + girl>"), ("🇸🇪", "<flag SE>"),
    ("☀️", "<black sun with rays>"),
    ("\u{FFFD}", "<U+FFFD>"), ("ｗ", "w"), ("1️⃣", "1"),
  ]) func aLetterIsSpelledAsWellAsASCIICan(letter: String, spelled: String) {
    Repertoire.$current.withValue(.ascii) {
      #expect(CleanText(letter).text == spelled)
      #expect(CleanText(letter).width == spelled.count)
    }
  }

  @Test func anyTextInASCIIIsASCIIAndFitsWhereItIsCut() {
    var chance = Dice.fresh("ASCII alone")
    let seed = chance.seed
    Repertoire.$current.withValue(.ascii) {
      for _ in 0..<2000 {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &chance) {
          let value = UInt32.random(in: 0...0x2FFFF, using: &chance)
          if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        let text = CleanText(String(view))
        #expect(text.text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "seed \(seed)")
        for columns in [0, 1, 2, 3, 7] {
          #expect(text.fitted(columns: columns).width <= columns, "seed \(seed)")
        }
      }
    }
  }

  // MARK: Much at once

  @Test(arguments: [true, false]) func aPastedMegabyteIsAskedAboutAndNothingOfItIsSent(
    isBracketed: Bool
  ) throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "my parcel is late")
    let terminal = try TestTerminal(columns: 80, rows: 24)
    let run = try ProgramRun(
      try Self.options(desk, terminal, scratch, ["TERM": "xterm-256color"]))
    #expect(terminal.shows("QUEUE 1"))
    terminal.type("\u{1B}n")
    #expect(terminal.shows("reply to Ana"))
    let megabyte = String(repeating: "a line of the log, and /resolve\r", count: 33_000)
    terminal.pour(isBracketed ? "\u{1B}[200~\(megabyte)\u{1B}[201~" : megabyte)
    #expect(terminal.shows("Paste "))
    terminal.type("\u{1B}")
    #expect(terminal.hides("Paste "))
    terminal.type("hello")
    #expect(terminal.shows("> hello"))
    terminal.type("\r")
    #expect(
      try soon {
        try desk.events(of: id).last == .said(Message(.agent(ServedDesk.maya), "hello"))
      })
    for _ in 0..<3 { terminal.type("\u{03}") }
    #expect(run.end() == 0)
    let said = try desk.events(of: id).count { event in
      if case .said(let message) = event { return message.author == .agent(ServedDesk.maya) }
      return false
    }
    #expect(said == 1)
  }
}
