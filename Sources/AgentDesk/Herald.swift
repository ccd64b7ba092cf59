import Desk
import Glibc
import Programs
import Terminal

/// Gives alerts to the program that an agent has for them: one line on its standard input.
///
/// No shell is asked. One runs at a time; what comes meanwhile waits, the latest alone. One that
/// takes longer than ``patience`` is ended, with all it has begun.
final class Herald {
  static let patience: Int64 = 5_000

  private let command: [String]
  private var running: (program: ChildProgram, since: Instant)?
  private var next: Alert?

  init(_ command: [String]) { self.command = command }

  deinit { end() }

  func call(_ alert: Alert) {
    guard !command.isEmpty else { return }
    look()
    guard running == nil else {
      next = alert
      return
    }
    start(alert)
  }

  /// Sees whether the one that runs has ended, or must.
  func look() {
    guard let running else { return }
    if running.program.ended() == nil {
      guard Link.now.since(running.since) >= .milliseconds(Self.patience) else { return }
      end()
    }
    self.running = nil
    guard let alert = next else { return }
    next = nil
    start(alert)
  }

  private func end() {
    running?.program.end()
    running = nil
  }

  /// A program that cannot be started rings nothing: the line at the foot has been said already.
  private func start(_ alert: Alert) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    defer { for end in ends { close(end) } }
    for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 { return }
    // Less than a pipe takes at once: nobody waits for the program to read.
    let line = Array(
      (CleanText("\(alert.kind.rawValue): \(alert.text)").text.prefix(500) + "\n").utf8)
    guard write(ends[1], line, line.count) == line.count else { return }
    let program = try? ChildProgram(command, at: .apart(input: ends[0]))
    running = program.map { ($0, Link.now) }
  }
}
