import Desk
import JSON
import Synchronization
import Wire

/// A customer who comes, gets a token and some messages, and later returns to read what they
/// missed.
///
/// Lives on the loop thread, but for `token` and `latest`, read once its connection has ended.
final class Visitor: Ear, @unchecked Sendable {
  private let exchange: Exchange
  private let plan: Plan
  private(set) var token: String?
  private(set) var conversation: Identifier<Conversation>?
  private(set) var latest: Int64 = 0
  private var line: Line?
  private var epoch = ""
  /// Not at a desk but at a reference, which knows no customers, only what is said.
  private let isPlain: Bool
  private var isDone = false
  private var checking = Checking()
  private var acks = 0

  enum Plan: Sendable {
    /// Starts a conversation, says something, waits for the bot's answer, and goes.
    case first
    /// Says hello with somebody's token and stays.
    case sit(as: Visitor)
    /// Says hello with somebody's token and asks for what came after an event.
    case resume(as: Visitor, Identifier<Conversation>, after: Int64, upTo: Int64)
  }

  init(_ plan: Plan, _ exchange: Exchange, isPlain: Bool) {
    self.plan = plan
    self.isPlain = isPlain
    self.exchange = exchange
  }

  func opened(_ line: Line) {
    self.line = line
    let token: String? =
      switch plan {
      case .first: nil
      case .sit(let visitor), .resume(let visitor, _, _, _): visitor.token
      }
    let hello = Hello.customer(
      site: isPlain ? "reference" : BenchFolder.site, token: token, language: "en")
    line.send(ClientFrame.hello(hello).bytes)
  }

  func ended(_ why: String) {
    if case .first = plan, isDone { exchange.echoed.add(1, ordering: .releasing) }
    if !isDone, !exchange.isOver { exchange.fail("a connection ended: \(why)") }
  }

  func close() { line?.close() }

  func heard(_ message: UnsafeRawBufferPointer) {
    let glance = FrameGlance(message)
    if glance.kind == .said || glance.kind == .happened {
      if let wrong = checking.hear(glance) { exchange.fail(wrong) }
      latest = checking.latest
      return
    }
    do {
      let frame = try ServerFrame.read(JSONReader.read(message))
      if case .welcome(let welcome) = frame, let token = welcome.token { keep(token) }
      switch plan {
      case .first: first(frame)
      case .sit: sit(frame)
      case .resume(_, let conversation, let after, let end): resume(frame, conversation, after, end)
      }
    } catch { exchange.fail("a frame cannot be read: \(error)") }
  }

  /// Whoever comes back gets a new token, and the old one ends soon.
  private func keep(_ token: String) {
    switch plan {
    case .first: break
    case .sit(let visitor), .resume(let visitor, _, _, _): visitor.token = token
    }
  }

  private func first(_ frame: ServerFrame) {
    switch frame {
    case .welcome(let welcome):
      epoch = welcome.epoch
      if isPlain { return speak(in: Chance.conversation()) }
      order(nil, .start(language: "en", page: nil))
    case .ack(let ack) where token == nil && !isPlain:
      token = ack.token
      conversation = ack.conversation
      order(ack.conversation, .say("order"))
    case .ack:
      // Asked for only now, so that the answer holds all of the bot's words.
      acks += 1
      guard let conversation, !isPlain || acks == Self.words else { return }
      line?.send(ClientFrame.follow(conversation, epoch: epoch, after: 0).bytes)
    case .caughtUp(_, let seq):
      latest = seq
      finish(andGo: true)
    default: refuse(frame)
    }
  }

  /// As many messages as a greeting, an answer and the bot's words to it come to.
  private func speak(in conversation: Identifier<Conversation>) {
    self.conversation = conversation
    let stationery = Stationery(conversation)
    for number in 0..<Int64(Self.words) { line?.send(stationery.letter(number)) }
  }

  private static let words = 4

  private func sit(_ frame: ServerFrame) {
    if case .welcome(let welcome) = frame {
      if isPlain { return finish(andGo: false) }
      guard case .customer(conversation: .some) = welcome.principal else {
        return exchange.fail("a token was not known any more")
      }
      return finish(andGo: false)
    }
    refuse(frame)
  }

  private func resume(
    _ frame: ServerFrame, _ conversation: Identifier<Conversation>, _ after: Int64, _ end: Int64
  ) {
    switch frame {
    case .welcome(let welcome):
      checking.resume(after: after)
      line?.send(
        ClientFrame.follow(conversation, epoch: welcome.epoch, after: after).bytes)
    case .caughtUp:
      guard checking.latest == end else {
        return exchange.fail("resumed to \(checking.latest), not \(end): messages were lost")
      }
      finish(andGo: false)
    default: refuse(frame)
    }
  }

  private func refuse(_ frame: ServerFrame) {
    switch frame {
    case .nack(_, let refusal), .refused(let refusal, _):
      exchange.fail("refused: \(refusal.code) \(refusal.why)")
    default: break
    }
  }

  private func finish(andGo: Bool) {
    isDone = true
    exchange.ready.add(1, ordering: .releasing)
    if andGo { line?.close() }
  }

  private func order(_ conversation: Identifier<Conversation>?, _ deed: Command) {
    line?.send(
      ClientFrame.command(Wire.Order(Chance.command(), conversation, deed)).bytes)
  }
}
