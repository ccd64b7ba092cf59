import Desk
import JSON
import Synchronization
import Wire

/// One connection of a customer or an agent: a customer is in one pair, an agent in many.
///
/// Sets itself up as people would (hello, start, "agent", take, follow), then counts what it hears.
/// Lives on the loop thread.
final class Party: Ear, @unchecked Sendable {
  private let who: Who
  private let pairs: [Pair]
  private let exchange: Exchange
  /// Who is at the other side of a customer's pair.
  private let partner: Party?
  private var line: Line?
  private var epoch = ""
  private var readyPairs = 0
  private var byConversation: [Identifier<Conversation>: Pair] = [:]
  private var taking: [CommandID: Pair] = [:]

  enum Who: Sendable {
    case customer(site: String)
    case agent(token: String, isWatching: Bool)
    /// A side of a reference, which only relays: conversations have their names before.
    case plain(isCustomer: Bool)
  }

  init(_ who: Who, _ pairs: [Pair], _ exchange: Exchange, partner: Party? = nil) {
    self.who = who
    self.pairs = pairs
    self.exchange = exchange
    self.partner = partner
  }

  /// The side of its pairs: 0 is the customer's.
  private var side: Int {
    switch who {
    case .customer, .plain(isCustomer: true): 0
    case .agent, .plain(isCustomer: false): 1
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
    guard readyPairs == pairs.count else { return prepare(message) }
    let glance = FrameGlance(message)
    switch glance.kind {
    case .ack: if let number = glance.number { acknowledged(number) }
    case .said:
      guard let number = glance.number else { return read(message) }
      count(number, glance.seq)
    case .happened, .refused: read(message)
    case .welcome, .caughtUp, .other: break
    }
  }

  // MARK: Working

  private func pair(of number: Int64) -> Pair? {
    guard let first = pairs.first else { return nil }
    // The pairs of one connection stand side by side.
    let place = Int(number / 2 % Int64(first.among)) - first.index
    return pairs.indices.contains(place) ? pairs[place] : nil
  }

  private func acknowledged(_ number: Int64) {
    guard let pair = pair(of: number) else {
      return exchange.fail("an ack of \(number) came to somebody else")
    }
    if let wrong = pair.acknowledged(side, number) { exchange.fail(wrong) }
    exchange.acked.add(1, ordering: .releasing)
    if exchange.goesOn { exchange.say(pair, side) }
  }

  private func count(_ number: Int64, _ seq: Int64) {
    guard let pair = pair(of: number) else {
      return exchange.fail("message \(number) came to somebody else")
    }
    if let wrong = pair.hear(side, seq, number) { exchange.fail(wrong) }
    guard number & 1 != Int64(side) else {
      exchange.echoed.add(1, ordering: .releasing)
      return
    }
    exchange.arrived(number)
    exchange.delivered.add(1, ordering: .releasing)
  }

  private func read(_ message: UnsafeRawBufferPointer) {
    do { try hear(ServerFrame.read(JSONReader.read(message))) } catch {
      exchange.fail("a frame cannot be read: \(error)")
    }
  }

  private func hear(_ frame: ServerFrame) {
    switch frame {
    case .event(let entry):
      guard let pair = byConversation[entry.conversation] else {
        return exchange.fail("an event came of a conversation that was not asked for")
      }
      if let wrong = pair.hear(side, entry.seq) { exchange.fail(wrong) }
    case .nack(_, let refusal), .refused(let refusal, _):
      exchange.fail("refused: \(refusal.code) \(refusal.why)")
    case .reset: exchange.fail("a follower was reset")
    default: break
    }
  }

  // MARK: Getting ready

  private func prepare(_ message: UnsafeRawBufferPointer) {
    // Whoever watches is told of every pair that comes: too much to read.
    guard FrameGlance(message).kind != .other else { return }
    do {
      let frame = try ServerFrame.read(JSONReader.read(message))
      switch frame {
      case .welcome(let welcome): welcomed(welcome)
      case .ack(let ack): acknowledged(ack)
      case .caughtUp(let conversation, _): caughtUp(conversation)
      case .event(let entry):
        hear(frame)
        happened(entry)
      default: hear(frame)
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
    case .plain:
      for pair in pairs { if let conversation = pair.conversation { follow(conversation, pair) } }
    }
  }

  private func acknowledged(_ ack: Ack) {
    switch who {
    case .customer:
      guard pairs[0].conversation == nil else { return }
      pairs[0].begin(ack.conversation)
      follow(ack.conversation, pairs[0])
    case .agent:
      if let pair = taking.removeValue(forKey: ack.cid) { follow(ack.conversation, pair) }
    case .plain: break
    }
  }

  private func follow(_ conversation: Identifier<Conversation>, _ pair: Pair) {
    byConversation[conversation] = pair
    line?.send(ClientFrame.follow(conversation, epoch: epoch, after: 0).bytes)
  }

  private func caughtUp(_ conversation: Identifier<Conversation>) {
    switch who {
    case .customer: order(conversation, .say("agent"))
    case .agent, .plain: if let pair = byConversation[conversation] { becomeReady(pair) }
    }
  }

  private func happened(_ entry: Entry) {
    guard case .customer = who else { return }
    switch entry.event {
    case .queued: partner?.take(entry.conversation, pairs[0])
    case .taken: becomeReady(pairs[0])
    case .promised: exchange.fail("no agent was found for a customer who asked for one")
    default: break
    }
  }

  private func take(_ conversation: Identifier<Conversation>, _ pair: Pair) {
    taking[order(conversation, .take)] = pair
  }

  private func becomeReady(_ pair: Pair) {
    guard let line, let conversation = pair.conversation, !pair.isReady(side) else { return }
    pair.becomeReady(side, over: line, Stationery(conversation))
    readyPairs += 1
    exchange.ready.add(1, ordering: .releasing)
  }

  @discardableResult
  private func order(_ conversation: Identifier<Conversation>?, _ deed: Command) -> CommandID {
    let cid = Chance.command()
    line?.send(ClientFrame.command(Wire.Order(cid, conversation, deed)).bytes)
    return cid
  }
}
