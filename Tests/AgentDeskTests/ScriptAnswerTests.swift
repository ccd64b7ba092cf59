import Desk
import JSON
import Rehearsal
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// A script is told of every line what became of it, and by the exit status whether all went well.
@Suite struct ScriptAnswerTests {
  private typealias Status = AgentProgram.Status

  /// Finding: `say` and `quit` in one go sent nothing, printed nothing and ended with 0.
  @Test func whatIsSaidBeforeQuitIsDelivered() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, scratch)
    for line in [
      #"{"id":"1","do":"take","number":1}"#, #"{"id":"2","do":"say","number":1,"text":"Hello"}"#,
      #"{"id":"3","do":"quit"}"#, #"{"id":"4","do":"say","number":1,"text":"never"}"#,
    ] { script.say(line) }
    #expect(try script.answer("2")?["type"]?.string == "done")
    #expect(try script.answer("3")?["type"]?.string == "done")
    #expect(script.end() == 0)
    #expect(try desk.events(of: id).last == .said(Message(.agent(ServedDesk.maya), "Hello")))
  }

  /// Finding: without a desk the same ended with 0 as well.
  @Test func whatIsNotDeliveredIsSaidToBeAndSentByTheNextRun() throws {
    var desk = ScriptDesk(.token("t", of: "maya"), chance: .seeded(1), at: PaperDesk.ten)
    let say = #"{"id":"1","do":"say","number":1042,"text":"Hello"}"#
    let kept = desk.read(Array(say.utf8), at: PaperDesk.ten)
    #expect(kept.contains { if case .keep = $0 { true } else { false } })
    _ = desk.read(Array(#"{"id":"2","do":"quit"}"#.utf8), at: PaperDesk.ten)
    let effects = desk.update(.tick, at: PaperDesk.ten + .seconds(30))
    let told = effects.compactMap { effect -> JSONValue? in
      guard case .print(let bytes) = effect else { return nil }
      return try? JSONReader.read(bytes)
    }
    #expect(told.map { $0["re"]?.string } == ["1", "2"])
    #expect(told.allSatisfy { $0["code"]?.string == "unanswered" })
    #expect(effects.last == .quit(Status.unreachable))
  }

  /// Finding: `follow`, `unfollow`, `typing` and `status` got no answer, their failure no `re`.
  @Test func everyLineIsAnsweredOnceUnderItsName() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, scratch)
    let lines = [
      #""do":"follow","number":1"#, #""do":"typing","number":1"#, #""do":"unfollow","number":1"#,
      #""do":"status","status":"away"#.appending("\""), #""do":"status","status":"online""#,
      #""do":"status","status":"away","agent":"kim""#, #""do":"juggle""#, #""do":"say","text":"x""#,
      #""do":"follow","conversation":"\#(PaperDesk.ana.text)""#,
      #""do":"ask","about":"shortcuts""#, #""do":"ask","about":"the weather""#,
      #""do":"conversation","number":77"#, #""do":"list""#,
    ]
    for (place, line) in lines.enumerated() { script.say(#"{"id":"\#(place)",\#(line)}"#) }
    #expect(script.end() == Status.trouble)
    var answers: [String: [String]] = [:]
    for line in script.everything().split(separator: "\n") {
      let object = try JSONReader.read(Array(line.utf8))
      guard let re = object["re"]?.string else { continue }
      answers[re, default: []].append(object["code"]?.string ?? object["type"]?.string ?? "")
      #expect(object["line"]?.int == Int64(re).map { $0 + 1 })
    }
    let expected = [
      "done", "done", "done", "done", "done", "not_allowed", "unknown", "invalid", "not_found",
      "answer", "unknown", "not_found", "list",
    ]
    for (place, answer) in expected.enumerated() {
      #expect(answers["\(place)"] == [answer], "\(lines[place])")
    }
    #expect(try !desk.events(of: id).isEmpty)
  }

  /// Finding: of 50 times `take` one was done, and 49 failed with "you have this conversation".
  @Test func takingSeveralTimesTakesDifferentOnes() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    for place in 1...5 { _ = try desk.somebodyWaits("Ana \(place)", "help") }
    let script = try Script(desk, scratch)
    for place in 1...6 { script.say(#"{"id":"\#(place)","do":"take","follow":false}"#) }
    var taken: Set<String> = []
    for place in 1...5 {
      let answer = try #require(try script.answer("\(place)"))
      #expect(answer["type"]?.string == "done")
      taken.insert(try #require(answer["conversation"]?.string))
    }
    #expect(taken.count == 5)
    #expect(try script.answer("6")?["code"]?.string == "not_waiting")
    #expect(script.end() == Status.trouble)
  }

  /// Finding: no events came after `take` until `follow`.
  @Test func eventsOfWhatIsTakenAreToldAndCanBeWaitedFor() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (ana, id) = try desk.somebodyWaits("Ana", "help")
    let script = try Script(desk, scratch)
    for line in [
      #"{"id":"t","do":"take"}"#,
      #"{"id":"w","do":"wait","for":{"event":"said","text":{"contains":"order A-17"}}}"#,
      #"{"id":"s","do":"say","of":"w","text":"I will look"}"#,
      #"{"id":"e","do":"expect","that":{"re":"s","type":"done"}}"#,
      #"{"id":"n","do":"note","of":"t","text":"odd"}"#, #"{"do":"quit"}"#,
    ] { script.say(line) }
    #expect(try script.hears { $0["text"]?.string == "help" } != nil)
    try ana.do(.say("it is order A-17"), id)
    let heard = try #require(try script.answer("w"))
    #expect(heard["by"]?["text"]?.string == "it is order A-17")
    #expect(try script.answer("n")?["type"]?.string == "done")
    #expect(script.end() == 0)
    #expect(
      try desk.events(of: id).contains(.said(Message(.agent(ServedDesk.maya), "I will look"))))
  }

  @Test func anExpectationThatFailsEndsTheScript() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let script = try Script(desk, scratch)
    script.say(#"{"id":"1","do":"wait","for":{"event":"said"},"timeout":20}"#)
    #expect(try script.answer("1")?["code"]?.string == "timeout")
    script.say(
      #"{"id":"2","do":"expect","that":{"type":"list","queue":[{"any":true}]},"timeout":20}"#)
    script.say(#"{"id":"3","do":"list"}"#)
    #expect(try script.answer("2")?["code"]?.string == "timeout")
    #expect(try script.answer("3")?["code"]?.string == "unanswered")
    #expect(script.end() == Status.trouble)
  }

  @Test func nobodyLoggedInIsNoSuccess() throws {
    let desk = try ServedDesk()
    let script = try Script(desk, try Folder(), token: false)
    script.say(#"{"id":"1","do":"list"}"#)
    #expect(try script.answer("1")?["code"]?.string == "not_allowed")
    #expect(script.end() == Status.refused)
  }

  /// Finding: a number meant only what waits or is mine.
  @Test func anyNumberThatMayBeReadIsUnderstood() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "help")
    let kim = try Visitor.agent(desk, "kim")
    try kim.do(.take(over: false), id)
    let script = try Script(desk, scratch)
    // The index is made behind the record's back.
    var answer = JSONValue.null
    for attempt in 0..<200 where answer["type"]?.string != "answer" {
      script.say(#"{"id":"\#(attempt)","do":"conversation","number":1}"#)
      answer = try #require(try script.answer("\(attempt)"))
    }
    #expect(answer["summary"]?["conversation"]?.string == id.text)
    #expect([0, Status.trouble].contains(script.end()))
  }

  /// Finding: C1 controls and marks of direction went raw to whatever shows the lines.
  @Test func nothingThatIsToldCanSteerATerminal() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits("An\u{202E}a", "help \u{9B}2J \u{2066}x \u{7F}\u{FEFF}")
    let script = try Script(desk, scratch)
    script.say(#"{"id":"1","do":"take"}"#)
    script.say(#"{"id":"2","do":"follow","of":"1"}"#)
    script.say(#"{"id":"3","do":"list"}"#)
    #expect(script.end() == 0)
    let told = script.everything()
    #expect(told.contains(#"\u009b2J \u2066x"#))
    for scalar in ["\u{9B}", "\u{202E}", "\u{2066}", "\u{7F}", "\u{FEFF}", "\u{1B}"] {
      #expect(!told.contains(scalar))
    }
  }

  @Test func patternsHoldWhatTheySay() throws {
    let line = try JSONReader.read(Array(#"{"a":"one two","b":{"c":[1,2]},"d":true}"#.utf8))
    for (pattern, holds) in [
      ("{}", true), (#"{"a":"one two"}"#, true), (#"{"a":"one"}"#, false),
      (#"{"a":{"contains":"two"}}"#, true), (#"{"a":{"contains":"three"}}"#, false),
      (#"{"b":{"c":[1,{"any":true}]}}"#, true), (#"{"b":{"c":[1]}}"#, false),
      (#"{"b":{"c":[1,3]}}"#, false), (#"{"e":{"any":true}}"#, false), (#"{"d":true}"#, true),
    ] {
      #expect(line.holds(try JSONReader.read(Array(pattern.utf8))) == holds, "\(pattern)")
    }
  }
}
