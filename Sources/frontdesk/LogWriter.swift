import Foundation
import Logging
import Operator
import Synchronization
import Threads

/// Where the server's log lines go, written by a thread of its own: whoever logs never waits for
/// whoever reads.
///
/// At most `bound` lines wait. What comes then is dropped and counted, and the count is a line of
/// its own as soon as writing works again. A pipe that nobody reads, a stopped terminal or a full
/// disk costs lines, never the desk.
final class LogWriter: Sendable {
  /// With lines of at most `longestLine` bytes 16 MiB, and usually a twentieth of that.
  private static let bound = 2_048
  static let longestLine = 8_192

  private let mailbox = Mailbox<[UInt8]>(bound: bound)
  private let state: Mutex<State>

  private struct State {
    var plan: Plan
    /// What the writing thread takes over before its next line.
    var opened: Int32?
    var posted = 0
    var done = 0
    var dropped = 0
    var isStarted = false
  }

  /// What the settings say.
  struct Plan: Sendable, Equatable {
    /// Nil: the standard error stream.
    var path: String?
    var format: Format
    var level: Logger.Level

    enum Format: Sendable { case auto, text, json }
  }

  /// Opens the file, if there is to be one. Throws a sentence for the operator.
  init(_ plan: Plan) throws(Failure) {
    var state = State(plan: plan)
    if let path = plan.path { state.opened = try Self.open(path) }
    self.state = Mutex(state)
  }

  var level: Logger.Level { state.withLock { $0.plan.level } }

  /// Text on a terminal, JSON for whatever collects lines; the settings may say otherwise.
  var isJSON: Bool {
    let plan = state.withLock { $0.plan }
    return switch plan.format {
    case .json: true
    case .text: false
    case .auto: plan.path != nil || isatty(2) == 0
    }
  }

  // MARK: What others ask of it

  /// Leaves a line; never waits.
  func post(_ line: [UInt8]) {
    let isFirst = state.withLock { state in
      defer { state.isStarted = true }
      return !state.isStarted
    }
    if isFirst { start() }
    let isTaken = mailbox.post(line)
    state.withLock { state in
      if isTaken { state.posted += 1 } else { state.dropped += 1 }
    }
  }

  /// Opens the file again under its name: what keeps logs has moved the old one away. If that
  /// fails the old one stays. False where there is no file.
  func reopen() throws(Failure) -> Bool {
    guard let path = state.withLock({ $0.plan.path }) else { return false }
    let descriptor = try Self.open(path)
    replace(with: descriptor) { _ in }
    return true
  }

  /// Writes as these settings say from now on; where the new file cannot be opened all stays.
  func adopt(_ plan: Plan) throws(Failure) {
    let old = state.withLock { $0.plan }
    guard plan.path != old.path else { return state.withLock { $0.plan = plan } }
    let descriptor: Int32
    if let path = plan.path {
      descriptor = try Self.open(path)
    } else {
      descriptor = dup(2)
      guard descriptor >= 0 else {
        throw Failure("the standard error stream is closed: \(reason())", code: 78)
      }
    }
    replace(with: descriptor) { $0.plan = plan }
  }

  private func replace(with descriptor: Int32, _ change: (inout State) -> Void) {
    let unused = state.withLock { state in
      defer { state.opened = descriptor }
      change(&state)
      return state.opened
    }
    if let unused { close(unused) }
  }

  /// Waits until all that was logged so far is written, at most so long: a reader that does not
  /// read must not keep a server from ending.
  func flush(within patience: Duration = .seconds(1)) {
    let end = MonotonicTime.now.advanced(by: patience)
    while state.withLock({ $0.done < $0.posted }), MonotonicTime.now < end { usleep(2_000) }
  }

  // MARK: The thread's own

  private func start() {
    // Without a thread there is nobody to write; nothing else of the server could start either.
    _ = try? NamedThread("log") { [self] in
      var descriptor: Int32 = 2
      while true {
        _ = mailbox.wait()
        for line in mailbox.drain() { write(line, &descriptor) }
      }
    }
  }

  private func write(_ line: [UInt8], _ descriptor: inout Int32) {
    let (opened, dropped) = state.withLock { state in
      defer { (state.opened, state.dropped) = (nil, 0) }
      return (state.opened, state.dropped)
    }
    if let opened {
      if descriptor != 2 { close(descriptor) }
      descriptor = opened
    }
    let isWritten = Self.write(line, to: descriptor)
    let isCounted = dropped == 0 || isWritten && Self.write(counted(dropped), to: descriptor)
    state.withLock { state in
      state.done += 1
      state.dropped += (isWritten ? 0 : 1) + (isCounted ? 0 : dropped)
    }
  }

  private func counted(_ dropped: Int) -> [UInt8] {
    LogText.line(
      .warning, "log lines were dropped: they came faster than they could be written",
      ["dropped": .stringConvertible(dropped)], isJSON: isJSON)
  }

  /// Waits for as long as the reader takes; false where nothing can be written.
  private static func write(_ line: [UInt8], to descriptor: Int32) -> Bool {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func open(_ path: String) throws(Failure) -> Int32 {
    // Without O_NONBLOCK a pipe without a reader would be waited for.
    let descriptor = Foundation.open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      throw Failure(
        "the log file \(path) cannot be opened: \(reason()); see logging.file", code: 78)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    return descriptor
  }
}
