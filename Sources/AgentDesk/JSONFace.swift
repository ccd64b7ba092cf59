import Desk
import Glibc
import Legible

/// The face for scripts: runs a ``ScriptDesk`` between two descriptors.
struct JSONFace {
  private let link: Link
  private var desk: ScriptDesk
  private let input: Int32
  private let output: Int32
  private var reader: LineReader
  private var hasInput = true

  init(_ link: Link, _ desk: ScriptDesk, input: Int32, output: Int32) {
    self.link = link
    self.desk = desk
    self.input = input
    self.output = output
    reader = LineReader(input, limit: ScriptDesk.lineLimit)
  }

  /// Runs until the script quits or its lines end; the exit status.
  mutating func run() throws -> Int32 {
    if let status = try openNotebook() { return status }
    if let status = try perform(desk.update(.tick, at: Link.now)) { return status }
    while true {
      let wait = desk.deadline.map { max(0, $0.since(Link.now).milliseconds) } ?? 1000
      let ready = try Waiting.on([link.bell] + (hasInput ? [input] : []), Int(min(wait, 1000)))
      if ready.contains(link.bell) {
        for event in link.events() {
          if let status = try perform(desk.update(event, at: Link.now)) { return status }
          if let status = try openNotebook() { return status }
        }
      }
      if ready.contains(input), let status = try readScript() { return status }
      if let status = try perform(desk.update(.tick, at: Link.now)) { return status }
    }
  }

  private mutating func readScript() throws -> Int32? {
    switch reader.read() {
    case .ended:
      hasInput = false
      return try perform(desk.inputEnded(at: Link.now))
    case .lines(let lines):
      for line in lines {
        let effects = desk.read(line, at: Link.now)
        // A login says whose commands are to be kept, before any of them is.
        if let status = try openNotebook() ?? perform(effects) { return status }
      }
      return nil
    }
  }

  private mutating func openNotebook() throws -> Int32? {
    guard let owner = desk.line?.owner, let (orders, drafts) = try link.openNotebook(of: owner)
    else { return nil }
    return try perform(desk.update(.restored(orders, drafts), at: Link.now))
      ?? perform(desk.resume(link.keptLines, at: Link.now))
  }

  private func perform(_ effects: [ScriptDesk.Effect]) throws -> Int32? {
    for effect in effects {
      switch effect {
      case .line(let errand): try link.perform(errand)
      case .keep(let line): try link.keep(line)
      case .print(let bytes):
        try PrivateFile.write(Legible.json(bytes) + [0x0A], to: output, path: "the output")
      case .quit(let status): return status
      }
    }
    return nil
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
