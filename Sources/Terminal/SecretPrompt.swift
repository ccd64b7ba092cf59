import Glibc

/// Asks for a password on the terminal without showing it.
///
/// Backspace, `^U` and `^W` work as usual. The terminal is given back on every way out, signals
/// included. Returns nil when the person gave up with `^C`, `^D` or by hanging up.
package func askSecretly(
  _ prompt: CleanText, input: Int32 = 0, output: Int32 = 2
) throws(ScreenFailure) -> String? {
  guard isatty(input) != 0 else { throw .notATerminal(input) }
  var original = termios()
  guard tcgetattr(input, &original) == 0 else { throw .systemCall("tcgetattr", code: errno) }
  Rescue.arm(input, settings: original, sequence: "", alarm: -1)
  defer { Rescue.disarm() }
  var silent = original
  silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
  guard tcsetattr(input, TCSADRAIN, &silent) == 0 else {
    throw .systemCall("tcsetattr", code: errno)
  }
  say(prompt.text, to: output)
  defer { say("\n", to: output) }
  return readLine(from: input)
}

private func readLine(from input: Int32) -> String? {
  var decoder = InputDecoder()
  var editor = LineEditor(limit: 1024)
  while true {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(input, &bytes, bytes.count)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return nil }
    for one in decoder.feed(bytes[..<count]) {
      switch one {
      case .key(let key) where key.code == .enter || key == .control("j"): return editor.text
      case .key(.control("c")), .key(.control("d")): return nil
      case .key(let key): if let edit = Edit(key) { editor.perform(edit) }
      case .paste(let text, _): editor.perform(.insert(text))
      case .mouse, .focus: break
      }
    }
  }
}

private func say(_ text: String, to output: Int32) {
  let bytes = Array(text.utf8)
  // A prompt that cannot be shown does not stop the answer.
  _ = write(output, bytes, bytes.count)
}
