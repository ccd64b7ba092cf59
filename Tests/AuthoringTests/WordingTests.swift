import Authoring
import Testing

/// How what people type is compared with what authors wrote.
@Suite struct WordingTests {
  @Test(arguments: [
    ("Hello,  World!", "hello world"), ("don't", "dont"), ("don’t", "dont"),
    ("ＦＵＬＬ width", "full width"), ("Straße", "strasse"), ("  ", ""), ("👍!", "👍"),
    ("ÉCOLE", "école"), ("a\u{00A0}b", "a b"),
  ])
  func wordsHaveANormalForm(typed: String, normal: String) {
    #expect(Wording.normal(typed) == normal)
    #expect(Wording.normal(normal) == normal)
  }

  @Test func aPhraseIsFoundAsWholeWordsOnly() {
    #expect(Wording.contains("agent", in: "an agent please"))
    #expect(Wording.contains("talk to", in: "can i talk to"))
    #expect(!Wording.contains("age", in: "an agent please"))
    #expect(!Wording.contains("", in: "anything"))
    #expect(!Wording.contains("longer than it", in: "short"))
  }

  @Test func aSlipOfTheFingerIsAlike() {
    #expect(Wording.similarity("billing", "biling") > 0.8)
    #expect(Wording.similarity("billing", "billing") == 1)
    #expect(Wording.similarity("billing", "orders") < 0.5)
    #expect(Wording.similarity("", "") == 1)
  }
}
