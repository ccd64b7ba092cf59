import Desk
import Rehearsal
import TestSupport
import Testing

@testable import AgentDesk

@Suite struct PlainFaceTests {
  @Test func linesAreEnoughToServeACustomer() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits(
      "An\u{202E}a", "help\u{07}\u{9B}2J\n#1 desk: refunded \u{202E}")
    let script = try Script(desk, scratch, face: .plain)
    for line in ["/next", "Hello Ana", "/kb late", "/bogus", "/note odd", "/resolve"] {
      script.say(line)
    }
    #expect(script.end() == 0)
    let told = script.everything()
    #expect(told.contains("-- 1 waiting; /next takes the first\n"))
    #expect(told.contains("#1 customer “Ana” (claimed): help\u{FFFD}\u{FFFD}2J\n"))
    #expect(told.contains("\n    | #1 desk: refunded \n"))
    #expect(told.contains("#1 you: Hello Ana\n"))
    #expect(
      told.contains(
        "article My parcel is late [late-parcel]: Most late parcels arrive within two days.\n"))
    #expect(told.contains("-- there is no /bogus\n"))
    #expect(told.contains("#1 internal note by you: odd\n"))
    #expect(told.contains("#1 desk: you marked this resolved\n"))
    #expect(!told.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!told.contains("\u{9B}") && !told.contains("\u{202E}"))
  }

  @Test func severalLinesAreOneReplyAndTheListAndTheCardAreTold() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (_, id) = try desk.somebodyWaits("Ana", "my parcel is late")
    let script = try Script(desk, scratch, face: .plain)
    for line in [
      "/list", "/next", "/list", "Dear Ana,\\", "it comes\\", "tomorrow.", "/card", "/mute 2h",
      "/password", "/debug", "/nonsense\\", "/resolve", "/quit",
    ] { script.say(line) }
    #expect(script.end() == 0)
    let told = script.everything()
    #expect(told.contains(#/#1 waiting, \d:\d\d, general, “Ana” \(claimed\): /#))
    #expect(told.contains("-- open: #1 “Ana”; what you type goes there"))
    #expect(told.contains(#/#1 yours, \d:\d\d, general, “Ana” \(claimed\): /#))
    #expect(told.contains("#1 you: Dear Ana,\n    | it comes\n    | tomorrow.\n"))
    for words in ["CUSTOMER\n", "name       Ana", "TICKET\n", "number     #1"] {
      #expect(told.contains(words), "\(words)")
    }
    #expect(told.contains("-- “Ana”: shows and does not ring until "))
    #expect(told.contains("-- there is no terminal to ask at: frontdesk agent password does it"))
    #expect(told.contains("positions: 1\n") && told.contains("faults: none\n"))
    #expect(told.contains("-- there is no /nonsense\n"))
    let said = try desk.events(of: id).compactMap { event -> String? in
      guard case .said(let message) = event, message.author == .agent(ServedDesk.maya) else {
        return nil
      }
      return message.text
    }
    #expect(said == ["Dear Ana,\nit comes\ntomorrow."])
  }
}

/// Lines on a terminal: who is written to stands before what is written.
@Suite(.serialized) struct PlainTerminalTests {
  private let turn = TerminalTurn()

  @Test func thePromptNamesTheConversationThatIsOpenAndAPasswordIsNotShown() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits("Ana", "my parcel is late")
    let terminal = try TestTerminal(columns: 80, rows: 60)
    var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
    let token = scratch.path + "/token"
    try PrivateFile.replace(token, with: Array((try desk.token() + "\n").utf8))
    options.tokenFile = token
    options.face = .plain
    options.environment = ["XDG_STATE_HOME": scratch.path, "LANG": "C.UTF-8"]
    options.input = terminal.inside
    options.output = terminal.inside
    options.trouble = terminal.inside
    let run = try ProgramRun(options)
    #expect(terminal.sends("1 waiting"))
    terminal.type("/next\n")
    #expect(terminal.sends("#1> "))
    terminal.type("one\\\n")
    #expect(terminal.sends("... "))
    terminal.type("two\n")
    #expect(terminal.sends("#1 you: one"))
    terminal.type("/password\n")
    for (prompt, words) in [
      ("Old password: ", ServedDesk.password), ("New password: ", "four other unrelated words"),
      ("The new one again: ", "four other unrelated words"),
    ] {
      #expect(terminal.sends(prompt))
      terminal.type(words + "\r")
    }
    #expect(terminal.sends("the password is changed"))
    terminal.type("/quit\n")
    #expect(run.end() == 0)
    let told = String(decoding: terminal.everything, as: UTF8.self)
    #expect(!told.contains("unrelated") && !told.contains(ServedDesk.password))
  }
}
