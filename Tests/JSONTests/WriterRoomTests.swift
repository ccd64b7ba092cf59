import JSON
import TestSupport
import Testing

/// The writer's room grows as it must, and what is written does not show how much there was.
struct WriterRoomTests {
  @Test(
    arguments: [
      0, 9, 10, -1, 99, 100, -100, 1_795_000_000_000, .max, .min, .max / 10, .min / 10,
    ] as [Int64])
  func numbersAreWrittenAsSwiftWritesThem(number: Int64) {
    var writer = JSONWriter(capacity: 0)
    writer.int(number)
    #expect(writer.text == "\(number)")
  }

  @Test func theSameIsWrittenWhateverTheRoom() {
    var dice = Dice.fresh("room")
    let pieces = ["", "a", "\"", "\\", "\n", "\u{1}", "seven..", "eight...", "nine.....", "ä", "👩‍👩‍👧"]
    for _ in 0..<500 {
      let words = (0..<dice.roll(6)).map { _ in
        (0..<dice.roll(9)).map { _ in pieces[dice.roll(pieces.count)] }.joined()
      }
      func write(_ writer: inout JSONWriter) {
        writer.object { writer in
          for word in words {
            writer.member(word, word)
            writer.member("n", Int64(word.utf8.count))
          }
          writer.array("words", words) { $0.string($1) }
          writer.member("none", JSONValue.null)
        }
      }
      var (small, large) = (JSONWriter(capacity: 0), JSONWriter(capacity: 4096))
      write(&small)
      write(&large)
      let bytes = large.bytes
      #expect(small.bytes == bytes)
      #expect(large.take() == bytes)
      write(&large)
      #expect(large.bytes == bytes)
    }
  }

  @Test func anObjectReadsBackAsItWasWritten() throws {
    let text = "a \"quoted\" \\ word,\u{0}\u{1F}\r\n\t\u{8}\u{C} and more than eight plain ones"
    let bytes = JSONWriter.object { writer in
      writer.member(text, text)
      writer.member("yes", true)
      writer.members(of: Array(#"{"in":1}"#.utf8))
    }
    let read = try JSONReader.read(bytes)
    #expect(read[text] == .string(text))
    #expect(read["yes"] == .bool(true))
    #expect(read["in"] == .int(1))
  }
}
