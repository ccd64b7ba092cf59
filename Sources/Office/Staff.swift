import Desk
import Journal
import Wire

/// Who works here, who is there, and what they have.
struct Staff {
  var members: [Identifier<Agent>: Member] = [:] { didSet { (tally, standings) = (nil, nil) } }
  /// Who has which conversation, and how much of their work it is.
  private var owners: [Identifier<Conversation>: Owner] = [:]
  /// What agents can do and take on, and what is fair, by the desk's plan.
  private(set) var crew = Crew()
  private var usualCapacity = 0
  /// Everybody as routing sees them; made again only after somebody changed.
  var standings: [AgentStanding]?
  /// When agents last did something to a conversation.
  var lastActs: [Identifier<Agent>: Instant] = [:]
  private var told: Told?
  /// What every turn asks of all members; counted again only after one of them changed.
  private var tally: Tally?

  private struct Tally {
    /// Agents who take conversations now.
    var online = 0
    var nextGrace: Instant?
  }

  private struct Told: Equatable {
    let online: Int
    let waiting: Int
  }

  /// Whose a conversation is, or to whom it is offered.
  struct Owner {
    let agent: Identifier<Agent>
    let piece: Workload.Piece
  }

  struct Member {
    let agent: AgentName
    let role: Role
    var isDisabled: Bool
    /// What they can do and take on, with what commands said.
    var qualification = Qualification()
    var capacity = 0
    /// With the offers that stand.
    var work = Workload()
    /// When they got conversations, in the window of the fair share, the latest last.
    var assigned: [Instant] = []
    var offers: [Identifier<Conversation>: Workload.Piece] = [:]
    var lines: Set<ConnectionNumber> = []
    var isAway = false
    var conversations: Set<Identifier<Conversation>> = []
    /// When their conversations are given back, if they do not return before.
    var grace: Instant?

    /// Online and taking conversations.
    var isThere: Bool { !lines.isEmpty && !isAway && !isDisabled }
  }

  mutating func enroll(_ user: Accounts.User) {
    let old = members[user.login]
    var member = Member(agent: user.agent, role: user.role, isDisabled: user.isDisabled)
    member.isAway = user.isAway
    member.qualification = crew.qualification(of: user.login, commanded: user.said)
    member.capacity = member.qualification.capacity ?? usualCapacity
    if let old {
      member.lines = old.lines
      member.conversations = old.conversations
      member.grace = old.grace
      (member.work, member.assigned, member.offers) = (old.work, old.assigned, old.offers)
    } else {
      for (conversation, owner) in owners where owner.agent == user.login {
        member.conversations.insert(conversation)
        member.work.add(owner.piece)
      }
    }
    members[user.login] = member
  }

  /// Works by this plan from now on; whoever has too much by it keeps it, and gets nothing new.
  mutating func adopt(_ plan: DeskPlan, _ users: [Accounts.User]) {
    crew = plan.crew
    usualCapacity = plan.capacity
    for user in users { enroll(user) }
  }

  /// Exactly these have accounts.
  mutating func enroll(only users: [Accounts.User]) {
    let logins = Set(users.map(\.login))
    members = members.filter { logins.contains($0.key) }
    for user in users { enroll(user) }
  }

  func member(_ agent: Identifier<Agent>) -> Member? {
    guard let member = members[agent], !member.isDisabled else { return nil }
    return member
  }

  func isMember(_ agent: Identifier<Agent>) -> Bool { members[agent]?.isDisabled == false }

  /// Somebody a conversation can be passed on to; nil where nobody is called so.
  func colleague(_ agent: Identifier<Agent>) -> Circumstances.Colleague? {
    guard let member = member(agent), member.role != .admin else { return nil }
    return Circumstances.Colleague(member.agent, isThere: member.isThere, role: member.role)
  }

  /// How many conversations the agent has.
  func open(_ agent: Identifier<Agent>) -> Int { members[agent]?.conversations.count ?? 0 }

  /// Agents who take conversations now.
  var online: Int { mutating get { counted().online } }

  private mutating func counted() -> Tally {
    if let tally { return tally }
    var fresh = Tally()
    for member in members.values {
      if member.isThere && member.role != .admin { fresh.online += 1 }
      guard let grace = member.grace else { continue }
      fresh.nextGrace = min(grace, fresh.nextGrace ?? grace)
    }
    tally = fresh
    return fresh
  }

