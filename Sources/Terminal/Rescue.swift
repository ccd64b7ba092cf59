import Glibc

/// Gives the terminal back when the process is ended or crashes, from inside a signal handler.
///
/// Everything a handler touches lies in memory allocated beforehand: no Swift allocation, no
/// lock and no exclusivity check can happen there (see signal-safety(7)). There is one terminal,
/// so there is one rescue a process; it is armed and disarmed from one thread.
enum Rescue {
  private struct State {
    var isArmed = false
    var descriptor: Int32 = -1
    var settings = termios()
    var sequence = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
    var alarm: Int32 = -1
    var endings: Int32 = 0
  }

  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let pointer = UnsafeMutablePointer<State>.allocate(capacity: 1)
    pointer.initialize(to: State())
    return pointer
  }()

  /// The actions that were there before ours, by signal number.
  nonisolated(unsafe) private static let previous: UnsafeMutablePointer<sigaction> = {
    let pointer = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    pointer.initialize(repeating: sigaction(), count: 65)
    return pointer
  }()

  private static let endings = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
  private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT]
  private static let news = [SIGWINCH, SIGCONT, SIGTSTP]

  /// Remembers how to give the terminal back, and catches the signals.
  ///
  /// The number of each signal is written as one byte to `alarm`. Without an alarm (-1) nobody
  /// listens, and a signal to end does so at once.
  static func arm(
    _ descriptor: Int32, settings: termios, sequence: String, alarm: Int32
  ) {
    let bytes = Array(sequence.utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    let isFirst = !unsafeState.isArmed
    let old = unsafeState.sequence
    unsafeState.isArmed = false
    unsafeState.descriptor = descriptor
    unsafeState.settings = settings
    unsafeState.sequence = buffer
    unsafeState.alarm = alarm
    unsafeState.endings = 0
    unsafeState.isArmed = true
    old.deallocate()
    guard isFirst else { return }
    unblock()
    for signal in endings { handle(signal, ended) }
    for signal in crashes { handleCrash(signal) }
    for signal in news { handle(signal, told) }
  }

  /// A parent may have left our signals blocked: then nothing would ever come.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in endings + crashes + news { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Gives the terminal back and returns the signals to whoever had them.
  static func disarm() {
    restore()
    for signal in endings + crashes + news {
      _ = sigaction(signal, previous + Int(signal), nil)
    }
  }

  /// Gives the terminal back; a second call does nothing.
  static func restore() {
    guard state.pointee.isArmed else { return }
    state.pointee.isArmed = false
    let descriptor = state.pointee.descriptor
    var rest = UnsafeRawPointer(state.pointee.sequence.baseAddress)
    var count = state.pointee.sequence.count
    while count > 0, let start = rest {
      let written = write(descriptor, start, count)
      if written < 0 && errno == EINTR { continue }
      // A terminal that is gone cannot be given back.
      guard written > 0 else { break }
      rest = start + written
      count -= written
    }
    _ = tcsetattr(descriptor, TCSANOW, &state.pointee.settings)
  }

  private static var unsafeState: State {
    get { state.pointee }
    _modify { yield &state.pointee }
  }

  private static func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART | SA_ONSTACK
    _ = sigaction(signal, &action, previous + Int(signal))
  }

  private static func handleCrash(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = crashed
    action.sa_flags = SA_SIGINFO | SA_ONSTACK
    _ = sigaction(signal, &action, previous + Int(signal))
  }

  /// Whether the terminal is still ours to draw on.
  static var isArmed: Bool { state.pointee.isArmed }

  /// SIGTERM and its kind: the screen is given back at once, the program then ends in order. One
  /// that does not end is ended by the second signal.
  private static let ended: @convention(c) (Int32) -> Void = { signal in
    let saved = errno
    Rescue.restore()
    Rescue.state.pointee.endings += 1
    let isAlone = Rescue.state.pointee.alarm < 0
    if isAlone || Rescue.state.pointee.endings > 1 { _exit(128 + signal) }
    Rescue.tell(signal)
    errno = saved
  }

  /// Returning repeats a fault under the action that was there before, which reports it; a signal
  /// that somebody sent, as abort() does, must be sent again.
  private static let crashed:
    @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void = {
      signal, origin, _ in
      Rescue.restore()
      _ = sigaction(signal, Rescue.previous + Int(signal), nil)
      let isSent = origin.map { $0.pointee.si_code <= 0 } ?? true
      if isSent { _ = raise(signal) }
    }

  private static let told: @convention(c) (Int32) -> Void = { signal in
    let saved = errno
    Rescue.tell(signal)
    errno = saved
  }

  private static func tell(_ signal: Int32) {
    var byte = UInt8(truncatingIfNeeded: signal)
    // A full pipe holds enough news already; its reader looks at everything anew.
    _ = write(state.pointee.alarm, &byte, 1)
  }
}
