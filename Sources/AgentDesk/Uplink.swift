package import Desk
package import Wire

/// Said so often in this room that it has a short name.
package typealias ConversationID = Identifier<Conversation>

/// The line to the desk, as a value: greeting, following, sending again until answered.
///
/// It decides and never does: everything to be done comes back as ``Errand``s. Whatever breaks,
/// what was ordered is sent again with the same cid, in the same order, until the desk answers;
/// what was followed is followed again from the last seq. At most ``orderLimit`` commands wait.
package struct Uplink: Sendable {
  package static let orderLimit = 1000
  /// How long a connection may take to be welcomed.
  static let patience: Int64 = 15_000

  package private(set) var state: State
  package private(set) var me: AgentName?
  package private(set) var role = Role.agent
  package private(set) var textLimit = 4000
  /// How far the desk's clock is ahead of ours, in milliseconds.
  package private(set) var clockLead: Int64 = 0
  package internal(set) var outgoing: [Outgoing] = []
  package private(set) var chance: Chance
  private var credential: Credential
  /// Which history the desk tells.
  package private(set) var epoch: String?
  private var following: [ConversationID: Int64] = [:]
  /// Those of which only the end is followed.
  private var partial: Set<ConversationID> = []
  /// How far conversations were read that may not be followed now; they are read on from there.
  private var parked: [ConversationID: Int64] = [:]
  /// The latest seq acknowledged to us in each conversation that is followed.
  private var acknowledged: [ConversationID: Int64] = [:]
  private var backoff = Backoff()
  private var holdUntil: Instant?
  package private(set) var refusal: Refusal?
  /// Whether nothing may be sent until what an earlier run left has come: it goes first.
  private var awaitsRestoring: Bool
  /// Whether the agent is not there for customers because of this line.
  private let isObserver: Bool

  package init(
    _ credential: Credential, awaitsRestoring: Bool = false, isObserver: Bool = false,
    chance: Chance, at now: Instant
  ) {
    self.credential = credential
    self.awaitsRestoring = awaitsRestoring
    self.isObserver = isObserver
    self.chance = chance
    state = .offline(retryAt: now, since: now)
  }

  package var isOnline: Bool {
    if case .online = state { return true }
    return false
  }

  package var owner: Owner {
    if let me { return .agent(me.id.text) }
    switch credential {
    case .password(let agent, _, _, _): return .agent(agent.text)
    case .token(let token, let agent): return agent.map { .agent($0) } ?? .bearer(token)
    }
  }

  /// The highest seq held of a conversation that is followed; nil when it is not.
  package func position(_ conversation: ConversationID) -> Int64? { following[conversation] }

  /// Whether something acknowledged has not been told yet as the event it became.
  package var isBehind: Bool {
    acknowledged.contains { conversation, seq in following[conversation].map { $0 < seq } ?? false }
  }

  /// When something must happen without anybody doing anything.
  package var deadline: Instant? {
    switch state {
    case .offline(let retryAt, _): retryAt
    case .connecting(let since): since + .milliseconds(Self.patience)
    case .online: outgoing.contains { $0.state == .waiting } ? holdUntil : nil
    case .ended: nil
    }
  }
}

// MARK: - What happens to the connection

extension Uplink {
  package mutating func tick(at now: Instant) -> [Errand] {
    guard let deadline, deadline <= now else { return [] }
    switch state {
    case .offline:
      state = .connecting(since: now)
      refusal = nil
      return [.connect]
    case .connecting: return [.hangUp] + closed(code: nil, at: now)
    case .online: return flush(at: now)
    case .ended: return []
    }
  }

  /// Tries at once instead of at the next due time.
  package mutating func retryNow(at now: Instant) -> [Errand] {
    guard case .offline(_, let since) = state else { return [] }
    state = .offline(retryAt: now, since: since)
    return tick(at: now)
  }

  /// Hangs up, whatever state the connection is in, and makes a new one at once.
  package mutating func reconnect(at now: Instant) -> [Errand] {
    if case .ended = state { return [] }
    for index in outgoing.indices where outgoing[index].state == .sent {
      outgoing[index].state = .waiting
    }
    holdUntil = nil
    refusal = nil
    state = .connecting(since: now)
    return [.hangUp, .connect]
  }

  package mutating func opened(at now: Instant) -> [Errand] {
    switch credential {
    case .token(let token, _): [.send(.hello(.agent(token: token, isObserver: isObserver)))]
    case .password(let agent, let password, let device, let code):
      [
        .send(
          .hello(
            .login(
              agent, password: password, device: device, isObserver: isObserver, code: code)))
      ]
    }
  }

