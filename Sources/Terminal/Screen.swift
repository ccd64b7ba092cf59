import Glibc

/// Why a terminal could not be used.
package enum ScreenFailure: Error, Equatable, CustomStringConvertible {
  case notATerminal(Int32)
  case systemCall(String, code: Int32)

  package var description: String {
    switch self {
    case .notATerminal(let descriptor):
      "file descriptor \(descriptor) is not a terminal; use --plain or --json"
    case .systemCall(let name, let code):
      "\(name) on the terminal failed: \(String(cString: strerror(code)))"
    }
  }
}

/// What woke a waiting screen.
package enum ScreenEvent: Equatable, Sendable {
  case input([Input])
  case resized
  /// Stopped and continued by the shell: everything must be painted anew.
  case continued
  /// Told to end by this signal, or by the terminal's going away (SIGHUP).
  case ended(Int32)
  /// One of the caller's own descriptors can be read.
  case readable(Int32)
}

/// The terminal as a full screen: raw keys in, frames out.
///
/// While it is held, the terminal is in raw mode on its alternate screen with bracketed paste,
/// focus and mouse reports. It is given back by ``leave()``, and by a signal handler when the
/// process is ended, stopped or crashes. One thread uses it; there is one a process.
package final class Screen {
  package private(set) var size: Size
  private let input: Int32
  private let output: Int32
  private let painter: Painter
  private let original: termios
  private let alarm: (read: Int32, write: Int32)
  private let sequences: (enter: String, leave: String)
  private var decoder = InputDecoder()
  private var shown: Grid?
  private var isHeld = false
  private let usesMouse: Bool
  private var isMouseLeft = false
  private static let mouse = (
    on: "\u{1B}[?1000h\u{1B}[?1006h", off: "\u{1B}[?1006l\u{1B}[?1000l"
  )

  /// Prepares the terminal of the two descriptors; nothing changes until ``enter()``.
  package init(
    input: Int32 = 0, output: Int32 = 1, colours: ColourDepth = .extended, usesMouse: Bool = true
  ) throws(ScreenFailure) {
    for descriptor in [input, output] where isatty(descriptor) == 0 {
      throw .notATerminal(descriptor)
    }
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { throw .systemCall("tcgetattr", code: errno) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .systemCall("pipe", code: errno) }
    for end in ends {
      guard fcntl(end, F_SETFL, O_NONBLOCK) == 0, fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else {
        throw .systemCall("fcntl", code: errno)
      }
    }
    self.input = input
    self.output = output
    painter = Painter(colours)
    original = settings
    alarm = (ends[0], ends[1])
    self.usesMouse = usesMouse
    let mouse = usesMouse ? Self.mouse : (on: "", off: "")
    sequences = (
      "\u{1B}[?1049h\u{1B}[22;2t\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1004h" + mouse.on,
      "\u{1B}[?2026l\u{1B}[0m" + mouse.off
        + "\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[23;2t\u{1B}[?1049l"
    )
    size = Self.size(of: output)
  }

  deinit {
    leave()
    close(alarm.read)
    close(alarm.write)
  }

  package func enter() throws(ScreenFailure) {
    guard !isHeld else { return }
    Rescue.arm(input, settings: original, sequence: sequences.leave, alarm: alarm.write)
    isHeld = true
    try makeRaw()
    try send(Array(sequences.enter.utf8))
    isMouseLeft = false
    shown = nil
    size = Self.size(of: output)
  }

  /// Gives the terminal back as it was.
  package func leave() {
    guard isHeld else { return }
    isHeld = false
    Rescue.disarm()
  }

  /// Shows a grid, sending only what differs from the one before.
  package func show(_ grid: Grid) throws(ScreenFailure) {
    guard isHeld, Rescue.isArmed else { return }
    let bytes = shown.map { painter.difference(from: $0, to: grid) } ?? painter.paint(grid)
    shown = grid
    try send(bytes)
  }

  /// Makes the next ``show(_:)`` paint every cell.
  package func forget() { shown = nil }

  /// Leaves the mouse to the terminal for a while, so that what is shown can be selected.
  package func leaveMouse(_ isLeft: Bool) throws(ScreenFailure) {
    guard usesMouse, isLeft != isMouseLeft, isHeld, Rescue.isArmed else { return }
    isMouseLeft = isLeft
    try send(Array((isLeft ? Self.mouse.off : Self.mouse.on).utf8))
  }

  package func ring() throws(ScreenFailure) {
    guard isHeld, Rescue.isArmed else { return }
    try send([0x07])
  }

  /// The two ways in which terminals are asked to show a line on the desktop.
  package enum Desktop: Equatable, Sendable { case osc9, osc777 }

  /// Shows one line on the desktop; of what is not a letter nothing reaches the terminal.
  package func announce(_ text: String, by way: Desktop) throws(ScreenFailure) {
    guard isHeld, Rescue.isArmed else { return }
    // A semicolon would be the end of a part.
    let words = String(CleanText(text).text.prefix(200)).replacing(";", with: ",")
    switch way {
    case .osc9: try send(Array("\u{1B}]9;\(words)\u{07}".utf8))
    case .osc777: try send(Array("\u{1B}]777;notify;frontdesk;\(words)\u{07}".utf8))
    }
  }

  /// Waits for keys, signals or the caller's descriptors, at most so many milliseconds.
  ///
  /// Returns an empty list when the time is over.
  package func wait(
    for descriptors: [Int32] = [], milliseconds: Int
  ) throws(ScreenFailure) -> [ScreenEvent] {
    let limit = decoder.isWaiting ? min(milliseconds, InputDecoder.escapeDelay) : milliseconds
    var polled = ([input, alarm.read] + descriptors).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&polled, nfds_t(polled.count), Int32(clamping: limit))
    if count < 0 && errno != EINTR { throw .systemCall("poll", code: errno) }
    guard count > 0 else {
      let inputs = decoder.expire()
      return inputs.isEmpty ? [] : [.input(inputs)]
    }
    var events: [ScreenEvent] = []
    if polled[1].revents != 0 { events += try news() }
    if polled[0].revents != 0 { events += read() }
    for one in polled.dropFirst(2) where one.revents != 0 { events.append(.readable(one.fd)) }
    return events
  }

  /// Gives the terminal back and stops the process, as `^Z` does; returns when it goes on.
  package func suspend() throws(ScreenFailure) {
    leave()
    // Threads of a pool block signals; only an unblocked signal to this thread stops the process
    // before the next line takes the terminal back.
    var stop = sigset_t()
    var previous = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, &previous)
    raise(SIGTSTP)
    pthread_sigmask(SIG_SETMASK, &previous, nil)
    try enter()
  }

  private func read() -> [ScreenEvent] {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return [] }
    guard count > 0 else { return [.ended(SIGHUP)] }
    var inputs = decoder.feed(bytes[..<count])
    if count >= PasteGuess.letters { inputs += more(&bytes) }
    inputs = PasteGuess.guess(inputs)
    return inputs.isEmpty ? [] : [.input(inputs)]
  }

  /// What follows at once on much that came in one go: a terminal pastes in pieces. At most
  /// ``burstLimit`` bytes; what is behind them is read as if it were a burst of its own.
  private func more(_ bytes: inout [UInt8]) -> [Input] {
    var inputs: [Input] = []
    var taken = 0
    while taken < Self.burstLimit {
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.burstPause) > 0 else { break }
      let count = Glibc.read(input, &bytes, bytes.count)
      guard count > 0 else { break }
      taken += count
      inputs += decoder.feed(bytes[..<count])
    }
    return inputs
  }

  /// Pieces of one paste follow each other sooner than anybody presses a key, in milliseconds.
  private static let burstPause: Int32 = 15
  private static let burstLimit = 4 << 20

  private func news() throws(ScreenFailure) -> [ScreenEvent] {
    var signals = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(alarm.read, &signals, signals.count)
    guard count > 0 else { return [] }
    var events: [ScreenEvent] = []
    for signal in Set(signals[..<count]) {
      switch Int32(signal) {
      case SIGWINCH:
        size = Self.size(of: output)
        shown = nil
        events.append(.resized)
      case SIGCONT:
        try makeRaw()
        try send(Array(sequences.enter.utf8))
        isMouseLeft = false
        size = Self.size(of: output)
        shown = nil
        events.append(.continued)
      case SIGTSTP:
        try suspend()
        events.append(.continued)
      default: events.append(.ended(Int32(signal)))
      }
    }
    return events
  }

  private func makeRaw() throws(ScreenFailure) {
    var settings = original
    cfmakeraw(&settings)
    guard tcsetattr(input, TCSADRAIN, &settings) == 0 else {
      throw .systemCall("tcsetattr", code: errno)
    }
  }

  private func send(_ bytes: [UInt8]) throws(ScreenFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { throw .systemCall("write", code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// How large the terminal is; 80 by 24 where it does not say.
  package static func size(of descriptor: Int32) -> Size {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }
}
