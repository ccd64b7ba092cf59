/// Tells a paste from typing where the terminal does not: without bracketed paste its lines come as
/// keys, and every line break among them would be an Enter.
///
/// What comes in one go is a paste when there is more behind a line break: nobody types that fast.
/// Keys that a person pressed while the line stood still look alike; they are treated like a paste,
/// and not executed. One line with its end may be somebody's word and Enter, and is taken so.
enum PasteGuess {
  /// So many bytes in one go may be a part of a paste, and more is waited for.
  static let letters = 16

  /// The same inputs, with runs of keys that are a paste put together.
  static func guess(_ inputs: [Input]) -> [Input] {
    var guessed: [Input] = []
    var run: [Input] = []
    for input in inputs {
      if scalar(input) != nil {
        run.append(input)
      } else {
        guessed += settled(run) + [input]
        run = []
      }
    }
    return guessed + settled(run)
  }

  private static func settled(_ run: [Input]) -> [Input] {
    var text = String.UnicodeScalarView()
    for input in run { if let scalar = scalar(input) { text.append(scalar) } }
    guard let end = text.firstIndex(of: "\n") else { return run }
    guard text.index(after: end) != text.endIndex, text.count > 2 else { return run }
    let isCut = text.count > InputDecoder.pasteLimit
    return [.paste(String(text.prefix(InputDecoder.pasteLimit)), isCut: isCut)]
  }

  /// What an input writes; nil for what only a key can do.
  private static func scalar(_ input: Input) -> Unicode.Scalar? {
    guard case .key(let key) = input else { return nil }
    switch (key.code, key.modifiers) {
    case (.text(let scalar), []): return scalar
    case (.enter, []), (.text("j"), .control): return "\n"
    case (.tab, []): return "\t"
    case (.text, _), (.enter, _), (.tab, _), (.escape, _), (.backspace, _), (.delete, _),
      (.insert, _), (.up, _), (.down, _), (.left, _), (.right, _), (.home, _), (.end, _),
      (.pageUp, _), (.pageDown, _), (.function, _):
      return nil
    }
  }
}