  /// The connection ended, or could not be made (`code` nil).
  package mutating func closed(code: UInt16?, at now: Instant) -> [Errand] {
    if case .ended = state { return [] }
    for index in outgoing.indices where outgoing[index].state == .sent {
      outgoing[index].state = .waiting
    }
    holdUntil = nil
    let since = if case .offline(_, let since) = state { since } else { now }
    switch code.flatMap(CloseCode.init(rawValue:)) {
    case .notAuthenticated, .comeBackLater: return notWelcome(since: since, at: now)
    case .revoked:
      state = .ended("this session was ended by the desk; log in again")
      return [.forgetToken]
    case .alreadyAuthenticated, .tooManyMistakes, .tooManyConnections:
      state = .ended(refusal?.why ?? "the desk ended the connection (\(code ?? 0))")
      return []
    case .restarting:
      let wait = Int64.random(in: 500...5000, using: &chance)
      state = .offline(retryAt: now + .milliseconds(wait), since: since)
    case .tooSlow: state = .offline(retryAt: now, since: since)
    case nil: state = .offline(retryAt: now + backoff.wait(at: now, &chance), since: since)
    }
    return []
  }

  /// The hello came too late, or too often, or was refused for good.
  private mutating func notWelcome(since: Instant, at now: Instant) -> [Errand] {
    if let refusal, !refusal.mayRetry {
      state = .ended(refusal.why)
      // A wrong password says nothing of the session that is remembered: perhaps another's.
      if case .password = credential { return [] }
      return [.forgetToken]
    }
    let wait = refusal?.retryAfter.map { Duration.milliseconds($0) }
    let retryAt = now + max(wait ?? .zero, backoff.wait(at: now, &chance))
    state = .offline(retryAt: retryAt, since: since)
    return []
  }

  /// Ends the line for good; the token is revoked when `forgetting`.
  package mutating func end(forgetting: Bool) -> [Errand] {
    let isOnline = isOnline
    state = .ended("")
    guard forgetting else { return [.hangUp] }
    return (isOnline ? [.send(.logout)] : []) + [.forgetToken, .hangUp]
  }
}

// MARK: - What the desk says

extension Uplink {
  package mutating func received(_ frame: ServerFrame, at now: Instant) -> [Errand] {
    switch frame {
    case .welcome(let welcome): return welcomed(welcome, at: now)
    case .ack(let ack):
      if following[ack.conversation] != nil { acknowledged[ack.conversation] = ack.seq }
      return answered(ack.cid) { $0 = .done(seq: ack.seq) } + flush(at: now)
    case .nack(let cid, let refusal): return refused(cid, refusal, at: now)
    case .event(let entry):
      // Only what continues the copy counts: anything else is asked for again after a reconnect.
      if let position = following[entry.conversation], entry.seq == position + 1 {
        following[entry.conversation] = entry.seq
      }
      return []
    case .reset(let conversation, _):
      guard following[conversation] != nil, let epoch else { return [] }
      following[conversation] = 0
      partial.remove(conversation)
      return [.send(.follow(conversation, epoch: epoch, after: 0))]
    case .unfollowed(let conversation):
      let position = following.removeValue(forKey: conversation)
      if partial.remove(conversation) == nil { parked[conversation] = position }
      acknowledged[conversation] = nil
      return []
    case .refused(let refusal, let frame):
      self.refusal = refusal
      // It is not followed, and must not be asked for again after every reconnect.
      if frame.of == .follow, let conversation = frame.conversation {
        following[conversation] = nil
        partial.remove(conversation)
        acknowledged[conversation] = nil
      }
      return []
    case .caughtUp, .typing, .read, .reception, .tail, .place, .summary, .presence, .watching,
      .desk, .notice, .answer,
      .announcement, .readers, .mirrored, .newer, .pong:
      return []
    }
  }

  private mutating func welcomed(_ welcome: Welcome, at now: Instant) -> [Errand] {
    guard case .agent(let agent, let role) = welcome.principal else {
      state = .ended("the desk took this token for a customer's")
      return [.forgetToken, .hangUp]
    }
    state = .online(since: now)
    backoff.connected(at: now)
    (me, self.role, textLimit) = (agent, role, welcome.textLimit)
    clockLead = welcome.time.since(now).milliseconds
    var errands: [Errand] = []
    if let token = welcome.token {
      credential = .token(token, of: agent.id.text)
      errands.append(.keepToken(token, agent.id))
    }
    // Positions belong to a history; in another one they mean nothing.
    if let epoch, epoch != welcome.epoch {
      parked = [:]
      acknowledged = [:]
      for conversation in following.keys {
        following[conversation] = partial.contains(conversation) ? nil : 0
      }
      partial = []
    }
    epoch = welcome.epoch
    errands.append(.send(.watch))
    for (conversation, seq) in following.sorted(by: { $0.key < $1.key }) {
      errands.append(.send(.follow(conversation, epoch: welcome.epoch, after: seq)))
    }
    return errands + flush(at: now)
  }

  private mutating func answered(
    _ cid: CommandID, _ change: (inout Outgoing.State) -> Void
  ) -> [Errand] {
    guard let index = outgoing.firstIndex(where: { $0.order.cid == cid }) else { return [] }
    change(&outgoing[index].state)
    // What put no words into the conversation leaves nothing to be shown.
    if outgoing[index].words == nil { outgoing.remove(at: index) }
    return [.settle(cid)]
  }

