import Courier
package import Desk
import Glibc
import Programs
import Synchronization

/// Starts a command of the operator's for each notice, which gets it as JSON on its input: no
/// shell, one at a time, ended when its time is over. That it ends with 0 means that it was told.
package final class CommandSending: NoticeSending {
  private let words: [String]
  private let patience: Duration
  private let isStopped = Atomic(false)

  /// What it says on its error stream is read this far, for the operator.
  private static let mostSaid = 512

  package init(_ words: [String], patience: Duration) {
    self.words = words
    self.patience = patience
  }

  package var place: String { words.first ?? "" }

  package func stop() { isStopped.store(true, ordering: .relaxed) }

  package func send(_ notice: Notice, at now: Instant) -> NoticeOutcome {
    guard let input = Self.file(of: notice.json) else {
      return .failed(ConnectorFailure("there is no room for a passing file"))
    }
    defer { close(input) }
    guard let errors = Self.pipe() else {
      return .failed(ConnectorFailure("the system has no pipes left"))
    }
    defer { close(errors.reading) }
    do throws(ChildProgram.Failure) {
      defer { close(errors.writing) }
      let program = try ChildProgram(words, at: .apart(input: input, errors: errors.writing))
      return outcome(of: program, errors.reading)
    } catch {
      return .failed(
        ConnectorFailure("\(place) cannot be started: \(String(cString: strerror(error.code)))"))
    }
  }

  private static var folder: String {
    getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  /// What the command reads: a file without a name, at its beginning.
  private static func file(of bytes: [UInt8]) -> Int32? {
    var template = Array("\(folder)/frontdesk-notice-XXXXXX".utf8CString)
    // https://man7.org/linux/man-pages/man3/mkstemp.3.html
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    unlink(template)
    guard write(file, bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// Nothing waits at its reading end.
  private static func pipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    // https://man7.org/linux/man-pages/man2/pipe.2.html
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  private func outcome(of program: ChildProgram, _ errors: Int32) -> NoticeOutcome {
    var said: [UInt8] = []
    let end = ContinuousClock.now + patience
    while true {
      Self.read(errors, into: &said)
      if let status = program.ended() {
        Self.read(errors, into: &said)
        guard status != 0 else { return .told }
        return .failed(ConnectorFailure("\(place) \(Self.ending(status))\(Self.shown(said))"))
      }
      guard ContinuousClock.now < end, !isStopped.load(ordering: .relaxed) else {
        program.end()
        return .failed(
          ConnectorFailure("\(place) was ended: it took longer than its timeout\(Self.shown(said))")
        )
      }
      usleep(10_000)
    }
  }

  /// What is there now; what is beyond the most is read and left out.
  private static func read(_ errors: Int32, into said: inout [UInt8]) {
    var part = [UInt8](repeating: 0, count: 4096)
    // So often at most: who writes without pause is ended by its time.
    for _ in 0..<16 {
      let count = Glibc.read(errors, &part, part.count)
      guard count > 0 else { return }
      said += part.prefix(min(count, mostSaid - said.count))
    }
  }

  /// https://man7.org/linux/man-pages/man2/wait.2.html
  private static func ending(_ status: Int32) -> String {
    status & 0x7F == 0 ? "ended with \((status >> 8) & 0xFF)" : "was ended by a signal"
  }

  /// Without anything that could steer a screen or forge a line.
  private static func shown(_ said: [UInt8]) -> String {
    let plain = said.map { (0x20...0x7E).contains($0) ? $0 : 0x20 }
    let text = String(decoding: plain, as: UTF8.self).split(separator: " ").joined(separator: " ")
    return text.isEmpty ? "" : ": \(text)"
  }
}
