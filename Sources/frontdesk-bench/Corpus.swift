import Desk
import Events
import Journal

/// A record full of talk, the same each time: words as frequent as words are, a customer with a
/// name and an address to every ten messages.
struct Corpus {
  /// How many messages, and how many in one ticket.
  let messages: Int
  static let perTicket = 10
  private static let ticketsPerTurn = 50

  var tickets: Int { max(1, messages / Self.perTicket) }

  static let start = Instant(milliseconds: 1_795_238_400_000)

  /// Numbers that look like chance, and are the same from the same seed.
  struct Lot {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  /// By Zipf's law as far as it matters: the n-th word about n times as rare as the first.
  static func word(_ lot: inout Lot) -> String {
    let rank = lot.next(1 << lot.next(15))
    return word(ofRank: rank)
  }

  static func word(ofRank rank: Int) -> String {
    let syllables = ["ba", "ko", "ri", "tel", "mun", "sa", "fer", "lo", "pin", "dra"]
    return String(rank).map { syllables[$0.wholeNumberValue ?? 0] }.joined()
  }

  static func text(_ lot: inout Lot) -> String {
    (0..<6 + lot.next(14)).map { _ in word(&lot) }.joined(separator: " ")
  }

  static func address(_ number: Int) -> String { "customer\(number)@example.com" }
  static func order(_ number: Int) -> String { "A-\(number)" }

  /// Writes it, by whole turns as the Office does.
  func write(to record: SQLiteRecord) throws {
    var lot = Lot(7)
    var turn = RecordTurn()
    for number in 1...tickets {
      turn.appends.append(Self.ticket(number, of: tickets, &lot))
      guard turn.appends.count == Self.ticketsPerTurn || number == tickets else { continue }
      try record.append(turn)
      turn = RecordTurn()
    }
  }

  /// A talk that goes on in a record that is full.
  final class Continuing {
    private let record: SQLiteRecord
    private var conversation = Conversation(id: Chance.conversation())
    private var moment = Instant(milliseconds: Corpus.start.milliseconds + 31_600_000_000)

    init(_ record: SQLiteRecord, from tickets: Int) throws {
      self.record = record
      try happen(
        .started(
          Opening(
            site: "bench", customer: Identifier("late"), number: Int64(tickets + 1),
            language: "en", page: nil, channel: "web")))
    }

    func say(_ text: String) throws { try happen(.said(Message(.customer, text))) }

    private func happen(_ event: Event) throws {
      let expected = conversation.seq
      moment = moment + .milliseconds(1)
      conversation.apply(event, at: moment)
      let entry = Append.Entry(
        at: moment, author: "c:late", cid: nil, fingerprint: nil, body: EventText.write(event))
      var turn = RecordTurn()
      turn.appends = [Append(after: conversation, expected: expected, events: [entry])]
      try record.append(turn)
    }
  }

  private static let queues = ["general", "billing", "shipping"]
  private static let maya = AgentName(Identifier("maya"), name: "Maya Lind")

  /// One conversation from its beginning to wherever it got.
  private static func ticket(_ number: Int, of tickets: Int, _ lot: inout Lot) -> Append {
    var conversation = Conversation(id: Chance.conversation())
    let customer = Identifier<Customer>("customer-\(number)")
    let opening = Opening(
      site: "bench", customer: customer, number: Int64(number), language: "en", page: nil,
      channel: "web")
    let contact = Contact(
      name: "\(word(&lot)) \(word(&lot))", email: address(number), isVerified: false)
    let handoff = Handoff(
      queue: Identifier(queues[number % queues.count]), priority: .normal,
      fields: [Field("order", order(number))], reason: .asked)
    var events: [Event] = [.started(opening), .identified(contact)]
    for part in 0..<perTicket {
      events.append(.said(Message(part % 2 == 0 ? .customer : .agent(maya), text(&lot))))
      if part == 1 { events += [.queued(handoff), .taken(maya)] }
    }
    if number < tickets - tickets / 100 { events.append(.resolved(.agent(maya))) }
    // A year of them.
    let begin = Int64(number) * 31_536_000_000 / Int64(tickets)
    var entries: [Append.Entry] = []
    for (offset, event) in events.enumerated() {
      let at = Instant(milliseconds: start.milliseconds + begin + Int64(offset))
      conversation.apply(event, at: at)
      entries.append(
        Append.Entry(
          at: at, author: offset % 2 == 0 ? customer.text : "a:maya", cid: nil, fingerprint: nil,
          body: EventText.write(event)))
    }
    return Append(after: conversation, expected: 0, events: entries)
  }
}
