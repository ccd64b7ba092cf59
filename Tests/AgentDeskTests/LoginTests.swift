import Desk
import Foundation
import Glibc
import Rehearsal
import TestSupport
import Testing
import Threads

@testable import AgentDesk

/// Logging in at a terminal: every answer is asked for once, unless it was wrong.
@Suite(.serialized) struct LoginTests {
  private let turn = TerminalTurn()

  private static func options(
    _ desk: ServedDesk, _ terminal: TestTerminal, _ scratch: Folder
  ) -> AgentOptions {
    var options = AgentOptions(address: "http://127.0.0.1:\(desk.port)")
    options.face = .plain
    options.environment = ["XDG_STATE_HOME": scratch.path, "LANG": "C.UTF-8"]
    options.input = terminal.inside
    options.output = terminal.inside
    options.trouble = terminal.inside
    return options
  }

  /// The exit status of a run; nil after ten seconds.
  private static func end(_ status: Mailbox<Int32>, _ thread: NamedThread) -> Int32? {
    guard status.wait(for: .seconds(10)) else { return nil }
    thread.join()
    return status.drain().first
  }

  private static func start(_ options: AgentOptions) throws -> (Mailbox<Int32>, NamedThread) {
    let status = Mailbox<Int32>(bound: 1)
    let thread = try NamedThread("agent") { _ = status.post(AgentProgram.run(options)) }
    return (status, thread)
  }

  /// Finding: a wrong password asked for the login again, though that was right; and the one of
  /// another login deleted the session that was remembered.
  @Test func onlyWhatWasWrongIsAskedForAgainAndNoOtherSessionIsForgotten() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let folder = try StateFolder(root: scratch.path, host: "127.0.0.1", port: desk.port)
    try folder.keep(StateFolder.Token(agent: "kim", secret: "kims secret"))
    let terminal = try TestTerminal(columns: 80, rows: 24)
    var options = Self.options(desk, terminal, scratch)
    options.user = "maya"
    options.keepsToken = false
    let (status, thread) = try Self.start(options)
    #expect(terminal.shows("Password of maya"))
    terminal.type("guess\r")
    #expect(terminal.shows("user or password is wrong"))
    #expect(terminal.shows("wrong\r\n") || terminal.shows("Password of maya at 127.0.0.1:"))
    #expect(try folder.token()?.agent == "kim")
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("nobody is waiting"))
    terminal.type("/quit\r")
    #expect(Self.end(status, thread) == 0)
    #expect(try folder.token()?.agent == "kim")
  }

  @Test func theFirstStartAsksForTheDeskAndRemembersIt() throws {
    let desk = try ServedDesk()
    let scratch = try Folder()
    let terminal = try TestTerminal(columns: 80, rows: 24)
    var options = Self.options(desk, terminal, scratch)
    let address = options.address
    options.address = "http://127.0.0.1:9"
    options.asksAddress = true
    let (status, thread) = try Self.start(options)
    #expect(terminal.shows("Address of the desk [http://127.0.0.1:9]:"))
    terminal.type(address + "\r")
    #expect(terminal.shows("User at 127.0.0.1:"))
    terminal.type("maya\r")
    #expect(terminal.shows("Password of maya"))
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("nobody is waiting"))
    terminal.type("/quit\r")
    #expect(Self.end(status, thread) == 0)
    // The second start asks nothing.
    let next = try TestTerminal(columns: 80, rows: 24)
    var later = Self.options(desk, next, scratch)
    later.address = "http://127.0.0.1:9"
    later.asksAddress = true
    let (again, second) = try Self.start(later)
    #expect(next.shows("nobody is waiting"))
    next.type("/quit\r")
    #expect(Self.end(again, second) == 0)
  }

  @Test func aDeskThatIsNotThereIsSaidAtOnce() throws {
    let desk = try ServedDesk()
    let terminal = try TestTerminal(columns: 80, rows: 24)
    var options = Self.options(desk, terminal, try Folder())
    options.address = "http://127.0.0.1:9"
    options.user = "maya"
    let (status, thread) = try Self.start(options)
    #expect(terminal.shows("Password of maya"))
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("cannot connect to"))
    #expect(Self.end(status, thread) == AgentProgram.Status.unreachable)
  }

  @Test func theCodeOfTheSecondFactorIsAskedForWithWhatItTakes() throws {
    let desk = try ServedDesk()
    try desk.ask { try $0.requireSecondFactor(Identifier("maya"), true, by: "o:test") }
    let terminal = try TestTerminal(columns: 80, rows: 48)
    var options = Self.options(desk, terminal, try Folder())
    options.user = "maya"
    let (status, thread) = try Self.start(options)
    #expect(terminal.shows("Password of maya"))
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("otpauth://totp/Frontdesk:maya?secret="))
    #expect(terminal.shows("or photograph this with it:"))
    #expect(terminal.shows("█▀▀▀▀▀█"))
    #expect(terminal.shows("Code of the authenticator:"))
    terminal.type("123\r")
    #expect(terminal.shows("the code is wrong"))
    terminal.type("\r")
    #expect(Self.end(status, thread) == AgentProgram.Status.usage)
  }

  @Test(arguments: [("C", 48), ("C.UTF-8", 20)] as [(String, UInt16)])
  func theSquareToBePhotographedIsLeftOutWhereItCannotBeDrawn(locale: String, rows: UInt16) throws {
    let desk = try ServedDesk()
    try desk.ask { try $0.requireSecondFactor(Identifier("maya"), true, by: "o:test") }
    let terminal = try TestTerminal(columns: 80, rows: rows)
    var options = Self.options(desk, terminal, try Folder())
    options.environment["LANG"] = locale
    options.user = "maya"
    let (status, thread) = try Self.start(options)
    #expect(terminal.shows("Password of maya"))
    terminal.type(ServedDesk.password + "\r")
    #expect(terminal.shows("otpauth://totp/Frontdesk:maya?secret="))
    #expect(terminal.shows("Code of the authenticator:"))
    terminal.type("\r")
    #expect(Self.end(status, thread) == AgentProgram.Status.usage)
    #expect(!String(decoding: terminal.everything, as: UTF8.self).contains("photograph"))
  }

  /// Finding: a token file that is missing ended with the status of a failing disk.
  @Test func aTokenFileThatIsMissingIsWrongUse() throws {
    let desk = try ServedDesk()
    let terminal = try TestTerminal(columns: 80, rows: 24)
    var options = Self.options(desk, terminal, try Folder())
    options.tokenFile = "/nonexistent/token"
    #expect(AgentProgram.run(options) == AgentProgram.Status.usage)
    #expect(terminal.shows("cannot read /nonexistent/token"))
  }
}
