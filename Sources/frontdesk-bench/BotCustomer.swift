import Desk
import JSON
import Synchronization
import Threads
import Wire

/// A customer who goes back and forth between two questions of the triage flow: each message is one
/// step of the flow and brings one answer of the bot.
///
/// Lives on the loop thread; `line` is settled before the first round.
final class BotCustomer: Ear, @unchecked Sendable {
  private let exchange: Exchange
  private let counter: PairCounter
  private(set) var line: Line?
  private var conversation: Identifier<Conversation>?
  private var letters: [Stationery] = []
  private var epoch = ""
  private var isReady = false
  private var checking = Checking()
  private let waiting = Mutex(Waiting())

  /// What was said and not yet answered, oldest first.
  private struct Waiting {
    var numbers: [Int64] = []
    var said = 0
  }

  init(_ exchange: Exchange, _ counter: PairCounter) {
    self.exchange = exchange
    self.counter = counter
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
    case .happened, .other: break
    }
  }

  /// The next thing to say, under this number.
  func next(_ number: Int64) -> [UInt8] {
    let turn = waiting.withLock { waiting in
      waiting.numbers.append(number)
      waiting.said += 1
      return waiting.said
    }
    exchange.sent.add(1, ordering: .releasing)
    return letters[turn & 1].letter(number)
  }

  private func answered() {
    let number = waiting.withLock { $0.numbers.isEmpty ? nil : $0.numbers.removeFirst() }
    guard let number else { return exchange.fail("the bot answered more than once") }
    exchange.arrived(number)
    exchange.delivered.add(1, ordering: .releasing)
    if exchange.goesOn { line?.send(next(counter.next(0))) }
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