  private mutating func refused(
    _ cid: CommandID, _ refusal: Refusal, at now: Instant
  ) -> [Errand] {
    guard refusal.mayRetry else {
      let errands = answered(cid) { $0 = .refused(refusal) }
      // Refused words stay on disk until their author has let go of them.
      let isKept = outgoing.contains { $0.order.cid == cid }
      return (isKept ? [] : errands) + flush(at: now)
    }
    guard let index = outgoing.firstIndex(where: { $0.order.cid == cid }) else { return [] }
    outgoing[index].state = .waiting
    let until = now + .milliseconds(min(max(refusal.retryAfter ?? 1000, 100), 60_000))
    holdUntil = max(holdUntil ?? until, until)
    return []
  }
}

// MARK: - What the agent wants

extension Uplink {
  /// Sends a command, now or when the line is up again; nil when too many wait already.
  package mutating func order(
    _ command: Command, in conversation: ConversationID?, as name: CommandID? = nil,
    reason: String? = nil, seen: Int64? = nil, file: String? = nil, at now: Instant
  ) -> (cid: CommandID, errands: [Errand])? {
    guard outgoing.count(where: \.isOpen) < Self.orderLimit else { return nil }
    let cid = name ?? freshName()
    let order = Order(cid, conversation, command, reason: reason, seen: seen, file: file)
    let item = Outgoing(order, at: now)
    outgoing.append(item)
    return (cid, [.keep(item)] + flush(at: now))
  }

  /// A name for a command to come.
  mutating func freshName() -> CommandID {
    guard let cid = CommandID(chance.commandName()) else {
      preconditionFailure("a command's name made by us is well formed")
    }
    return cid
  }

  /// Takes up what an earlier run of the program had not finished.
  package mutating func resume(_ orders: [Outgoing], at now: Instant) -> [Errand] {
    let known = Set(outgoing.map(\.order.cid))
    outgoing.insert(contentsOf: orders.filter { !known.contains($0.order.cid) }, at: 0)
    // What was left under a token is not all: the desk will say whose it is.
    if case .agent = owner { awaitsRestoring = false }
    return flush(at: now)
  }

  /// Gives up what an earlier run left: the desk says whether it had been done.
  mutating func withdraw(_ items: [Outgoing], at now: Instant) -> [Errand] {
    outgoing += items.map { item in
      let order = item.order
      return Outgoing(
        Order(order.cid, order.conversation, order.command, isWithdrawn: true), at: item.createdAt)
    }
    return flush(at: now)
  }

  /// Lets go of refused words.
  package mutating func discard(_ cid: CommandID) -> [Errand] {
    outgoing.removeAll { $0.order.cid == cid }
    return [.settle(cid)]
  }

  /// Forgets what the transcript now shows itself.
  package mutating func shown(_ conversation: ConversationID, upTo seq: Int64) {
    outgoing.removeAll { item in
      guard item.order.conversation == conversation, case .done(let done) = item.state else {
        return false
      }
      return done <= seq
    }
  }

  /// Follows all of a conversation: from its beginning, or from where it was read up to.
  package mutating func follow(_ conversation: ConversationID) -> [Errand] {
    // Of what is asked for twice the desk tells what was asked for last.
    if partial.remove(conversation) != nil { following[conversation] = nil }
    guard following[conversation] == nil else { return [] }
    return begin(conversation, after: parked.removeValue(forKey: conversation) ?? 0)
  }

  /// Follows what happens behind a position, unless it is followed already.
  package mutating func follow(_ conversation: ConversationID, behind seq: Int64) -> [Errand] {
    guard following[conversation] == nil else { return [] }
    parked[conversation] = nil
    partial.insert(conversation)
    return begin(conversation, after: seq)
  }

  private mutating func begin(_ conversation: ConversationID, after seq: Int64) -> [Errand] {
    following[conversation] = seq
    guard isOnline, let epoch else { return [] }
    return [.send(.follow(conversation, epoch: epoch, after: seq))]
  }

  package mutating func unfollow(_ conversation: ConversationID) -> [Errand] {
    partial.remove(conversation)
    // What is not held any more begins anew.
    parked[conversation] = nil
    guard following.removeValue(forKey: conversation) != nil, isOnline else { return [] }
    return [.send(.unfollow(conversation))]
  }

  /// Sends what waits, in order; nothing while an earlier command must be sent again first.
  private mutating func flush(at now: Instant) -> [Errand] {
    guard isOnline, !awaitsRestoring else { return [] }
    if let holdUntil {
      // The rest of the pipeline is being refused too; all of it goes again, in its order.
      guard holdUntil <= now, !outgoing.contains(where: { $0.state == .sent }) else { return [] }
      self.holdUntil = nil
    }
    var errands: [Errand] = []
    for index in outgoing.indices where outgoing[index].state == .waiting {
      outgoing[index].state = .sent
      errands.append(.send(.command(outgoing[index].order)))
    }
    return errands
  }
}
