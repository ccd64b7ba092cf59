import Secrets
import Testing

@Suite struct RandomTests {
  @Test func tokensAndIdentifiersHaveTheirLengthsAndNeverRepeat() {
    var seen: Set<String> = []
    for _ in 0..<1_000 {
      let token = Random.token()
      let identifier = Random.identifier()
      #expect(token.utf8.count == 43 && Base64URL.decode(token)?.count == 32)
      #expect(identifier.utf8.count == 22 && Base64URL.decode(identifier)?.count == 16)
      #expect(seen.insert(token).inserted && seen.insert(identifier).inserted)
    }
  }

  @Test func asManyBytesComeAsWereAskedFor() {
    for count in [0, 1, 31, 4096] { #expect(Random.bytes(count).count == count) }
    #expect(Set(Random.bytes(4096)).count > 200)
  }

  @Test func numbersStayUnderTheirBound() {
    #expect(Random.number(below: 0) == 0 && Random.number(below: 1) == 0)
    let drawn = (0..<1_000).map { _ in Random.number(below: 6) }
    #expect(Set(drawn) == [0, 1, 2, 3, 4, 5])
    #expect((0..<1_000).allSatisfy { _ in (0..<1).contains(Random.fraction()) })
  }

  @Test func aSecretIsNotPrintedByAnyMeans() {
    struct Settings { let key = Secret("hunter2") }
    var dumped = ""
    dump(Settings(), to: &dumped)
    let secret = Secret("hunter2")
    for text in ["\(secret)", String(reflecting: secret), "\(Settings())", "\([secret])", dumped] {
      #expect(!text.contains("hunter2"), "\(text)")
    }
    #expect("\(secret)" == "***")
    #expect(secret.reveal() == "hunter2")
  }
}
