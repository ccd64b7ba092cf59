import Desk
import JSON
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Whoever only looks on is not there for customers.
@Suite struct ObserverTests {
  /// Finding: every run of a script logged its agent in as online, so that a nightly `list` made
  /// the desk staffed.
  @Test func lookingAtTheListMakesNobodyOnline() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, _) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, scratch, observer: true)
    #expect(try Self.isAlone(script))
    script.say(#"{"id":"2","do":"list"}"#)
    #expect(try script.answer("2")?["queue"]?.array?.count == 1)
    #expect(script.end() == 0)
  }

  /// Finding: what a one-shot took was given back a minute after it had left.
  @Test func anObserverTakesOnlyWhileTheTerminalIsOpenAndLosesNothingByGoing() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "help")
    let alone = try Script(desk, scratch, observer: true)
    #expect(try Self.isAlone(alone))
    alone.say(#"{"id":"1","do":"take","number":1}"#)
    #expect(try alone.answer("1")?["code"]?.string == "not_allowed")
    #expect(alone.end() == AgentProgram.Status.trouble)
    let terminal = try Visitor.agent(desk)
    let beside = try Script(desk, scratch, observer: true)
    beside.say(#"{"id":"1","do":"take","number":1}"#)
    #expect(try beside.answer("1")?["type"]?.string == "done")
    #expect(beside.end() == 0)
    try terminal.do(.say("Hello"), id)
    #expect(try desk.events(of: id).last == .said(Message(.agent(ServedDesk.maya), "Hello")))
  }

  /// Whether the desk says that maya is not there; it may take a moment to notice that who fetched
  /// the script's token has gone.
  private static func isAlone(_ script: Script) throws -> Bool {
    for attempt in 0..<500 {
      script.say(#"{"id":"agents \#(attempt)","do":"agents"}"#)
      let agents = try #require(try script.answer("agents \(attempt)")?["agents"]?.array)
      let maya = agents.first { $0["agent"]?.string == "maya" }
      if maya?["online"]?.bool == false { return true }
    }
    return false
  }
}
