import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// A supervisor sees the whole desk and acts on it: nothing on the screen let them before.
@Suite struct BoardTests {
  private static let bo = PaperDesk.id("p")
  private static let colleagues = [
    Reply.Colleague(
      agent: PaperDesk.kim, role: .agent, isOnline: true, isAway: false, open: 4, capacity: 4,
      lastAct: PaperDesk.ten + .seconds(-600)),
    Reply.Colleague(
      agent: AgentName(Identifier("lena"), name: "Lena Weiß"), role: .agent, isOnline: false,
      isAway: false, open: 0, capacity: 4),
    Reply.Colleague(
      agent: AgentName(Identifier("jon"), name: "Jon Bray"), role: .agent, isOnline: true,
      isAway: true, open: 1, capacity: 3, lastAct: PaperDesk.ten + .seconds(-7200)),
  ]

  /// Bo has waited for Kim for longer than was promised; the board is open.
  private static func desk(_ size: Size = Size(columns: 80, rows: 24), role: Role = .supervisor)
    throws -> PaperDesk
  {
    var desk = PaperDesk.morning(size)
    desk.comeOnline(role: role)
    desk.fillQueue()
    desk.summarise(
      bo, 1050, "Bo Nilsen", .agent, queue: "billing", agent: PaperDesk.kim, waited: .seconds(900),
      text: "I was charged twice", replyBy: desk.now + .seconds(-60))
    desk.hear(.watching)
    desk.effects = []
    desk.press(Key(.function(6)))
    desk.hear(.answer(try desk.asked().id, .agents(colleagues)))
    return desk
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 160, rows: 50)])
  func theBoard(size: Size) throws {
    var desk = try Self.desk(size)
    desk.press(Key(.down))
    try Golden.expect(DeskView(desk.model).grid(), "board-\(size.columns)x\(size.rows)")
  }

  @Test func whoIsLateStandsFirstAndIsReadByOneKey() throws {
    var desk = try Self.desk()
    desk.press(Key(.down), Key(.enter))
    #expect(desk.model.current == Self.bo)
    #expect(desk.model.overlay == nil)
  }

  /// What would be done is read before Enter does it: no letter of the board acts by itself.
  @Test func itsLettersBeginCommandsAndDoNothing() throws {
    for (letter, text) in [("t", "/takeover "), ("r", "/transfer @"), ("n", "/note ")]
      as [(Unicode.Scalar, String)]
    {
      var desk = try Self.desk()
      desk.press(Key(.down), .text(letter))
      #expect(desk.model.draft.editor.text == text)
      #expect(desk.sentCommands().isEmpty)
    }
  }

  @Test func anAgentIsSentAwayFromTheirRow() throws {
    var desk = try Self.desk()
    let rows = desk.model.subjects(try #require(desk.board))
    let place = try #require(rows.firstIndex(of: .agent(PaperDesk.kim.id)))
    for _ in 0...place { desk.press(Key(.down)) }
    desk.press(.text("a"))
    #expect(desk.model.draft.editor.text == "/sendaway @kim ")
  }

  @Test func agentsMaySeeTheBoardAndSendNobodyAway() throws {
    var desk = try Self.desk(role: .agent)
    desk.press(Key(.end), .text("a"))
    #expect(desk.model.draft.editor.isEmpty)
    #expect(desk.model.toast?.text.contains("supervisors") == true)
  }

  @Test func peopleAreAskedForEveryFewSecondsWhileItIsOpen() throws {
    var desk = try Self.desk()
    #expect(desk.questions().isEmpty)
    desk.pass(.seconds(6))
    #expect(try desk.asked().subject == .agents)
    desk.press(Key(.escape))
    desk.pass(.seconds(60))
    #expect(desk.questions().isEmpty)
  }

  @Test func queuesAreCountedAndWorkersRankedByWhatTheyOwe() throws {
    let desk = try Self.desk()
    let floor = desk.model.floor
    let billing = try #require(
      floor.queueCounts(at: desk.now).first { $0.queue == Identifier("billing") })
    #expect(billing.withAgents == 1 && billing.late >= 1)
    let workers = floor.workers(Self.colleagues, at: desk.now)
    #expect(workers.map(\.colleague.agent.id.text) == ["kim", "jon", "lena"])
    #expect(workers[0].owing == 1 && workers[0].late == 1)
  }

  // MARK: Words for all, and who looks on

  @Test func supervisorsSpeakToAllAndAgentsDoNot() throws {
    var desk = PaperDesk()
    desk.enter("/announce the shop is down")
    #expect(desk.announced.isEmpty)
    desk.comeOnline(role: .supervisor)
    desk.enter("/announce the shop is down")
    #expect(desk.announced == ["the shop is down"])
  }

  @Test func whatIsSaidToAllIsShownAndRings() {
    var desk = PaperDesk()
    desk.pass(.seconds(10))
    desk.effects = []
    desk.hear(.announcement(Announcement(by: PaperDesk.kim, "shop is \u{1B}[2Jdown", at: desk.now)))
    #expect(desk.model.toast?.text.contains("Kim Olsen") == true)
    #expect(desk.effects.contains(.ring))
    #expect(!DeskView(desk.model).grid().text().contains("\u{1B}"))
  }

  @Test func whoIsWatchedSeesIt() {
    var desk = PaperDesk.morning(Size(columns: 80, rows: 24))
    desk.hear(.readers(PaperDesk.ana, [PaperDesk.kim]))
    #expect(DeskView(desk.model).grid().text().contains("Kim Olsen reads along"))
    desk.hear(.readers(PaperDesk.ana, []))
    #expect(!DeskView(desk.model).grid().text().contains("reads along"))
  }
}

extension PaperDesk {
  fileprivate var board: Board? {
    if case .board(let board)? = model.overlay { return board }
    return nil
  }

  /// What was said to all since the last look.
  fileprivate var announced: [String] {
    effects.compactMap { effect in
      if case .line(.send(.announce(_, let text))) = effect { return text }
      return nil
    }
  }

}
