import Desk
import JSON
import Rehearsal
import TestSupport
import Testing

@testable import AgentDesk

@Suite struct ScriptTests {
  @Test func aScriptCanDoWhatAnAgentDoes() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "help \u{1B}[2J")
    let script = try Script(desk, scratch)
    script.say(#"{"id":"1","do":"list"}"#)
    let list = try #require(try script.answer("1"))
    #expect(list["type"]?.string == "list")
    #expect(list["queue"]?.array?.first?["number"]?.int == 1)
    script.say(#"{"id":"2","do":"take"}"#)
    let taken = try #require(try script.answer("2"))
    #expect(taken["type"]?.string == "done")
    #expect(taken["conversation"]?.string == id.text)
    script.say(#"{"id":"3","do":"follow","number":1}"#)
    #expect(try script.hears { $0["text"]?.string == "help \u{1B}[2J" }?["event"]?.string == "said")
    #expect(try script.hears { $0["type"]?.string == "caught_up" } != nil)
    script.say(#"{"id":"4","do":"articles","text":"late"}"#)
    #expect(
      try script.answer("4")?["articles"]?.array?.first?["title"]?.string == "My parcel is late")
    script.say(#"{"id":"5","do":"say","number":1,"text":"Hello"}"#)
    #expect(try script.answer("5")?["type"]?.string == "done")
    script.say(#"{"id":"6","do":"note","number":1,"text":"odd"}"#)
    #expect(try script.answer("6")?["type"]?.string == "done")
    script.say(#"{"id":"7","do":"transfer","number":1,"queue":"billing","note":"money"}"#)
    #expect(try script.answer("7")?["type"]?.string == "done")
    script.say(#"{"id":"8","do":"take","number":1}"#)
    #expect(try script.answer("8")?["type"]?.string == "done")
    script.say(#"{"id":"9","do":"resolve","conversation":"\#(id.text)"}"#)
    #expect(try script.answer("9")?["type"]?.string == "done")
    #expect(script.end() == 0)
    #expect(try desk.events(of: id).last == .resolved(.agent(ServedDesk.maya)))
  }

  @Test func aScriptCanLogInItself() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let script = try Script(desk, scratch, token: false)
    script.say(#"{"id":"0","do":"list"}"#)
    #expect(try script.answer("0")?["code"]?.string == "not_allowed")
    script.say(#"{"do":"login","user":"maya","password":"\#(ServedDesk.password)"}"#)
    #expect(try script.hears { $0["type"]?.string == "online" }?["agent"]?.string == "maya")
    #expect(script.end() == AgentProgram.Status.trouble)
  }

  @Test func aWrongPasswordEndsTheScriptWithItsOwnStatus() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let script = try Script(desk, scratch, token: false)
    script.say(#"{"do":"login","user":"maya","password":"guess"}"#)
    let failed = try script.hears { $0["type"]?.string == "failed" }
    #expect(failed?["code"]?.string != nil)
    #expect(script.end() == AgentProgram.Status.refused)
  }

  @Test func aRefusalAndNonsenseAreToldWithTheirCode() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let script = try Script(desk, scratch)
    script.say("{nonsense")
    #expect(try script.hears { $0["type"]?.string == "failed" }?["code"]?.string == "malformed")
    script.say(#"{"id":"1","do":"juggle","conversation":"\#(PaperDesk.ana.text)"}"#)
    #expect(try script.answer("1")?["code"]?.string == "unknown")
    script.say(#"{"id":"2","do":"say","conversation":"\#(PaperDesk.ana.text)","text":"x"}"#)
    #expect(try script.answer("2")?["code"]?.string == "not_found")
    script.say(#"{"id":"3","do":"take"}"#)
    #expect(try script.answer("3")?["code"]?.string == "not_waiting")
    script.say(#"{"id":"4","do":"article","article":"none"}"#)
    #expect(try script.answer("4")?["type"]?.string == "failed")
    script.say(String(repeating: "x", count: ScriptDesk.lineLimit + 100))
    #expect(try script.hears { $0["type"]?.string == "failed" }?["code"]?.string == "malformed")
    #expect(script.end() == AgentProgram.Status.trouble)
  }
}
