import TestSupport
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private static func decode(_ text: String) -> [Input] {
    var decoder = InputDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.expire()
  }

  @Test(arguments: [
    ("a", Key.text("a")), ("é", .text("é")), ("\r", Key(.enter)), ("\t", Key(.tab)),
    ("\u{7F}", Key(.backspace)), ("\u{01}", .control("a")), ("\u{1F}", .control("_")),
    ("\u{1B}k", .alt("k")), ("\u{1B}\r", Key(.enter, .alt)), ("\u{1B}[A", Key(.up)),
    ("\u{1B}OB", Key(.down)), ("\u{1B}[Z", Key(.tab, .shift)), ("\u{1B}OP", Key(.function(1))),
    ("\u{1B}[1;3C", Key(.right, .alt)), ("\u{1B}[3~", Key(.delete)), ("\u{1B}[5~", Key(.pageUp)),
    ("\u{1B}[11~", Key(.function(1))), ("\u{1B}[18~", Key(.function(7))),
    ("\u{1B}[13;2u", Key(.enter, .shift)), ("\u{1B}", Key(.escape)), ("\u{1B}[", .alt("[")),
    ("\u{1B}\u{7F}", Key(.backspace, .alt)), ("\u{1B}é", .alt("é")),
  ])
  func aSequenceIsTheKeyItStandsFor(bytes: String, key: Key) {
    #expect(Self.decode(bytes) == [.key(key)])
  }

  @Test func aLoneEscapeWaitsUntilTheCallerSaysTheTimeIsOver() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.expire() == [.key(Key(.escape))])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0x5B]) == [.key(.text("["))])
  }

  @Test func altAndABracketHeldDownAreAsManyKeys() {
    #expect(
      Self.decode("\u{1B}[\u{1B}[\u{1B}[\u{1B}]")
        == [.key(.alt("[")), .key(.alt("[")), .key(.alt("[")), .key(.alt("]"))])
  }

  @Test func aPasteIsOneInputWithItsLineBreaksMadePlain() {
    let inputs = Self.decode("\u{1B}[200~one\rtwo\r\nthree\u{1B}[31m\u{1B}[201~x")
    #expect(inputs == [.paste("one\ntwo\nthree[31m", isCut: false), .key(.text("x"))])
  }

  @Test func aPasteLongerThanTheLimitIsCutAndSaysSo() {
    let long = String(repeating: "a", count: InputDecoder.pasteLimit + 10)
    let inputs = Self.decode("\u{1B}[200~\(long)\u{1B}[201~")
    #expect(inputs == [.paste(String(long.prefix(InputDecoder.pasteLimit)), isCut: true)])
  }

  @Test func theMouseIsReadInTheSGRForm() {
    #expect(
      Self.decode("\u{1B}[<0;3;4M\u{1B}[<0;3;4m\u{1B}[<65;1;1M")
        == [
          .mouse(Mouse(action: .press, button: 0, point: Point(column: 2, row: 3))),
          .mouse(Mouse(action: .release, button: 0, point: Point(column: 2, row: 3))),
          .mouse(Mouse(action: .wheelDown, button: 0, point: Point(column: 0, row: 0))),
        ])
  }

  @Test func badBytesAreShownAsReplacementsAndNothingGetsStuck() {
    var decoder = InputDecoder()
    #expect(
      decoder.feed([0xFF, 0xC3, 0x41]) == ["\u{FFFD}", "\u{FFFD}", "A"].map { .key(.text($0)) })
    let tooLong = Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 10_000) + Array("~b".utf8)
    #expect(decoder.feed(tooLong).last == .key(.text("b")))
  }

  @Test func whereTheBytesAreSplitMakesNoDifference() {
    var chance = Dice.fresh()
    let seed = chance.seed
    let pieces: [[UInt8]] =
      [
        "\u{1B}[A", "\u{1B}OP", "\u{1B}[<0;10;20M", "\u{1B}[200~a\rb", "\u{1B}[201~", "é荷👨‍👩‍👧",
        "\u{1B}", "plain", "\u{1B}[1;5D", "\r\n\t",
      ].map { Array($0.utf8) } + [[0xC3], [0xFF, 0x80], [0x9B, 0x31]]
    for _ in 0..<1000 {
      let bytes = (0..<8).flatMap { _ in pieces.randomElement(using: &chance) ?? [] }
      var whole = InputDecoder()
      let expected = whole.feed(bytes)
      var split = InputDecoder()
      var found: [Input] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...min(5, rest.count), using: &chance)
        found += split.feed(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(found == expected, "seed \(seed)")
      #expect(split.isWaiting == whole.isWaiting, "seed \(seed)")
    }
  }

  @Test func randomBytesNeverEndTheDecoder() {
    var chance = Dice.fresh()
    let seed = chance.seed
    var decoder = InputDecoder()
    for _ in 0..<20_000 {
      let byte =
        Bool.random(using: &chance)
        ? UInt8.random(in: 0...255, using: &chance)
        : [0x1B, 0x5B, 0x4F, 0x7E, 0x3B][
          Int.random(in: 0..<5, using: &chance)]
      for input in decoder.feed([byte]) {
        if case .key(let key) = input, case .text(let scalar) = key.code {
          #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "seed \(seed)")
        }
      }
    }
  }
}