  /// Those of them who serve a queue.
  func online(for queue: QueuePlan) -> Int {
    members.values.count {
      $0.isThere && $0.role != .admin && queue.isServed(by: $0.agent.id)
    }
  }

  /// The accounts of all for whom something holds, in order.
  func all(where holds: (Member) -> Bool) -> [Identifier<Agent>] {
    members.values.filter { !$0.isDisabled && holds($0) }.map(\.agent.id).sorted()
  }

  var colleagues: [Reply.Colleague] {
    members.values.filter { !$0.isDisabled }.sorted { $0.agent.id < $1.agent.id }.map {
      Reply.Colleague(
        agent: $0.agent, role: $0.role, isOnline: !$0.lines.isEmpty, isAway: $0.isAway,
        open: $0.conversations.count, capacity: $0.capacity, lastAct: lastActs[$0.agent.id])
    }
  }

  mutating func forgetWork() {
    owners = [:]
    for agent in members.keys {
      members[agent]?.conversations = []
      members[agent]?.offers = [:]
      members[agent]?.work = Workload()
    }
  }

  /// Keeps who has what in step with a conversation's stage. What it weighed as it was assigned, it
  /// weighs until it is given up.
  mutating func follow(
    _ conversation: Identifier<Conversation>, _ stage: Stage, _ piece: Workload.Piece
  ) {
    var agent: Identifier<Agent>?
    if case .withAgent(let owner) = stage { agent = owner.id }
    let former = owners[conversation]
    guard former?.agent != agent else { return }
    if let former {
      members[former.agent]?.conversations.remove(conversation)
      members[former.agent]?.work.remove(former.piece)
    }
    guard let agent else {
      owners[conversation] = nil
      return
    }
    let owned = piece.within(members[agent]?.capacity ?? piece.weight)
    owners[conversation] = Owner(agent: agent, piece: owned)
    members[agent]?.conversations.insert(conversation)
    members[agent]?.work.add(owned)
  }

  // MARK: Coming and going

  mutating func come(_ agent: Identifier<Agent>, _ line: ConnectionNumber) {
    members[agent]?.lines.insert(line)
    members[agent]?.grace = nil
  }

  mutating func go(
    _ agent: Identifier<Agent>, _ line: ConnectionNumber, at moment: Instant, grace: Duration
  ) {
    // An observer was never there: their going changes nothing.
    guard members[agent]?.lines.remove(line) != nil else { return }
    guard let member = members[agent], member.lines.isEmpty else { return }
    if !member.conversations.isEmpty { members[agent]?.grace = moment + grace }
  }

  mutating func setPresence(_ agent: Identifier<Agent>, isAway: Bool) {
    members[agent]?.isAway = isAway
  }

  /// Whoever has conversations and is not connected has until then to come back: after a start, or
  /// when giving back could not be written.
  mutating func graceForTheGone(until moment: Instant) {
    for owner in Set(owners.values.map(\.agent)) where members[owner]?.lines.isEmpty != false {
      let grace = members[owner]?.grace ?? moment
      members[owner]?.grace = grace
    }
  }

  mutating func clockJumped(by span: Duration) {
    for (agent, member) in members { members[agent]?.grace = member.grace.map { $0 + span } }
  }

  var nextGrace: Instant? { mutating get { counted().nextGrace } }

  /// Whose grace is over: their conversations, each once.
  mutating func takeVanished(at moment: Instant) -> [Identifier<Conversation>] {
    guard let next = nextGrace, next <= moment else { return [] }
    var lost: [Identifier<Conversation>] = []
    for (agent, member) in members {
      guard let grace = member.grace, grace <= moment else { continue }
      members[agent]?.grace = nil
      lost += member.conversations.sorted()
    }
    return lost
  }

  func lines(of agent: Identifier<Agent>) -> [ConnectionNumber] {
    (members[agent]?.lines ?? []).sorted { $0.number < $1.number }
  }

  func conversations(of agent: Identifier<Agent>) -> [Identifier<Conversation>] {
    members[agent].map { $0.conversations.sorted() } ?? []
  }

  /// What agents are told of the desk, where it has changed.
  mutating func news(waiting: Int) -> [Delivery] {
    let state = Told(online: online, waiting: waiting)
    guard state != told else { return [] }
    told = state
    return [.staffing(ServerFrame.desk(agentsOnline: online, waiting: waiting).bytes)]
  }
}
