import Desk
import JSON
import Rehearsal
import Terminal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// What the terminal makes of a desk that is newer than itself: nothing is lost, nothing guessed.
@Suite struct NewerDeskTests {
  private static let size = Size(columns: 80, rows: 24)

  private func frame(_ text: String) throws -> ServerFrame {
    try ServerFrame.read(JSONReader.read(Array(text.utf8)))
  }

  private func event(_ seq: Int64, _ rest: String) throws -> ServerFrame {
    try frame(
      #"{"type":"event","conversation":"\#(PaperDesk.ana.text)","seq":\#(seq),"at":1,\#(rest)}"#)
  }

  @Test(arguments: [
    #""event":"attached","file":"a.pdf""#,
    #""event":"said","by":"oracle","text":"hello""#,
    #""event":"released","agent":"maya","name":"Maya","reason":"promoted""#,
  ])
  func anEventOfTheFutureKeepsItsPlaceOnTheScreen(rest: String) throws {
    var desk = PaperDesk.morning(Self.size)
    let seq = try #require(desk.model.transcript?.seq)
    desk.hear(try event(seq + 1, rest))
    #expect(desk.model.transcript?.seq == seq + 1)
    #expect(DeskView(desk.model).grid().text().contains("(something newer)"))
    desk.hear(try event(seq + 2, #""event":"said","by":"customer","text":"after that""#))
    #expect(desk.model.line.position(PaperDesk.ana) == seq + 2)
    #expect(DeskView(desk.model).grid().text().contains("after that"))
  }

  @Test func aConversationInAStageOfTheFutureLeavesTheList() throws {
    var desk = PaperDesk.morning(Self.size)
    let id = PaperDesk.id("1")
    #expect(desk.model.floor.queue.contains { $0.conversation == id })
    let summary = #""conversation":"\#(id.text)","number":1030,"stage":"offered""#
    desk.hear(
      try frame(
        #"{"type":"summary",\#(summary),"priority":"urgent","language":"en","subject":"","#
          + #""last_text":"","last_at":1,"seq":9}"#))
    #expect(!desk.model.floor.queue.contains { $0.conversation == id })
    #expect(desk.model.toast?.text == "(something newer): the desk is newer than this program")
  }

  @Test func aFrameOfTheFutureChangesNothing() throws {
    var desk = PaperDesk.morning(Self.size)
    let waiting = desk.model.floor.queue
    desk.hear(try frame(#"{"type":"offer","conversation":"x","until":1}"#))
    #expect(desk.model.floor.queue == waiting)
    #expect(desk.model.toast?.text.contains("(something newer)") == true)
  }

  @Test func aRefusalWithACodeOfTheFutureIsARefusal() throws {
    var desk = PaperDesk.morning(Self.size)
    desk.enter("Hello")
    let cid = try desk.sentCommand().cid.text
    desk.hear(
      try frame(
        #"{"type":"nack","cid":"\#(cid)","final":true,"code":"muted","why":"not now"}"#))
    #expect(desk.model.toast?.text == "say: not now")
  }

  @Test func aRoleOfTheFutureIsAnAgent() throws {
    let welcome = try frame(
      #"{"type":"welcome","version":1,"epoch":"e","as":"agent","agent":"maya","name":"Maya","#
        + #""role":"auditor","time":1,"text_limit":4000}"#)
    guard case .welcome(let welcome) = welcome, case .agent(_, let role) = welcome.principal else {
      return #expect(welcome == .watching)
    }
    #expect(role == .agent)
  }

  @Test func whatIsNotWholeIsNoFrameOfAnyDesk() {
    #expect(throws: WireMistake.self) { try frame(#"{"type":"nack","code":"muted"}"#) }
    #expect(throws: WireMistake.self) { try frame(#"{"text":"hello"}"#) }
  }

  @Test func linesSayThatThereIsSomethingNewer() throws {
    let desk = try ServedDesk()
    let folder = try Folder()
    let (ana, id) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, folder, face: .plain)
    for line in ["/next", "Hello Ana"] { script.say(line) }
    #expect(script.shows("#1 you: Hello Ana\n"))
    desk.tellSomethingNewer("attached")
    try ana.do(.say("look at this"), id)
    #expect(script.shows("#1 desk: (something newer)\n"))
    #expect(script.end() == 0)
  }

  @Test func aScriptHearsTheWordAndTheSeq() throws {
    let desk = try ServedDesk()
    let folder = try Folder()
    let (ana, id) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, folder)
    script.say(#"{"id":"1","do":"follow","number":1}"#)
    let caughtUp = try script.hears { $0["type"]?.string == "caught_up" }
    let seq = try #require(caughtUp?["seq"]?.int)
    desk.tellSomethingNewer("attached")
    try ana.do(.say("look at this"), id)
    #expect(try script.hears { $0["event"]?.string == "said" && $0["seq"]?.int == seq + 1 } != nil)
    #expect(try script.hears { $0["event"]?.string == "attached" }?["seq"]?.int == seq + 2)
    #expect(script.end() == 0)
  }
}
