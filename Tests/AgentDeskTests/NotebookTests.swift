import Desk
import Foundation
import JSON
import TestSupport
import Testing
import Wire

@testable import AgentDesk

@Suite struct NotebookTests {
  private static func folder(_ scratch: Folder) throws -> StateFolder {
    try StateFolder(root: scratch.path, host: "desk.example", port: 443)
  }

  private static func item(_ text: String, _ number: Int) throws -> Outgoing {
    let cid = try #require(CommandID("cid-0000000000-\(number)"))
    return Outgoing(Order(cid, PaperDesk.ana, .say(text)), at: PaperDesk.ten)
  }

  @Test func whatWasNotAnsweredIsFoundAgainInItsOrder() throws {
    let scratch = try Folder()
    do {
      let notebook = try Notebook(Self.folder(scratch), agent: "maya")
      for number in 0..<3 { try notebook.keep(Self.item("text \(number)\n\"x\"", number)) }
      try notebook.settle(Self.item("", 1).order.cid)
    }
    let again = try Notebook(Self.folder(scratch), agent: "maya")
    #expect(
      again.unfinished == [try Self.item("text 0\n\"x\"", 0), try Self.item("text 2\n\"x\"", 2)])
  }

  @Test func aScriptsLineIsKeptUntilItIsTheCommandItBecame() throws {
    let scratch = try Folder()
    let names = try (1...3).map { try #require(CommandID("cid-0000000000-\($0)")) }
    let lines = names.map { name in
      let given = #"{"do":"take","id":"\#(name.text)"} "#
      return KeptLine(name: name, at: PaperDesk.ten, bytes: Array(given.utf8))
    }
    do {
      let notebook = try Notebook(Self.folder(scratch), agent: "maya")
      for line in lines { try notebook.keep(line) }
      try notebook.keep(Self.item("understood", 1))
      try notebook.settle(names[2])
    }
    let again = try Notebook(Self.folder(scratch), agent: "maya")
    #expect(again.unfinished == [try Self.item("understood", 1)])
    #expect(again.keptLines == [lines[1]])
    #expect(
      lines[1].early
        == ScriptLine(
          object: .object([JSONMember("do", .string("take"))]), asker: ScriptLine.Asker(),
          name: names[1]))
    // And once more, from the file as it was written anew.
    let bearer = try Notebook(Self.folder(scratch), agent: "token-x")
    try bearer.takeOver(again)
    #expect(bearer.keptLines == [lines[1]] && again.keptLines.isEmpty)
  }

  @Test func aLineTornByACrashLosesNothingElse() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    do {
      let notebook = try Notebook(folder, agent: "maya")
      try notebook.keep(Self.item("whole", 1))
    }
    let path = folder.path + "/maya-1.orders"
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(#"{"at":1795255200000,"frame":{"type":"comm"#.utf8))
    try file.close()
    let again = try Notebook(folder, agent: "maya")
    #expect(again.unfinished == [try Self.item("whole", 1)])
  }

  @Test func twoTerminalsOfOneAgentKeepTheirThingsApart() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    let first = try Notebook(folder, agent: "maya")
    let second = try Notebook(folder, agent: "maya")
    try first.keep(Self.item("first", 1))
    try second.keep(Self.item("second", 2))
    #expect(first.unfinished.count == 1 && second.unfinished.count == 1)
    let others = try (3...Notebook.slots).map { _ in try Notebook(folder, agent: "maya") }
    #expect(throws: StateFailure.self) { try Notebook(folder, agent: "maya") }
    #expect(others.count == Notebook.slots - 2)
  }

  @Test func howFarWasReadOutlivesTheTerminalAndIsNobodyElsesBusiness() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    let read = [Marks.Mark(PaperDesk.omar, seen: 7), Marks.Mark(PaperDesk.ana, seen: 12, place: 2)]
    do { try Notebook(folder, agent: "maya").keep(Marks(epoch: "e1", read)) }
    let path = folder.path + "/maya-1.marks"
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try Notebook(folder, agent: "maya").marks() == Marks(epoch: "e1", read))
    // A line that another version wrote takes nothing else with it.
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("{\"conversation\":7}\n\u{0}torn".utf8))
    try file.close()
    #expect(try Notebook(folder, agent: "maya").marks() == Marks(epoch: "e1", read))
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try Notebook(folder, agent: "maya").marks() == Marks())
  }

  @Test func whatAnotherTerminalReadIsRead() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    let first = try Notebook(folder, agent: "maya")
    let second = try Notebook(folder, agent: "maya")
    let third = try Notebook(folder, agent: "maya")
    try first.keep(
      Marks(
        epoch: "e1", [Marks.Mark(PaperDesk.ana, seen: 12), Marks.Mark(PaperDesk.omar, seen: 3)]))
    try second.keep(Marks(epoch: "e1", [Marks.Mark(PaperDesk.omar, seen: 5)]))
    try third.keep(Marks(epoch: "another", [Marks.Mark(PaperDesk.omar, seen: 99)]))
    let marks = first.marks()
    #expect(marks.seen(PaperDesk.ana) == 12 && marks.seen(PaperDesk.omar) == 5)
    #expect(try Notebook(folder, agent: "kim").marks() == Marks())
  }

  @Test func onlyTheLatestMarksAreKept() {
    var marks = Marks(epoch: "e1")
    for number in 0..<(2 * Marks.limit) { marks.note(Identifier("c\(number)"), seen: 1) }
    marks.call([Identifier("mine"): 1])
    #expect(marks.list.count == Marks.limit)
    #expect(marks.places == [Identifier("mine"): 1])
    #expect(marks.seen(Identifier("c\(2 * Marks.limit - 1)")) == 1)
    #expect(marks.seen(Identifier("c0")) == nil)
  }

  @Test func whatASecondTerminalLeftBehindIsTakenUpByTheNext() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    do {
      let first = try Notebook(folder, agent: "maya")
      let second = try Notebook(folder, agent: "maya")
      try first.keep(Self.item("first", 1))
      try second.keep(Self.item("second", 2))
      try second.keep([StoredDraft(conversation: PaperDesk.ana, text: "draft", isNote: false)])
    }
    let next = try Notebook(folder, agent: "maya")
    #expect(next.unfinished.map(\.order.cid.text) == ["cid-0000000000-1", "cid-0000000000-2"])
    #expect(try next.drafts().map(\.text) == ["draft"])
    #expect(try Notebook(folder, agent: "maya").unfinished.isEmpty)
  }

  @Test func manyAnsweredCommandsDoNotMakeTheFileGrow() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    let notebook = try Notebook(folder, agent: "maya")
    for number in 0..<1200 {
      try notebook.keep(Self.item("text", number))
      try notebook.settle(Self.item("text", number).order.cid)
    }
    let size =
      try FileManager.default.attributesOfItem(
        atPath: folder.path + "/maya-1.orders")[.size] as? Int
    #expect(try #require(size) < 200_000)
  }

  @Test func draftsComeBackAsTheyWere() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    let drafts = [
      StoredDraft(conversation: PaperDesk.ana, text: "Hello\n\"Ana\" 👨‍👩‍👧", isNote: false),
      StoredDraft(conversation: PaperDesk.omar, text: "note", isNote: true),
    ]
    do { try Notebook(folder, agent: "maya").keep(drafts) }
    #expect(try Notebook(folder, agent: "maya").drafts() == drafts)
  }

  @Test func everythingIsForItsOwnerOnly() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    try folder.keep(StateFolder.Token(agent: "maya", secret: "s"))
    let notebook = try Notebook(folder, agent: "maya")
    try notebook.keep([])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[
        .posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test func aTokenThatOthersMayReadIsRefusedWithTheCure() throws {
    let scratch = try Folder()
    let folder = try Self.folder(scratch)
    try folder.keep(StateFolder.Token(agent: "maya", secret: "s"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: folder.path + "/token")
    let failure = #expect(throws: StateFailure.self) { try folder.token() }
    #expect(failure?.description.contains("chmod 600") ?? false)
  }
}
