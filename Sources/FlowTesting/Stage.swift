package import Expressions
package import Flows

/// A conversation with a revision, with a whole desk around it that exists nowhere else.
///
/// It carries out what flows ask for as the desk does, but in memory, in order, and by its own
/// clock: nothing reaches a network, a record or a person. Before every turn the session is read
/// back from the bytes it would be stored as.
package struct Stage: Sendable {
  package var world: World
  /// What new sessions begin with; the one under way is pinned to its own.
  package private(set) var revision: Revision
  package private(set) var session: Session?
  package private(set) var standing = Standing.withBot
  package private(set) var lines: [TalkLine] = []
  package internal(set) var effects: [Effect] = []
  package private(set) var trace = Trace()
  /// What was walked through of the revision the stage was made with.
  package private(set) var passages: [Passage] = []
  /// How many things the customer said, tapped or filled in.
  package private(set) var customerTurns = 0

  var timers: [String: Int64] = [:]
  /// Calls that were made and not yet answered, by the moment the answer comes.
  var calls: [OpenCall] = []
  private var revisions: [String: Revision]
  private let firstRevision: String
  private var messages: Int64 = 0
  private var wasWithAgent = false
  /// When the desk promises a reply to somebody who waits outside any flow.
  private var waitEnds: Int64?
  /// The question that can be answered by a press or a form, as the customer's page shows it.
  private var openOffer: Say?

  /// What the customer can press or fill in now.
  package var offer: Say? { openOffer }

  /// Where the conversation is at the desk.
  package enum Standing: String, Sendable {
    case withBot, waiting, withAgent, resolved, promised
  }

  struct OpenCall: Sendable {
    let effect: String
    /// What is called, as `GET https://…`.
    let words: String
    /// How long it takes.
    let span: Int64
    var at: Int64
    let result: EffectResult
  }

  /// As at the desk: a flow that still asks for more after this many effects in one turn is
  /// stopped.
  private static let effectLimit = 1000
  /// Far more timers than a conversation of its longest age has.
  private static let momentLimit = 10_000

  package init(_ revision: Revision, world: World) {
    self.revision = revision
    self.world = world
    revisions = [revision.id: revision]
    firstRevision = revision.id
  }

  // MARK: Beginnings

  /// The conversation begins as a customer's does, with whatever flow the entry rules choose.
  package mutating func open(facts: [String: Value] = [:]) throws(StageFault) {
    try take(.opened(language: world.language, facts: facts))
  }

  /// The conversation begins in the middle.
  package mutating func begin(_ start: Start) throws(StageFault) {
    let turn = revision.begin(start, surroundings, tracing: &trace)
    keepPassages(from: 0, of: revision)
    try follow(turn)
  }

  // MARK: The customer

  package mutating func say(_ words: String) throws(StageFault) {
    guard words.contains(where: { !$0.isWhitespace }) else {
      throw StageFault("the desk takes no empty message", hint: "write some words")
    }
    lines.append(.customer(words))
    customerTurns += 1
    try hear(.said(words))
  }

  package mutating func tap(_ option: String) throws(StageFault) {
    guard let offer = openOffer, let question = offer.question, !offer.options.isEmpty else {
      throw StageFault("there is nothing to tap: the bot offers no options now")
    }
    guard let chosen = offer.options.first(where: { $0.id == option }) ?? escape(option, offer)
    else {
      let known = offer.options.map(\.id).joined(separator: ", ")
      throw StageFault("no option \"\(option)\" is offered", hint: "offered are: \(known)")
    }
    lines.append(.tapped(option: option))
    openOffer = nil
    customerTurns += 1
    try hear(.chose(option: chosen.id, question: question))
  }

  /// `escape` stands for a question's way out, whose own id nobody writes.
  private func escape(_ option: String, _ offer: Say) -> Say.Option? {
    option == "escape" ? offer.options.first { $0.id == "_escape" } : nil
  }

  package mutating func fill(_ fields: [String: String]) throws(StageFault) {
    guard let offer = openOffer, !offer.fields.isEmpty else {
      throw StageFault("there is nothing to fill in: the bot shows no form now")
    }
    let known = offer.fields.map(\.name)
    if let stranger = fields.keys.sorted().first(where: { !known.contains($0) }) {
      throw StageFault(
        "the form has no field \"\(stranger)\"",
        hint: "its fields are: \(known.joined(separator: ", "))")
    }
    if let empty = offer.fields.first(where: { $0.isRequired && fields[$0.name, default: ""] == "" }
    ) {
      throw StageFault(
        "the field \"\(empty.name)\" must be filled in; the desk sends no form without it")
    }
    lines.append(.filled(fields))
    openOffer = nil
    customerTurns += 1
    try hear(.filled(fields))
  }

  /// What the customer does reaches the bot only where the desk would let it.
  private mutating func hear(_ stimulus: Stimulus) throws(StageFault) {
    messages += 1
    switch standing {
    case .withAgent: return
    case .waiting: if let session, session.isOver { return }
    case .resolved:
      guard session?.isWithBot == true else {
        guard wasWithAgent else {
          stand(.withBot)
          break
        }
        return waitForAgent()
      }
      if isNoAnswer(stimulus) {
        waitForAgent()
        return try take(.agentTook)
      }
    case .withBot, .promised: break
    }
    try take(stimulus)
  }

  /// Words at a survey that are no answer to it: the matter is not settled after all.
  private func isNoAnswer(_ stimulus: Stimulus) -> Bool {
    guard case .said = stimulus, wasWithAgent else { return false }
    return revision(of: session).step(session, stimulus, surroundings).isMiss
  }

  // MARK: Time

  /// Lets time pass; what comes due happens in the order of its moments.
  package mutating func wait(milliseconds: Int64) throws(StageFault) {
    let (end, overflow) = world.now.addingReportingOverflow(milliseconds)
    guard !overflow, milliseconds >= 0 else { throw StageFault("time cannot pass like that") }
    var moments = 0
    while let next = nextMoment, next <= end {
      moments += 1
      guard moments <= Self.momentLimit else {
        throw StageFault("more than \(Self.momentLimit) timers came due in one wait")
      }
      world.now = max(world.now, next)
      try happenNow()
    }
    world.now = end
  }

  private var nextMoment: Int64? {
    [timers.values.min(), calls.map(\.at).min(), waitEnds].compactMap { $0 }.min()
  }

  private mutating func happenNow() throws(StageFault) {
    if let waitEnds, waitEnds <= world.now { return stand(.promised) }
    if let index = calls.indices.min(by: { calls[$0].at < calls[$1].at }),
      calls[index].at <= world.now
    {
      let call = calls.remove(at: index)
      return try take(.result(effect: call.effect, call.result))
    }
    guard let due = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return }
    timers[due.key] = nil
    try take(.timer(due.key))
  }

  // MARK: The desk

  /// The server stops and starts: calls under way are made again, everything else is as it was.
  package mutating func restart() {
    lines.append(.happened("restart"))
    for index in calls.indices where calls[index].effect == session?.openRequest?.effect {
      calls[index].at = world.now + calls[index].span
      lines.append(.happened("\(calls[index].words) again"))
    }
  }

  /// A new revision is published; the session under way stays with its own.
  package mutating func publish(_ revision: Revision) {
    lines.append(.happened("published \(revision.id)"))
    self.revision = revision
    revisions[revision.id] = revision
  }

  package mutating func agentTakes() throws(StageFault) {
    guard standing == .waiting || standing == .promised else {
      throw StageFault("an agent can only take a conversation that waits for one")
    }
    lines.append(.happened("an agent takes the conversation"))
    stand(.withAgent)
    wasWithAgent = true
    try take(.agentTook)
  }

  package mutating func agentSays(_ words: String) throws(StageFault) {
    guard standing == .withAgent else {
      throw StageFault("no agent has the conversation", hint: "let one take it: agent: takes")
    }
    lines.append(.agent(words))
    messages += 1
  }

  /// The agent gives the conversation back to the bot, into a flow or to the beginning.
  package mutating func agentReturns(to flow: String? = nil) throws(StageFault) {
    guard standing == .withAgent else { throw StageFault("no agent has the conversation") }
    lines.append(.happened("the agent returns the conversation"))
    stand(.withBot)
    try take(.agentLeft(flow: flow))
  }

  /// Something happens outside the messages, such as `conversation.closed`.
  package mutating func happen(_ event: String) throws(StageFault) {
    lines.append(.happened(event))
    if event == "conversation.closed" { stand(.resolved) }
    try take(.external(event))
  }

  // MARK: Turns

  private var surroundings: Surroundings {
    world.surroundings([
      "id": "rehearsal", "number": 1, "messages": .int(messages), "rated": .bool(isRated),
      "language": .string(world.language ?? revision.languages.first ?? "en"),
    ])
  }

  private var isRated: Bool {
    if case .int(1...5)? = recorded["csat"] { true } else { false }
  }

  /// The revision the session is pinned to.
  private func revision(of session: Session?) -> Revision {
    guard let session, !session.isOver else { return revision }
    return revisions[session.revision] ?? revision
  }

  mutating func take(_ stimulus: Stimulus) throws(StageFault) {
    try follow(step(stimulus))
  }

  private mutating func step(_ stimulus: Stimulus) -> Turn {
    let pinned = revision(of: session)
    let before = trace.passages.count
    let turn = pinned.step(session, stimulus, surroundings, tracing: &trace)
    keepPassages(from: before, of: pinned)
    return turn
  }

  private mutating func keepPassages(from index: Int, of revision: Revision) {
    if revision.id == firstRevision { passages += trace.passages[index...] }
  }

  private mutating func follow(_ first: Turn) throws(StageFault) {
    var waiting: [Stimulus] = []
    var turn = first
    var count = 0
    while true {
      session = try reread(turn.session)
      for effect in turn.effects {
        count += 1
        if let result = try perform(effect) { waiting.append(result) }
      }
      guard !waiting.isEmpty else { return }
      guard count < Self.effectLimit else {
        throw StageFault("the flow asked for \(count) things in one turn and does not come to rest")
      }
      turn = step(waiting.removeFirst())
    }
  }

  /// The session as it comes back from the record.
  private func reread(_ session: Session) throws(StageFault) -> Session {
    let bytes = session.encoded()
    let reread: Session
    do throws(SessionMistake) { reread = try Session(reading: bytes) } catch {
      throw StageFault("the stored session cannot be read again: \(error.reason)")
    }
    guard reread == session, reread.encoded() == bytes else {
      throw StageFault("the session is not the same after it was stored and read again")
    }
    return reread
  }

  mutating func tell(_ line: TalkLine) {
    lines.append(line)
    guard case .bot(let say) = line else { return }
    messages += 1
    if say.question != nil { openOffer = say }
  }

  mutating func stand(_ standing: Standing) {
    self.standing = standing
    openOffer = nil
    waitEnds = nil
  }

  /// Back in the queue without a flow to watch over the wait; the desk does, as long as it would.
  private mutating func waitForAgent() {
    stand(.waiting)
    waitEnds = world.now + surroundings.accept
  }

  /// What was offered can no longer be pressed.
  mutating func closeOffer() { openOffer = nil }
}
