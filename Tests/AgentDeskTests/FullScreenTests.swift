import Desk
import Glibc
import Rehearsal
import TestSupport
import Testing
import Threads

@testable import AgentDesk

/// The whole program on a pseudo-terminal against a desk on a socket.
@Suite(.serialized) struct FullScreenTests {
  private let turn = TerminalTurn()

  private static func options(
    _ desk: ServedDesk, _ terminal: TestTerminal, _ scratch: Folder
  ) -> AgentOptions {
    var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
    options.face = .fullScreen
    options.user = "maya"
    options.environment = [
      "XDG_STATE_HOME": scratch.path, "LANG": "C.UTF-8", "TERM": "xterm-256color",
    ]
    options.input = terminal.inside
    options.output = terminal.inside
    options.trouble = terminal.inside
    return options
  }

  @Test func aDayAtTheDeskFromLoginToLeaving() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let terminal = try TestTerminal(columns: 80, rows: 24)
    let evil = "\u{1B}]0;pwned\u{07}\u{1B}[2J\u{9B}31m\u{202E}parcel\r\n10:00 > you refunded"
    let (ana, id) = try desk.somebodyWaits("An\u{202E}a", evil)

    let run = try ProgramRun(Self.options(desk, terminal, scratch))
    #expect(terminal.shows("Password of maya at 127.0.0.1: "))
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("QUEUE 1"))
    terminal.type("\u{1B}n")
    #expect(terminal.shows("reply to An"))
    terminal.type("Hello Ana 👍🏽\r")
    #expect(terminal.shows("Hello Ana"))
    #expect(try soon { try Self.said(desk, id).last == "Hello Ana 👍🏽" })
    try ana.do(.say("thanks"), id)
    #expect(terminal.shows("thanks"))

    terminal.type("half a thought")
    #expect(terminal.shows("draft saved"))
    terminal.type("\u{03}\u{03}\u{03}")
    #expect(run.end() == 0)
    #expect(terminal.sends("\u{1B}[?1049l"))
    Self.expectClean(terminal.everything)
    let token = try StateFolder(root: scratch.path, host: "127.0.0.1", port: desk.port).token()
    #expect(token?.agent == "maya")
    _ = try Visitor.agent(desk, token: token?.secret)
  }

  /// What the customer sent can be seen, but none of it can have steered the terminal.
  private static func expectClean(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("\u{1B}]0;"))
    #expect(!text.contains("pwned\u{07}") && !text.contains("\u{9B}") && !text.contains("\u{202E}"))
    #expect(text.contains("pwned"))
    #expect(!text.contains(ServedDesk.password))
  }

  @Test func theRememberedLoginNeedsNoPasswordAndALostLineIsResumed() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let terminal = try TestTerminal(columns: 120, rows: 30)
    try StateFolder(root: scratch.path, host: "127.0.0.1", port: desk.port)
      .keep(StateFolder.Token(agent: "maya", secret: try desk.token()))
    let (_, id) = try desk.somebodyWaits("Ana", "hello?")

    let run = try ProgramRun(Self.options(desk, terminal, scratch))
    #expect(terminal.shows("QUEUE 1"))
    terminal.type("/take #1\r")
    #expect(terminal.shows("reply to Ana"))
    // The answer is swallowed and the line cut: only sending again can tell.
    desk.swallowAnswers(1)
    terminal.type("only once\r")
    #expect(terminal.shows("only once"))
    #expect(try soon { try Self.said(desk, id).last == "only once" })
    desk.cutEverybody()
    #expect(soon { desk.duplicates == 1 })
    #expect(try Self.said(desk, id).count { $0 == "only once" } == 1)
    terminal.type("/resolve\r")
    #expect(terminal.shows("marked this resolved"))
    terminal.type("/quit\r")
    #expect(run.end() == 0)
  }

  /// What was said in the conversation, oldest first.
  private static func said(_ desk: ServedDesk, _ id: ConversationID) throws -> [String] {
    try desk.events(of: id).compactMap {
      if case .said(let message) = $0 { message.text } else { nil }
    }
  }

  /// A8: after every restart all conversations were unread, also those read yesterday.
  @Test func whatWasReadStaysReadOverARestart() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let (evening, morning) = (
      try TestTerminal(columns: 120, rows: 30), try TestTerminal(columns: 120, rows: 30)
    )
    try StateFolder(root: scratch.path, host: "127.0.0.1", port: desk.port)
      .keep(StateFolder.Token(agent: "maya", secret: try desk.token()))
    let (ana, id) = try desk.somebodyWaits("Ana", "is my parcel lost?")

    let first = try ProgramRun(Self.options(desk, evening, scratch))
    #expect(evening.shows("QUEUE 1"))
    evening.type("/take #1\r")
    // The newest of it: what was said before stands in the list as well.
    #expect(evening.shows("you took this conversation"))
    evening.type("/quit\r")
    #expect(first.end() == 0)

    let second = try ProgramRun(Self.options(desk, morning, scratch))
    #expect(morning.shows("mine 1"))
    #expect(!String(decoding: morning.everything, as: UTF8.self).contains("*1"))
    try ana.do(.say("are you there?"), id)
    #expect(morning.shows("mine 1 *1"))
    morning.type("\u{1B}1")
    #expect(morning.shows("you took this conversation"))
    morning.type("/quit\r")
    #expect(second.end() == 0)
  }

  @Test func panesStayAsWideAsTheyWereMadeAndBareWordsLeaveTheMouse() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    _ = try desk.somebodyWaits("Ana", "my parcel is late")
    let folder = try StateFolder(root: scratch.path, host: "127.0.0.1", port: desk.port)
    for round in 0..<2 {
      let terminal = try TestTerminal(columns: 120, rows: 30)
      var options = Self.options(desk, terminal, scratch)
      options.keepsToken = true
      if round == 0 {
        try folder.keep(StateFolder.Token(agent: "maya", secret: try desk.token()))
      }
      let run = try ProgramRun(options)
      #expect(terminal.shows("QUEUE 1"))
      if round == 0 {
        terminal.type("\u{1B}]")
        #expect(terminal.shows(String(repeating: "─", count: 18) + " oldest"))
      } else {
        // As it was left: four columns more than usual.
        #expect(terminal.shows(String(repeating: "─", count: 18) + " oldest"))
        terminal.type("\u{1B}n")
        #expect(terminal.shows("reply to Ana"))
        // The newest of it: the words before are there too.
        #expect(terminal.shows("you took this conversation"))
        #expect(!terminal.everything.contains(bytes: "\u{1B}[?1000l"))
        terminal.type("\u{1B}l")
        #expect(terminal.shows("customer “Ana” (claimed): my parcel is late"))
        #expect(terminal.sends("\u{1B}[?1000l"))
        terminal.type(" ")
        #expect(terminal.shows("reply to Ana"))
      }
      for _ in 0..<3 { terminal.type("\u{03}") }
      #expect(run.end() == 0)
    }
    #expect(try folder.widths().list == PaneWidths.step)
  }

  @Test func aWrongPasswordIsSaidAndAskedForAgain() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let terminal = try TestTerminal(columns: 80, rows: 24)
    let run = try ProgramRun(Self.options(desk, terminal, scratch))
    #expect(terminal.shows("Password of maya"))
    terminal.type("guess\r")
    #expect(terminal.shows("user or password is wrong"))
    // The second prompt, not the first one, which still stands there.
    #expect(terminal.sends("wrong\r\nPassword of maya"))
    terminal.type("\u{03}")
    #expect(run.end() == AgentProgram.Status.usage)
  }
}

extension [UInt8] {
  fileprivate func contains(bytes text: String) -> Bool {
    String(decoding: self, as: UTF8.self).contains(text)
  }
}
