import Desk
import JSON
import Synchronization
import Wire

/// A customer who goes back and forth between two questions of the triage flow: each message is one
/// step of the flow and brings one answer of the bot.
///
/// Lives on the loop thread.
final class BotCustomer: Ear, @unchecked Sendable {
  private let exchange: Exchange
  private let numbers: Numbers
  private var line: Line?
  private var conversation: Identifier<Conversation>?
  private var letters: [Stationery] = []
  private var epoch = ""
  private var isReady = false
  private var checking = Checking()
  /// What was said and not yet answered, oldest first.
  private var waiting: [Int64] = []
  private var said = 0

  /// Numbers for what customers say, unlike each other over the whole measuring.
  final class Numbers: Sendable {
    private let latest = Atomic<Int64>(0)

    /// Takes so many; returns the first.
    func take(_ count: Int64) -> Int64 { latest.add(count, ordering: .relaxed).oldValue }
  }

  init(_ exchange: Exchange, _ numbers: Numbers) {
    self.exchange = exchange
    self.numbers = numbers
  }

  func opened(_ line: Line) {
    self.line = line
    let hello = Hello.customer(site: BenchFolder.site, token: nil, language: "en")
    line.send(ClientFrame.hello(hello).bytes)
  }

  func ended(_ why: String) { if !exchange.isOver { exchange.fail("a connection ended: \(why)") } }

  func heard(_ message: UnsafeRawBufferPointer) {
    let glance = FrameGlance(message)
    if glance.kind == .said || glance.kind == .happened, let wrong = checking.hear(glance) {
      exchange.fail(wrong)
    }
    guard isReady else { return prepare(message) }
    switch glance.kind {
    case .ack:
      exchange.acked.add(1, ordering: .releasing)
      exchange.echoed.add(1, ordering: .releasing)
    case .said: if glance.isBots { answered() }
    case .refused: prepare(message)
    case .happened, .welcome, .caughtUp, .other: break
    }
  }

  /// Says the next thing, under this number.
  func say(_ number: Int64) {
    waiting.append(number)
    said += 1
    exchange.sent.add(1, ordering: .releasing)
    line?.send(letters[said & 1].letter(number))
  }

  private func answered() {
    guard !waiting.isEmpty else { return exchange.fail("the bot answered more than once") }
    exchange.arrived(waiting.removeFirst())
    exchange.delivered.add(1, ordering: .releasing)
    if exchange.goesOn { say(numbers.take(1)) }
  }

  private func prepare(_ message: UnsafeRawBufferPointer) {
    do {
      switch try ServerFrame.read(JSONReader.read(message)) {
      case .welcome(let welcome):
        epoch = welcome.epoch
        let start = Wire.Order(Chance.command(), nil, .start(language: "en", page: nil))
        line?.send(ClientFrame.command(start).bytes)
      case .ack(let ack): begun(ack.conversation)
      case .caughtUp:
        isReady = true
        exchange.ready.add(1, ordering: .releasing)
      case .nack(_, let refusal), .refused(let refusal, _):
        exchange.fail("refused: \(refusal.code) \(refusal.why)")
      default: break
      }
    } catch { exchange.fail("a frame cannot be read: \(error)") }
  }

  private func begun(_ conversation: Identifier<Conversation>) {
    // At the menu "order" asks for the order's number; from there "back" leads to the menu.
    letters = [
      Stationery(conversation, text: "back"), Stationery(conversation, text: "order"),
    ]
    line?.send(ClientFrame.follow(conversation, epoch: epoch, after: 0).bytes)
  }
}
