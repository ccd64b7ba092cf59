import Documents
import Foundation
import Journal
import Mail
import Operator
import Publishing
import Synchronization
import Testing

/// What a desk begins with, and how folders and revisions are named and compared.
@Suite(.timeLimit(.minutes(5))) struct StandingTests {
  private let queues = ["general", "billing"]

  private func choose(_ desk: ServedDesk) throws -> FlowStarting.Choice {
    try FlowStarting(folder: desk.flows, queues: queues)
      .choose(desk.reading(), log: quiet)
  }

  // MARK: The start

  @Test func aDeskThatNeverServedBeginsWithItsFolder() throws {
    let desk = try ServedDesk()
    #expect(desk.starting.bot.revision.id == (try desk.serving()))
    #expect(desk.starting.refusal == nil)
  }

  @Test func aDeskThatNeverServedDoesNotBeginWithErrors() throws {
    var files = ServedDesk.files
    files["t.flow.yaml"] = "flow: t\nsections: { a: [{ goto: nowhere }] }\n"
    let failure = #expect(throws: Failure.self) { try ServedDesk(files) }
    #expect(failure?.code == 65)
  }

  @Test func aRestartServesWhatServedAndSaysThatTheFolderIsAnother() throws {
    let desk = try ServedDesk()
    #expect(try choose(desk).isFolderNew == false)
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    let choice = try choose(desk)
    #expect(choice.bot.revision.id == (try desk.serving()))
    #expect(choice.isFolderNew)
  }

  @Test func aRestartOnABrokenFolderServesWhatServedAndSaysWhy() throws {
    let desk = try ServedDesk()
    try desk.change("t.flow.yaml", "into: words", "into: wrods")
    let choice = try choose(desk)
    #expect(choice.bot.revision.id == (try desk.serving()))
    #expect(choice.refusal?.contains("has errors") == true)
  }

  @Test func aRestartWithoutTheFolderStillWritesThePublishedLetters() throws {
    var files = ServedDesk.files
    files["knowledge/a.md"] = "---\ntitle: A lamp hums\nkeywords: [lamp]\n---\nIt hums.\n"
    files["mail/answer.mail.yaml"] = """
      mail: answer
      subject: { en: "About {{ subject }}" }
      text: { en: "Words: {{ answers }}" }

      """
    let desk = try ServedDesk(files)
    try FileManager.default.removeItem(atPath: desk.flows)
    let told = Mutex<MailWords?>(nil)
    let starting = FlowStarting(folder: desk.flows, queues: queues) { words in
      told.withLock { $0 = words }
    }
    #expect(try starting.choose(desk.reading(), log: quiet).refusal != nil)
    #expect(told.withLock { $0 }?.languages(of: .answer) == ["en"])
  }

  // MARK: Folders and revisions

  @Test func aFolderStandsInOneOfFourWaysToWhatServes() throws {
    let desk = try ServedDesk()
    let serving = try #require(try desk.serving())
    func standing() -> FolderStanding {
      FolderStanding(of: desk.flows, to: serving, queues: queues)
    }
    #expect(standing() == .serves)
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    guard case .differs(let revision) = standing() else {
      Issue.record("a changed folder differs")
      return
    }
    #expect(revision != serving)
    try desk.change("t.flow.yaml", "into: words", "into: wrods")
    #expect(standing() == .hasErrors)
    try FileManager.default.removeItem(atPath: desk.flows)
    guard case .unreadable(let why) = standing() else {
      Issue.record("a folder that is gone cannot be read")
      return
    }
    #expect(why.contains("there is no folder"))
  }

  @Test func anOperatorNamesFoldersRevisionsOrWhatServes() throws {
    let desk = try ServedDesk()
    let serving = try #require(try desk.serving())
    let source = FlowSource(folder: desk.flows, queues: queues) {
      try Database(path: desk.folder + "/frontdesk.db", mode: .reading)
    }
    #expect(try source.named(nil).revision.id == serving)
    #expect(try source.named(String(serving.prefix(5))).revision.id == serving)
    let folder = try source.named(desk.flows)
    #expect(folder.revision.id == serving)
    #expect(try source.named(nil).outline.changes(to: folder.outline).isEmpty)
    try desk.change("t.flow.yaml", "into: words", "into: wrods")
    let failure = #expect(throws: Failure.self) { try source.named(desk.flows) }
    #expect(failure?.code == 65)
    #expect(failure?.description.contains("wrods") == true)
  }

  // MARK: What a folder may hold

  @Test func aFileThatCannotBeReadIsOneFindingAndNoGuess() throws {
    let desk = try ServedDesk()
    try desk.change("t.flow.yaml", "- end: resolved", "- goto: other.start")
    try Data([0xFF, 0xFE, 0x00]).write(
      to: URL(fileURLWithPath: desk.flows + "/other.flow.yaml"))
    let report = try FlowFolder(desk.flows).report(queues)
    #expect(report.hasErrors)
    // That there is no flow called "other" is not known.
    #expect(!report.findings.contains { $0.id == "E503" })
    #expect(report.findings.contains { $0.place.file.hasSuffix("other.flow.yaml") })
  }

  @Test func whatTheRecordKeepsIsReadAsItWasWritten() throws {
    let sources = [
      SourceFile(path: "flows/bot.yaml", text: "bot: \"a\"\n"),
      SourceFile(path: "flows/knowledge/a.md", text: "# A\n"),
    ]
    #expect(RevisionSource.read(RevisionSource.write(sources)) == sources)
  }

  @Test(arguments: ["", "{", "[]", "{\"files\":1}"])
  func whatWasNotWrittenByUsIsNoSource(text: String) {
    #expect(RevisionSource.read(Array(text.utf8)) == nil)
  }

  // MARK: The watch

  @Test func aFolderThatIsWatchedIsPublishedOnceItRests() async throws {
    let desk = try ServedDesk()
    let before = try desk.serving()
    let watch = try FlowWatch(desk.publisher, isNew: false)
    defer { watch.stop() }
    try desk.change("t.flow.yaml", "Thank you.", "Many thanks.")
    try desk.change("tests/t.test.yaml", "Thank you.", "Many thanks.")
    while try desk.serving() == before { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try desk.reading().current()?.author == "watch")
  }
}
