import Foundation
import Journal
import Mail
import Office
import Publishing
import Testing

/// What a folder of flows must be for a desk to serve it, and what an operator is told where it is
/// not: whatever is wrong, what served before goes on serving.
@Suite(.timeLimit(.minutes(5))) struct PublisherTests {
  /// What was published, or the sentence of the refusal.
  private func refusal(_ result: Result<FlowPublisher.Done, OperatorRefusal>) -> String? {
    guard case .failure(let refusal) = result else { return nil }
    return refusal.description
  }

  /// That a refusal changed nothing, and is kept with its author.
  private func expectKept(_ desk: ServedDesk, author: String, before: String?) throws {
    #expect(try desk.serving() == before)
    let kept = try #require(try desk.reading().lastRefused())
    #expect(kept.author == author)
    #expect(kept.why?.isEmpty == false)
  }

  @Test func aChangedFolderServesAndIsToldInWords() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    try desk.change("tests/t.test.yaml", "Thank you.", "Many thanks.")
    let done = try desk.publisher.publish(by: "ann").get()
    #expect(done.published.before == before)
    #expect(try desk.serving() == done.published.revision)
    #expect(done.changes.count == 1)
    #expect(done.changes.first?.contains("Many thanks.") == true)
    let current = try #require(try desk.reading().current())
    #expect(current.author == "ann")
    #expect(current.deed == .publish)
  }

  @Test func theSameFolderAgainIsNoChange() throws {
    let desk = try ServedDesk()
    let done = try desk.publisher.publish(by: "ann").get()
    #expect(done.published.revision == done.published.before)
    #expect(done.changes.isEmpty)
  }

  @Test func aFolderWithErrorsIsRefusedWithEachOfThem() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try desk.change("t.flow.yaml", "into: words", "into: wrods")
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("t.flow.yaml:7:"))
    #expect(words.contains("wrods"))
    #expect(words.contains("nothing was published; what served before goes on serving"))
    try expectKept(desk, author: "ann", before: before)
  }

  @Test func aFolderThatIsGoneIsRefused() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try FileManager.default.removeItem(atPath: desk.flows)
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("there is no folder"))
    try expectKept(desk, author: "ann", before: before)
  }

  @Test func anArticleThatCannotBeReadIsAnErrorOfTheFolder() throws {
    let desk = try ServedDesk()
    try desk.write(["knowledge/late.md": "no head at all\n"])
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("A001"))
    #expect(words.contains("knowledge/late.md"))
  }

  // MARK: Letters

  private static let letter = """
    mail: answer
    subject: { en: "About {{ subject }}" }
    text: { en: "First words: {{ answers }}" }

    """

  private func subject(_ words: MailWords?) -> String? {
    let facts = MailFacts(
      desk: "Acme", number: 7, subject: "a lamp", name: nil, email: "a@b.example", answers: "Yes.")
    return words?.write(.answer, in: "en", facts).text
  }

  @Test func lettersArePublishedAndRolledBackWithTheFlows() throws {
    var files = ServedDesk.files
    files["mail/answer.mail.yaml"] = Self.letter
    let desk = try ServedDesk(files)
    let first = try #require(try desk.serving())
    #expect(subject(desk.letters) == "First words: Yes.")
    try desk.change("mail/answer.mail.yaml", "First words", "Other words")
    #expect(subject(desk.letters) == "First words: Yes.", "nobody has published them")
    let done = try desk.publisher.publish(by: "ann").get()
    #expect(done.published.revision != first)
    #expect(done.changes == ["answer.mail.yaml: letter changed"])
    #expect(subject(desk.letters) == "Other words: Yes.")
    _ = try desk.publisher.rollback(to: nil, by: "ann").get()
    #expect(try desk.serving() == first)
    #expect(subject(desk.letters) == "First words: Yes.", "as the record keeps them")
  }

  @Test func otherWordsOfLettersAreAHotfix() throws {
    var files = ServedDesk.files
    files["mail/answer.mail.yaml"] = Self.letter
    let desk = try ServedDesk(files)
    try desk.change("mail/answer.mail.yaml", "First words", "Other words")
    _ = try desk.publisher.hotfix(by: "ann", skippingTests: false).get()
    #expect(subject(desk.letters) == "Other words: Yes.")
  }

  @Test func aLetterWithAMistakeIsNotPublished() throws {
    var files = ServedDesk.files
    files["mail/answer.mail.yaml"] = Self.letter
    let desk = try ServedDesk(files)
    let before = try desk.serving()
    try desk.change("mail/answer.mail.yaml", "{{ answers }}", "{{ anwsers }}")
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("mail/answer.mail.yaml:3:"), "\(words)")
    #expect(words.contains("anwsers"))
    try expectKept(desk, author: "ann", before: before)
    #expect(subject(desk.letters) == "First words: Yes.")
  }

  @Test func aRevisionFromBeforeLettersWerePublishedTakesThoseOfTheFolder() throws {
    let desk = try ServedDesk()
    let first = try #require(try desk.serving())
    try desk.write(["mail/answer.mail.yaml": Self.letter])
    #expect(try desk.publisher.publish(by: "ann").get().published.before == first)
    _ = try desk.publisher.rollback(to: first, by: "ann").get()
    #expect(subject(desk.letters) == "First words: Yes.")
  }

  // MARK: The folder's own tests

  @Test func testsThatFailKeepTheFolderFromServing() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("Many thanks."))
    #expect(words.contains("nothing was published"))
    try expectKept(desk, author: "ann", before: before)
    #expect(try desk.reading().lastRefused()?.why?.contains("1 tests") == true)
  }

  @Test func whoSkipsTheTestsPublishesAllTheSame() throws {
    let desk = try ServedDesk()
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    let done = try desk.publisher.publish(by: "ann", skippingTests: true).get()
    #expect(try desk.serving() == done.published.revision)
  }

  @Test func testsWithMistakesCountAsTestsThatFail() throws {
    let desk = try ServedDesk()
    try desk.change("tests/t.test.yaml", "outcome: resolved", "outcome: resolvd")
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("tests/t.test.yaml:"))
    #expect(words.contains("resolvd"))
  }

  @Test func aTestFileThatIsNoTextKeepsOnlyPublishersOut() throws {
    let desk = try ServedDesk()
    try Data([0xFF, 0xFE, 0x00]).write(
      to: URL(fileURLWithPath: desk.flows + "/tests/bytes.test.yaml"))
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("bytes.test.yaml"))
    let report = try FlowFolder(desk.flows).report(desk.queues.all)
    #expect(!report.hasErrors)
    #expect(!report.findings.contains { $0.place.file.hasSuffix("bytes.test.yaml") })
  }

  @Test func aFolderThatTestsLessThanItWantsIsRefused() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try desk.change("bot.yaml", "bot: tester", "bot: tester\ncoverage: { steps: 100% }")
    try desk.change(
      "t.flow.yaml", "    - end: resolved",
      "    - if: words == 'nothing'\n      then: away\n    - end: resolved\n"
        + "  away: [{ say: Oh. }, { end: abandoned }]")
    let words = try #require(refusal(desk.publisher.publish(by: "ann")))
    #expect(words.contains("T802"), "\(words)")
    try expectKept(desk, author: "ann", before: before)
  }

  // MARK: Hotfix

  @Test func changedTextsAreAHotfix() throws {
    let desk = try ServedDesk()
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    let done = try desk.publisher.hotfix(by: "ann", skippingTests: true).get()
    #expect(try desk.reading().current()?.deed == .hotfix)
    #expect(try desk.serving() == done.published.revision)
  }

  @Test func anotherShapeIsNoHotfix() throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    try desk.change("t.flow.yaml", "    - say: Thank you.\n", "")
    let words = refusal(desk.publisher.hotfix(by: "ann", skippingTests: true))
    #expect(words?.isEmpty == false)
    try expectKept(desk, author: "ann", before: before)
  }

  // MARK: Rollback

  /// A desk that published another folder than it began with; the revision it began with.
  private func twice() throws -> (ServedDesk, first: String) {
    let desk = try ServedDesk()
    let first = try #require(try desk.serving())
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    _ = try desk.publisher.publish(by: "ann", skippingTests: true).get()
    return (desk, first)
  }

  @Test func whatServedBeforeServesAgainThoughTheFolderIsGone() throws {
    let (desk, first) = try twice()
    try desk.write(["t.flow.yaml": "broken: ["])
    let done = try desk.publisher.rollback(to: nil, by: "bea").get()
    #expect(done.published.revision == first)
    #expect(try desk.serving() == first)
    #expect(try desk.reading().current()?.deed == .rollback)
  }

  @Test func aRevisionIsNamedByHowItBegins() throws {
    let (desk, first) = try twice()
    let done = try desk.publisher.rollback(to: String(first.prefix(6)), by: "bea").get()
    #expect(done.published.revision == first)
  }

  @Test(arguments: ["zzzz", "", "0"])
  func aRevisionThatIsNotThereIsRefusedWithThoseThatAre(name: String) throws {
    let (desk, first) = try twice()
    let words = try #require(refusal(desk.publisher.rollback(to: name, by: "bea")))
    #expect(words.contains(first) || words.contains("more than one"), "\(words)")
  }

  @Test func withNothingElseEverPublishedThereIsNoWayBack() throws {
    let desk = try ServedDesk()
    let words = refusal(desk.publisher.rollback(to: nil, by: "bea"))
    #expect(words == "nothing else was ever published here")
  }

  @Test func aRevisionThatNamesAQueueTheDeskHasNoMoreIsRefused() throws {
    let (desk, _) = try twice()
    let before = try desk.serving()
    desk.queues.set(["billing"])
    let words = try #require(refusal(desk.publisher.rollback(to: nil, by: "bea")))
    #expect(words.contains("general"))
    try expectKept(desk, author: "bea", before: before)
  }

  // MARK: Migration

  @Test func aMigrationBetweenUnknownRevisionsIsRefused() throws {
    let desk = try ServedDesk()
    let serving = try #require(try desk.serving())
    guard case .failure = desk.publisher.migrate(from: serving, to: "zzzz", after: 0, by: "op")
    else {
      Issue.record("nobody moves to a revision that is not there")
      return
    }
  }
}
