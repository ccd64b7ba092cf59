import Testing

@testable import JSON

@Suite struct EscapingTests {
  /// Texts are searched for escapes eight bytes at a time: every byte at every place of a word.
  @Test func everyByteIsEscapedWhereverItStands() throws {
    for byte in UInt8(0)..<0x80 {
      for place in 0..<19 {
        var bytes = Array(repeating: UInt8(ascii: "x"), count: 19)
        bytes[place] = byte
        let text = String(decoding: bytes, as: UTF8.self)
        let written = JSONWriter.object { $0.member("t", text) }
        #expect(try JSONReader.read(written)["t"]?.string == text)
        let isBare = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        let bare = Array("{\"t\":\"\(text)\"}".utf8)
        #expect((written == bare) == isBare, "byte \(byte) at \(place)")
      }
    }
  }

  /// The same for reading, of texts of every length: a bare control character is refused wherever
  /// it stands, what is no ASCII is checked wherever it stands, and a text ends where it ends.
  @Test func everyByteIsSeenWhereverItStands() throws {
    for length in 1..<19 {
      for place in 0..<length {
        for byte in UInt8(0)...0xFF {
          var bytes = Array(repeating: UInt8(ascii: "x"), count: length)
          bytes[place] = byte
          let read = try? JSONReader.read(Array("[\"".utf8) + bytes + Array("\"]".utf8))
          let isPlain =
            (0x20..<0x80).contains(byte) && byte != UInt8(ascii: "\"")
            && byte != UInt8(ascii: "\\")
          let expected = JSONValue.array([.string(String(decoding: bytes, as: UTF8.self))])
          #expect(read == (isPlain ? expected : nil), "byte \(byte) at \(place) of \(length)")
        }
        let wide = String(repeating: "x", count: place) + "語é\u{1F469}"
        #expect(try JSONReader.read("[\"\(wide)\"]") == .array([.string(wide)]))
      }
    }
  }

  @Test func neighboursOfAnEscapeAreLeftAlone() throws {
    let text = "é\"\u{1F}!#[]\u{7F}ÿ\\\u{80}日本\n\"\"\\\\\t end"
    let written = JSONWriter.object { $0.member("t", text) }
    #expect(
      written
        == Array(
          "{\"t\":\"é\\\"\\u001f!#[]\u{7F}ÿ\\\\\u{80}日本\\n\\\"\\\"\\\\\\\\\\t end\"}".utf8))
    #expect(try JSONReader.read(written)["t"]?.string == text)
  }
}
