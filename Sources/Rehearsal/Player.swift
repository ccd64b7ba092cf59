package import Desk
import JSON
package import Office
package import Wire

/// Somebody at the other end of a line: what they were told, and what they ask.
///
/// On every event they check that nothing is missing, repeated or meant for others.
package class Player {
  package let line: ConnectionNumber
  unowned let desk: RehearsedDesk
  package var name = ""
  package internal(set) var who: Caller.Who?
  package var token: String?
  package internal(set) var tokenHash: [UInt8]?
  package internal(set) var isOpen = true
  package internal(set) var isTurnedAway = false
  package internal(set) var isWatching = false
  /// The conversation they talk in, unless a command names another.
  package var conversation: Identifier<Conversation>?
  /// All frames but events, in order.
  package private(set) var frames: [ServerFrame] = []
  /// The events of each followed conversation, 1, 2, 3, …
  package private(set) var told: [Identifier<Conversation>: [Entry]] = [:]
  /// What each command was for.
  package private(set) var orders: [CommandID: Identifier<Conversation>?] = [:]
  private var read = 0
  private var live: Set<Identifier<Conversation>> = []

  required init(_ line: ConnectionNumber, _ desk: RehearsedDesk) {
    self.line = line
    self.desk = desk
  }

  /// What a command came to, as its sender learned it.
  package enum Outcome: Equatable {
    case done(seq: Int64, isDuplicate: Bool)
    case refused(Refusal.Code, isFinal: Bool)
    case silence
  }

  package var caller: Caller? { who.map { Caller(line, $0) } }

  package var principal: Principal? {
    if case .known(let principal) = who { principal } else { nil }
  }

  package var isCustomer: Bool {
    if case .customer = principal { true } else { false }
  }

  package var login: Identifier<Agent>? {
    if case .agent(let agent, _) = principal { agent.id } else { nil }
  }

  // MARK: Asking

  /// The arrival that carries a deed.
  package func order(
    _ deed: Command, cid: CommandID, in conversation: Identifier<Conversation>? = nil
  ) throws -> Arrival {
    var place = conversation ?? self.conversation
    if case .start = deed { place = nil }
    orders[cid] = place
    let caller = try require(caller, "whoever asks has been welcomed")
    return .order(caller, Order(cid, place, deed), .within)
  }

  /// Orders it and says what it came to.
  @discardableResult
  package func `do`(
    _ deed: Command, cid: CommandID? = nil, in conversation: Identifier<Conversation>? = nil
  ) throws -> Outcome {
    let cid = cid ?? desk.freshCID()
    let before = frames.count
    try desk.turn([try order(deed, cid: cid, in: conversation)])
    return outcome(of: cid, since: before)
  }

  /// The frames since the last call.
  package func takeAnswers() -> ArraySlice<ServerFrame> {
    defer { read = frames.count }
    return frames[read...]
  }

  /// The latest answer to a command, among the frames from that one on.
  package func outcome(of cid: CommandID, since first: Int = 0) -> Outcome {
    for frame in frames[first...].reversed() {
      if case .ack(let ack) = frame, ack.cid == cid {
        return .done(seq: ack.seq, isDuplicate: ack.isDuplicate)
      }
      if case .nack(let other, let refusal) = frame, other == cid {
        return .refused(refusal.code, isFinal: !refusal.mayRetry)
      }
    }
    return .silence
  }

  package func say(_ words: String) throws { try self.do(.say(words)) }

  /// Hears the past after a seq, by default what they have not heard yet, and from then on what
  /// happens.
  package func follow(
    _ id: Identifier<Conversation>, after: Int64? = nil, epoch: String? = nil
  ) throws {
    live.remove(id)
    let from = after ?? Int64(told[id, default: []].count)
    try desk.follow(self, id, epoch: epoch ?? desk.record.epoch, after: from)
  }

  /// Begins with events that were heard on an earlier connection.
  package func adopt(_ events: [Entry], of id: Identifier<Conversation>) { told[id] = events }

  // MARK: Hearing

  func welcome(_ who: Caller.Who, _ tokenHash: [UInt8]?) {
    self.who = who
    self.tokenHash = tokenHash
  }

  /// Whether they are told what happens there.
  package func follows(_ id: Identifier<Conversation>) -> Bool { live.contains(id) }

  func hear(_ bytes: [UInt8]) throws {
    let frame = try ServerFrame.read(JSONReader.read(bytes))
    frames.append(frame)
    if case .welcome(let welcome) = frame {
      if case .customer(let latest) = welcome.principal { conversation = latest ?? conversation }
      token = welcome.token ?? token
    }
    if case .ack(let ack) = frame {
      if login == nil, conversation == nil || ack.token != nil { conversation = ack.conversation }
      token = ack.token ?? token
    }
  }

  func hear(_ news: [Told], of id: Identifier<Conversation>, _ audience: Audience) throws {
    guard live.contains(id) else { return }
    guard let principal, audience.includes(principal) else {
      live.remove(id)
      return
    }
    for event in news { try add(event, of: id) }
  }

  /// A page of the past; after the last one it hears what happens.
  func hear(
    page: [Told], of id: Identifier<Conversation>, isLast: Bool, _ audience: Audience
  ) throws {
    let principal = try require(principal, "a backlog for somebody unknown")
    try require(audience.includes(principal), "a backlog for somebody who may not read")
    if let first = page.first {
      told[id] = Array(told[id, default: []].prefix(Int(first.seq) - 1))
    }
    for event in page { try add(event, of: id) }
    if isLast { live.insert(id) }
  }

  private func add(_ event: Told, of id: Identifier<Conversation>) throws {
    let so = told[id, default: []]
    try require(event.seq == Int64(so.count) + 1, "C2: \(event.seq) after \(so.count)")
    try require(event.at >= so.last?.at ?? event.at, "B3: time runs backwards at \(event.seq)")
    let body = isCustomer ? event.customersBody : event.body
    let text = Entry.frame(id, seq: event.seq, at: event.at, text: body)
    guard case .event(let entry) = try ServerFrame.read(JSONReader.read(text)) else {
      throw Breach("an event reads as another frame")
    }
    if isCustomer { try require(!Self.isInternal(entry.event), "a customer was shown \(entry)") }
    told[id] = so + [entry]
  }

  /// More than a customer may see of it.
  private static func isInternal(_ event: Event?) -> Bool {
    guard let event else { return false }
    return switch event.customersView {
    case .all: false
    case .less(let less): event != less
    case .hidden: true
    }
  }

  // MARK: Reading back

  /// What they saw of their conversation, as one would read it aloud.
  package func transcript(since seq: Int64 = 0) -> [String] {
    guard let conversation else { return [] }
    return told[conversation, default: []].filter { $0.seq > seq }.flatMap { entry in
      entry.event.map(Transcript.lines) ?? []
    }
  }

  package var refusals: [Refusal] {
    frames.compactMap { if case .refused(let refusal, _) = $0 { refusal } else { nil } }
  }
}
