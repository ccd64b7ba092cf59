import Bot
package import Desk
import Expressions
package import Flows

/// A conversation with a revision, with a whole desk around it that exists nowhere else.
///
/// The desk's own rules decide in it and the bot sits at it as at the real one, but in memory, in
/// order, and by its own clock: nothing reaches a network, a record or a person. Before every turn
/// the session is read back from the bytes it would be stored as.
package struct Tryout: Sendable {
  package var world: World
  /// The desk's plan, with the hours it keeps now.
  package private(set) var plan: DeskPlan
  /// What new sessions begin with; the one under way is pinned to its own.
  package private(set) var revision: Revision
  package private(set) var session: Session?
  package private(set) var conversation = Conversation(id: Identifier("tryout"))
  package internal(set) var lines: [TalkLine] = []
  package internal(set) var effects: [Effect] = []
  package private(set) var trace = Trace()
  /// What was walked through of the revision the tryout was made with.
  package private(set) var passages: [Passage] = []
  /// How many things the customer said, tapped or filled in.
  package private(set) var customerTurns = 0

  var timers: [String: Int64] = [:]
  /// Calls that were made and not yet answered, by the moment the answer comes.
  var calls: [OpenCall] = []
  private var revisions: [String: Revision]
  private let firstRevision: String
  /// When the desk promises a reply to somebody who waits outside any flow.
  private var waitEnds: Int64?
  /// The bot's latest question, as the customer's page shows it.
  var lastAsked: Say?

  struct OpenCall: Sendable {
    let effect: String
    /// What is called, as `GET https://…`.
    let words: String
    /// How long it takes.
    let span: Int64
    var at: Int64
    let result: EffectResult
  }

  static let agent = AgentName(Identifier("agent"), name: "An agent")
  /// Far more timers than a conversation of its longest age has.
  private static let momentLimit = 10_000

  package init(_ revision: Revision, world: World) {
    self.revision = revision
    self.world = world
    plan = world.currentPlan
    revisions = [revision.id: revision]
    firstRevision = revision.id
  }

  package var now: Instant { Instant(milliseconds: world.now) }

  /// Where the conversation is at the desk.
  package var standing: StageWord { conversation.stage.word }

  /// What the customer can press or fill in now.
  package var offer: Say? {
    guard let open = conversation.openOffer?.question, lastAsked?.question == open else {
      return nil
    }
    return lastAsked
  }

  // MARK: Beginnings

  /// The conversation begins as a customer's does, with whatever flow the entry rules choose.
  package mutating func open() throws(TryoutFault) {
    meetCustomer()
    try rest(hear([started], from: .bot))
  }

  /// The conversation begins in the middle.
  package mutating func begin(_ start: Start) throws(TryoutFault) {
    meetCustomer()
    let seq = conversation.seq
    let turn = revision.begin(start, surroundings, tracing: &trace)
    keepPassages(from: 0, of: revision)
    session = try reread(turn.session)
    try rest(carryOut(turn, after: seq))
  }

  private var started: Event {
    .started(
      Opening(
        site: "test", customer: world.customerID, number: 1,
        language: world.language ?? revision.languages.first ?? "en", page: world.page,
        channel: "web", zone: world.zone))
  }

  /// The desk knows of the customer what the world says.
  private mutating func meetCustomer() {
    apply(started)
    if let contact = world.contact { apply(.identified(contact)) }
  }

  // MARK: The customer

  package mutating func say(_ words: String) throws(TryoutFault) {
    guard words.contains(where: { !$0.isWhitespace }) else {
      throw TryoutFault("the desk takes no empty message", hint: "write some words")
    }
    lines.append(.customer(words))
    try order(.say(words))
  }

  package mutating func tap(_ option: String) throws(TryoutFault) {
    guard let offer, let question = offer.question, !offer.options.isEmpty else {
      throw TryoutFault("there is nothing to tap: the bot offers no options now")
    }
    guard let chosen = offer.options.first(where: { $0.id == option }) ?? escape(option, offer)
    else {
      let known = offer.options.map(\.id).joined(separator: ", ")
      throw TryoutFault("no option \"\(option)\" is offered", hint: "offered are: \(known)")
    }
    lines.append(.tapped(option: option))
    try order(.choose(option: chosen.id, question: question))
  }

  /// `escape` stands for a question's way out, whose own id nobody writes.
  private func escape(_ option: String, _ offer: Say) -> Say.Option? {
    option == "escape" ? offer.options.first { $0.id == "_escape" } : nil
  }

  package mutating func fill(_ fields: [String: String]) throws(TryoutFault) {
    guard let offer, let question = offer.question, !offer.fields.isEmpty else {
      throw TryoutFault("there is nothing to fill in: the bot shows no form now")
    }
    let known = offer.fields.map(\.name)
    if let stranger = fields.keys.sorted().first(where: { !known.contains($0) }) {
      throw TryoutFault(
        "the form has no field \"\(stranger)\"",
        hint: "its fields are: \(known.joined(separator: ", "))")
    }
    if let empty = offer.fields.first(where: { $0.isRequired && fields[$0.name, default: ""] == "" }
    ) {
      throw TryoutFault(
        "the field \"\(empty.name)\" must be filled in; the desk sends no form without it")
    }
    lines.append(.filled(fields))
    let sorted = fields.sorted { $0.key < $1.key }.map { Field($0.key, $0.value) }
    try order(.fill(sorted, question: question))
  }

  package mutating func send(_ file: SentFile) throws(TryoutFault) {
    guard plan.files != nil else {
      throw TryoutFault("the desk takes no files", hint: "remove files: off from given")
    }
    lines.append(.sent(file.name))
    customerTurns += 1
    let attachment = Attachment(id: file.id, name: file.name, size: file.size, media: file.media)
    try order(.say(""), by: .customer(world.customerID), with: attachment)
  }

  private mutating func order(_ command: Command) throws(TryoutFault) {
    customerTurns += 1
    try order(command, by: .customer(world.customerID))
  }

  // MARK: Time

  /// Lets time pass; what comes due happens in the order of its moments.
  package mutating func wait(milliseconds: Int64) throws(TryoutFault) {
    let (end, overflow) = world.now.addingReportingOverflow(milliseconds)
    guard !overflow, milliseconds >= 0 else { throw TryoutFault("time cannot pass like that") }
    var moments = 0
    while let next = nextMoment, next <= end {
      moments += 1
      guard moments <= Self.momentLimit else {
        throw TryoutFault("more than \(Self.momentLimit) timers came due in one wait")
      }
      world.now = max(world.now, next)
      try happenNow()
    }
    world.now = end
  }

  private var nextMoment: Int64? {
    [timers.values.min(), calls.map(\.at).min(), waitEnds].compactMap { $0 }.min()
  }

  private mutating func happenNow() throws(TryoutFault) {
    if let waitEnds, waitEnds <= world.now { return promiseReply() }
    if let index = calls.indices.min(by: { calls[$0].at < calls[$1].at }),
      calls[index].at <= world.now
    {
      let call = calls.remove(at: index)
      return try rest(take(.result(effect: call.effect, call.result)))
    }
    guard let due = timers.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return }
    timers[due.key] = nil
    try rest(take(.timer(due.key)))
  }

  /// Nobody came in time to somebody over whom no flow watches.
  private mutating func promiseReply() {
    waitEnds = nil
    act(plan.lateness(of: conversation, at: now), by: .desk, cid: nil)
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

  /// The desk opens or closes, whatever its hours are.
  package mutating func keep(_ hours: World.Hours) {
    world.hours = hours
    plan = world.currentPlan
  }

  package mutating func agentTakes() throws(TryoutFault) {
    guard [.waiting, .missed, .promised].contains(standing) else {
      throw TryoutFault("an agent can only take a conversation that waits for one")
    }
    lines.append(.happened("an agent takes the conversation"))
    try order(.take, by: .agent(Self.agent, .agent))
  }

  package mutating func agentSays(_ words: String) throws(TryoutFault) {
    guard standing == .agent else {
      throw TryoutFault("no agent has the conversation", hint: "let one take it: agent: takes")
    }
    lines.append(.agent(words))
    try order(.say(words), by: .agent(Self.agent, .agent))
  }

  /// The agent gives the conversation back to the bot, into a flow or to the beginning.
  package mutating func agentReturns(to flow: String? = nil) throws(TryoutFault) {
    guard standing == .agent else { throw TryoutFault("no agent has the conversation") }
    lines.append(.happened("the agent returns the conversation"))
    try order(.transfer(to: .bot(flow: flow), note: nil), by: .agent(Self.agent, .agent))
  }

  /// Something happens outside the messages, such as `conversation.closed`.
  package mutating func happen(_ event: String) throws(TryoutFault) {
    lines.append(.happened(event))
    guard event == "conversation.closed" else { return try rest(take(.external(event))) }
    guard !standing.isOver else {
      throw TryoutFault("the conversation is closed already; it cannot close twice")
    }
    let closer: Principal =
      standing == .agent ? .agent(Self.agent, .agent) : .customer(world.customerID)
    try order(.resolve, by: closer)
  }

  // MARK: Rules

  /// What the desk's rules make of a command, and the bot's of what it did.
  private mutating func order(
    _ command: Command, by principal: Principal, with file: Attachment? = nil
  ) throws(TryoutFault) {
    let before = standing
    var circumstances = circumstances
    circumstances.file = file
    circumstances.mostFiles = plan.files?.perConversation ?? 0
    circumstances.flows = revision.beginningFlowNames
    circumstances.isSurveying = isSurveying
    if case .say(let words) = command, file == nil {
      circumstances.isFarewell = isFarewell(words, revision)
      circumstances.isAside = isAside(words, revision)
    }
    let events: [Event]
    do throws(Refusal) {
      events = try conversation.decide(command, by: principal, in: circumstances)
    } catch {
      throw TryoutFault("the desk refuses: \(error.why)")
    }
    for event in events { apply(event) }
    try rest(hear(events, from: before))
  }

  mutating func apply(_ event: Event) {
    conversation.apply(event, at: now)
    watchOver(event)
  }

  /// Back in the queue without a flow to watch over the wait, the desk does, as long as it would.
  private mutating func watchOver(_ event: Event) {
    switch event.watch {
    case .begins: waitEnds = (now + plan.acceptWithin).milliseconds
    case .ends: waitEnds = nil
    case .stays: break
    }
  }

  private func rest(_ isAtRest: Bool) throws(TryoutFault) {
    guard isAtRest else {
      throw TryoutFault(
        "the flow asks for \(effectLimit) things in one turn and does not come to rest")
    }
  }

  // MARK: Turns

  private var surroundings: FlowContext {
    var around = FlowContext(
      conversation, plan, speaking: revision.languagesKnown, language: session?.language, at: now)
    for (fact, value) in world.conversation { around.conversation.set(fact, value) }
    return around
  }

  /// The revision the session is pinned to.
  private var pinned: Revision {
    guard let session, !session.isOver else { return revision }
    return revisions[session.revision] ?? revision
  }

  package mutating func step(_ stimulus: Stimulus) throws(TryoutFault) -> Turn {
    let (revision, session) = Pinning.standing(
      of: session, pinned: pinned, current: revision, for: stimulus, at: world.now)
    let before = trace.passages.count
    let turn = revision.step(session, stimulus, surroundings, tracing: &trace)
    keepPassages(from: before, of: revision)
    self.session = try reread(turn.session)
    return turn
  }

  package func foreseen(_ stimulus: Stimulus) -> Turn {
    pinned.step(session, stimulus, surroundings)
  }

  private mutating func keepPassages(from index: Int, of revision: Revision) {
    if revision.id == firstRevision { passages += trace.passages[index...] }
  }

  /// The session as it comes back from the record.
  private func reread(_ session: Session) throws(TryoutFault) -> Session {
    let bytes = session.encoded()
    let reread: Session
    do throws(SessionMistake) { reread = try Session(reading: bytes) } catch {
      throw TryoutFault("the stored session cannot be read again: \(error.reason)")
    }
    guard reread == session, reread.encoded() == bytes else {
      throw TryoutFault("the session is not the same after it was stored and read again")
    }
    return reread
  }
}
