import Foundation
import Glibc
import Terminal
import Testing
import Threads

@testable import AgentDesk

/// A pseudo-terminal whose outside a test reads and types at.
final class TestTerminal {
  let outside: Int32
  let inside: Int32
  private var screen: PaperScreen
  private(set) var everything: [UInt8] = []

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
    screen = PaperScreen(Size(columns: Int(columns), rows: Int(rows)))
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(outside, UInt(TIOCSWINSZ), &window)
  }

  deinit {
    close(inside)
    close(outside)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(outside, bytes, bytes.count) == bytes.count)
  }

  /// Types much at once, while what the program writes is read.
  func pour(_ text: String) {
    let bytes = Array(text.utf8)
    let outside = outside
    let poured = Mailbox<Bool>(bound: 1)
    let thread = try? NamedThread("typist") {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(outside, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        rest = rest.dropFirst(count)
      }
      _ = poured.post(rest.isEmpty)
    }
    while !poured.wait(for: .milliseconds(5)) { drain() }
    #expect(poured.drain() == [true])
    thread?.join()
  }

  /// Makes it another size, and says so as a terminal does.
  func resize(_ columns: UInt16, _ rows: UInt16) {
    screen = PaperScreen(Size(columns: Int(columns), rows: Int(rows)))
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(outside, UInt(TIOCSWINSZ), &window)
    // The test is not the terminal's own process group.
    kill(getpid(), SIGWINCH)
  }

  /// Reads what has come, without waiting for more.
  func drain() { while take(within: 0) {} }

  private func take(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: outside, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = read(outside, &part, part.count)
    guard count > 0 else { return false }
    everything += part[..<count]
    screen.feed(Array(part[..<count]))
    return true
  }

  /// Reads until `words` can be seen; false after ten seconds.
  func shows(_ words: String) -> Bool {
    waits { $0.screen.text.contains(words) }
  }

  /// Reads until `words` can be seen no more.
  func hides(_ words: String) -> Bool {
    waits { !$0.screen.text.contains(words) }
  }

  /// Reads until the bytes of `sequence` have been sent so many times.
  func sends(_ sequence: String, times: Int = 1) -> Bool {
    waits {
      String(decoding: $0.everything, as: UTF8.self).split(
        separator: sequence, omittingEmptySubsequences: false
      ).count > times
    }
  }

  private func waits(_ claim: (TestTerminal) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while !claim(self) {
      guard ContinuousClock.now < deadline else {
        print(screen.text)
        return false
      }
      _ = take(within: 1000)
    }
    return true
  }
}

/// The program on a thread of its own.
final class ProgramRun {
  private let result = Mailbox<Int32>(bound: 1)
  private let thread: NamedThread

  init(_ options: AgentOptions) throws {
    let result = result
    thread = try NamedThread("agent") { _ = result.post(AgentProgram.run(options)) }
  }

  /// The exit status; nil after ten seconds.
  func end() -> Int32? {
    guard result.wait(for: .seconds(10)) else { return nil }
    thread.join()
    return result.drain().first
  }
}

/// There is one terminal a process, and tests run side by side: one at a time may hold it.
final class TerminalTurn {
  private let descriptor: Int32

  init() {
    descriptor = open("/tmp/frontdesk-terminal-tests.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    flock(descriptor, LOCK_EX)
  }

  deinit { close(descriptor) }
}
