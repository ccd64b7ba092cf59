import Desk
import Glibc
import Legible
import Terminal

/// The face for scripts: runs a ``ScriptDesk`` between its lines and a descriptor.
struct JSONFace {
  /// Where things go.
  struct Outlets {
    let output: Int32
    let trouble: Int32
    /// What pictures are drawn on, if any.
    let paper: PictureCode.Paper?
  }

  private let link: Link
  private var desk: ScriptDesk
  private let script: ScriptRun
  private let input: Int32?
  private let outlets: Outlets
  private var words: ScriptWords
  private var reader: LineReader
  private var hasInput: Bool

  init(
    _ link: Link, _ desk: ScriptDesk, _ script: ScriptRun, input: Int32?, _ outlets: Outlets
  ) {
    self.link = link
    self.desk = desk
    self.script = script
    self.input = input
    self.outlets = outlets
    words = ScriptWords(script.telling, offset: Link.clockOffset)
    reader = LineReader(input ?? -1, limit: ScriptDesk.lineLimit)
    hasInput = input != nil
  }

  /// Runs until the script quits or its lines end; the exit status.
  mutating func run() throws -> Int32 {
    if let status = try begin() { return status }
    while true {
      let wait = desk.deadline.map { max(0, $0.since(Link.now).milliseconds) } ?? 1000
      let listened = hasInput && !desk.isFull ? [input].compactMap { $0 } : []
      let ready = try Waiting.on([link.bell] + listened, Int(min(wait, 1000)))
      if ready.contains(link.bell) {
        for event in link.events() {
          if let status = try perform(desk.update(event, at: Link.now)) { return status }
          if let status = try openNotebook() { return status }
        }
      }
      if let input, ready.contains(input), let status = try readScript() { return status }
      if let status = try perform(desk.update(.tick, at: Link.now)) { return status }
    }
  }

  private mutating func begin() throws -> Int32? {
    if let status = try openNotebook() { return status }
    for line in script.lines {
      if let status = try read(Array(line.utf8)) { return status }
    }
    if let status = try perform(desk.update(.tick, at: Link.now)) { return status }
    guard !hasInput, !script.staysOn else { return nil }
    return try perform(desk.inputEnded(at: Link.now))
  }

  private mutating func readScript() throws -> Int32? {
    switch reader.read() {
    case .ended:
      hasInput = false
      return script.staysOn ? nil : try perform(desk.inputEnded(at: Link.now))
    case .lines(let lines):
      for line in lines {
        if let status = try read(line) { return status }
      }
      return nil
    }
  }

  private mutating func read(_ line: [UInt8]) throws -> Int32? {
    let effects = desk.read(line, at: Link.now)
    // A login says whose commands are to be kept, before any of them is.
    return try openNotebook() ?? perform(effects)
  }

  private mutating func openNotebook() throws -> Int32? {
    guard let owner = desk.line?.owner, let left = try link.openNotebook(of: owner)
    else { return nil }
    return try perform(desk.update(.restored(left.orders, left.drafts), at: Link.now))
      ?? perform(desk.resume(link.keptLines, at: Link.now))
  }

  private mutating func perform(_ effects: [ScriptDesk.Effect]) throws -> Int32? {
    for effect in effects {
      switch effect {
      case .line(let errand): try link.perform(errand)
      case .keep(let line): try link.keep(line)
      case .print(let bytes): try tell(bytes)
      case .quit(let status): return status
      case .file(let errand): link.carry(errand)
      }
    }
    return nil
  }

  private mutating func tell(_ bytes: [UInt8]) throws {
    guard case .words = script.telling else {
      return try PrivateFile.write(
        Legible.json(bytes) + [0x0A], to: outlets.output, path: "the output")
    }
    guard let spoken = words.tell(bytes, at: Link.now) else { return }
    let outlet = spoken.isTrouble ? outlets.trouble : outlets.output
    for line in spoken.lines {
      // To a terminal go the letters it can show; a pipe gets what was written.
      let text = isatty(outlet) != 0 ? CleanText(line).text : Legible.line(line)
      try PrivateFile.write(Array(text.utf8) + [0x0A], to: outlet, path: "the output")
    }
    for line in spoken.enrolment.map({ OwnAccount.picture(of: $0, on: outlets.paper) }) ?? [] {
      try PrivateFile.write(Array(line.utf8) + [0x0A], to: outlet, path: "the output")
    }
  }
}

/// Waiting for descriptors.
enum Waiting {
  /// Which of them can be read, after at most so many milliseconds.
  static func on(_ descriptors: [Int32], _ milliseconds: Int) throws(StateFailure) -> Set<Int32> {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
    if count < 0 && errno != EINTR { throw StateFailure("wait for", "input") }
    guard count > 0 else { return [] }
    return Set(polled.filter { $0.revents != 0 }.map(\.fd))
  }
}
