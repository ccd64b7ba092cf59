import Desk
import JSON
import Synchronization
import Wire

/// An agent's further connection that follows one conversation and counts what comes.
final class Listener: Ear, @unchecked Sendable {
  /// Nil at a reference, which asks nobody who they are.
  private let token: String?
  private let conversation: Identifier<Conversation>
  private let exchange: Exchange
  private let there: Tally
  private var line: Line?
  private var checking = Checking()

  /// How many listeners are there.
  final class Tally: Sendable { let count = Atomic<Int>(0) }

  init(
    _ token: String?, _ conversation: Identifier<Conversation>, _ exchange: Exchange, _ tally: Tally
  ) {
    self.token = token
    self.conversation = conversation
    self.exchange = exchange
    there = tally
  }

  func opened(_ line: Line) {
    self.line = line
    let hello: Hello =
      token.map { .agent(token: $0) }
      ?? .customer(site: "reference", token: nil, language: "en")
    line.send(ClientFrame.hello(hello).bytes)
  }

  func ended(_ why: String) { if !exchange.isOver { exchange.fail("a listener ended: \(why)") } }

  func heard(_ message: UnsafeRawBufferPointer) {
    let glance = FrameGlance(message)
    switch glance.kind {
    case .said, .happened:
      if let wrong = checking.hear(glance) { exchange.fail(wrong) }
      guard let number = glance.number else { return }
      exchange.arrived(number)
      exchange.delivered.add(1, ordering: .releasing)
    case .ack, .other: break
    case .welcome, .caughtUp, .refused: prepare(message)
    }
  }

  private func prepare(_ message: UnsafeRawBufferPointer) {
    do {
      switch try ServerFrame.read(JSONReader.read(message)) {
      case .welcome(let welcome):
        line?.send(ClientFrame.follow(conversation, epoch: welcome.epoch, after: 0).bytes)
      case .caughtUp: there.count.add(1, ordering: .releasing)
      case .nack(_, let refusal), .refused(let refusal, _):
        exchange.fail("refused: \(refusal.code) \(refusal.why)")
      default: break
      }
    } catch { exchange.fail("a frame cannot be read: \(error)") }
  }
}
