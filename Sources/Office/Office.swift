package import Desk
import Events
package import Files
import Flows
import JSON
package import Journal
import Secrets
import Wire

/// The one writer: takes commands, decides, records the events, and says who is to be told.
///
/// Works in turns. A turn is everything that had arrived: decided by the pure rules, written in one
/// transaction, and only then told. If the transaction fails, what was in memory is forgotten and
/// read again: the disk is right. Belongs to one thread.
package final class Office {
  let log: any EventLog
  let record: Tables
  let accounts: Accounts
  package internal(set) var plan: DeskPlan {
    didSet {
      offersAnything = plan.offersAnything
      welcoming.forget()
    }
  }
  /// Whether any queue offers: a desk where agents take pays nothing for it.
  private(set) var offersAnything: Bool
  var bot: BotPlan
  var ruling = Ruling()
  /// What tokens and ids of first-time customers are derived from, so that a repeated `start` gets
  /// the same ones.
  let key: [UInt8]

  var lives: [Identifier<Conversation>: OpenConversation] = [:]
  var lists = Lists()
  var customersThere = CustomersThere()
  var answering = Answering()
  var desertion = Desertion()
  var holds = Holds()
  var service = ServiceWatch()
  var returning = Returning()
  /// What the turn under way has come to so far.
  var draft = TurnDraft()
  var now = Instant(milliseconds: 0)
  var lastNumber: Int64 = 0
  var waiting = Waiting()
  var offers = Offers()
  var staff = Staff()
  /// Who may not write.
  var blocks = Blocks()
  var timers = TimerTable()
  /// Clients whose earlier command must come again before later ones are taken.
  var stalled: [ConnectionNumber: CommandID] = [:]
  var throttle = LoginThrottle()
  var loginFailures = LoginFailures()
  var consumption = Consumption()
  var sessions: OpenSessions
  var tokensOnTheirWay = TokensOnTheirWay()
  var sweep = Sweep()
  /// Revisions that conversations are pinned to besides the current one, compiled.
  var oldRevisions: [String: Revision] = [:]
  /// Who started the server, until it is on disk with what.
  var unwrittenStart: String?
  /// Where nothing gets just now.
  var failingPlaces: Set<String> = []
  /// The lines of customers whom their sites have signed for.
  var signedIn: [ConnectionNumber: SignedIn] = [:]
  /// Whom nothing is to be left of.
  var erasures = Erasures()
  /// Where it is written down, beside the record; nil in a desk that leaves nothing behind.
  var erasedList: ErasedList?
  /// Removes files, by their codes.
  var removeFiles: ([String]) -> Void = { _ in }
  /// Whether a file that was sent still lies where files do.
  package var isFileThere: (Attachment) -> Bool = { _ in true }
  /// Signs what lets files be sent and fetched; nil where no files are taken.
  package var vouchers: FileVouchers?
  /// The photos of agents; nil where there can be none.
  package var photos: PhotoShelf?
  /// How the desk stands, as customers are told.
  var welcoming = Welcoming()
  /// Answers to `watch` that are longer than one turn has time for.
  var listings: [Listing] = []
  /// The uptime of the latest turn, if it is told.
  var uptime: Duration?
  /// How far the clock jumped since what was written last.
  var unkeptJump = Duration.zero

  /// After a turn that could not be written nothing is begun by itself before this moment.
  var writesAgain = Instant(milliseconds: 0)
  static let pauseAfterFailure = Duration.seconds(2)
  /// Why nothing can be written, as far as the operator was told; nil while writing works.
  private var obstacle: RecordFailure.Kind?

  /// Conversations that cannot be read, and why: told once, and not tried again before a start.
  var unreadable: [Identifier<Conversation>: String] = [:]

  /// Conversations kept at hand; beyond it those that nobody works on are let go.
  static let liveLimit = 20_000

  package init(
    log: any EventLog, record: Tables, accounts: Accounts, plan: DeskPlan, bot: BotPlan,
    key: [UInt8],
    now: Instant, author: String = ""
  ) throws {
    self.log = log
    self.record = record
    self.accounts = accounts
    self.plan = plan
    offersAnything = plan.offersAnything
    self.bot = bot
    self.key = key
    self.now = now
    sessions = OpenSessions(idle: plan.sessionIdle, life: plan.sessionLife)
    throttle = LoginThrottle(
      try accounts.tries(
        since: now + (.zero - LoginThrottle.memory), limit: LoginThrottle.mostRemembered),
      known: try accounts.addresses(), at: now)
    sweep.next = now + Sweep.firstAfter
    try recall()
    try employ()
    staff.graceForTheGone(until: now + plan.grace)
    unwrittenStart = author
    do throws(RecordFailure) { try commit(evenIfEmpty: true) } catch {
      // Reading goes on without room.
      guard error.isPassing else { throw error }
    }
    draft.record = RecordTurn()
    try callAgain(timers.all)
  }

  /// Reads from the record what the Office must know to begin, or to go on after a failure.
  func recall() throws(RecordFailure) {
    lives = [:]
    lists = Lists(watchers: lists.watchers)
    answering = Answering()
    holds = Holds()
    staff.forgetWork()
    erasures.beginAnew()
    blocks = Blocks(try accounts.blocks())
    let standing = try record.standing()
    lastNumber = standing.lastNumber
    waiting.recall(standing.open, handled: standing.handled, plan)
    timers = TimerTable(standing.timers, at: now, jump: unkeptJump)
    for ticket in standing.open {
      staff.follow(ticket.conversation, ticket.stage, plan.piece(of: ticket))
      if ticket.matter.heldUntil == nil {
        answering.follow(
          ticket.conversation, ticket.stage.word, ticket.course, plan.answerWithin(ticket.queue))
      }
      holds.follow(ticket.conversation, until: ticket.matter.heldUntil)
      lists.keep(summary(of: ticket), of: ticket.customer)
    }
    watchServices(of: standing.open.map(\.conversation))
    offers.recall(standing.open.filter { $0.stage.word == .waiting }.map(\.conversation))
    for damaged in standing.unreadable { note(unreadable: damaged.conversation, damaged.why) }
  }

  // MARK: A turn

  /// Does everything that arrived, and what is due by now. Returns what is to be told.
  ///
  /// Throws only when the disk failed: then nothing may be told and the process must end.
  ///
  /// `uptime` counts on while the clock may jump; without it only a clock that was set back is
  /// noticed.
  package func turn(_ arrivals: [Arrival], at moment: Instant, uptime: Duration? = nil)
    throws(RecordFailure) -> TurnNews
  {
    reckon(moment, uptime)
    let stalledBefore = stalled
    let late = takeUnheard()
    let arrivals = late.isEmpty ? arrivals : late + arrivals
    do throws(RecordFailure) {
      for arrival in arrivals { try take(arrival) }
      // Rules first: whom they wish for is offered what waits before anybody else.
      try followRules()
      try fireTimers()
      try followRules()
      try commit()
    } catch {
      guard error.isPassing || error.kind == .moved else {
        for tell in clear().waiting { tell(error) }
        throw error
      }
      stalled = stalledBefore
      return TurnNews(deliveries: try recover(arrivals, after: error))
    }
    return try finish()
  }

  private func take(_ arrival: Arrival) throws(RecordFailure) {
    switch arrival {
    case .hello(let line, let hello, let identity, let source):
      try greet(line, hello, identity, source)
    case .checked(let attempt, let result):
      try admit(attempt, result)
    case .order(let caller, let order, let verdict):
      use(caller.line)
      if order.conversation != nil { heed(caller) }
      try carryOut(order, for: caller, verdict)
    case .status(let caller, let presence, let agent, let reason):
      use(caller.line)
      setPresence(caller, presence, of: agent, reason: reason)
    case .block(let caller, let id, let conversation, let span, let reason):
      use(caller.line)
      try block(customerOf: conversation, caller, id, for: span, reason: reason)
    case .announce(let caller, let id, let text):
      use(caller.line)
      announce(caller, id, text)
    case .account(let request, let source):
      use(request.caller.line)
      try carryOut(request, source)
    case .logout(let caller, let tokenHash):
      logOut(caller, tokenHash)
    case .forgetMe(let caller, let id): try forgetMe(caller, id)
    case .used(let use): draft.record.doors.usedIdentities.append(use)
    case .gone(let caller, let line): leave(caller, line)
    case .response(let conversation, let effect, let result):
      try answerEffect(conversation, effect, result)
    case .settled(let settlements, let recorded):
      draft.record.settlements += settlements
      whenWritten { recorded($0 == nil) }
    case .errand(let errand): try errand(self)
    case .returned: waiting.change()
    case .heard(let caller): heed(caller)
    case .opened(let caller, let id): draft.looks.append(.mirrored(caller, id))
    case .reading(let caller, let id): try noteReading(caller, id)
    case .read(let caller, let id, let seq): heedReading(caller, id, upTo: seq)
    case .ask(let caller, let question): ask(caller, question)
    case .watch(let caller): draft.looks.append(.watch(caller))
    }
  }

  /// Told once the turn is on disk, or why it is not.
  package func whenWritten(_ tell: @escaping @Sendable (RecordFailure?) -> Void) {
    draft.waiting.append(tell)
  }

  static let noRoom = Refusal(
    .storage, "the desk cannot write now; your words are kept by you and sent again",
    mayRetry: true, retryAfter: 2000)

  private func commit(evenIfEmpty: Bool = false) throws(RecordFailure) {
    timers.write(to: &draft.record)
    if now >= writesAgain {
      consumption.write(to: &draft.record, at: now)
      draft.record.doors.tries = throttle.takeUnwritten(at: now)
    }
    draft.record.destinations = plan.destinations
    draft.record.audit += loginFailures.takeCounted(at: now)
    draft.record.promises += waiting.takeSettled()
    guard evenIfEmpty || !draft.record.isEmpty || !draft.additions.isEmpty else { return }
    try beginServing()
    let turn = draft.close(state)
    guard !turn.isEmpty else { return }
    try log.append(turn)
    unwrittenStart = nil
    guard let former = obstacle else { return }
    obstacle = nil
    draft.deliveries.append(.notice(former == .full ? .diskFree : .lockGone))
  }

  /// The operator is told once of what keeps the desk from writing.
  private func obstacleNotice(of failure: RecordFailure) -> [Delivery] {
    guard failure.isPassing, obstacle != failure.kind else { return [] }
    obstacle = failure.kind
    return [.notice(failure.kind == .full ? .diskFull(failure.what) : .locked(failure.what))]
  }

  private func state(of live: OpenConversation) -> FlowState? {
    guard case .at(let session) = live.flow else { return nil }
    return FlowState(
      revision: session.revision, state: session.encoded(), isLive: !session.isOver)
  }

  /// The turn is on disk: says who is to be told what.
  private func finish() throws(RecordFailure) -> TurnNews {
    var written = clear()
    for tell in written.waiting { tell(nil) }
    // Acknowledgements go before the events in no order that matters: both are on disk.
    var deliveries: [Delivery] = []
    swap(&deliveries, &written.deliveries)
    for addition in written.additions {
      let conversation = addition.live.conversation
      if !addition.told.isEmpty {
        let members = plan.queues.members(of: conversation.queue)
        let audience = Audience(conversation, members: members)
        deliveries.append(.events(conversation.id, addition.told, audience))
      }
    }
    deliveries += summaries(after: written.additions)
    deliveries += places() + staff.news(waiting: waiting.line.count)
    deliveries += try receptionNews() + mirroredNews(after: written)
    unkeptJump = .zero
    for look in written.looks { try answer(look, &deliveries) }
    list(&deliveries)
    trim()
    let hasEvents = written.additions.contains { !$0.entries.isEmpty }
    return TurnNews(
      deliveries: deliveries, calls: written.calls, lookUps: written.lookUps,
      hasEvents: hasEvents,
      isForMirrors: hasEvents && !plan.destinations.isEmpty)
  }

  /// The turn is over, one way or the other: gives its draft and begins a new one.
  private func clear() -> TurnDraft {
    var done = TurnDraft()
    swap(&done, &draft)
    done.letGo()
    timers.settle()
    consumption.settle()
    return done
  }

  /// Nothing was written. Everyone who asked for something is told to ask again.
  private func recover(_ arrivals: [Arrival], after failure: RecordFailure)
    throws(RecordFailure) -> [Delivery]
  {
    let lost = clear()
    var deliveries = lost.deliveries.filter(\.standsByItself).map {
      notLetIn(withoutNewToken($0, lost), lost)
    }
    deliveries += obstacleNotice(of: failure)
    for tell in lost.waiting { tell(failure) }
    if !lost.record.accounts.isEmpty {
      staff.enroll(only: try accounts.users())
      try employ()
    }
    if let former = lost.formerBot { bot = former }
    consumption.forget()
    writesAgain = now + Self.pauseAfterFailure
    try recall()
    staff.graceForTheGone(until: writesAgain)
    for arrival in arrivals { askAgain(arrival, &deliveries) }
    for look in lost.looks { try answer(look, &deliveries) }
    return deliveries
  }

  private func askAgain(_ arrival: Arrival, _ deliveries: inout [Delivery]) {
    switch arrival {
    // It must be answered for good, and what it has to be looked up for was read in vain.
    case .order(_, let order, _) where order.isWithdrawn: unheard.append(arrival)
    case .order(let caller, let order, let verdict):
      let first = stalled[caller.line] ?? order.cid
      stalled[caller.line] = first
      let refusal = first == order.cid ? Self.noRoom : Self.earlierFailed
      deliveries.append(.frame(caller.line, ServerFrame.nack(order.cid, refusal).bytes))
      takeBack(order, caller, verdict, &deliveries)
    case .gone(_, let line): stalled[line] = nil
    case .block(let caller, _, _, _, _), .announce(let caller, _, _), .forgetMe(let caller, _):
      let frame = ServerFrame.refused(Self.noRoom, arrival.refused ?? Refused())
      deliveries.append(.frame(caller.line, frame.bytes))
    case .account(let request, _):
      let frame = ServerFrame.refused(Self.noRoom, request.refused)
      deliveries.append(.frame(request.caller.line, frame.bytes))
    case .logout(let caller, _): deliveries.append(.turnAway(caller.line, Self.noRoom))
    case .response: unheard.append(arrival)
    case .hello, .checked, .status, .settled, .errand, .returned, .heard, .reading, .read, .ask,
      .opened, .watch, .used:
      break
    }
  }

  /// Nobody sends a service's answer again, so it is heard when there is room; so are commands that
  /// are given up. No more than were on their way when the disk was full.
  private var unheard: [Arrival] = []

  private func takeUnheard() -> [Arrival] {
    guard now >= writesAgain else { return [] }
    defer { unheard = [] }
    return unheard
  }

  /// The moment of the next thing to do by itself; nil if there is none.
  package var nextDue: Instant? {
    var due = [
      timers.next, staff.nextGrace, sessions.nextEnd, tokensOnTheirWay.nextDue, sweep.next,
      loginFailures.nextDue, waiting.nextDue, lists.nextDue, customersThere.nextDue,
      answering.nextDue, desertion.nextDue, holds.nextDue,
      service.nextDue, offers.nextDue, welcoming.nextDue, erasures.nextDue,
    ].compactMap { $0 }
    if !unheard.isEmpty { due.append(writesAgain) }
    // What is to be told since the start, before any turn.
    let isToldLate = !draft.deliveries.isEmpty || !draft.calls.isEmpty
    if isToldLate || !listings.isEmpty { due.append(now) }
    return due.min().map { max($0, writesAgain) }
  }

  /// Writes down what is only written now and then: the program ends.
  package func settleAccounts(at moment: Instant) throws(RecordFailure) {
    loginFailures.hurry(at: moment)
    var isPending = loginFailures.nextDue != nil
    while consumption.hurry() || isPending {
      isPending = false
      do throws(RecordFailure) { _ = try turn([], at: moment) } catch {
        guard error.isPassing else { throw error }
      }
    }
  }
}
