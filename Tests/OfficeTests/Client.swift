import Desk
import JSON
import Office
import Testing
import Wire

/// Somebody at the other end of a line: what they were told, and what they ask.
final class Client {
  let line: Line
  private unowned let desk: Rehearsal
  var name = ""
  var who: Caller.Who?
  var token: String?
  var tokenHash: [UInt8]?
  var isOpen = true
  var isTurnedAway = false
  var isWatching = false
  /// The conversation they talk in, unless a command names another.
  var conversation: Identifier<Conversation>?
  /// All frames but events, in order.
  private(set) var frames: [ServerFrame] = []
  /// The events of each followed conversation, 1, 2, 3, …
  private(set) var told: [Identifier<Conversation>: [Entry]] = [:]
  /// What each command was for.
  private(set) var orders: [CommandID: Identifier<Conversation>?] = [:]
  private var read = 0
  private var live: Set<Identifier<Conversation>> = []

  init(_ line: Line, _ desk: Rehearsal) {
    self.line = line
    self.desk = desk
  }

  enum Outcome: Equatable {
    case done(seq: Int64, isDuplicate: Bool)
    case refused(Refusal.Code, isFinal: Bool)
    case silence
  }

  var caller: Caller? { who.map { Caller(line, $0) } }

  var principal: Principal? {
    if case .known(let principal) = who { principal } else { nil }
  }

  var isCustomer: Bool {
    if case .customer = principal { true } else { false }
  }

  var login: Identifier<Agent>? {
    if case .agent(let agent, _) = principal { agent.id } else { nil }
  }

  // MARK: Asking

  /// The arrival that carries a deed.
  func order(
    _ deed: Deed, cid: CommandID, in conversation: Identifier<Conversation>? = nil
  ) throws -> Arrival {
    var place = conversation ?? self.conversation
    if case .start = deed { place = nil }
    orders[cid] = place
    return .order(try #require(caller), Order(cid, place, deed), .within)
  }

  @discardableResult
  func `do`(
    _ deed: Deed, cid: CommandID? = nil, in conversation: Identifier<Conversation>? = nil
  ) throws -> Outcome {
    let cid = cid ?? desk.freshCID()
    let before = frames.count
    try desk.turn([try order(deed, cid: cid, in: conversation)])
    return outcome(of: cid, since: before)
  }

  /// The frames since the last call.
  func takeAnswers() -> ArraySlice<ServerFrame> {
    defer { read = frames.count }
    return frames[read...]
  }

  /// The latest answer to a command, among the frames from that one on.
  func outcome(of cid: CommandID, since first: Int = 0) -> Outcome {
    for frame in frames[first...].reversed() {
      switch frame {
      case .ack(let ack) where ack.cid == cid:
        return .done(seq: ack.seq, isDuplicate: ack.isDuplicate)
      case .nack(let other, let refusal) where other == cid:
        return .refused(refusal.code, isFinal: !refusal.mayRetry)
      default: continue
      }
    }
    return .silence
  }

  /// Begins a conversation and follows it.
  func start(cid: CommandID? = nil) throws {
    try self.do(.start(language: "en", page: nil), cid: cid)
    try follow(try #require(conversation))
  }

  func say(_ words: String) throws { try self.do(.say(words)) }

  /// Presses an option of the latest question.
  func press(_ option: String) throws {
    let question = try #require(lastOffer?.question)
    try self.do(.choose(option: option, question: question))
  }

  var lastOffer: Offer? {
    guard let conversation else { return nil }
    return told[conversation, default: []].reversed().lazy.compactMap { entry -> Offer? in
      guard case .said(let message)? = entry.event, message.offer?.question != nil else {
        return nil
      }
      return message.offer
    }.first
  }

  func follow(
    _ id: Identifier<Conversation>, after: Int64? = nil, epoch: String? = nil
  ) throws {
    live.remove(id)
    let from = after ?? Int64(told[id, default: []].count)
    try desk.follow(self, id, epoch: epoch ?? desk.record.epoch, after: from)
  }

  /// Begins with events that were heard on an earlier connection.
  func adopt(_ events: [Entry], of id: Identifier<Conversation>) { told[id] = events }

  func watch() throws {
    isWatching = true
    try desk.turn([.watch(try #require(caller))])
  }

  // MARK: Hearing

  func welcome(_ who: Caller.Who, _ tokenHash: [UInt8]?) {
    self.who = who
    self.tokenHash = tokenHash
  }

  func follows(_ id: Identifier<Conversation>) -> Bool { live.contains(id) }

  func hear(_ bytes: [UInt8]) throws {
    let frame = try ServerFrame.read(JSONReader.read(bytes))
    frames.append(frame)
    switch frame {
    case .welcome(let welcome):
      if case .customer(let latest) = welcome.principal { conversation = latest ?? conversation }
      if let token = welcome.token { self.token = token }
    case .ack(let ack):
      if login == nil, conversation == nil || ack.token != nil { conversation = ack.conversation }
      if let token = ack.token { self.token = token }
    default: break
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
    let principal = try #require(principal)
    try #require(audience.includes(principal), "a backlog for somebody who may not read")
    if let first = page.first {
      told[id] = Array(told[id, default: []].prefix(Int(first.seq) - 1))
    }
    for event in page { try add(event, of: id) }
    if isLast { live.insert(id) }
  }

  private func add(_ event: Told, of id: Identifier<Conversation>) throws {
    let so = told[id, default: []]
    try #require(event.seq == Int64(so.count) + 1, "C2: \(event.seq) after \(so.count)")
    try #require(event.at >= so.last?.at ?? event.at, "B3: time runs backwards at \(event.seq)")
    let body = isCustomer ? event.customersBody : event.body
    let text = Entry.frame(id, seq: event.seq, at: event.at, text: body)
    guard case .event(let entry) = try ServerFrame.read(JSONReader.read(text)) else {
      throw Unexpected(what: "an event that reads as another frame")
    }
    if isCustomer { try #require(!Self.isInternal(entry.event), "a customer was shown \(entry)") }
    told[id] = so + [entry]
  }

  private static func isInternal(_ event: Event?) -> Bool {
    switch event {
    case .noted, .recorded, .categorised, .prioritised, .suggested, .judged, .concluded: true
    case .queued(let handoff):
      !handoff.summary.isEmpty || !handoff.fields.isEmpty || !handoff.path.isEmpty
    case .transferred(_, _, let note): note != nil
    default: false
    }
  }

  struct Unexpected: Error { let what: String }

  // MARK: Reading back

  /// What they saw of their conversation, as one would read it aloud.
  func transcript(since seq: Int64 = 0) -> [String] {
    guard let conversation else { return [] }
    return told[conversation, default: []].filter { $0.seq > seq }.flatMap { entry in
      entry.event.map(Transcript.lines) ?? []
    }
  }

  var places: [Place] {
    frames.compactMap { if case .place(let place) = $0 { place } else { nil } }
  }

  var summaries: [Summary] {
    frames.compactMap { if case .summary(let summary) = $0 { summary } else { nil } }
  }

  var refusals: [Refusal] {
    frames.compactMap { if case .refused(let refusal, _) = $0 { refusal } else { nil } }
  }
}
