import AgentDesk
import Desk
import Foundation
import Terminal
import Threads
import Wire

/// The agent's terminal by itself: what a frame costs, what turning a page costs, and how much
/// memory long conversations take.
struct TerminalRows {
  let scale: Scale

  private static let size = Size(columns: 160, rows: 50)
  private static let ana = Identifier<Conversation>("aaaaaaaaaaaaaaaaaaaaaa")
  private static let bo = Identifier<Conversation>("bbbbbbbbbbbbbbbbbbbbbb")
  private static let kim = AgentName(Identifier("kim"), name: "Kim Olsen")
  private static let ten = Instant(milliseconds: 1_795_255_200_000)

  func rows() throws -> [Row] {
    let many = Table.grouped(scale.terminalMessages)
    var frame = Row("terminal: a frame at 160x50", "us", note: "drawn and painted, CPU")
    var key = Row("terminal: a key, to the bytes of its frame", "us", note: "CPU")
    var page = Row("terminal: a page up", "us", note: "in \(many) messages, CPU")
    var memory = Row("terminal: a message held", "bytes", note: "resident")
    for run in 1...scale.runs {
      var desk = Seat(at: Self.ten)
      desk.talk(Self.bo, scale.terminalMessages, run)
      // What the first conversation needed once is there; the second costs what each costs.
      let before = try ProcessFigures(of: getpid()).resident
      desk.talk(Self.ana, scale.terminalMessages, run)
      desk.open()
      // A second time, what the first left is used again.
      if run == 1 {
        let after = try ProcessFigures(of: getpid()).resident
        memory.add(Double(max(0, after - before)) / Double(scale.terminalMessages))
      }
      frame.add(try desk.each { desk in desk.paint() })
      key.add(
        try desk.each { desk in
          desk.press(.text("a"))
          desk.paint()
        })
      page.add(
        try desk.each { desk in
          desk.press(Key(.pageUp))
          desk.paint()
        })
    }
    return [frame, key, page, memory]
  }

  /// An agent's screen without a terminal and without a line.
  private struct Seat {
    private static let frames = 200
    private var model: DeskModel
    private var now: Instant
    private var shown: Grid
    private let painter = Painter(.full)

    init(at now: Instant) {
      self.now = now
      let line = Uplink(.token("none"), chance: .seeded(1), at: now)
      model = DeskModel(server: "desk.example", line: line, size: TerminalRows.size, at: now)
      shown = Grid(size: TerminalRows.size)
      tell(.tick)
      tell(.connected)
      hear(
        .welcome(
          Welcome(
            epoch: "e", .agent(TerminalRows.kim, role: .agent), token: nil, time: now,
            textLimit: 4000)))
    }

    private mutating func tell(_ event: DeskEvent) { _ = model.update(event, at: now) }
    private mutating func hear(_ frame: ServerFrame) { tell(.received(frame)) }
    mutating func press(_ key: Key) { tell(.input(.key(key))) }

    /// A conversation of mine of so many messages, of a dozen words each.
    mutating func talk(_ id: Identifier<Conversation>, _ count: Int, _ run: Int) {
      hear(
        .summary(
          Summary(
            conversation: id, number: 1, stage: .agent, queue: Identifier("orders"),
            priority: .normal, category: nil, customerName: "Ana", email: nil, language: "en",
            subject: "parcel", agent: TerminalRows.kim, owed: .person(since: now),
            lastText: "parcel", lastBy: .customer, lastAt: now, seq: 1)))
      hear(.watching)
      for number in 1...count {
        let author: Author = number % 3 == 0 ? .agent(TerminalRows.kim) : .customer
        let link = number % 10 == 0 ? " https://shop.example/orders/AB-\(100_000 + number)" : ""
        let text = "Message \(number) of run \(run): it was due on Friday, so where is it?\(link)"
        let moment = now + .seconds(Int64(number - count) * 60)
        hear(.event(Entry(id, seq: Int64(number), at: moment, .said(Message(author, text)))))
      }
      hear(.caughtUp(id, seq: Int64(count)))
    }

    mutating func open() { press(.alt("2")) }

    mutating func paint() {
      let grid = DeskView(model).grid()
      _ = painter.difference(from: shown, to: grid)
      shown = grid
    }

    /// Processor time of one, in microseconds.
    mutating func each(_ act: (inout Seat) -> Void) throws -> Double {
      act(&self)
      guard model.current != nil else { throw Trouble("no conversation is on the screen") }
      let start = ProcessorTime.now
      for _ in 0..<Self.frames { act(&self) }
      return Double(ProcessorTime.now - start) / 1e3 / Double(Self.frames)
    }
  }
}
