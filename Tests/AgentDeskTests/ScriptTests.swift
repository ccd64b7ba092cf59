import Desk
import Foundation
import Glibc
import JSON
import Testing
import Threads
import Wire

@testable import AgentDesk

@Suite struct ScriptTests {
  /// A script against a desk on a socket: lines in, lines out, a pipe each way.
  private final class Script {
    private let toProgram: Int32
    private let fromProgram: Int32
    private var thread: NamedThread?
    private let scratch: Scratch
    private var rest: [UInt8] = []
    private let status = Mailbox<Int32>(bound: 1)

    init(_ desk: PocketDesk, _ scratch: Scratch, token: Bool = true) throws {
      self.scratch = scratch
      var input: [Int32] = [-1, -1]
      var output: [Int32] = [-1, -1]
      try #require(pipe(&input) == 0 && pipe(&output) == 0)
      toProgram = input[1]
      fromProgram = output[0]
      var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
      options.face = .json
      options.environment = ["XDG_STATE_HOME": scratch.path]
      if token {
        let file = scratch.path + "/token"
        try PrivateFile.replace(file, with: Array("maya-token\n".utf8))
        options.environment["FRONTDESK_TOKEN_FILE"] = file
      }
      options.input = input[0]
      options.output = output[1]
      options.trouble = output[1]
      let status = status
      let ready = options
      thread = try NamedThread("script") {
        let ended = AgentProgram.run(ready)
        close(ready.input)
        close(ready.output)
        _ = status.post(ended)
      }
    }

    deinit { close(fromProgram) }

    func say(_ line: String) {
      let bytes = Array((line + "\n").utf8)
      #expect(write(toProgram, bytes, bytes.count) == bytes.count)
    }

    func end() -> Int32? {
      close(toProgram)
      guard status.wait(for: .seconds(10)) else { return nil }
      thread?.join()
      return status.drain().first
    }

    /// The next line that `isWanted`; nil after ten silent seconds.
    func hears(_ isWanted: (JSONValue) -> Bool) throws -> JSONValue? {
      while true {
        while let end = rest.firstIndex(of: 0x0A) {
          let object = try JSONReader.read(Array(rest[..<end]))
          rest.removeSubrange(...end)
          #expect(object["v"]?.int == 1)
          if isWanted(object) { return object }
        }
        var waiting = pollfd(fd: fromProgram, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 10_000) > 0 else { return nil }
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = read(fromProgram, &part, part.count)
        guard count > 0 else { return nil }
        rest += part[..<count]
      }
    }

    func answer(_ re: String) throws -> JSONValue? { try hears { $0["re"]?.string == re } }
  }

  @Test func aScriptCanDoWhatAnAgentDoes() throws {
    let desk = try PocketDesk()
    defer { desk.stop() }
    let scratch = try Scratch()
    desk.ask { $0.arrive(Rehearsal.ana, 1042, "Ana", "help \u{1B}[2J") }
    let script = try Script(desk, scratch)
    script.say(#"{"id":"1","do":"list"}"#)
    let list = try #require(try script.answer("1"))
    #expect(list["type"]?.string == "list")
    #expect(list["queue"]?.array?.first?["number"]?.int == 1042)
    script.say(#"{"id":"2","do":"take"}"#)
    let taken = try #require(try script.answer("2"))
    #expect(taken["type"]?.string == "done")
    #expect(taken["conversation"]?.string == Rehearsal.ana.text)
    script.say(#"{"id":"3","do":"follow","number":1042}"#)
    let said = try script.hears { $0["event"]?.string == "said" }
    #expect(said?["text"]?.string == "help \u{1B}[2J")
    #expect(try script.hears { $0["type"]?.string == "caught_up" } != nil)
    script.say(#"{"id":"4","do":"articles","text":"late"}"#)
    #expect(try script.answer("4")?["articles"]?.array?.first?["title"]?.string == "Late parcels")
    script.say(#"{"id":"5","do":"say","number":1042,"text":"Hello"}"#)
    #expect(try script.answer("5")?["type"]?.string == "done")
    script.say(#"{"id":"6","do":"note","number":1042,"text":"odd"}"#)
    #expect(try script.answer("6")?["type"]?.string == "done")
    script.say(#"{"id":"7","do":"transfer","number":1042,"queue":"billing","note":"money"}"#)
    #expect(try script.answer("7")?["type"]?.string == "done")
    script.say(#"{"id":"8","do":"take","number":1042}"#)
    #expect(try script.answer("8")?["type"]?.string == "done")
    script.say(#"{"id":"9","do":"resolve","conversation":"\#(Rehearsal.ana.text)"}"#)
    #expect(try script.answer("9")?["type"]?.string == "done")
    #expect(script.end() == 0)
    #expect(desk.ask { $0.conversations[Rehearsal.ana]?.state.stage } == .resolved)
  }

  @Test func aScriptCanLogInItself() throws {
    let desk = try PocketDesk()
    defer { desk.stop() }
    let scratch = try Scratch()
    let script = try Script(desk, scratch, token: false)
    script.say(#"{"id":"0","do":"list"}"#)
    #expect(try script.answer("0")?["code"]?.string == "not_allowed")
    script.say(#"{"do":"login","user":"maya","password":"correct horse"}"#)
    #expect(try script.hears { $0["type"]?.string == "online" }?["agent"]?.string == "maya")
    #expect(script.end() == 0)
  }

  @Test func aWrongPasswordEndsTheScriptWithItsOwnStatus() throws {
    let desk = try PocketDesk()
    defer { desk.stop() }
    let scratch = try Scratch()
    let script = try Script(desk, scratch, token: false)
    script.say(#"{"do":"login","user":"maya","password":"guess"}"#)
    let failed = try script.hears { $0["type"]?.string == "failed" }
    #expect(failed?["code"]?.string != nil)
    #expect(script.end() == AgentProgram.Status.refused)
  }

  @Test func aRefusalAndNonsenseAreToldWithTheirCode() throws {
    let desk = try PocketDesk()
    defer { desk.stop() }
    let scratch = try Scratch()
    let script = try Script(desk, scratch)
    script.say("{nonsense")
    #expect(try script.hears { $0["type"]?.string == "failed" }?["code"]?.string == "malformed")
    script.say(#"{"id":"1","do":"juggle","conversation":"\#(Rehearsal.ana.text)"}"#)
    #expect(try script.answer("1")?["code"]?.string == "invalid")
    script.say(#"{"id":"2","do":"say","conversation":"\#(Rehearsal.ana.text)","text":"x"}"#)
    #expect(try script.answer("2")?["code"]?.string == "not_found")
    script.say(#"{"id":"3","do":"take"}"#)
    #expect(try script.answer("3")?["code"]?.string == "not_found")
    script.say(#"{"id":"4","do":"article","article":"none"}"#)
    #expect(try script.answer("4")?["type"]?.string == "failed")
    script.say(String(repeating: "x", count: ScriptDesk.lineLimit + 100))
    #expect(try script.hears { $0["type"]?.string == "failed" }?["code"]?.string == "malformed")
    #expect(script.end() == 0)
  }
}
