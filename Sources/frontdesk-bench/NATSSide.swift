import Desk
import Synchronization

/// A customer or an agent at NATS: a conversation is a subject of one stream, and each side has a
/// consumer that pushes it everything said there, to both as at a desk. What is published is
/// acknowledged once it is synced.
///
/// Speaks NATS's own protocol, https://docs.nats.io/reference/reference-protocols/nats-protocol.
/// Lives on the loop thread.
final class NATSSide: Ear, @unchecked Sendable {
  private let pair: Pair
  private let side: Int
  private let exchange: Exchange
  private var line: Line?
  private var unread: [UInt8] = []
  private var isReady = false

  static let stream = "BENCH"
  /// The subscriptions of one connection.
  private static let (acks, events, answers): (Int64, Int64, Int64) = (1, 2, 3)

  init(_ pair: Pair, _ side: Int, _ exchange: Exchange) {
    self.pair = pair
    self.side = side
    self.exchange = exchange
  }

  private var subject: String { pair.conversation?.text ?? "" }

  func opened(_ line: Line) {
    self.line = line
    let place = "\(subject).\(side)"
    let consumer = """
      {"stream_name":"\(Self.stream)","config":{"deliver_subject":"d.\(place)",\
      "filter_subject":"c.\(subject)","ack_policy":"none","deliver_policy":"all",\
      "replay_policy":"instant","mem_storage":true,"num_replicas":1}}
      """
    line.send(
      Array(
        """
        CONNECT {"verbose":false,"pedantic":false,"echo":true}\r
        SUB a.\(place).* \(Self.acks)\r
        SUB d.\(place) \(Self.events)\r
        SUB i.\(place) \(Self.answers)\r
        PUB $JS.API.CONSUMER.CREATE.\(Self.stream) i.\(place) \(consumer.utf8.count)\r
        \(consumer)\r\n
        """.utf8))
  }

  func ended(_ why: String) { if !exchange.isOver { exchange.fail("NATS: \(why)") } }

  func heard(_ bytes: UnsafeRawBufferPointer) {
    unread += bytes
    let whole = unread
    let used = whole.withUnsafeBytes { bytes in
      var at = 0
      while let next = take(bytes, at) { at = next }
      return at
    }
    unread.removeFirst(used)
  }

  /// Reads one line and what belongs to it; returns where the next begins, nil without a whole one.
  private func take(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    guard let end = bytes[start...].firstIndex(of: 10) else { return nil }
    let words = bytes[start..<(end - 1)].split(separator: 32)
    switch words.first?.first {
    case UInt8(ascii: "M"):
      guard words.count > 3, let size = words.last.map(Self.number) else { return nil }
      let next = end + 1 + Int(size) + 2
      guard next <= bytes.count else { return nil }
      hear(words, UnsafeRawBufferPointer(rebasing: bytes[(end + 1)..<(next - 2)]))
      return next
    case UInt8(ascii: "P"): line?.send(Array("PONG\r\n".utf8))
    case UInt8(ascii: "-"):
      exchange.fail("NATS: \(String(decoding: bytes[start..<end], as: UTF8.self))")
    default: break
    }
    return end + 1
  }

  /// A message: `MSG subject subscription [reply] size`, and its text.
  private func hear(_ words: [Slice<UnsafeRawBufferPointer>], _ text: UnsafeRawBufferPointer) {
    switch Self.number(words[2]) {
    case Self.acks:
      if let digits = words[1].split(separator: 46).last { acknowledged(Self.number(digits), text) }
    case Self.events:
      // $JS.ACK.stream.consumer.delivered.seq-of-stream.seq-of-consumer.time.pending
      let names = words[3].split(separator: 46)
      guard words.count == 5, names.count == 9, text.count > 1 else {
        return exchange.fail("NATS delivered what we cannot read")
      }
      delivered(Self.number(text[1...]), seq: Self.number(names[6]))
    default: answered(String(decoding: text, as: UTF8.self))
    }
  }

  private func answered(_ text: String) {
    guard !text.contains("\"error\"") else { return exchange.fail("NATS refused: \(text)") }
    guard !isReady, let line, let conversation = pair.conversation else { return }
    isReady = true
    pair.becomeReady(side, over: line, Stationery(nats: conversation, side: side))
    exchange.ready.add(1, ordering: .releasing)
  }

  private func acknowledged(_ number: Int64, _ text: UnsafeRawBufferPointer) {
    if text.count > 9, text[2] == UInt8(ascii: "e") {
      exchange.fail("NATS refused: \(String(decoding: text, as: UTF8.self))")
    }
    if let wrong = pair.acknowledged(side, number) { exchange.fail(wrong) }
    exchange.acked.add(1, ordering: .releasing)
    if exchange.goesOn { exchange.say(pair, side) }
  }

  private func delivered(_ number: Int64, seq: Int64) {
    if let wrong = pair.hear(side, seq, number) { exchange.fail(wrong) }
    guard number & 1 != Int64(side) else {
      exchange.echoed.add(1, ordering: .releasing)
      return
    }
    exchange.arrived(number)
    exchange.delivered.add(1, ordering: .releasing)
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64 {
    var number: Int64 = 0
    for digit in digits {
      guard case 48...57 = digit else { break }
      number = number * 10 + Int64(digit - 48)
    }
    return number
  }
}

/// Makes the stream that all conversations are in, and goes.
final class NATSFounder: Ear, @unchecked Sendable {
  private let exchange: Exchange
  private var said = ""

  init(_ exchange: Exchange) { self.exchange = exchange }

  func opened(_ line: Line) {
    let stream = """
      {"name":"\(NATSSide.stream)","subjects":["c.*"],"storage":"file","retention":"limits",\
      "discard":"old","num_replicas":1,"max_msgs":-1,"max_bytes":-1,"max_age":0}
      """
    line.send(
      Array(
        """
        CONNECT {"verbose":false,"pedantic":false}\r
        SUB i 1\r
        PUB $JS.API.STREAM.CREATE.\(NATSSide.stream) i \(stream.utf8.count)\r
        \(stream)\r\n
        """.utf8))
  }

  func heard(_ message: UnsafeRawBufferPointer) {
    said += String(decoding: message, as: UTF8.self)
    if said.contains("\"error\"") { exchange.fail("NATS refused: \(said)") }
    if said.contains("\"created\"") { exchange.ready.add(1, ordering: .releasing) }
  }

  func ended(_ why: String) { if !exchange.isOver { exchange.fail("NATS: \(why)") } }
}

extension PairDesk {
  /// The same pairs at NATS.
  init(nats contender: Contender, pairs count: Int) throws {
    let exchange = Exchange()
    let crowd = try Crowd()
    let place = Place(port: contender.port, speech: .plain)
    crowd.seat(NATSFounder(exchange), at: place)
    try Self.wait(exchange, "the stream", 1)
    let pairs = (0..<count).map { Pair($0, among: count) }
    for pair in pairs {
      pair.begin(Chance.conversation())
      for side in 0...1 { crowd.seat(NATSSide(pair, side, exchange), at: place) }
    }
    try Self.wait(exchange, "the consumers", 1 + count * 2)
    self.init(
      crowd: crowd, exchange: exchange,
      round: Round(crowd: crowd, exchange: exchange, pairs: pairs, contender: contender))
  }
}
