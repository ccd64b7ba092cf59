import Testing

@testable import SmallActs

/// What a message is compared as.
struct FoldingTests {
  @Test(arguments: [
    ("Ärger", "arger"), ("I'm", "im"), ("l’humain", "l humain"), ("ＨＵＭＡＮ", "human"),
    ("ﾊﾟｽﾜｰﾄﾞ", "パ ス ワ ー ド"), ("人間！", "人 間"), ("👍🏽", "👍"), ("ёлка", "елка"),
    ("e\u{301}", "e"), ("a\u{200B}b", "ab"),
  ])
  func lettersAreComparedWithoutTheirDress(_ written: String, _ compared: String) {
    #expect(Message.phrase(written).joined(separator: " ") == compared)
  }

  @Test func nothingButInvisibleSignsIsNothing() {
    #expect(Message("\u{200B}\u{200D}\u{FEFF}").words.isEmpty)
  }

  @Test func aMessageOfAnyLengthIsReadToItsBound() {
    #expect(Message(String(repeating: "人", count: 100_000)).words.count == Message.limit)
    #expect(Message(String(repeating: "a", count: 100_000)).words.count == 1)
  }
}
