import Desk
import JSON
import Synchronization
import Wire

/// A customer or an agent who talk with each other: even numbers are the customer's, odd ones the
/// agent's.
///
/// Sets itself up as people would (hello, start, "agent", take, follow), then counts what it hears.
/// Lives on the loop thread; `line` and `stationery` are settled before the first round.
final class PairSide: Ear, @unchecked Sendable {
  let who: Who
  private let exchange: Exchange
  private let counter: PairCounter
  private(set) var line: Line?
  private(set) var stationery: Stationery?
  private weak var partner: PairSide?
  private(set) var conversation: Identifier<Conversation>?
  private var epoch = ""
  private var isReady = false
  private var checking = Checking()

  enum Who: Sendable {
    case customer(site: String)
    case agent(token: String, isWatching: Bool)
    /// A side of the C reference, which only relays: the conversation's name is given.
    case plain(Identifier<Conversation>, isCustomer: Bool)
  }

  init(_ who: Who, _ exchange: Exchange, _ counter: PairCounter, partner: PairSide?) {
    self.who = who
    self.exchange = exchange
    self.counter = counter
    self.partner = partner
    partner?.partner = self
  }

  private var parity: Int64 {
    switch who {
    case .customer, .plain(_, isCustomer: true): 0
    case .agent, .plain(_, isCustomer: false): 1
    }
  }

  func opened(_ line: Line) {
    self.line = line
    let hello: Hello =
      switch who {
      case .customer(let site): .customer(site: site, token: nil, language: "en")
      case .agent(let token, _): .agent(token: token)
      case .plain: .customer(site: "reference", token: nil, language: "en")
      }
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
    case .ack: acknowledged()
    case .said: if let number = glance.number { count(number) }
    case .happened: break
    case .other: object(to: message)
    }
  }

  // MARK: Working

  private func acknowledged() {
    exchange.acked.add(1, ordering: .releasing)
    if exchange.goesOn { say() }
  }

  private func count(_ number: Int64) {
    guard number & 1 != parity else {
      exchange.echoed.add(1, ordering: .releasing)
      return
    }
    exchange.arrived(number)
    exchange.delivered.add(1, ordering: .releasing)
  }

  /// Says the next thing at once; on the loop thread.
  private func say() {
    guard let stationery else { return }
    exchange.sent.add(1, ordering: .releasing)
    line?.send(stationery.letter(counter.next(parity)))
  }

  private func object(to message: UnsafeRawBufferPointer) {
    do {
      switch try ServerFrame.read(JSONReader.read(message)) {
      case .nack(_, let refusal), .refused(let refusal, _):
        exchange.fail("refused: \(refusal.code) \(refusal.why)")
      case .reset: exchange.fail("a follower was reset")
      default: break
      }
    } catch { exchange.fail("a frame cannot be read: \(error)") }
  }

  // MARK: Getting ready

  private func prepare(_ message: UnsafeRawBufferPointer) {
    do {
      let frame = try ServerFrame.read(JSONReader.read(message))
      switch frame {
      case .welcome(let welcome): welcomed(welcome)
      case .ack(let ack): begun(ack.conversation)
      case .caughtUp: caughtUp()
      case .event(let entry): hear(entry.event)
      case .nack(_, let refusal), .refused(let refusal, _):
        exchange.fail("refused: \(refusal.code) \(refusal.why)")
      default: break
      }
    } catch { exchange.fail("a frame cannot be read: \(error)") }
  }

  private func welcomed(_ welcome: Welcome) {
    epoch = welcome.epoch
    switch who {
    case .customer: order(nil, .start(language: "en", page: nil))
    case .agent(_, let isWatching):
      if isWatching { line?.send(ClientFrame.watch.bytes) }
      exchange.ready.add(1, ordering: .releasing)
    case .plain(let conversation, _): begun(conversation)
    }
  }

  private func begun(_ conversation: Identifier<Conversation>) {
    guard self.conversation == nil else { return }
    self.conversation = conversation
    stationery = Stationery(conversation)
    line?.send(ClientFrame.follow(conversation, epoch: epoch, after: 0).bytes)
  }

  private func caughtUp() {
    switch who {
    case .customer: order(conversation, .say("agent"))
    case .agent, .plain: becomeReady()
    }
  }

  private func hear(_ event: Event?) {
    guard case .customer = who, let conversation else { return }
    switch event {
    case .queued: partner?.order(conversation, .take)
    case .taken: becomeReady()
    case .promised: exchange.fail("no agent was found for a customer who asked for one")
    default: break
    }
  }

  private func becomeReady() {
    isReady = true
    exchange.ready.add(1, ordering: .releasing)
  }

  private func order(_ conversation: Identifier<Conversation>?, _ deed: Command) {
    line?.send(
      ClientFrame.command(Wire.Order(Chance.command(), conversation, deed)).bytes)
  }
}

/// Numbers for messages, unlike each other over the whole measuring.
final class PairCounter: Sendable {
  private let pairs = Atomic<Int64>(0)

  /// The next number of that parity.
  func next(_ parity: Int64) -> Int64 { pairs.add(1, ordering: .relaxed).oldValue * 2 + parity }

  /// Takes a stretch of numbers of both parities; returns the first, which is even.
  func take(_ count: Int) -> Int64 {
    pairs.add(Int64(count / 2 + 1), ordering: .relaxed).oldValue * 2
  }
}
