import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Somebody types by chance over a line that answers late: no word may reach another customer than
/// the one whose conversation stood before its writer's eyes when the word was begun.
@Suite struct TypistTests {
  /// What the desk answers, and when it arrives.
  private struct Letter {
    let due: Instant
    let frame: ServerFrame
  }

  /// A typist with a desk behind a line of 300 ms, each way by chance.
  private struct Typist {
    private static let keys: [Key] = [
      .alt("n"), .alt("n"), .alt("n"), .alt("a"), .alt("t"), .alt("1"), .alt("2"), .alt("3"),
      .alt("4"), .alt("7"), .alt("z"), Key(.tab), Key(.tab, .shift), Key(.home), Key(.down),
      Key(.up), Key(.end), Key(.pageUp), Key(.escape), .alt("i"), .control("n"),
    ]
    private static let words = [
      "thanks", "just", "great", "kind", "Good", "to", "tj", "/resolve", " /note a", "/take 2", "k",
      "//x", "get", "?",
    ]

    var desk: PaperDesk
    var chance: Chance
    private var letters: [Letter] = []
    private var count = 0
    private(set) var wrong: [String] = []
    private(set) var said = 0

    init(seed: UInt64) {
      chance = .seeded(seed)
      var preferences = Preferences()
      preferences.undoSend = Bool.random(using: &chance) ? .zero : .seconds(5)
      desk = PaperDesk.morning(Size(columns: 80, rows: 24), preferences: preferences)
    }

    /// One word, written where it is begun: its text says whose it is.
    mutating func act() {
      switch Int.random(in: 0..<10, using: &chance) {
      case 0..<5: write()
      case 5..<9: if let key = Self.keys.randomElement(using: &chance) { desk.press(key) }
      default: pass(.milliseconds(Int64.random(in: 0...3000, using: &chance)))
      }
      answer()
    }

    private mutating func write() {
      count += 1
      let word = Self.words.randomElement(using: &chance) ?? ""
      // What is on the screen as the first letter is pressed is what its writer means.
      let meant = desk.model.current?.text.prefix(1) ?? "-"
      let isCommand = word.drop { $0 == " " }.hasPrefix("/") && !word.hasPrefix("//")
      let text = isCommand ? word : "\(word)<\(meant)\(count)>"
      for scalar in text.unicodeScalars {
        desk.press(.text(scalar))
        pass(.milliseconds(Int64.random(in: 10...180, using: &chance)))
      }
      if Int.random(in: 0..<3, using: &chance) > 0 { desk.press(Key(.enter)) }
    }

    private mutating func pass(_ span: Duration) {
      let end = desk.now + span
      while let next = letters.first, next.due <= end {
        letters.removeFirst()
        if next.due > desk.now { desk.now = next.due }
        desk.tell(.tick)
        desk.hear(next.frame)
        answer()
      }
      if end > desk.now { desk.now = end }
      desk.tell(.tick)
      answer()
    }

    /// The desk hears what was sent, and answers after the line's two ways.
    private mutating func answer() {
      for order in desk.sentCommands() {
        check(order)
        let due = desk.now + .milliseconds(Int64.random(in: 300...900, using: &chance))
        guard order.command == .take || order.conversation != nil else { continue }
        if case .take = order.command { take(order, due) } else { acknowledge(order, due) }
      }
    }

    private mutating func acknowledge(_ order: Order, _ due: Instant) {
      guard let id = order.conversation else { return }
      post(due, .ack(Ack(order.cid, id, seq: 99, isDuplicate: false)))
    }

    private mutating func take(_ order: Order, _ due: Instant) {
      let next = order.conversation ?? desk.model.floor.queue.first?.conversation
      guard let id = next, let summary = desk.model.floor.summary(id), summary.stage == .waiting
      else {
        return post(due, .nack(order.cid, Refusal(.notWaiting, "nobody waits")))
      }
      post(
        due,
        .summary(
          Summary(
            conversation: id, number: summary.number, stage: .agent, queue: summary.queue,
            priority: .normal, category: nil, customerName: summary.customerName, email: nil,
            language: "en", subject: "", agent: PaperDesk.maya,
            owed: .person(since: summary.lastAt), by: nil, warning: nil, lastText: "",
            lastBy: .customer, lastAt: summary.lastAt, seq: 9,
            matter: Summary.Matter(state: .open, offer: nil))))
      post(due, .ack(Ack(order.cid, id, seq: 9, isDuplicate: false)))
    }

    private mutating func post(_ due: Instant, _ frame: ServerFrame) {
      let place = letters.firstIndex { $0.due > due } ?? letters.count
      letters.insert(Letter(due: due, frame: frame), at: place)
    }

    /// Every word says whose it is: `<a12>` was begun before Ana's conversation.
    private mutating func check(_ order: Order) {
      guard case .say(let text) = order.command, let id = order.conversation else { return }
      said += 1
      // The cursor may have stood in another mark: what is no name of a conversation is none.
      for part in text.split(separator: "<").dropFirst()
      where part.first != id.text.first && part.dropFirst().first?.isNumber == true
        && part.first?.isASCII == true && part.first != "/"
      {
        wrong.append("\(text) went to \(id.text)")
      }
      if SlashCommand.isMeant(text), !text.hasPrefix("/x") { wrong.append("\(text) is a command") }
    }
  }

  /// 10,000 runs in four parts, side by side.
  @Test(arguments: 0..<4) func noWordOfTenThousandRunsReachesAnotherCustomer(part: Int) {
    let first = UInt64.random(in: 0..<1 << 40)
    var said = 0
    for seed in first..<first + 2500 {
      var typist = Typist(seed: seed)
      for _ in 0..<15 { typist.act() }
      said += typist.said
      guard typist.wrong.isEmpty else {
        Issue.record("seed \(seed): \(typist.wrong)")
        return
      }
    }
    #expect(said > 1000)
  }
}
