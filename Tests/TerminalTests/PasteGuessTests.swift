import Testing

@testable import Terminal

/// Two messages of three lines were gone before their writer could stop: `tmux paste-buffer` sends
/// no brackets, and every line break was an Enter.
@Suite struct PasteGuessTests {
  private func guess(_ bytes: String) -> [Input] {
    var decoder = InputDecoder()
    return PasteGuess.guess(decoder.feed(Array(bytes.utf8)))
  }

  @Test(arguments: ["one\rtwo\rthree", "one\ntwo\nthree\n"])
  func linesThatComeInOneGoAreAPaste(bytes: String) {
    let text = String(bytes.map { $0 == "\r" ? "\n" : $0 })
    #expect(guess(bytes) == [.paste(text, isCut: false)])
  }

  @Test(arguments: [
    "hello\r", "a word of somebody, and Enter\r", "\r", "h", "héé 荷物", "\r\r",
    "a long line without its end",
  ])
  func whatAPersonTypesIsTyping(bytes: String) {
    #expect(!guess(bytes).contains { if case .paste = $0 { true } else { false } })
  }

  @Test func keysThatWriteNothingStayKeys() {
    let inputs = guess("\u{1B}1one\rtwo\u{1B}[A")
    #expect(inputs == [.key(.alt("1")), .paste("one\ntwo", isCut: false), .key(Key(.up))])
  }

  @Test func aMegabyteIsOnePasteOfWhatIsKept() {
    let inputs = guess(String(repeating: "line of words\r", count: 80_000))
    guard case .paste(let text, let isCut)? = inputs.first, inputs.count == 1 else {
      Issue.record("\(inputs.count) inputs")
      return
    }
    #expect(text.unicodeScalars.count == InputDecoder.pasteLimit && isCut)
  }
}
