import Glibc
import Testing

@testable import Terminal

/// A pair of pseudo-terminal ends: the screen holds one, the test the other.
private final class PseudoTerminal {
  private(set) var outside: Int32
  let inside: Int32

  init(columns: UInt16, rows: UInt16) throws {
    // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)); Swift does not see unlockpt and ptsname.
    var isLocked: Int32 = 0
    var number: Int32 = -1
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(ioctl(master, 0x4004_5431, &isLocked) == 0)
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    outside = master
    inside = slave
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(inside)
    hangUp()
  }

  func hangUp() {
    if outside >= 0 { close(outside) }
    outside = -1
  }

  func resize(columns: UInt16, rows: UInt16) {
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(outside, UInt(TIOCSWINSZ), &window)
  }

  func settings() -> termios {
    var settings = termios()
    tcgetattr(inside, &settings)
    return settings
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(outside, bytes, bytes.count) == bytes.count)
  }

  /// What was sent to the terminal until `end` came.
  func output(until end: String) -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains(end) {
      var waiting = pollfd(fd: outside, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 5000) > 0 else { break }
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = read(outside, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// There is one terminal a process, and tests run side by side: one at a time may hold it.
private final class TerminalTurn {
  private let descriptor: Int32

  init() {
    descriptor = open("/tmp/frontdesk-terminal-tests.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    flock(descriptor, LOCK_EX)
  }

  deinit { close(descriptor) }
}

/// One after the other: signals and their actions belong to the whole process.
@Suite(.serialized) struct ScreenTests {
  private let turn = TerminalTurn()

  @Test func theTerminalIsRawWhileHeldAndAsItWasAfterwards() throws {
    let terminal = try PseudoTerminal(columns: 80, rows: 24)
    let before = terminal.settings()
    let screen = try Screen(input: terminal.inside, output: terminal.inside)
    try screen.enter()
    #expect(terminal.output(until: "1004h").contains("\u{1B}[?1049h"))
    #expect(terminal.settings().c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
    #expect(terminal.settings().c_iflag & tcflag_t(IXON) == 0)
    screen.leave()
    let last = terminal.output(until: "1049l")
    #expect(last.contains("\u{1B}[?25h") && last.contains("\u{1B}[?2004l"))
    #expect(terminal.settings().c_lflag == before.c_lflag)
    #expect(terminal.settings().c_iflag == before.c_iflag)
  }

  @Test func keysArriveAndFramesAreShown() throws {
    let terminal = try PseudoTerminal(columns: 20, rows: 3)
    let screen = try Screen(input: terminal.inside, output: terminal.inside)
    try screen.enter()
    #expect(screen.size == Size(columns: 20, rows: 3))
    terminal.type("é")
    #expect(try screen.wait(milliseconds: 5000) == [.input([.key(.text("é"))])])
    terminal.type("\u{1B}")
    #expect(try screen.wait(milliseconds: 5000) == [])
    #expect(try screen.wait(milliseconds: 5000) == [.input([.key(Key(.escape))])])
    var grid = Grid(size: screen.size)
    grid.write("hello", at: Point(column: 0, row: 0))
    try screen.show(grid)
    #expect(terminal.output(until: "2026l").contains("hello"))
    screen.leave()
  }

  @Test func aChangeOfSizeIsToldAndTheWholeScreenPaintedAnew() throws {
    let terminal = try PseudoTerminal(columns: 20, rows: 3)
    let screen = try Screen(input: terminal.inside, output: terminal.inside)
    try screen.enter()
    terminal.resize(columns: 33, rows: 7)
    kill(getpid(), SIGWINCH)
    let events = try screen.wait(milliseconds: 5000)
    #expect(events == [.resized])
    #expect(screen.size == Size(columns: 33, rows: 7))
    try screen.show(Grid(size: screen.size))
    #expect(terminal.output(until: "2026l").contains("\u{1B}[2J"))
    screen.leave()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func anEndingSignalGivesTheTerminalBackAtOnce(signal: Int32) throws {
    let terminal = try PseudoTerminal(columns: 20, rows: 3)
    let before = terminal.settings()
    let screen = try Screen(input: terminal.inside, output: terminal.inside)
    try screen.enter()
    kill(getpid(), signal)
    #expect(try screen.wait(milliseconds: 5000) == [.ended(signal)])
    #expect(terminal.output(until: "1049l").contains("\u{1B}[?7h"))
    #expect(terminal.settings().c_lflag == before.c_lflag)
    screen.leave()
  }

  @Test func aTerminalThatGoesAwayEndsTheScreen() throws {
    let terminal = try PseudoTerminal(columns: 20, rows: 3)
    let screen = try Screen(input: terminal.inside, output: terminal.inside)
    try screen.enter()
    terminal.hangUp()
    #expect(try screen.wait(milliseconds: 5000) == [.ended(SIGHUP)])
    screen.leave()
  }

  @Test func whatIsNoTerminalIsRefusedWithAWayOut() {
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    #expect(throws: ScreenFailure.notATerminal(null)) {
      try Screen(input: null, output: null)
    }
    #expect(ScreenFailure.notATerminal(0).description.contains("--plain"))
  }
}
