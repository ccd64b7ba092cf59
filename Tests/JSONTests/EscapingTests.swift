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
